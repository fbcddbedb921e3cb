"""How long choosing takes, side by side with the least that anybody could do, in the same run.

The posts come from 50 sources and have their keys; a tenth of them stands in ten sent issues, a
tenth was seen before, a twentieth has two sources. What is cached is forgotten before each turn,
but for the keys of URLs. The peer keeps one post of each address, those of the window, and sorts
them: it knows no titles, civil dates, history or caps, and gives no reasons.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.core.context import Rules
from digest.core.history import History, SentIssue, Sighting
from digest.core.identity import with_keys
from digest.core.model import Post, Selection, Source
from digest.core.select import select
from digest.core.urls import url_key
from digest.core.when import When
from digest.core.window import week

SIZES = (1_000, 10_000)
SOURCES = 50
ROUNDS = 11
ZONE = ZoneInfo("Europe/Berlin")
WINDOW = week("2026-W47", ZONE)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
TWO_YEARS = timedelta(days=730)
WORDS = """
a the of under with without between after why how what fast slow small large queue log cache retry
index scheduler parser compiler kernel proxy load failure latency memory network storage garbage
collector transaction consensus replica shard token attention inference gradient fusion decoding
measuring building breaking mending running reading writing speculative
""".split()


def main() -> None:
    """Measure and print one table."""
    print(f"choosing the posts of an issue, {SOURCES} sources, medians of {ROUNDS}")
    print(f"{'posts':>8}{'select ms':>12}{'peer ms':>10}{'x peer':>8}")
    for size in SIZES:
        ours, peers = measured(*newsletter(size))
        print(f"{size:>8}{ours:>12.1f}{peers:>10.1f}{ours / peers:>8.1f}")


def measured(posts: Sequence[Post], rules: Rules, history: History) -> tuple[float, float]:
    """Milliseconds of our selection and of the peer's, which take turns."""

    def ours() -> Selection:
        return select(posts, rules, history)

    def peer() -> list[Post]:
        return least(posts, rules)

    turns = [(timed(ours), timed(peer)) for _ in range(ROUNDS)]
    medians = [statistics.median(times) * 1000 for times in zip(*turns, strict=True)]
    return medians[0], medians[1]


def timed(call: Callable[[], object]) -> float:
    """Seconds of one call that begins as a build does, which has just made keys of all URLs."""
    for module in [module for name, module in sys.modules.items() if name.startswith("digest.")]:
        for function in vars(module).values():
            if hasattr(function, "cache_clear") and function is not url_key:
                function.cache_clear()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def newsletter(size: int) -> tuple[list[Post], Rules, History]:
    """Posts of two years, and what is known of them."""
    names = [f"source-{number}" for number in range(SOURCES)]
    sources = tuple(Source(name, "feed", f"https://{name}.example.org/feed") for name in names)
    each = size // SOURCES
    posts = [
        post
        for place, name in enumerate(names)
        for post in with_keys([_post(name, place, number, each) for number in range(each)])
    ]
    old = [post for post in posts if post.published and post.published not in WINDOW]
    sent = [SentIssue(f"2026-W{37 + n}", WINDOW.start, tuple(old[n::100])) for n in range(10)]
    seen = {(p.source, p.key): Sighting(p.source, p.key, NOW) for p in posts[::10]}
    baselines = dict.fromkeys(names, datetime(2024, 1, 1, tzinfo=UTC))
    return posts, Rules(WINDOW, sources, NOW, due=True), History(tuple(sent), baselines, seen)


def _post(source: str, place: int, number: int, each: int) -> Post:
    """The newest of a source is number 0; every tenth is one of the source before or after, too."""
    writer = f"source-{place - place % 2}" if number % 10 == 0 else source
    chance = random.Random(f"{writer} {number}")  # noqa: S311 - of no secret
    moment = datetime(2026, 11, 22, 20, tzinfo=UTC) - TWO_YEARS * number / each
    exact = When(moment, None, "instant", "", "feed")
    day = When(None, moment.date(), "day", "", "listing")
    title = " ".join(chance.choices(WORDS, k=chance.randint(3, 10))).capitalize()
    return Post(
        source,
        title,
        url=f"https://{writer}.example.org/{number}/",
        summary=f"What we learned about {title}, and when it pays",
        published=day if number % 4 == 3 else exact,
        tags=("systems",),
        order=number,
        language="en",
    )


def least(posts: Sequence[Post], rules: Rules) -> list[Post]:
    """One post of each address, of the window, newest first."""
    start, end = rules.window.start, rules.window.end
    known = {post.url: post for post in posts}.values()
    dated = [(_moment(post.published), post) for post in known if post.published]
    inside = [pair for pair in dated if start <= pair[0] < end]
    inside.sort(key=lambda pair: pair[0], reverse=True)
    return [post for _, post in inside[: rules.max_posts]]


def _moment(when: When) -> datetime:
    return when.instant or datetime.combine(when.civil, datetime.min.time(), ZONE)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
