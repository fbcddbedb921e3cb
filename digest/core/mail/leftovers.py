"""What is left of a template in a mail, such as `{{ first_name }}` or `*|FNAME|*`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from digest.core.mail.mail import Mail
from digest.core.mail.page import in_code

ATTRIBUTES = ("href", "src", "alt", "title", "background")


class Leftover(NamedTuple):
    """A tag, what it stands in, and the element that it belongs to, if any."""

    tag: str
    part: str
    element: object


def leftovers(mail: Mail) -> Iterator[Leftover]:
    """Those that a reader may see; code, and what posts of an issue say, may hold such signs."""
    said = " ".join(f"{post.title} {post.summary}" for post in mail.posts)
    for text, part, element in _texts(mail):
        for tag in _pattern().findall(text):
            if tag not in said:
                yield Leftover(tag, part, element)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\*\|.{1,60}?\|\*|<%.{0,80}?%>|%%[A-Za-z_]\w{1,40}%%"
        r"|%7B%7B.{0,80}?%7D%7D|\$\{[\w.]{1,40}\}|\[(?:FIRST|LAST)_?\s?NAME\]",
        re.IGNORECASE | re.DOTALL,
    )


def _texts(mail: Mail) -> Iterator[tuple[str, str, object]]:
    yield mail.header("Subject") or "", "the subject", None
    for words in mail.page.words:
        if _pattern().search(words.text) and not in_code(words.within):
            yield words.text, "the text", words.within
    for element in mail.page.root.iter("*"):
        for name in ATTRIBUTES:
            if value := element.get(name):
                yield value, f"the attribute {name}", element
