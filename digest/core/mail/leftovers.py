"""What is left of a template in a mail, such as `{{ first_name }}` or `*|FNAME|*`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.passages import is_code, passages

ATTRIBUTES = ("href", "src", "alt", "title", "background")


class Leftover(NamedTuple):
    """A tag, and the fault that it is."""

    tag: str
    fault: Fault


def leftovers(mail: Mail) -> Iterator[Leftover]:
    """Those that a reader may see; code, and what posts of an issue say, may hold such signs."""
    said = mail.said
    for passage in passages(mail, _pattern()):
        for tag in _pattern().findall(passage.text):
            if tag not in said and not (passage.part == "text" and is_code(tag, mail.page)):
                told = f"{tag}{passage.where or ' in the text'} is not filled in"
                yield Leftover(tag, passage.fault(told))
    for element in mail.page.root.iter("*"):
        for name in ATTRIBUTES:
            for tag in _pattern().findall(element.get(name) or ""):
                if tag not in said:
                    told = f"{tag} in the attribute {name} is not filled in"
                    yield Leftover(tag, Fault(told, element))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\*\|.{1,60}?\|\*|<%.{0,80}?%>|%%[A-Za-z_]\w{1,40}%%"
        r"|%7B%7B.{0,80}?%7D%7D|\$\{[\w.]{1,40}\}|\[(?:FIRST|LAST)_?\s?NAME\]",
        re.IGNORECASE | re.DOTALL,
    )
