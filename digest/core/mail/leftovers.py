"""What is left of a template in a mail, such as `{{ first_name }}` or `*|FNAME|*`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from digest.core import merge_tags
from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.passages import passages

ADDRESSES = ("href", "src", "background")
ATTRIBUTES = (*ADDRESSES, "alt", "title")
WHOLE = re.compile(r"\[\[[^][]{1,60}\]\]|\[[A-Za-z_]{3,40}\]|\{[A-Za-z_.]{2,40}\}")


class Leftover(NamedTuple):
    """A tag, and the fault that it is."""

    tag: str
    fault: Fault


def leftovers(mail: Mail) -> Iterator[Leftover]:
    """Those that a reader may see; code, and what posts of an issue say, may hold such signs."""
    said = mail.said
    for passage in passages(mail, _pattern()):
        for tag in _pattern().findall(passage.text):
            if tag not in said and not (passage.part == "text" and tag in mail.page.code):
                told = f"{tag}{passage.where or ' in the text'} is not filled in"
                yield Leftover(tag, passage.fault(told))
    for element in mail.page.root.iter("*"):
        for name in ATTRIBUTES:
            for tag in _in_attribute(name, element.get(name) or ""):
                if tag not in said:
                    told = f"{tag} in the attribute {name} is not filled in"
                    yield Leftover(tag, Fault(told, element))


def _in_attribute(name: str, value: str) -> list[str]:
    """The tags in a value; an address may be one that could be a word elsewhere."""
    whole = WHOLE.fullmatch(value.strip()) if name in ADDRESSES else None
    if whole and not merge_tags.TAG.fullmatch(whole[0]):
        return [whole[0]]
    return _pattern().findall(value)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\*\|.{1,60}?\|\*|<%.{0,80}?%>|%%[A-Za-z_]\w{1,40}%%"
        r"|%7B%7B.{0,80}?%7D%7D|\$\{[\w.]{1,40}\}|\{\$[a-z_][\w.]{0,40}\}"
        r"|\[(?:FIRST|LAST)_?\s?NAME\]|\{(?:FIRST|LAST)_?\s?NAME\}",
        re.IGNORECASE | re.DOTALL,
    )
