"""The project that a preview shows: built again when something it is made of changes."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from digest.app.options import Globals
from digest.app.preview import again, mistakes, private
from digest.app.preview.findings import Findings
from digest.app.preview.letters import build_of
from digest.app.preview.online import Online
from digest.app.shelves import files_of
from digest.app.wiring import Project, open_project
from digest.preview.hub import Hub
from digest.preview.live import Places, Watch, Worker
from digest.store import issues as store
from digest.store.stats import stats

WARM_AFTER_S = 0.7
BUILDING = ("lxml.html", "mjml", "premailer", "pygments", "tinycss2", "digest.render.issue")
BLIND_S = 0.5  # until a watch of other places sees them: what was saved meanwhile is built after it
END_S = 1.0  # for a build that is at work when the preview ends


class Job(NamedTuple):
    """What is to be done: an issue to build, all that are shown, or nothing but to look.

    At the `first` look nobody has saved anything: what is not at hand here stays as it was built.
    """

    issue: str | None = None
    shown: bool = False
    web: bool = False
    first: bool = False


class Studio:
    """Where a preview gets all it shows; its methods may be called from any thread.

    `project` is as digest.toml was when it last had no mistake. `built` has what became of the
    last build of an issue here: its `ms`, and its `error`.
    """

    def __init__(
        self, options: Globals, project: Project, first: str, *, read_only: bool = False
    ) -> None:
        self.project = project
        self.first = first
        self.read_only = read_only
        self.hub = Hub()
        self.built: dict[str, dict[str, Any]] = {}
        self.findings = Findings()
        self.online = Online(self.hub, self.findings)
        self._options = options
        self._worker = Worker[Job](self._work)
        self._watch = Watch(self._changed)
        self._seen = _states(project)

    def start(self) -> None:
        """Begin to watch; a draft may have changed while nobody did, what was approved stands."""
        self._worker.start()
        self._watch.aim(places(self.project))
        if not self.read_only:
            stored = store.find(self.project.issues, self.first)
            jobs = [Job(self.first, first=True)] if stored.state == "draft" else []
            self._later(WARM_AFTER_S, lambda: self._begin(jobs))

    def close(self) -> None:
        """Watch no more, and let a build that is at work end."""
        self._watch.close()
        self.online.close()
        self._worker.close(END_S)

    def open(self) -> Project:
        """The project as digest.toml has it now, at this moment.

        Raises:
            ConfigError: digest.toml has mistakes, or is gone.
        """
        return open_project(self._options)

    def rebuild(self, issue: str, *, web: bool = False) -> None:
        """Have an issue built again; with `web` the servers of its sources are asked."""
        self._worker.ask([Job(issue, web=web)])

    def _begin(self, jobs: Iterable[Job]) -> None:
        """Once the first page is out, have these done, and load what each build needs."""
        self._worker.ask(jobs)
        for name in BUILDING:
            import_module(name)

    @staticmethod
    def _later(delay_s: float, work: Callable[[], None]) -> None:
        timer = threading.Timer(delay_s, work)
        timer.daemon = True
        timer.start()

    def _changed(self, paths: Iterable[Path]) -> None:
        if near := [path for path in paths if _matters(self.project, path)]:
            found = (None if self.read_only else _asks(self.project, path) for path in near)
            self._worker.ask({Job(), *filter(None, found)})

    def _work(self, jobs: frozenset[Job]) -> None:
        issues = {job.issue for job in jobs if job.issue and not job.first}
        if any(job.shown for job in jobs):
            issues |= self.hub.shown or {self.first}
        first = {job.issue for job in jobs if job.issue and job.first} - issues
        for issue in sorted(issues | first):
            self._build(issue, web=Job(issue, web=True) in jobs, first=issue in first)
        self._look()
        if self._watch.aim(places(self.project)) and not self.read_only:
            self._later(BLIND_S, lambda: self._worker.ask([Job(shown=True)]))

    def _build(self, issue: str, *, web: bool, first: bool) -> None:
        begun = time.perf_counter()
        try:
            stored = store.read(self.project.issues / issue)
            if not stored or stored.sent:
                return
            self.project = self.open()
            project = replace(self.project, offline=self.project.offline or not web)
            if first and not again.is_at_hand(project, stored):
                return
            self.hub.tell("build-start", {"id": issue})
            notes = again.run(project, issue).notes
        except Exception as error:  # noqa: BLE001 - the preview lives on, whatever a build does
            mistake = mistakes.told(self.project, issue, error)
            self.built[issue] = {"ms": None, "error": mistake}
            self.hub.tell("build-error", mistake)
            return
        self._seen[issue] = _state(self.project, issue)
        self._tell_good(issue, round(1000 * (time.perf_counter() - begun)), notes)

    def _tell_good(self, issue: str, ms: int | None, notes: tuple[str, ...] = ()) -> None:
        self.built[issue] = {"ms": ms, "error": None}
        told = [private.addresses(note) for note in notes]
        build = build_of(self.project, issue)
        self.hub.tell("build-ok", {"id": issue, "build": build, "ms": ms, "notes": told})

    def _look(self) -> None:
        """Tell what others have changed in the issues."""
        before, self._seen = self._seen, _states(self.project)
        for issue, (build, _) in self._seen.items():
            if issue in before and before[issue][0] != build:
                self._tell_good(issue, None)
        if before != self._seen:
            self.hub.tell("issues", {})


def places(project: Project) -> Places:
    """What a preview of `project` watches: what issues are made of, and the issues themselves."""
    wanted = list(_wanted(project))
    deep = {place for place in wanted if place.is_dir()}
    flat = {_nearest(place) for place in wanted if place not in deep}
    seen = {place for place in flat if any(place.is_relative_to(folder) for folder in deep)}
    return Places(frozenset(deep), frozenset(flat - seen))  # what changes is told once


def _nearest(place: Path) -> Path:
    """The nearest folder above `place` that is there: so it is told when `place` comes."""
    return next(folder for folder in place.parents if folder.is_dir())


def _asks(project: Project, path: Path) -> Job | None:
    """What a change of `path` asks for; None where it is no matter of a build."""
    if path.is_relative_to(project.issues):
        edited = path.name in store.EDITED and path.parent.parent == project.issues
        return Job(path.parent.name) if edited else None
    is_within = any(path.is_relative_to(place) for place in _wanted(project))
    return Job(shown=True) if is_within else None


def _matters(project: Project, path: Path) -> bool:
    """Whether it is, holds or lies in something that is watched: a flat folder tells of others."""
    both = ((path, place) for place in _wanted(project))
    return any(one.is_relative_to(other) or other.is_relative_to(one) for one, other in both)


def _wanted(project: Project) -> Iterator[Path]:
    """What a preview of `project` is made of."""
    settings = project.settings
    yield from (settings.file, project.templates[0], project.issues)
    yield from (file for source in settings.sources for file in files_of(source))


def _states(project: Project) -> dict[str, tuple[str, str]]:
    names = (file.parent.name for file in project.issues.glob("*/manifest.json"))
    return {name: _state(project, name) for name in names}


def _state(project: Project, issue: str) -> tuple[str, str]:
    """What tells whether an issue's mail, and whether its life, has changed."""
    folder = project.issues / issue
    life = stats(str(folder / name) for name in ("approval.json", "sent.json"))
    return build_of(project, issue), "\n".join(life)
