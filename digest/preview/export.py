"""The preview of an issue as one file, for a reviewer who has nothing but a browser.

No script runs in it, and it asks for nothing from elsewhere: what stands in its frames is bound by
its policy, too.
"""

from collections.abc import Mapping

from digest.preview import shell
from digest.preview.frames import Picture, framed
from digest.preview.letter import Letter
from digest.preview.view import View

WIDTHS = (375, 700)
SCHEMES = {"light": "Light", "dark": "Dark"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def page(
    letter: Letter, facts: Mapping[str, object], checks: Mapping[str, object], picture: Picture
) -> str:
    """The file; of pictures it has those that `picture` gives."""
    emails = {
        name: framed(letter.shown.html, View(scheme=scheme), picture)
        for scheme, name in SCHEMES.items()
    }
    return shell.file(
        letter=letter, facts=facts, checks=checks, emails=emails, widths=WIDTHS, policy=POLICY
    )
