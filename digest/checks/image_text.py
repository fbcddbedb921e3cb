"""Does the mail still say something without its pictures?

Outlook and many readers block pictures, and spam hides its words in them. SpamAssassin adds up to
2.8 of the 5 points that make spam to a mail with a picture and little text. Source:
spamassassin.apache.org, rules HTML_IMAGE_ONLY_04 to HTML_IMAGE_ONLY_32.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault, Severity
from digest.core.mail.leftovers import leftovers
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, pixels

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG602", "image-text", "warning", ("html",)
FEWEST_CHARACTERS = 200
FEW_CHARACTERS = 500
LEAST_AREA = 40_000  # in pixels: what is smaller is a logo or an icon
FIX = "write what the pictures show; in an issue, blurbs or an intro in issue.toml"
FIX_ELSEWHERE = "write what the pictures show"


def check(mail: Mail) -> Iterator[Fault]:
    """Information where a large picture stands beside little text, a warning beside hardly any.

    Of a file that is still to be filled in nothing can be told.
    """
    pictures = [image for image in mail.page.all("img") if _is_large(image)]
    if pictures and (characters := _characters(mail)) < FEW_CHARACTERS and not _is_template(mail):
        told = f"beside pictures the mail has {characters} characters of text"
        severity: Severity = "warning" if characters < FEWEST_CHARACTERS else "info"
        yield Fault(told, pictures[0], about="text", severity=severity)


def _is_template(mail: Mail) -> bool:
    """Whether it is a file whose text is still to be filled in."""
    return mail.headers is None and next(leftovers(mail), None) is not None


def _is_large(image: "HtmlElement") -> bool:
    """A side that is not told is as long as the other; without both it may be any size."""
    sides = (pixels(image.get(name)) for name in ("width", "height"))
    known = [side for side in sides if side is not None]
    return not known or known[0] * known[-1] >= LEAST_AREA


def _characters(mail: Mail) -> int:
    """Those that are seen, as far as it matters how many."""
    found = 0
    for words in mail.page.words:
        if found < FEW_CHARACTERS and not is_hidden(words.within):
            found += len(" ".join(words.text.split()))
    return found
