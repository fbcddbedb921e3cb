"""The words that stand under a title."""

import re
from typing import TYPE_CHECKING

from digest.core.markup import HEADINGS, lines
from digest.core.page.dom import select, words_of
from digest.core.text import lead, without_ellipsis

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

LONGEST_SUMMARY = 1000  # characters; more is the whole post
BESIDE_THE_TEXT = HEADINGS | {"figure", "table", "nav", "footer"}
READ_MORE = re.compile(
    r"(?:(?:continue|keep) reading|read (?:more|on|the (?:full|whole)|this|full|post|article)|more"
    r"|learn more|weiterlesen|mehr lesen|lire la suite|leer más|ler mais|leggi|lees|читать)\b.*"
    r"|read|[→»›>…\W]+|(?:続きを|もっと|阅读|閱讀|继续|더).{0,12}",
    re.IGNORECASE,
)


def summary_of(node: "Node") -> tuple[str, bool]:
    """The text of a summary, and whether it was cut; of a whole post, its beginning."""
    blocks = list(lines(node, without=BESIDE_THE_TEXT)) or [words_of(node)]
    text, cut = " ".join(blocks), False
    for link in reversed(select(node, "a")):
        label = words_of(link)
        if READ_MORE.fullmatch(label) and text.endswith(label):
            text, cut = text.removesuffix(label).rstrip(), True
    if len(text) > LONGEST_SUMMARY:
        return lead(blocks)
    whole, dotted = without_ellipsis(text)
    return whole, cut or dotted
