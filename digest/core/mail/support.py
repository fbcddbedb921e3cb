"""Which mail programs can do what: the data of caniemail.com, read when a rule first asks.

The data is a constant of this package; tools/update_caniemail.py makes it anew.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from digest.core.finding import Fault
from digest.core.mail.features import Use
from digest.core.mail.features_values import Part
from digest.core.mail.mail import Mail

DATA = Path(__file__).parents[2] / "data/caniemail.json"
MAIN = tuple(
    "gmail outlook apple-mail yahoo aol samsung-email thunderbird protonmail fastmail hey gmx "
    "web-de".split()
)
WEIGHTY = frozenset({"width", "background", "background-color"})  # properties that a mail rests on
CLASSIC = ("outlook", "classic Windows")
Consequence = Callable[[Use], tuple[str, str] | None]


def families() -> tuple[str, ...]:
    """The families of mail programs that `[checks] clients` may name, the greatest first."""
    return tuple(dict.fromkeys(family for family, _, _ in _data()["clients"]))


def faults(mail: Mail, consequence: Consequence) -> Iterator[Fault]:
    """A fault for each use that fails somewhere; `consequence` has its effect and its remedy."""
    wanted = frozenset(mail.clients or MAIN)
    failed: dict[str, frozenset[int]] = {}
    found = []
    for use in mail.features:
        if (told := consequence(use)) and (columns := _failing(use, wanted)):
            failed[use.part.feature] = failed.get(use.part.feature, frozenset()) | columns
            found.append((use, *told))
    for use, effect, fix in found:
        feature = use.part.feature
        title = " in ".join(filter(None, (_data()["features"][feature]["title"], use.prop)))
        yield Fault(
            f"{title} fails in {_names(failed[feature], wanted)}: {effect}",
            use.at,
            about=feature,
            fix=f"{fix}; caniemail.com/features/{feature}",
        )


def _failing(use: Use, wanted: frozenset[str]) -> frozenset[int]:
    """The columns of the programs that come so far and then fail."""
    blind = frozenset().union(*map(_lacking, use.needs))
    return frozenset(
        column
        for column in _lacking(use.part) - blind
        if _family(column) in wanted and _sees(column, use)
    )


def _sees(column: int, use: Use) -> bool:
    family, _, platform = _data()["clients"][column]
    return use.seen == "all" or (use.seen == "classic") == ((family, platform) == CLASSIC)


@cache
def _lacking(part: Part) -> frozenset[int]:
    """The columns of those that do not know a feature, or lack the part of it that a note tells."""
    known: dict[str, Any] | None = _data()["features"].get(part.feature)
    if known is None:
        return frozenset()
    noted = known.get("notes", {}).items() if part.note else ()
    partly = {column for note, columns in noted if re.search(part.note, note) for column in columns}
    return frozenset(partly | {i for i, support in enumerate(known["support"]) if support == "n"})


def _names(failing: Iterable[int], wanted: frozenset[str]) -> str:
    """Programs by family, with the platforms where only some of them fail."""
    found: dict[str, list[str]] = {}
    for column in sorted(failing):
        _, name, platform = _data()["clients"][column]
        found.setdefault(name, []).append(platform)
    of = [name for family, name, _ in _data()["clients"] if family in wanted]
    return ", ".join(
        name if len(some) == of.count(name) else f"{name} ({', '.join(some)})"
        for name, some in found.items()
    )


def _family(column: int) -> str:
    return str(_data()["clients"][column][0])


@cache
def _data() -> Any:
    return json.loads(DATA.read_text("utf-8"))
