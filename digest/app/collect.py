"""Use case: the posts of every source, with what is remembered of them."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from digest.app.memory import observed, remember, with_their_past
from digest.app.reading import Read, here, is_apart
from digest.app.wiring import Project, web_of
from digest.config import issue_toml
from digest.core.history import History
from digest.core.horizon import Horizon
from digest.core.model import Failure, Post, Source
from digest.core.quick import dataclass
from digest.core.thin import reach
from digest.core.window import Window
from digest.store import issues as issue_store
from digest.store import seen
from digest.store.sent import sent_issues

if TYPE_CHECKING:  # the user's own files need neither records nor processes
    from contextlib import AbstractContextManager

    from digest.app.records import Records
    from digest.fetch.web import Web

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
    sent = sent_issues(issue_store.legible(project.issues))
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
    apart = [place for place, source in enumerate(sources) if is_apart(source)]
    records = _records(project, horizon, every=every) if apart else None
    reads = _read_all(project, horizon, apart, records, progress)
    given = _given(sources, reads)
    far = {sources[place].name for place in apart}
    since = {name: _complete_since(records) if name in far else None for name in given}
    known, given, heirs = with_their_past(given, history, project, since)
    after, fresh = observed(given, known, project)
    return Collected(
        tuple(chain.from_iterable(given.values())),
        tuple(read.failure for read in reads if read.failure),
        _moved(sources, reads),
        after,
        lambda posts: tuple(_complete(post, records, sources) for post in posts),
        lambda: remember(project, history, after, (*heirs, *fresh)),
    )


def _given(sources: Sequence[Source], reads: Sequence[Read]) -> Mapping[str, tuple[Post, ...]]:
    """The posts of each source that gave some, or has none."""
    given = {
        source.name: read.posts
        for source, read in zip(sources, reads, strict=True)
        if read.posts or not read.failure
    }
    for name, posts in given.items():
        log.info("%s: %d posts", name, len(posts))
    return given


def _moved(sources: Sequence[Source], reads: Sequence[Read]) -> tuple[str, ...]:
    return tuple(
        f"{source.name} has moved for good: write {read.moved} into digest.toml"
        for source, read in zip(sources, reads, strict=True)
        if read.moved
    )


def _records(project: Project, horizon: Horizon, *, every: bool) -> "Records":
    from digest.app.records import Records
    from digest.app.trim import widened

    settings = project.settings
    wide = widened(horizon, settings.schedule, project.now, settings.select.max_age)
    return Records(project.cache / "posts", wide, every)


def _complete_since(records: "Records | None") -> date | None:
    """The day from which on all posts that were read apart are here; None when every one is."""
    if records is None or records.every:
        return None
    return records.horizon.window.start.date() + timedelta(days=1)


def _complete(post: Post, records: "Records | None", sources: Sequence[Source]) -> Post:
    """A post with its HTML: from the record of its own source first."""
    names = (post.source, *(also.source for also in post.also_in))
    carriers = [source for name in names for source in sources if source.name == name]
    return records.complete(post, carriers) if records else post


def _read_all(
    project: Project,
    horizon: Horizon,
    apart: Sequence[int],
    records: "Records | None",
    progress: Progress | None,
) -> list[Read]:
    """What became of each source, in their order: small files here, all others beside them."""
    sources, web = project.settings.sources, web_of(project)
    with _beside([sources[place] for place in apart], web, records) as running:
        near = sorted(set(range(len(sources))).difference(apart))
        reads = {place: here(sources[place], web, project.cache, horizon) for place in near}
        for turn, read in running:
            reads[apart[turn]] = read
            if progress:
                progress(len(reads), len(sources))
    if apart and web.cache and not web.offline:
        web.cache.prune()
    return [reads[place] for place in range(len(sources))]


def _beside(
    sources: Sequence[Source], web: "Web", records: "Records | None"
) -> "AbstractContextManager[Iterable[tuple[int, Read]]]":
    if records is None:
        return nullcontext(())
    from digest.app.apart import beside

    return beside(sources, web, records)


def _horizon(project: Project, window: Window) -> Horizon:
    """How far a run about `window` looks; what the editor named is always near."""
    named = issue_toml.read(project.issues / window.id).named()
    references = tuple(reference for _, reference in named)
    wanted = project.settings.select
    return Horizon.around(window, reach(wanted.thin, wanted.max_age, window), references)
