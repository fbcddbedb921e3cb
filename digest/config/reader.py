"""Reads one table of a TOML file key by key, and collects every mistake in it."""

import difflib
import pathlib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from digest.config.toml_text import Path, Toml
from digest.core.errors import ConfigError, Problem
from digest.core.text import counted

T = TypeVar("T", str, int, float, bool)
WORDS = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}
FOUND = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list"}


class Table:
    """A table and where it stands; `get` and its kin take keys out, `close` reports the rest."""

    def __init__(self, toml: Toml, path: Path, data: object, problems: list[Problem]) -> None:
        self.toml, self.path, self.problems = toml, path, problems
        self.known: set[str] = set()
        self.data: Mapping[str, object] = data if isinstance(data, dict) else {}
        if data is not None and not isinstance(data, dict):
            self.problem(None, f"[{self.name}] should be a table")

    @property
    def name(self) -> str:
        """`newsletter`, or `sources 2` for the second of an array."""
        return " ".join(str(p + 1) if isinstance(p, int) else p for p in self.path)

    def line(self, key: str | None) -> int | None:
        """Where `key` stands, else its table, else what that is a part of."""
        path = (*self.path, key) if key else self.path
        places = [*(path[:end] for end in range(len(path), 0, -1)), (*path, 0)]
        return next((self.toml.lines[p] for p in places if p in self.toml.lines), None)

    def wrote(self, key: str) -> bool:
        """Whether the file has `key`, be it with a syntax mistake."""
        return key in self.data or (*self.path, key) in self.toml.lines

    def problem(self, key: str | None, message: str, hint: str = "") -> None:
        """Note a mistake at `key`, or at the table itself."""
        self.problems.append(Problem(message, self.line(key), hint))

    def get(self, key: str, kind: type[T], *, required: bool = False) -> T | None:
        """The value of `key`; None when it is missing, of another type, or required and empty."""
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            if required and not self.wrote(key):
                self.problem(None, f"[{self.name}] lacks {key}", f"add {key} = {_example(kind)}")
            return None
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            found = FOUND.get(type(value), type(value).__name__)
            self.problem(key, f"{key} is {found}; expected {WORDS[kind]}")
            return None
        if required and isinstance(value, str) and not value.strip():
            self.problem(key, f"{key} is empty", f"write {key} = {_example(kind)}")
            return None
        return value

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """One of `allowed`, or None."""
        value = self.get(key, str)
        allowed = tuple(allowed)
        if value is None or value in allowed:
            return value
        near = nearest(value, allowed)
        hint = f'did you mean "{near}"?' if near else ""
        self.problem(key, f'{key} = "{value}": expected one of {", ".join(allowed)}', hint)
        return None

    def positive(self, key: str, *, zero: bool = False, most: int | None = None) -> int | None:
        """A whole number above zero and up to `most`, or None."""
        value, least = self.get(key, int), 0 if zero else 1
        if value is not None and (value < least or (most is not None and value > most)):
            until = "or more" if most is None else f"to {most}"
            self.problem(key, f"{key} = {value}: expected {least} {until}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of text; a single text stands for a list of one."""
        self.known.add(key)
        value = self.data.get(key, [])
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return tuple(items)
        self.problem(key, f'{key}: expected a list of text, as in {key} = ["one", "two"]')
        return ()

    def file(self, key: str, folder: pathlib.Path) -> pathlib.Path | None:
        """A path, relative to `folder` or absolute, or None."""
        text = self.get(key, str)
        try:
            return folder / pathlib.Path(text).expanduser() if text else None
        except RuntimeError:
            self.problem(key, f'{key} = "{text}": no such home folder', "write the whole path")
            return None

    def close(self, *, complete: bool = True) -> None:
        """Report every key that nobody asked for, with the nearest one that exists.

        Where what was asked for is not `complete`, only slips of the hand are certain.
        """
        place = f" in [{self.name}]" if self.path else ""
        for key in (key for key in self.data if key not in self.known):
            near = nearest(key, self.known)
            if near or complete:
                hint = f"did you mean {near}?" if near else f"known: {self._all_known}"
                self.problem(key, f"unknown key {key}{place}", hint)

    @property
    def _all_known(self) -> str:
        return ", ".join(sorted(self.known))


def all_mistakes(
    file: pathlib.Path | str,
    name: str,
    problems: list[Problem],
    hint: str = "mend them and run the command again",
) -> ConfigError:
    """An error that lists all the mistakes in a file, in the order of their lines."""
    problems.sort(key=lambda problem: problem.line or 0)
    return ConfigError(
        f"{name}: {counted(len(problems), 'mistake')}", hint, str(file), tuple(problems)
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)), None)


def _example(kind: type) -> str:
    return {str: '"..."', int: "1", float: "1.0", bool: "true"}[kind]
