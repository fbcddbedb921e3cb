"""Use case: the posts of every source, with what is remembered of them."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from digest.app.memory import observed, remember, with_their_past
from digest.app.wiring import Project, web_of
from digest.config import issue_toml
from digest.core.history import History
from digest.core.horizon import Horizon
from digest.core.model import Failure, Post, Source
from digest.core.thin import reach
from digest.core.window import Window
from digest.store import issues as issue_store
from digest.store import seen

if TYPE_CHECKING:  # a build that changes nothing reads nothing
    from digest.app.reading import Read
    from digest.app.records import Records

log = logging.getLogger("digest")

Progress = Callable[[int, int], None]  # how many sources are read, and of how many


@dataclass(frozen=True, slots=True)
class Collected:
    """The posts with their keys, the sources that failed, and the memory to select by.

    Posts may be the last good ones of a source that failed. `history` knows of this collection
    already; `remember` writes that down. `notes` are words for whoever looks after the sources.
    `complete` gives posts their HTML: the bodies of an archive are not held in memory.
    """

    posts: tuple[Post, ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    history: History
    complete: Callable[[Sequence[Post]], tuple[Post, ...]]
    remember: Callable[[], None]


def history_of(project: Project) -> History:
    """What former issues had and what was seen before."""
    sent = issue_store.sent_issues(issue_store.all_issues(project.issues))
    return History(sent, *seen.read(project.issues))


def run(
    project: Project, window: Window, *, every: bool = False, progress: Progress | None = None
) -> Collected:
    """Read every source; one that fails is a value in the result.

    Of posts far from `window` some sources tell the title, the date and the address only, and those
    on the web not even that, unless `every` post is wanted.
    """
    history = history_of(project)
    sources = project.settings.sources
    horizon = _horizon(project, window)
    records = _records(project, horizon, every=every)
    reads = _read_all(project, horizon, records, progress)
    given: Mapping[str, tuple[Post, ...]] = {
        source.name: read.posts
        for source, read in zip(sources, reads, strict=True)
        if read.posts or not read.failure
    }
    for name, posts in given.items():
        log.info("%s: %d posts", name, len(posts))
    since = {source.name: _complete_since(source, records) for source in sources}
    known, given, heirs = with_their_past(given, history, project, since)
    after, fresh = observed(given, known, project)
    return Collected(
        tuple(chain.from_iterable(given.values())),
        tuple(read.failure for read in reads if read.failure),
        tuple(
            f"{source.name} has moved for good: write {read.moved} into digest.toml"
            for source, read in zip(sources, reads, strict=True)
            if read.moved
        ),
        after,
        lambda posts: tuple(records.complete(post, _carriers(post, sources)) for post in posts),
        lambda: remember(project, history, after, (*heirs, *fresh)),
    )


def _records(project: Project, horizon: Horizon, *, every: bool) -> "Records":
    from digest.app.records import Records
    from digest.app.trim import widened

    settings = project.settings
    wide = widened(horizon, settings.schedule, project.now, settings.select.max_age)
    return Records(project.cache / "posts", wide, every)


def _complete_since(source: Source, records: "Records") -> date | None:
    """The day from which on a source's posts are all here; None when every one is."""
    from digest.app.reading import is_apart

    start = records.horizon.window.start.date()
    return start + timedelta(days=1) if is_apart(source) and not records.every else None


def _carriers(post: Post, sources: Sequence[Source]) -> list[Source]:
    """The sources of a post, first its own."""
    names = (post.source, *(also.source for also in post.also_in))
    return [source for name in names for source in sources if source.name == name]


def _read_all(
    project: Project, horizon: Horizon, records: "Records", progress: Progress | None
) -> "list[Read]":
    """What became of each source, in their order: small files here, all others beside them."""
    from digest.app.lanes import side_by_side
    from digest.app.reading import Reader, is_apart
    from digest.app.workers import Workers

    sources, web = project.settings.sources, web_of(project)
    with closing(Workers(web)) as workers:
        reader = Reader(web, workers, records, horizon, project.cache)
        apart = [place for place, source in enumerate(sources) if is_apart(source)]
        running = side_by_side(
            [sources[place].location for place in apart],
            lambda turn: reader.apart(sources[apart[turn]]),
            per_host=web.limits.per_host,
        )
        here = set(range(len(sources))) - set(apart)
        reads = {place: reader.here(sources[place]) for place in here}
        for turn, read in running:
            reads[apart[turn]] = read
            if progress:
                progress(len(reads), len(sources))
    if apart and web.cache and not web.offline:
        web.cache.prune()
    return [reads[place] for place in range(len(sources))]


def _horizon(project: Project, window: Window) -> Horizon:
    """How far a run about `window` looks; what the editor named is always near."""
    named = issue_toml.read(project.issues / window.id).named()
    references = tuple(reference for _, reference in named)
    wanted = project.settings.select
    return Horizon.around(window, reach(wanted.thin, wanted.max_age, window), references)
