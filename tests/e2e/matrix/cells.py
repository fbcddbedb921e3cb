"""The matrix: every design, length, light, width and language, and a small choice of them.

A fault takes one, two or three of the factors to show (a long title at 320 px, a tint of one design
in the dark), so that a choice in which these meet finds nearly what all cells together find.
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import combinations, product
from pathlib import Path
from typing import Literal

TEMPLATES = Path(__file__).parents[3] / "templates"
DESIGNS = tuple(sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir()))
LENGTHS = (1, 5, 12, 30)
LIGHTS = ("light", "dark", "forced")
WIDTHS = (320, 375, 700)
LANGUAGES = ("en", "ar", "ja")

LIMIT = 60  # as many as a test run has the time for

Light = Literal["light", "dark", "forced"]
Meeting = tuple[tuple[int, object], ...]  # factors by number, with their values


@dataclass(frozen=True, slots=True)
class Cell:
    """One letter on one screen; `forced` is the dark of a client that recolours what it shows."""

    design: str
    posts: int
    light: Light
    width: int
    language: str

    def __str__(self) -> str:
        return "-".join(str(getattr(self, field.name)) for field in fields(self))


def every_cell(designs: Sequence[str] = DESIGNS) -> tuple[Cell, ...]:
    """All of them, letter by letter."""
    return tuple(
        Cell(design, posts, light, width, language)  # type: ignore[arg-type]
        for design, language, posts, light, width in product(
            designs, LANGUAGES, LENGTHS, LIGHTS, WIDTHS
        )
    )


def meetings(cell: Cell, factors: int) -> frozenset[Meeting]:
    """The combinations of so many values that meet in `cell`."""
    return frozenset(combinations(enumerate(astuple(cell)), factors))


def choice(cells: Sequence[Cell], limit: int = LIMIT) -> Iterator[Cell]:
    """Few of `cells` in which all pairs of values meet, and as many triples as `limit` allows.

    Greedy: each cell is the first of those that bring the most that is new, pairs before triples.
    """
    known = {cell: (meetings(cell, 2), meetings(cell, 3)) for cell in cells}
    pairs = frozenset[Meeting]().union(*(two for two, _ in known.values()))
    triples = frozenset[Meeting]().union(*(three for _, three in known.values()))

    def gain(cell: Cell) -> tuple[int, int]:
        two, three = known[cell]
        return len(two & pairs), len(three & triples)

    for _ in range(limit):
        best = max(cells, key=gain)
        if gain(best) == (0, 0):
            return
        pairs, triples = pairs - known[best][0], triples - known[best][1]
        yield best
