"""Use case: the posts of every source, with what is remembered of them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from digest.app.wiring import Project, source_adapter, web_of
from digest.config import issue_toml
from digest.core.errors import SourceError
from digest.core.history import History, Sighting, new_sightings
from digest.core.horizon import Horizon
from digest.core.identity import with_keys
from digest.core.model import Failure, Post, Source
from digest.core.window import Window
from digest.store import issues as issue_store
from digest.store import seen

log = logging.getLogger("digest")


@dataclass(frozen=True, slots=True)
class Collected:
    """The posts with their keys, the sources that failed, and the memory to select by.

    `history` knows of this collection already; `remember` writes that down.
    """

    posts: tuple[Post, ...]
    failures: tuple[Failure, ...]
    history: History
    remember: Callable[[], None]


def history_of(project: Project) -> History:
    """What former issues had and what was seen before."""
    sent = issue_store.sent_issues(issue_store.all_issues(project.issues))
    return History(sent, *seen.read(project.issues))


def run(project: Project, window: Window) -> Collected:
    """Read every source; one that fails is a value in the result.

    Of posts far from `window` some sources tell the title, the date and the address only.
    """
    horizon = _horizon(project, window)
    history = history_of(project)
    web = web_of(project)
    posts: list[Post] = []
    failures: list[Failure] = []
    baselines = dict(history.baselines)
    fresh: list[Sighting] = []
    for source in project.settings.sources:
        try:
            found = with_keys(tuple(source_adapter(source, web, project.cache, horizon).posts()))
        except SourceError as error:
            failures.append(Failure(source.name, error.message, error.hint))
            continue
        log.info("%s: %d posts", source.name, len(found))
        posts += found
        baselines[source.name], sightings = _sightings(found, source, history, project)
        fresh += sightings
    known = {**history.sightings, **{(s.source, s.key): s for s in fresh}}
    new = {name: at for name, at in baselines.items() if name not in history.baselines}
    return Collected(
        tuple(posts),
        tuple(failures),
        replace(history, baselines=baselines, sightings=known),
        lambda: seen.append(project.issues, new, fresh),
    )


def _horizon(project: Project, window: Window) -> Horizon:
    """How far a run about `window` looks; what the editor pinned is always near."""
    pins = issue_toml.read(project.issues / window.id).pin
    return Horizon.around(window, project.settings.select.max_age, pins)


def _sightings(
    posts: tuple[Post, ...], source: Source, history: History, project: Project
) -> tuple[datetime, tuple[Sighting, ...]]:
    settings = project.settings
    return new_sightings(
        posts,
        source,
        history,
        settings.schedule,
        now=project.now,
        max_age=settings.select.max_age,
        zone=settings.newsletter.timezone,
    )
