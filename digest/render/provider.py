"""What there is to know of a provider's merge tags; `providers/` has one file for each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field

from digest.core.merge_tags import WORD_JOINER
from digest.core.quick import dataclass

BRACES = re.compile(r"\{(?=\{)")
HANDLEBARS = re.compile(r"\{(?=\{)|\\(?=\{)")  # a backslash would make the tag behind it text
BRACES_AND_TAGS = re.compile(r"\{(?=[{%])")
DJANGO = re.compile(r"\{(?=[{%#])")


def entity(char: str) -> str:
    """The character as HTML has it, which no template engine takes for its own."""
    return f"&#{ord(char)};"


def joined(char: str) -> str:
    """The character with nothing visible behind it, so that its syntax is broken."""
    return char + WORD_JOINER


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider.

    `tags` are its words for ours, but for the name: that is `name(fallback)`, whose fallback may be
    empty. What it has no word for stands in `missing`, with what to do instead. `syntax` finds each
    character with which something of its own begins; `in_html` and `in_text` say how that character
    is written so that readers see it.
    """

    title: str
    tags: Mapping[str, str]
    name: Callable[[str], str]
    syntax: re.Pattern[str]
    missing: Mapping[str, str] = field(default_factory=dict)
    in_html: Callable[[str], str] = entity
    in_text: Callable[[str], str] = joined


def curly(words: str) -> str:
    """A fallback for between quotation marks: an apostrophe in it becomes a typographic one."""
    return words.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
