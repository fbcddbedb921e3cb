"""issue.toml with other data in it: what a person wrote stays as it is, byte for byte.

An edit is told by the data that the file shall hold. What differs from what it holds is changed
where it stands, one step after the other; every edit is proved by reading the result again.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from digest.config import toml_list, toml_rows, toml_text
from digest.config.toml_layout import comments, key_at
from digest.config.toml_text import Path
from digest.config.toml_values import line_end, written
from digest.core.errors import ConfigError

Data = Mapping[str, Any]


def read(text: str, file: str = "issue.toml") -> dict[str, Any]:
    """The data in the text.

    Raises:
        ConfigError: it has mistakes.
    """
    toml = toml_text.read(text.removeprefix("\ufeff"))
    if count := len(toml.problems):
        told = f"{file}: {count} mistakes" if count > 1 else f"{file}: 1 mistake"
        raise ConfigError(told, "mend it first", file, toml.problems)
    return toml.data


def rewritten(text: str, wanted: Data, file: str = "issue.toml") -> str:
    """The text that says `wanted`, as near to `text` as can be, with all of its comments.

    Values are texts, numbers, true and false, lists of texts, and arrays of tables of those.

    Raises:
        ConfigError: `text` has mistakes, or cannot be edited without touching other parts.
    """
    body = text.removeprefix("\ufeff")
    said = read(body, file)
    try:
        new = _edited(body, (), said, wanted)
        is_proved = tomllib.loads(new) == wanted and _survive(comments(body), comments(new))
    except (tomllib.TOMLDecodeError, LookupError):
        is_proved = False
    if not is_proved:
        hint = f"write by hand: {'; '.join(_by_hand(said, wanted))}"
        raise ConfigError(f"{file} cannot be edited safely", hint, file)
    return text[: len(text) - len(body)] + new


def _edited(text: str, table: Path, said: Data, wanted: Data) -> str:
    for key in _differing(said, wanted):
        text = _changed(text, (*table, key), said.get(key), wanted.get(key))
    return text


def _changed(text: str, path: Path, said: Any, wanted: Any) -> str:
    tables = [_are_tables(value) for value in (said, wanted) if value is not None]
    if all(tables):
        return _with_tables(text, path, said or [], wanted or [])
    if any(tables):
        raise LookupError(path)
    if said is None:
        return toml_rows.with_key(text, path, wanted)
    found = key_at(text, path)
    if wanted is None:
        return toml_rows.without(text, found)
    if isinstance(said, list) and isinstance(wanted, list):
        return toml_list.changed(text, path, said, wanted)
    return text[: found.value] + written(wanted, line_end(text)) + text[found.end :]


def _with_tables(text: str, path: Path, said: Sequence[Data], wanted: Sequence[Data]) -> str:
    """The tables of an array are known by their place; new ones come last."""
    said = list(said)
    while len(said) > len(wanted):
        pairs = zip_longest(said, wanted)
        place = next(n for n, (old, new) in enumerate(pairs) if old != new)
        text = toml_rows.without_table(text, (*path, place))
        del said[place]
    for place, new in enumerate(wanted):
        if place < len(said):
            text = _edited(text, (*path, place), said[place], new)
        else:
            text = toml_rows.with_table(text, path, new)
    return text


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _differing(said: Data, wanted: Data) -> list[str]:
    return [key for key in {**said, **wanted} if said.get(key) != wanted.get(key)]


def _survive(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether all comments of before are there still, in their order."""
    rest = iter(after)
    return all(comment in rest for comment in before)


def _by_hand(said: Data, wanted: Data) -> Iterator[str]:
    """What a person would have to write."""
    for key in _differing(said, wanted):
        value = wanted.get(key)
        if value is None:
            yield f"no {key}"
        elif _are_tables(value):
            new = [table for table in value if table not in list(said.get(key, ()))]
            rows = (", ".join(f"{k} = {written(v)}" for k, v in table.items()) for table in new)
            yield from (f"[[{key}]] with {row}" for row in rows)
        else:
            yield f"{key} = {written(value)}"
