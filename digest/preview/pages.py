"""The HTML of the preview: the page around the email, and the email as it stands in its frame."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.preview.letter import Letter
from digest.preview.scheme import emulate
from digest.preview.view import CHOICES, View

if TYPE_CHECKING:
    from jinja2 import Environment

_HEAD = re.compile(r"(?i)<head\b[^>]*>")
# Links open a new tab instead of vanishing in the frame. A scroll bar would take its width from
# the email's, which on a phone it does not.
_IN_FRAME = '<base target="_blank"><style>html{scrollbar-width:none}</style>'


def issue(letter: Letter, view: View) -> str:
    """The page that shows `letter`."""
    return (
        _templates().get_template("issue.html.j2").render(letter=letter, view=view, choices=CHOICES)
    )


def error(title: str, message: str, hint: str) -> str:
    """A page that says what went wrong and what to do."""
    return (
        _templates().get_template("error.html.j2").render(title=title, message=message, hint=hint)
    )


def frame(letter: Letter, scheme: str) -> str:
    """The email for its frame: the bytes of the issue, but for links, scroll bar and scheme."""
    html = _HEAD.sub(rf"\g<0>{_IN_FRAME}", letter.shown.html, count=1)
    return emulate(html, scheme)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
