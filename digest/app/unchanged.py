"""Whether a build would change nothing: the marks of what it read and wrote, and of its time.

The marks of what it reads are taken before it reads anything, and hold only if they are the same
at its end: so a file that is saved meanwhile never counts as seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import chain
from pathlib import Path

from digest import __version__
from digest.app import write
from digest.app.choose import Request
from digest.app.shelves import files_of
from digest.app.wiring import Project
from digest.core.quick import dataclass
from digest.core.schedule import following, last_complete
from digest.core.window import Window, utc
from digest.store import again, builds
from digest.store import issues as issue_store
from digest.store.seen import NAME as SEEN
from digest.store.stats import stats


@dataclass(frozen=True, slots=True)
class Marks:
    """The `stats` of all that builds read, at one moment: sources and designs, and `issues/`."""

    read: tuple[str, ...]
    issues: tuple[str, ...]


def marks(project: Project) -> Marks | None:
    """What lies there now; None when a page of the web is among it, or digest.toml is new again."""
    if _asks_the_web(project) or tuple(stats([str(project.settings.file)])) != project.opened:
        return None
    *read, issues = _places(project)
    return Marks(tuple(stats(read)), tuple(stats([issues])))


def fingerprint(project: Project, request: Request, window: Window, found: Marks) -> str:
    """One hash over all that a build for `window` depends on, and what it wrote."""
    folder = project.issues / window.id
    horizon: datetime = min(project.now, window.end, key=utc)
    facts = {
        "version": __version__,
        "request": asdict(request),
        "window": write.window_json(window),
        "now": utc(horizon).isoformat(),
    }
    edited = {str(folder / name) for name in issue_store.EDITED}
    memory = [
        line
        for line in found.issues
        if _path(line) in edited or Path(_path(line)).name in ("sent.json", SEEN)
    ]
    outputs = (*issue_store.OUTPUTS.values(), *issue_store.RECORDS)
    wrote = [folder / name for name in outputs]
    return builds.fingerprint(facts, [*found.read, *memory], wrote)


def held(before: Marks, after: Marks, project: Project, window: Window) -> bool:
    """Whether nothing changed between two moments but what a build for `window` writes itself."""
    folder = project.issues / window.id
    outputs = (*issue_store.OUTPUTS.values(), *issue_store.RECORDS, "approval.json")
    own = {str(project.issues), str(project.issues / SEEN)}
    own |= {str(folder / name) for name in outputs}
    own |= {str(folder / "issue.toml")} - set(map(_path, before.issues))  # written once

    def others(found: Marks) -> Iterator[str]:
        return (line for line in found.issues if _path(line) not in own)

    return before.read == after.read and set(others(before)) == set(others(after))


def record_file(project: Project, window: Window) -> Path:
    """Where the record of the last build for `window` lies."""
    return project.cache / "builds" / f"{window.id}.json"


def remember(
    project: Project,
    request: Request,
    said: tuple[str, str],
    argv: Sequence[str],
    *,
    found: Marks,
    window_end: datetime,
    until: float,
) -> None:
    """Have what an unchanged build would say ready, so that the next need not even load digest.

    `found` is what lay there when it was known to be unchanged. That is known where the window is
    over and stays what it is, at least until `until` (epoch) and until the next issue is due.
    """
    typed = request.window
    if typed.moves or window_end > project.now:
        return
    until = until if typed.given else min(until, _next_due(project))
    read = _places(project), (*found.read, *found.issues)
    again.keep(project.settings.folder, argv, said, read, (project.now.timestamp(), until))


def forget(project: Project) -> None:
    """Take back what was kept for the next command: a build begins that may be killed."""
    again.forget(project.settings.folder)


def _next_due(project: Project) -> float:
    """When the period ends that is running now."""
    schedule, zone = project.settings.schedule, project.settings.newsletter.timezone
    return following(schedule, last_complete(schedule, project.now, zone)).end.timestamp()


def _asks_the_web(project: Project) -> bool:
    return any(source.location.startswith("http") for source in project.settings.sources)


def _places(project: Project) -> list[str]:
    """The files and folders that posts and their design come from, and at last the issues."""
    settings = project.settings
    sources = chain.from_iterable(map(files_of, settings.sources))
    return [str(p) for p in (settings.file, *sources, *project.templates, project.issues)]


def _path(line: str) -> str:
    """The path in a line of `stats`."""
    return line.partition("\0")[0]
