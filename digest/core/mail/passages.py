"""What a mail says to its readers: the subject, the words of the HTML, the lines of the text.

Code is left out, as nothing in it is a slip: elements of code, and in the text what stands between
backticks or fences, is indented by four, or is code in the HTML.
"""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from digest.core.finding import Fault, Part
from digest.core.mail.mail import Mail
from digest.core.mail.page import in_code

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TICKED = re.compile(
    r"^ {0,3}```.*?(?:^ {0,3}```|\Z)|(?<!`)(`{1,2})(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)\1(?!`)",
    re.DOTALL | re.MULTILINE,
)
INDENTED = re.compile(r" {4}|\t")


class Passage(NamedTuple):
    """A stretch of text with the part that it stands in, and its element or line there."""

    text: str
    part: Part
    within: "HtmlElement | None" = None
    line: int | None = None

    @property
    def where(self) -> str:
        """What a message says of the place: nothing but of the subject."""
        return " in the subject" if self.part == "message" else ""

    def fault(self, told: str) -> Fault:
        """A fault that lies in it."""
        return Fault(told, self.within, self.line, self.part)


def passages(mail: Mail, sign: re.Pattern[str]) -> Iterator[Passage]:
    """Those in which `sign` is found."""
    subject = mail.header("Subject") or ""
    if sign.search(subject):
        yield Passage(subject, "message")
    for words in mail.page.words:
        if sign.search(words.text) and not in_code(words.within):
            yield Passage(words.text, "html", words.within)
    for number, line in enumerate(_prose(mail.text or ""), 1):
        if sign.search(line) and line.strip() not in mail.page.code:
            yield Passage(line, "text", line=number)


def _prose(text: str) -> Iterator[str]:
    """The lines, where those of code are empty."""
    blank = TICKED.sub(lambda code: "\n" * code[0].count("\n"), dedent(text))
    return ("" if INDENTED.match(line) else line for line in blank.split("\n"))
