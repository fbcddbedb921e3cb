"""Use case: the best source behind each of several addresses, without asking anybody."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from digest.app.discover import Proposal
from digest.app.propose import SURE, propose
from digest.app.sources import table
from digest.core.errors import DigestError
from digest.core.model import Failure
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.core.source_names import source_name
from digest.core.urls import url_key

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Found:
    """`[[sources]]` tables, each blog once, and the addresses that cannot be followed."""

    tables: tuple[dict[str, object], ...] = ()
    left_out: tuple[Failure, ...] = ()


def find(urls: Sequence[str], folder: Path, web: Web, *, allow_private: bool) -> Found:
    """The sources behind `urls`, in their order."""

    def ask(url: str) -> Proposal | Failure:
        return _best(url, folder, web, allow_private=allow_private)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, urls))
    left_out = tuple(answer for answer in answers if isinstance(answer, Failure))
    found = [answer for answer in answers if not isinstance(answer, Failure)]
    return Found(_tables(found, folder, allow_private=allow_private), left_out)


def _best(url: str, folder: Path, web: Web, *, allow_private: bool) -> Proposal | Failure:
    """What to follow behind an address, where that is sure."""
    try:
        best = propose(url, folder, web, allow_private=allow_private)[0]
    except DigestError as error:
        return Failure(url, error.message.removeprefix(f"{url}: "), error.hint)
    if best.confidence < SURE:
        guess = f"its posts can only be guessed ({best.found_by})"
        return Failure(url, guess, f"look at them: digest sources add {url}")
    return best


def _tables(
    found: Iterable[Proposal], folder: Path, *, allow_private: bool
) -> tuple[dict[str, object], ...]:
    """Each blog once, under a name that no other has."""
    tables: dict[str, dict[str, object]] = {}
    taken: set[str] = set()
    for one in found:
        if (key := url_key(one.url) or one.url) in tables:
            continue
        name = source_name(one.site, one.url, taken)
        taken.add(name)
        tables[key] = table(
            folder, name, one.kind, one.url, allow_private=allow_private, options=one.options
        )
    return tuple(tables.values())
