"""Whether a build would change nothing: the marks of what it read and wrote, and of its time."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import chain
from pathlib import Path

from digest import __version__
from digest.app import write
from digest.app.choose import Request
from digest.app.wiring import Project, files_of
from digest.core.schedule import following, last_complete
from digest.core.window import Window, utc
from digest.store import again, builds
from digest.store import issues as issue_store


def mark(project: Project, request: Request, window: Window) -> str | None:
    """A fingerprint of what this build depends on, or None when a page of the web is among it."""
    settings = project.settings
    if _asks_the_web(project):
        return None
    folder = project.issues / window.id
    horizon: datetime = min(project.now, window.end, key=utc)
    facts = {
        "version": __version__,
        "request": asdict(request),
        "window": write.window_json(window),
        "now": utc(horizon).isoformat(),
    }
    memory = [file for name in ("*/sent.json", "seen.jsonl") for file in project.issues.glob(name)]
    edited = [folder / name for name in issue_store.EDITED]
    made = ("selection.json", "manifest.json", "checks.json")
    names_of_outputs = (*issue_store.OUTPUTS.values(), *made)
    wrote = [folder / name for name in names_of_outputs]
    return builds.fingerprint(facts, [settings.file, *_read(project), *memory, *edited], wrote)


def record_file(project: Project, window: Window) -> Path:
    """Where the record of the last build for `window` lies."""
    return project.cache / "builds" / f"{window.id}.json"


def remember(
    project: Project,
    request: Request,
    said: tuple[str, str],
    argv: Sequence[str],
    *,
    window_end: datetime,
    until: float,
) -> None:
    """Have what an unchanged build would say ready, so that the next need not even load digest.

    That is known where the window is over and stays what it is, at least until `until` (epoch) and
    until the next issue is due.
    """
    typed = request.window
    moves = typed.last or typed.since_last_issue or (typed.since and not typed.until)
    if moves or window_end > project.now or _asks_the_web(project):
        return
    until = until if typed.given else min(until, _next_due(project))
    read = [project.settings.file, *_read(project), project.issues]
    again.keep(project.settings.folder, argv, said, read, (project.now.timestamp(), until))


def _next_due(project: Project) -> float:
    """When the period ends that is running now."""
    schedule, zone = project.settings.schedule, project.settings.newsletter.timezone
    return following(schedule, last_complete(schedule, project.now, zone)).end.timestamp()


def _asks_the_web(project: Project) -> bool:
    return any(source.location.startswith("http") for source in project.settings.sources)


def _read(project: Project) -> list[Path]:
    """The files and folders that posts and their design come from."""
    return [*chain.from_iterable(map(files_of, project.settings.sources)), *project.templates]
