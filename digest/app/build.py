"""Use case: make an issue."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from digest.app import check, collect, due, enrich, unchanged, write
from digest.app.choose import (
    Request,
    check_failures,
    check_references,
    choose_posts,
    pins_left_out,
    summary,
)
from digest.app.period import choose
from digest.app.wiring import Project
from digest.core.curate import compose
from digest.core.errors import ConfigError, GateError
from digest.core.html_body import with_clean_body
from digest.core.model import Failure, Post
from digest.core.sections import Layout
from digest.core.window import Window, moment
from digest.store import builds
from digest.store import issues as issue_store

FOR_EVER = 1e12  # epoch


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build; without posts there is no folder and there are no files.

    `lasts_until` (epoch) is when the first of its posts expires.
    """

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
    lasts_until: float = FOR_EVER


Say = Callable[[Built], tuple[str, str]]  # what goes to stdout, and to stderr


def run(project: Project, request: Request, progress: collect.Progress | None = None) -> Built:
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
    stored = issue_store.read(folder)
    if stored and stored.sent:
        return _sent_already(project, request, stored)
    before = unchanged.mark(project, request, window)
    known = builds.recall(unchanged.record_file(project, window), before) if before else None
    if known and project.now.timestamp() < known["lasts_until"]:
        failures = tuple(Failure(**failure) for failure in known.pop("failures"))
        return Built(**{**known, "failures": failures, "unchanged": True})
    built = _build(project, request, window, progress)
    mark = unchanged.mark(project, request, window)
    if mark and built.folder and not built.failures:
        builds.record(
            unchanged.record_file(project, window), mark, asdict(replace(built, notes=()))
        )
    return built


def _build(
    project: Project, request: Request, window: Window, progress: collect.Progress | None
) -> Built:
    collected = collect.run(project, window, progress=progress)
    check_failures(project, collected.failures, strict=request.strict)
    window, selection, curation = choose_posts(project, request, collected)
    check_references(project.issues / window.id, curation, selection)
    collected.remember()
    built = Built(
        window.id,
        write.window_json(window),
        len(selection.posts),
        summary(selection),
        failures=collected.failures,
        findings=check.counts(()),
        lasts_until=_first_expiry(selection.posts, window),
    )
    if not selection.posts:
        told = due.nothing_new(project, request, window, selection, collected.history)
        return replace(built, notes=(*told, *collected.notes))
    issue = compose(
        tuple(map(with_clean_body, enrich.run(project, collected.complete(selection.posts)))),
        curation,
        issue_id=window.id,
        number=issue_store.next_number(project.issues, window.id),
        window=window,
        layout=Layout(project.settings.sections, project.settings.sources),
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
        notes=(
            *collected.notes,
            *pins_left_out(curation, selection),
            *selection.notes,
            *written.notes,
        ),
    )


def remember(
    project: Project, request: Request, built: Built, argv: Sequence[str], say: Say
) -> None:
    """Keep what `say` makes of this build for the next one, if that would change nothing."""
    if built.folder and not built.failures:
        said = say(replace(built, unchanged=True, notes=()))
        end = datetime.fromisoformat(built.window["end"])
        unchanged.remember(project, request, said, argv, window_end=end, until=built.lasts_until)


def _first_expiry(posts: Sequence[Post], window: Window) -> float:
    ends = (moment(post.expires, window.zone).timestamp() for post in posts if post.expires)
    return min(ends, default=FOR_EVER)


def _sent_already(project: Project, request: Request, stored: issue_store.Stored) -> Built:
    told = due.sent_already(project, request, stored)
    if request.again:
        raise GateError(told, "it is read-only: choose another window")
    window = dict(stored.manifest.window)
    return Built(stored.id, window, 0, told, findings=check.counts(()))
