"""On which screens the rules of a style sheet hold."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Scheme = Literal["light", "dark"]
DESK, PHONE = 800, 375  # CSS pixels across
FEATURE = re.compile(r"\(\s*([a-z-]+)\s*(?::\s*([^()]*?)\s*)?\)")
TYPE = re.compile(r"(?:(only|not)\s+)?([a-z]+)\b\s*(?:and\b)?")
WIDTH = re.compile(r"(\d+(?:\.\d+)?)(px|em|rem)")
EM = 16.0


class Screen(NamedTuple):
    """Where a mail is looked at."""

    scheme: Scheme = "light"
    width: int = DESK


@lru_cache(maxsize=512)
def holds(condition: str, screen: Screen) -> bool | None:
    """Whether all at-rules of a condition let it pass; None if that cannot be told."""
    return _all([_passes(each, screen) for each in condition.lower().split("@") if each])


def _passes(told: str, screen: Screen) -> bool | None:
    name, _, queries = told.strip().partition(" ")
    if name != "media":
        return None
    found = [_query(query.strip(), screen) for query in queries.split(",")]
    return True if True in found else None if None in found else False


def _query(query: str, screen: Screen) -> bool | None:
    kind = TYPE.match(query)
    rest = query[kind.end() :] if kind else query
    shown = kind is None or kind[2] in ("all", "screen")
    features = [_feature(name, value, screen) for name, value in FEATURE.findall(rest)]
    if FEATURE.sub("", rest).replace("and", "").strip():  # `or`, or a range
        features.append(None)
    found = _all([shown, *features])
    return not found if kind and kind[1] == "not" and found is not None else found


def _feature(name: str, value: str, screen: Screen) -> bool | None:
    if name == "prefers-color-scheme":
        return value == screen.scheme
    width = WIDTH.fullmatch(value)
    if not width:
        return None
    pixels = float(width[1]) * (1 if width[2] == "px" else EM)
    if name in ("min-width", "min-device-width"):
        return screen.width >= pixels
    return screen.width <= pixels if name in ("max-width", "max-device-width") else None


def _all(found: list[bool | None]) -> bool | None:
    return False if False in found else None if None in found else True
