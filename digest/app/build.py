"""Use case: make an issue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from digest import __version__
from digest.app import check, collect, write
from digest.app.options import WindowOptions
from digest.app.period import choose
from digest.app.wiring import Project
from digest.config import issue_toml
from digest.core.curate import Curation, compose
from digest.core.eligibility import Rules, names
from digest.core.errors import ConfigError, GateError, Problem, SourceError
from digest.core.model import Failure, Selection
from digest.core.select import select
from digest.core.window import Window, utc
from digest.store import builds
from digest.store import issues as issue_store

REASONS = {
    "outside-window": "outside the window",
    "already-sent": "already sent",
    "too-old": "too old",
    "back-catalogue": "back catalogue",
    "undated-page": "undated pages",
    "undated-skipped": "undated",
    "future": "in the future",
    "queued": "in a queue",
    "source-cap": "over a source's maximum",
    "maximum": "over the maximum",
    "too-few": "waiting for more",
    "dropped": "dropped",
    "excluded": "excluded",
    "not-included": "not included",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What `digest build` was asked for."""

    window: WindowOptions = field(default_factory=WindowOptions)
    template: str | None = None
    again: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build; without posts there is no folder and there are no files."""

    issue: str
    window: dict[str, str]
    posts: int
    summary: str
    folder: str | None = None
    html_bytes: int | None = None
    files: dict[str, str | None] | None = None
    failures: tuple[Failure, ...] = ()
    findings: dict[str, int] | None = None
    notes: tuple[str, ...] = ()
    unchanged: bool = False


def run(project: Project, request: Request) -> Built:
    """Collect, select, compose, render, check and store one issue.

    Nothing is written when there is nothing new, and nothing is done again when neither what the
    build reads nor what it wrote has changed since.

    Raises:
        SourceError: every source failed, or one did and `strict` was asked for.
        GateError: the issue was sent and is read-only.
        ConfigError: there is no source, or issue.toml names a post that is not there.
    """
    if not project.settings.sources:
        raise ConfigError(
            "there is no source yet, so there are no posts",
            f"add a [[sources]] table to {project.settings.file.name}; digest init --sample "
            "makes a newsletter that has some",
        )
    window = choose(request.window, project, collect.history_of(project))
    folder = project.issues / window.id
    if issue_store.read(folder).sent:
        return _sent_already(window, request)
    before = _mark(project, request, window)
    known = builds.recall(_record_file(project, window), before) if before else None
    if known:
        failures = tuple(Failure(**failure) for failure in known.pop("failures"))
        return Built(**{**known, "failures": failures, "unchanged": True})
    built = _build(project, request, window)
    mark = _mark(project, request, window)
    if mark and built.folder and not built.failures:
        builds.record(_record_file(project, window), mark, asdict(replace(built, notes=())))
    return built


def choose_posts(
    project: Project, request: Request, collected: collect.Collected
) -> tuple[Window, Selection, Curation]:
    """The window, and what is chosen for it with the editor's pins and drops."""
    window = choose(request.window, project, collected.history)
    curation = issue_toml.read(project.issues / window.id)
    settings = project.settings
    rules = Rules(
        window,
        settings.sources,
        project.now,
        due=not request.window.given,
        again=request.again,
        min_posts=settings.select.min_posts,
        max_posts=settings.select.max_posts,
        max_age=settings.select.max_age,
        pins=curation.pin,
        drops=curation.drop,
    )
    return window, select(collected.posts, rules, collected.history), curation


def check_failures(project: Project, failures: Sequence[Failure], *, strict: bool) -> None:
    """Refuse to go on when no source answered, or when one did not under `strict`.

    Raises:
        SourceError: with what each one said.
    """
    everything = len(failures) == len(project.settings.sources)
    if failures and (strict or everything):
        told = "; ".join(f"{failure.source}: {failure.error}" for failure in failures)
        head = "every source failed" if everything else "--strict: a source failed"
        raise SourceError(f"{head}: {told}", failures[0].hint)


def _build(project: Project, request: Request, window: Window) -> Built:
    collected = collect.run(project)
    check_failures(project, collected.failures, strict=request.strict)
    window, selection, curation = choose_posts(project, request, collected)
    _check_references(project.issues / window.id, curation, selection)
    collected.remember()
    built = Built(
        window.id,
        write.window_json(window),
        len(selection.posts),
        summary(selection),
        failures=collected.failures,
        findings=check.counts(()),
    )
    if not selection.posts:
        return replace(built, notes=_next_step(request))
    issue = compose(
        selection.posts,
        curation,
        issue_id=window.id,
        number=issue_store.next_number(project.issues, window.id),
        window=window,
        sources=project.settings.sources,
    )
    design = project.settings.design
    template = request.template or design.template
    design = replace(design, template=template)
    written = write.issue(project, issue, selection, design, again=request.again)
    return replace(
        built,
        folder=str(written.folder),
        html_bytes=written.html_bytes,
        files=written.files,
        findings=check.counts(written.findings),
        notes=(*_pins_left_out(curation, selection), *selection.notes, *written.notes),
    )


def summary(selection: Selection) -> str:
    """`4 of 18 posts: 12 outside the window, 2 already sent`."""
    out = Counter(c.code for c in selection.candidates if not c.selected)
    why = ", ".join(f"{count} {REASONS.get(code, code)}" for code, count in out.most_common())
    head = f"{len(selection.posts)} of {len(selection.candidates)} posts"
    return f"{head}: {why}" if why else head


def _sent_already(window: Window, request: Request) -> Built:
    if request.again:
        raise GateError(f"issue {window.id} was sent and is read-only", "choose another window")
    note = f"issue {window.id} was sent already: there is nothing to build"
    return Built(window.id, write.window_json(window), 0, note, findings=check.counts(()))


def _check_references(folder: Path, curation: Curation, selection: Selection) -> None:
    """Every post that issue.toml names must exist."""
    posts = [candidate.post for candidate in selection.candidates]
    missing = [
        Problem(f'{key} names "{reference}": no source has a post of that URL or title')
        for key, reference in curation.named()
        if not any(names(reference, post) for post in posts)
    ]
    if missing:
        file = str(folder / "issue.toml")
        hint = "digest posts --explain lists the posts that are known"
        raise ConfigError(f"{file}: posts are missing", hint, file, tuple(missing))


def _pins_left_out(curation: Curation, selection: Selection) -> tuple[str, ...]:
    """A pin passes dates and caps; what else keeps a post out is told."""
    return tuple(
        f'issue.toml pins "{reference}", which stays out: {candidate.reason}'
        for reference in curation.pin
        for candidate in selection.candidates
        if not candidate.selected and names(reference, candidate.post)
    )


def _next_step(request: Request) -> tuple[str, ...]:
    if request.window.given:
        return ("digest posts --explain tells why; another window may have posts",)
    return ("digest posts --explain tells why; digest build --last 30d takes a wider window",)


def _record_file(project: Project, window: Window) -> Path:
    return project.cache / "builds" / f"{window.id}.json"


def _mark(project: Project, request: Request, window: Window) -> str | None:
    """A fingerprint of what this build depends on, or None when a page of the web is among it."""
    settings = project.settings
    if any(source.location.startswith("http") for source in settings.sources):
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
    read = [Path(source.location) for source in settings.sources] + list(project.templates)
    names_of_outputs = (*issue_store.OUTPUTS.values(), "selection.json", "manifest.json")
    wrote = [folder / name for name in names_of_outputs]
    return builds.fingerprint(facts, [settings.file, *read, *memory, *edited], wrote)
