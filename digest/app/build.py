"""Use case: make an issue."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from digest.app import collect, due, left_behind, make, unchanged, write
from digest.app.alone import alone
from digest.app.choose import Request, summary
from digest.app.issues import refuse_other_window
from digest.app.period import choose
from digest.app.unchanged import Marks
from digest.app.wiring import Project
from digest.core.arrange import NEWS
from digest.core.errors import ConfigError, GateError
from digest.core.finding import counts
from digest.core.model import Failure, Post
from digest.core.quick import dataclass
from digest.core.window import Window, moment
from digest.store import builds
from digest.store import issues as issue_store

FOR_EVER = 1e12  # epoch


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build; without posts there is no folder and there are no files.

    `errors` are the rules that refuse it. `lasts_until` (epoch) is when the first of its posts
    expires. `marks` tell what lay there, if that is known for sure.
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
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unchanged: bool = False
    lasts_until: float = FOR_EVER
    marks: Marks | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known before a build; with `done` there is nothing to do."""

    window: Window
    marks: Marks | None
    done: Built | None


Say = Callable[[Built], tuple[str, str]]  # what goes to stdout, and to stderr


def run(project: Project, request: Request, progress: collect.Progress | None = None) -> Built:
    """Collect, select, compose, render, check and store one issue.

    Nothing is written when there is nothing new, and nothing is done again when neither what the
    build reads nor what it wrote has changed since.

    Raises:
        SourceError: every source failed, or one did and `strict` was asked for.
        GateError: the issue was sent and is read-only, is of another window, or another build runs.
        ConfigError: there is no source, or issue.toml names a post that is not there.
    """
    if not project.settings.sources:
        raise ConfigError(
            "there is no source yet, so there are no posts",
            f"add a [[sources]] table to {project.settings.file.name}; digest init --sample "
            "makes a newsletter that has some",
        )
    done = _begin(project, request).done
    if done:
        return done
    with alone(project):
        begun = _begin(project, request)  # another build may have ended meanwhile
        if begun.done:
            return begun.done
        unchanged.forget(project)
        built = _build(project, request, begun.window, progress)
        return _recorded(project, request, begun, built)


def _begin(project: Project, request: Request) -> Begun:
    marks = unchanged.marks(project)
    window = choose(request.window, project, collect.history_of(project))
    stored = issue_store.read(project.issues / window.id)
    if stored and (request.window.given or not stored.sent):
        refuse_other_window(stored, window, moves=request.window.moves)
    if stored and stored.sent:
        return Begun(window, marks, _sent_already(project, request, stored))
    return Begun(window, marks, _recalled(project, request, window, marks) if marks else None)


def _recalled(project: Project, request: Request, window: Window, marks: Marks) -> Built | None:
    """What the last build for this window made, if nothing has changed since."""
    mark = unchanged.fingerprint(project, request, window, marks)
    known = builds.recall(unchanged.record_file(project, window), mark)
    if not known or project.now.timestamp() >= known["lasts_until"]:
        return None
    failures = tuple(Failure(**failure) for failure in known.pop("failures"))
    return Built(**{**known, "failures": failures, "unchanged": True, "marks": marks})


def _recorded(project: Project, request: Request, begun: Begun, built: Built) -> Built:
    """The build, put down for the next one, if nothing that it read has changed meanwhile."""
    window, marks = begun.window, unchanged.marks(project)
    if not built.folder or built.failures or not begun.marks or not marks:
        return built
    if not unchanged.held(begun.marks, marks, project, window):
        return built
    mark = unchanged.fingerprint(project, request, window, marks)
    file = unchanged.record_file(project, window)
    builds.record(file, mark, asdict(replace(built, notes=())))
    return replace(built, marks=marks)


def _build(
    project: Project, request: Request, window: Window, progress: collect.Progress | None
) -> Built:
    edited = issue_store.edited_hashes(project.issues / window.id)  # before they are read
    chosen = make.chosen(project, request, window, progress)
    built = _begun(chosen)
    if chosen.is_enough(project):
        return _with_issue(built, make.made(project, request, chosen, edited))
    history, selection = chosen.collected.history, chosen.selection
    told = due.nothing_new(project, request, chosen.window, selection, history)
    left = left_behind.leave(project, chosen.window)
    return replace(built, notes=(*told, *left, *selection.notes, *built.notes))


def _begun(chosen: make.Chosen) -> Built:
    """What can be told before there is an issue."""
    posts = chosen.selection.posts
    return Built(
        chosen.window.id,
        write.window_json(chosen.window),
        len(posts),
        summary(chosen.selection),
        failures=chosen.collected.failures,
        findings=counts(()),
        lasts_until=_first_expiry(posts, chosen.window),
        notes=chosen.notes,
    )


def _with_issue(built: Built, made: make.Made) -> Built:
    findings = made.written.findings
    return replace(
        built,
        posts=sum(item.kind in NEWS for item in made.issue.items),
        folder=str(made.written.folder),
        html_bytes=made.written.html_bytes,
        files=made.written.files,
        findings=counts(findings),
        errors=tuple(f"{f.rule} {f.name}" for f in findings if f.severity == "error"),
        notes=(*built.notes, *made.notes),
    )


def remember(
    project: Project, request: Request, built: Built, argv: Sequence[str], say: Say
) -> None:
    """Keep what `say` makes of this build for the next one, if that would change nothing."""
    if built.marks:
        said = say(replace(built, unchanged=True, notes=()))
        end, until = datetime.fromisoformat(built.window["end"]), built.lasts_until
        unchanged.remember(
            project, request, said, argv, found=built.marks, window_end=end, until=until
        )


def _first_expiry(posts: Sequence[Post], window: Window) -> float:
    ends = (moment(post.expires, window.zone).timestamp() for post in posts if post.expires)
    return min(ends, default=FOR_EVER)


def _sent_already(project: Project, request: Request, stored: issue_store.Stored) -> Built:
    told = due.sent_already(project, request, stored)
    if request.again:
        raise GateError(told, "it is read-only: choose another window")
    window = dict(stored.manifest.window)
    return Built(stored.id, window, 0, told, findings=counts(()))
