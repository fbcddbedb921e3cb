"""What goes into an issue, for every use case that asks: the window and the choice for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace

from digest.app import collect, editor
from digest.app.options import WindowOptions
from digest.app.period import choose
from digest.app.wiring import Project
from digest.core.context import Rules
from digest.core.curate import own_links
from digest.core.curation import Curation
from digest.core.errors import SourceError
from digest.core.mentions import Wishes
from digest.core.model import Failure, Selection
from digest.core.quick import dataclass
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
    """What `digest build` was asked for; `late` lets late posts into a window that is given."""

    window: WindowOptions = field(default_factory=WindowOptions)
    template: str | None = None
    again: bool = False
    strict: bool = False
    late: bool = False

    @property
    def due(self) -> bool:
        """Whether late posts come in: an issue that is due takes what no other one had."""
        return self.late or not self.window.given


def choose_posts(
    project: Project, request: Request, collected: collect.Collected
) -> tuple[Window, Selection, Wishes]:
    """The window, what is chosen for it with the editor's pins and drops, and all they want."""
    window, again = choose(request.window, project, collected.history), request.again
    wishes = editor.wishes(project, window, collected.posts, collected.history, again=again)
    rules = rules_of(project, window, wishes.heard(), due=request.due, again=again)
    selection = select(collected.posts, rules, collected.history)
    return window, selection, replace(wishes, posts=[c.post for c in selection.candidates])


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
        min_posts=max(wanted.min_posts - len(own_links(curation)), 0),
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


def makes_issue(project: Project, selection: Selection, curation: Curation) -> bool:
    """Whether there is an issue: the editor's links alone make one when they are enough."""
    enough = len(own_links(curation)) >= project.settings.select.min_posts
    return bool(selection.posts) or enough


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
