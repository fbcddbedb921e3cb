"""What a design says of itself in its design.toml: which design it extends, and its tokens.

A design takes the files it lacks from those it extends, and in the end from `weekly`.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from digest.config.design import DesignFile, over, read_design_file
from digest.config.settings import Design
from digest.core.errors import ConfigError

HOUSE = "weekly"
NAME = "design.toml"


def lineage(name: str, folders: Sequence[Path]) -> tuple[str, ...]:
    """`name`, the design that it extends, and so on; the last is `weekly`.

    Raises:
        ConfigError: a design.toml has mistakes, or designs extend each other in a circle.
    """
    found = [name]
    while base := says(found[-1], folders).extends:
        if base in found:
            circle = " extends ".join([*found[found.index(base) :], base])
            said = f"templates/{found[-1]}/{NAME}: extends goes in a circle: {circle}"
            raise ConfigError(said, "change extends in one of them")
        found.append(base)
    return tuple(found) if found[-1] == HOUSE else (*found, HOUSE)


def settled(own: Design, names: Sequence[str], folders: Sequence[Path]) -> Design:
    """The tokens of digest.toml, and what it does not say as the designs `names` have it."""
    design = Design()
    for name in reversed(names):
        design = over(design, says(name, folders).tokens)
    return over(design, own)


def says(name: str, folders: Sequence[Path]) -> DesignFile:
    """What the design `name` says of itself; its design.toml may lack."""
    for folder in folders:
        file = folder / name / NAME
        if file.is_file():
            state = file.stat()
            return _read(file, state.st_mtime_ns, state.st_size)
    return DesignFile(None, Design())


@lru_cache(maxsize=32)
def _read(file: Path, _changed_ns: int, _size: int) -> DesignFile:
    return read_design_file(file)
