"""What a collection adds to the memory of former ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.app.wiring import Project
from digest.core.flood import busiest_week, learned
from digest.core.heirs import adopted
from digest.core.history import History, Sighting, new_sightings
from digest.core.known import Memory
from digest.core.model import Post
from digest.store import issues as issue_store
from digest.store import seen


def observed(
    given: Mapping[str, Sequence[Post]], history: History, project: Project
) -> tuple[History, tuple[Sighting, ...]]:
    """The history once the sources of these names gave these posts, and the sightings it gained."""
    settings = project.settings
    zone = settings.newsletter.timezone
    baselines, busiest, fresh = dict(history.baselines), dict(history.busiest), list[Sighting]()
    for source in settings.sources:
        if source.name not in given:
            continue
        posts = given[source.name]
        baselines[source.name], sightings = new_sightings(
            posts,
            source,
            history,
            settings.schedule,
            now=project.now,
            max_age=settings.select.max_age,
            zone=zone,
        )
        fresh += sightings
        measured = busiest_week(posts, project.now, zone)
        busiest[source.name] = learned(busiest.get(source.name), measured, source)
    known = _with_sightings(history, fresh)
    return replace(known, baselines=baselines, busiest=busiest), tuple(fresh)


def with_their_past(
    given: Mapping[str, tuple[Post, ...]],
    history: History,
    project: Project,
    since: Mapping[str, date | None],
) -> tuple[History, Mapping[str, tuple[Post, ...]], tuple[Sighting, ...]]:
    """The posts with the keys that they had before; the history knows of the new sightings.

    `since` says from which day on all posts of a source are here, None when every one is.
    """
    zone = project.settings.newsletter.timezone
    issues = issue_store.legible(project.issues)
    drafts = [post for issue in issues if not issue.sent for post in issue.manifest.posts]
    memory = Memory(history, (source.name for source in project.settings.sources), zone, drafts)
    found: dict[str, tuple[Post, ...]] = {}
    heirs: list[Sighting] = []
    for source in project.settings.sources:
        if source.name in given:
            found[source.name], own = adopted(
                given[source.name],
                source.name,
                memory,
                now=project.now,
                zone=zone,
                since=since[source.name],
            )
            heirs += own
    return _with_sightings(history, heirs), found, tuple(heirs)


def _with_sightings(history: History, fresh: Sequence[Sighting]) -> History:
    own = {(sighting.source, sighting.key): sighting for sighting in fresh}
    return replace(history, sightings={**history.sightings, **own})


def remember(project: Project, before: History, after: History, fresh: Sequence[Sighting]) -> None:
    """Write down what a build has learned: of a source its baseline or a busier week."""
    changed = {
        name: at
        for name, at in after.baselines.items()
        if name not in before.baselines or after.busiest.get(name) != before.busiest.get(name)
    }
    seen.append(project.issues, changed, fresh, after.busiest)
