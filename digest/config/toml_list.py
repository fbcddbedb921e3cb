"""A list in a TOML text, changed value by value: its layout and its comments stay."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from digest.config.toml_layout import REST, Piece, key_at
from digest.config.toml_text import Path
from digest.config.toml_values import line_end, quoted


def changed(text: str, path: Path, said: Sequence[str], wanted: Sequence[str]) -> str:
    """The text in which the list at `path`, which holds `said`, holds `wanted`."""
    steps = SequenceMatcher(None, said, wanted, autojunk=False).get_opcodes()
    for step, first, last, start, stop in reversed(steps):
        if step == "equal":
            continue
        for place in reversed(range(first, last)):
            text = _without(text, key_at(text, path), place)
        for value in reversed(wanted[start:stop]):
            text = _with(text, key_at(text, path), first, value)
    return text


def _with(text: str, found: Piece, place: int, value: str) -> str:
    """A list with values in rows of their own gets one more row."""
    word, elements = quoted(value), found.elements
    if not elements:
        return _put(text, found.value + 1, word)
    near = elements[max(place - 1, 0)]
    row = _row(text, near.start)
    is_alone = not text[row : near.start].strip()
    if place == 0:
        start, gap = (row, line_end(text)) if is_alone else (near.start, " ")
        return _put(text, start, f"{text[row : near.start] if is_alone else ''}{word},{gap}")
    rest = REST.match(text, near.comma or near.end)
    if not (is_alone and rest):
        return _put(text, near.end, f", {word}")
    comma = "," if near.comma else ""
    text = _put(text, rest.end(), f"{text[row : near.start]}{word}{comma}{line_end(text)}")
    return text if near.comma else _put(text, near.end, ",")


def _without(text: str, found: Piece, place: int) -> str:
    """A value that stands alone in its row goes with the row, but for a comment."""
    one = found.elements[place]
    stop = one.comma or one.end
    row, rest = _row(text, one.start), REST.match(text, stop)
    if "#" in text[one.end : stop]:
        return text[: one.start] + text[one.end : stop - 1] + text[stop:]
    if rest and not text[row : one.start].strip():
        return (
            text[: one.start] + text[rest.start(1) :]
            if rest[1]
            else text[:row] + text[rest.end() :]
        )
    before = found.elements[place - 1] if place else None
    if before and place == len(found.elements) - 1 and "#" not in text[before.end : one.start]:
        return text[: before.end] + text[one.end :]
    return text[: one.start] + text[stop:].lstrip(" \t")


def _row(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _put(text: str, at: int, more: str) -> str:
    return text[:at] + more + text[at:]
