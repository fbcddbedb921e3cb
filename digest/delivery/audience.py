"""Who gets the issue: a CSV file with a column `email`, or the addresses themselves.

Two rows with one identity are one subscriber: the first wins. Everything wrong is told at once,
with its line.
"""

import csv
import io
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.core.addresses import normalise
from digest.core.errors import ConfigError, GateError, Problem, UsageError
from digest.core.message import Subscriber

DELIMITERS = ",;\t"
NOBODY = 'write addresses into a CSV file with a column "email" and name it in [audience] file'

_log = logging.getLogger(__name__)
_Row = tuple[int, list[str]]


def read_csv(path: Path) -> tuple[Subscriber, ...]:
    """The subscribers of a file, in its order.

    Columns are separated by comma, semicolon or tab; their names are case-insensitive. Of the
    others than `email` and `name`, each becomes a field.

    Raises:
        GateError: there is no such file, or nobody in it.
        ConfigError: some lines are no subscribers; `problems` lists them all.
    """
    problems: list[Problem] = []
    people = _merged(_subscribers(_text(path), problems), problems)
    if problems:
        raise ConfigError(
            f"{path} cannot be used as it is",
            "correct these lines, or take them out",
            file=str(path),
            problems=tuple(problems),
        )
    return _somebody(people, str(path))


def to_subscribers(addresses: Iterable[str]) -> tuple[Subscriber, ...]:
    """The subscribers of `[audience] to`, or of `--to`.

    Raises:
        GateError: there are none.
        UsageError: some are no addresses.
    """
    problems: list[Problem] = []
    rows = ((None, Subscriber(address.strip())) for address in addresses)
    people = _merged(rows, problems)
    if problems:
        wrong = "; ".join(problem.message for problem in problems)
        raise UsageError(wrong, "write an address as in me@example.org")
    return _somebody(people, "[audience]")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GateError(f"no audience: {path}: {error.strerror}", NOBODY) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path} is not UTF-8 text", 'save it as "CSV UTF-8"', file=str(path)
        ) from error


def _subscribers(text: str, problems: list[Problem]) -> Iterator[tuple[int | None, Subscriber]]:
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter, problems)
    line, header = next(rows, (1, []))
    names = [name.strip().casefold() for name in header]
    if header and names.count("email") != 1:
        found = ", ".join(names)
        problems.append(Problem(f'one column must be "email"; found: {found}', line, "email,name"))
        return
    for line, row in rows:
        if any(cell.strip() for cell in row[len(names) :]):
            problems.append(Problem("more cells than columns", line, "quote a cell that holds one"))
            continue
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
        yield line, Subscriber(cells.pop("email", ""), cells.pop("name", ""), cells)


def _delimiter(text: str) -> str:
    """The one that yields a column `email`, so that no guess is needed."""
    first = text.lstrip().partition("\n")[0]
    for delimiter in DELIMITERS:
        if "email" in (cell.strip(' "\r').casefold() for cell in first.split(delimiter)):
            return delimiter
    return ","


def _rows(text: str, delimiter: str, problems: list[Problem]) -> Iterator[_Row]:
    """Rows that hold something, with the line each begins on."""
    # Strict: a forgotten closing quote must not swallow the subscribers after it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(f"not CSV: {error}", start, "look for a quote without its pair"))


def _merged(
    rows: Iterable[tuple[int | None, Subscriber]], problems: list[Problem]
) -> tuple[Subscriber, ...]:
    people: dict[str, Subscriber] = {}
    twice = 0
    for line, person in rows:
        try:
            identity = normalise(person.email)
        except ValueError as error:
            problems.append(Problem(f"{person.email!r}: {error}", line))
            continue
        twice += identity in people
        people.setdefault(identity, person)
    if twice:
        _log.info("%d addresses stand twice in the audience and count once", twice)
    return tuple(people.values())


def _somebody(people: tuple[Subscriber, ...], place: str) -> tuple[Subscriber, ...]:
    if not people:
        raise GateError(f"no audience: nobody in {place}", NOBODY)
    return people
