"""Use case: the best source behind each of several addresses, without asking anybody."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from digest.app.discover import Proposal
from digest.app.propose import SURE, propose
from digest.app.sources import table
from digest.core.errors import DigestError
from digest.core.model import Failure
from digest.core.ports import Web
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
        try:
            best = propose(url, folder, web, allow_private=allow_private)[0]
        except DigestError as error:
            return Failure(url, error.message.removeprefix(f"{url}: "), error.hint)
        if best.confidence < SURE:
            guess = f"its posts can only be guessed ({best.found_by})"
            return Failure(url, guess, f"look at them: digest sources add {url}")
        return best

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, urls))
    tables: dict[str, dict[str, object]] = {}
    taken: set[str] = set()
    for found in answers:
        if isinstance(found, Failure) or (key := url_key(found.url) or found.url) in tables:
            continue
        name = source_name(found.site, found.url, taken)
        taken.add(name)
        tables[key] = table(
            folder,
            name,
            found.kind,
            found.url,
            allow_private=allow_private,
            options=found.options,
        )
    left_out = tuple(found for found in answers if isinstance(found, Failure))
    return Found(tuple(tables.values()), left_out)
