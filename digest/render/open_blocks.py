"""Blocks of a Jinja template that do not close as they were opened, which Jinja tells elsewhere."""

import re
from typing import NamedTuple

SKIPPED = r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\b"
TAG = re.compile(rf"{SKIPPED}|\{{%[-+]?\s*(?P<tag>\w+)(?P<rest>.*?)%\}}", re.DOTALL)
BLOCKS = frozenset("autoescape block call filter for if macro set with".split())
FURTHER = {"else": ("if", "for"), "elif": ("if",)}  # and the blocks they may stand in
ELSE_IF = re.compile(r"else\s+if\b|els(?:e?)if\b")


class Mistake(NamedTuple):
    """What is wrong, and at which offset."""

    at: int
    said: str


class _Opened(NamedTuple):
    at: int
    tag: str


def block_mistake(source: str) -> Mistake | None:
    """The first tag of a template that goes on with, or closes, what was not opened.

    Without one, the last block that is never closed.
    """
    opened: list[_Opened] = []
    for found in TAG.finditer(source):
        tag = found["tag"] or ""
        if said := _stray(tag, found["rest"] or "", opened):
            return Mistake(found.start(), said)
        if tag in BLOCKS and not (tag == "set" and "=" in found["rest"]):
            opened.append(_Opened(found.start(), tag))
        elif opened and tag == f"end{opened[-1].tag}":
            opened.pop()
        elif tag.removeprefix("end") in BLOCKS and tag not in BLOCKS:
            return _never_closed(opened[-1], f" before {{% {tag} %}}")
    return _never_closed(opened[-1]) if opened else None


def _never_closed(opened: _Opened, before: str = "") -> Mistake:
    tag = opened.tag
    return Mistake(opened.at, f"{{% {tag} %}} is never closed; expected {{% end{tag} %}}{before}")


def _stray(tag: str, rest: str, opened: list[_Opened]) -> str | None:
    """Why a tag cannot stand where these blocks are open."""
    inside = [block.tag for block in opened]
    if ELSE_IF.match(tag + rest):
        return "'else if' is written {% elif ... %}"
    if tag in FURTHER and (not inside or inside[-1] not in FURTHER[tag]):
        return f"{{% {tag} %}} stands in no {{% {FURTHER[tag][0]} %}}"
    closed = tag.removeprefix("end")
    if closed == tag or closed not in BLOCKS or closed in inside:
        return None
    expected = f" where {{% end{inside[-1]} %}} was expected" if inside else " closes nothing"
    return f"{{% {tag} %}}{expected}"
