"""The block of a Jinja template that nobody closes: Jinja itself only says that it missed one."""

import re
from typing import NamedTuple

SKIPPED = r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\b"
TAG = re.compile(rf"{SKIPPED}|\{{%[-+]?\s*(?P<tag>\w+)(?P<rest>.*?)%\}}", re.DOTALL)
BLOCKS = frozenset("autoescape block call filter for if macro set with".split())


class Opened(NamedTuple):
    """A tag that opens a block, and where."""

    tag: str
    line: int
    column: int


def innermost(source: str) -> Opened | None:
    """The last block of a template that is opened and not closed."""
    opened: list[Opened] = []
    for found in TAG.finditer(source):
        tag = found["tag"] or ""
        if tag in BLOCKS and not (tag == "set" and "=" in found["rest"]):
            at = found.start()
            line = source.count("\n", 0, at) + 1
            opened.append(Opened(tag, line, at - source.rfind("\n", 0, at)))
        elif opened and tag == f"end{opened[-1].tag}":
            opened.pop()
    return opened[-1] if opened else None
