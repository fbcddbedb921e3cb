"""What goes into an issue, for every use case that asks: the window and the choice for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from digest.app import collect
from digest.app.options import WindowOptions
from digest.app.period import choose
from digest.app.wiring import Project
from digest.config import issue_toml
from digest.core.curate import Curation
from digest.core.eligibility import Rules, names
from digest.core.errors import ConfigError, Problem, SourceError
from digest.core.model import Failure, Selection
from digest.core.select import select
from digest.core.window import Window

REASONS = {
    "outside-window": "outside the window",
    "already-sent": "already sent",
    "too-old": "too old",
    "back-catalogue": "back catalogue",
    "undated-page": "undated pages",
    "undated-skipped": "undated",
    "future": "in the future",
    "expired": "expired",
    "queued": "in a queue",
    "source-cap": "over a source's maximum",
    "section-cap": "over a section's maximum",
    "maximum": "over the maximum",
    "too-few": "waiting for more",
    "dropped": "dropped",
    "excluded": "excluded",
    "not-included": "not included",
    "too-short": "too short",
    "flood": "held back as a flood",
    "other-language": "in another language",
    "skip-mark": "marked to be skipped",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What `digest build` was asked for."""

    window: WindowOptions = field(default_factory=WindowOptions)
    template: str | None = None
    again: bool = False
    strict: bool = False


def choose_posts(
    project: Project, request: Request, collected: collect.Collected
) -> tuple[Window, Selection, Curation]:
    """The window, and what is chosen for it with the editor's pins and drops."""
    window = choose(request.window, project, collected.history)
    curation = issue_toml.read(project.issues / window.id)
    due = not request.window.given
    rules = rules_of(project, window, curation, due=due, again=request.again)
    return window, select(collected.posts, rules, collected.history), curation


def rules_of(
    project: Project, window: Window, curation: Curation, *, due: bool, again: bool = False
) -> Rules:
    """What a selection for `window` goes by."""
    settings, wanted = project.settings, project.settings.select
    return Rules(
        window,
        settings.sources,
        project.now,
        due=due,
        again=again,
        min_posts=wanted.min_posts,
        max_posts=wanted.max_posts,
        max_age=wanted.max_age,
        include=wanted.include,
        exclude=wanted.exclude,
        languages=wanted.languages,
        min_words=wanted.min_words,
        order=wanted.order,
        weights=wanted.weights,
        sections=settings.sections,
        thin=wanted.thin,
        pins=curation.pin,
        drops=curation.drop,
    )


def check_failures(project: Project, failures: Sequence[Failure], *, strict: bool) -> None:
    """Refuse to go on when no source answered, or when one did not under `strict`.

    Raises:
        SourceError: with what each one said.
    """
    whole = [failure for failure in failures if not failure.in_part]
    everything = len(whole) == len(project.settings.sources)
    if failures and (strict or everything):
        told = "; ".join(f"{failure.source}: {failure.error}" for failure in failures)
        head = "every source failed" if everything else "--strict: a source failed"
        raise SourceError(f"{head}: {told}", failures[0].hint)


def summary(selection: Selection) -> str:
    """`4 of 18: 12 outside the window, 2 already sent`."""
    out = Counter(c.code for c in selection.candidates if not c.selected)
    why = ", ".join(f"{count} {REASONS.get(code, code)}" for code, count in out.most_common())
    head = f"{len(selection.posts)} of {len(selection.candidates)}"
    return f"{head}: {why}" if why else head


def check_references(folder: Path, curation: Curation, selection: Selection) -> None:
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


def pins_left_out(curation: Curation, selection: Selection) -> tuple[str, ...]:
    """A pin passes dates and caps; what else keeps a post out is told."""
    return tuple(
        f'issue.toml pins "{reference}", which stays out: {candidate.reason}'
        for reference in curation.pin
        for candidate in selection.candidates
        if not candidate.selected and names(reference, candidate.post)
    )
