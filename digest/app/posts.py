"""Use case: every candidate, and why it is in or out. Writes nothing."""

from collections.abc import Mapping

from digest.app import choose, collect, period
from digest.app.options import WindowOptions
from digest.app.wiring import Project
from digest.core.errors import ConfigError, UsageError
from digest.core.model import Candidate, Failure
from digest.core.quick import dataclass
from digest.core.window import Window


@dataclass(frozen=True, slots=True)
class Listed:
    """The candidates in the issue's order; `summary` counts the reasons of those that are out.

    `moved` names the sources that have a new address. `kinds` is the kind of each source.
    """

    window: Window
    candidates: tuple[Candidate, ...]
    failures: tuple[Failure, ...]
    summary: str
    notes: tuple[str, ...]
    moved: tuple[str, ...]
    kinds: Mapping[str, str]


def run(
    project: Project,
    options: WindowOptions,
    *,
    source: str | None,
    strict: bool,
    progress: collect.Progress | None = None,
) -> Listed:
    """With a window, the posts dated in it and the undated ones; without one, all that are known.

    Raises:
        SourceError: every source failed, or one did and `strict` was asked for.
        UsageError: `source` is none of the project's.
    """
    names = [known.name for known in project.settings.sources]
    if not names:
        raise ConfigError("there is no source yet", "add a [[sources]] table to digest.toml")
    if source and source not in names:
        raise UsageError(f"no source {source}", f"the sources are: {', '.join(names)}")
    window = period.choose(options, project, collect.history_of(project))
    collected = collect.run(project, window, every=not options.given, progress=progress)
    choose.check_failures(project, collected.failures, strict=strict)
    request = choose.Request(options)
    window, selection, _ = choose.choose_posts(project, request, collected)
    shown = tuple(
        candidate
        for candidate in selection.candidates
        if _in_view(candidate, window, every=not options.given) and _from(candidate, source)
    )
    kinds = {known.name: known.kind for known in project.settings.sources}
    told = choose.summary(selection)
    return Listed(window, shown, collected.failures, told, selection.notes, collected.notes, kinds)


def _in_view(candidate: Candidate, window: Window, *, every: bool) -> bool:
    when = candidate.post.published
    return every or when is None or when in window or candidate.selected


def _from(candidate: Candidate, source: str | None) -> bool:
    post = candidate.post
    return source is None or source in (post.source, *(also.source for also in post.also_in))
