"""Use case: the issues that a schedule would have made of what is known. Writes nothing.

Each period is built as on the day of its end, and what it made counts as sent. Where no issue
was sent and no source was fetched before, as here at the beginning, that is what a newsletter that
began then would have had.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from digest.app import collect, editor
from digest.app.choose import Request, check_failures, choose_posts, makes_issue
from digest.app.memory import observed
from digest.app.wiring import Project
from digest.core import window as windows
from digest.core.arrange import NEWS
from digest.core.curate import compose
from digest.core.curation import Curation
from digest.core.errors import ConfigError, UsageError
from digest.core.history import History, SentIssue
from digest.core.model import Failure, Post, Selection
from digest.core.quick import dataclass
from digest.core.schedule import PERIODS, Schedule, complete_periods
from digest.core.window import Window, day
from digest.render.words import words

LEFT_OVER = frozenset({"too-few", "source-cap", "section-cap", "maximum"})
GONE = frozenset({"too-old", "outside-window"})
YEAR = timedelta(days=365)

Given = Mapping[str, Sequence[Post]]  # the posts of each source
State = Literal["made", "thin", "empty"]
Step = tuple[Window, Selection, tuple[Post, ...]]  # the last are the posts and links of the issue
STARTS = {"day": "09:00", "month": "1 09:00"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `digest simulate`; None where they are left out."""

    since: str | None = None
    until: str | None = None
    every: str | None = None
    starts: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """What became of a period.

    `posts` counts the posts and links of its issue, if there is one, and `sources` those that posts
    came from. `left_over` counts the posts that could have come in, but for the maximum of the
    issue, of a section or of their source, or because they were too few.
    """

    window: Window
    posts: int
    sources: int
    state: State
    left_over: int


@dataclass(frozen=True, slots=True)
class Simulated:
    """The periods of `schedule`; `never_fit` counts the posts left over until they were too old.

    `begin_late` tells the day of the oldest post of each source that has none from before the end
    of the first period: its feed may have forgotten them.
    """

    schedule: Schedule
    periods: tuple[Period, ...]
    never_fit: int
    begin_late: Mapping[str, date]
    failures: tuple[Failure, ...]


def run(project: Project, asked: Asked, progress: collect.Progress | None = None) -> Simulated:
    """Replay the schedule over the periods that `asked` names.

    Raises:
        UsageError: there is no such schedule, or no such time.
        SourceError: every source failed.
        ConfigError: there is no source.
    """
    if not project.settings.sources:
        raise ConfigError("there is no source yet", "add a [[sources]] table to digest.toml")
    schedule = _schedule(project.settings.schedule, asked)
    project = replace(project, settings=replace(project.settings, schedule=schedule))
    span = _span(project, asked)
    collected = collect.run(project, span, every=True, progress=progress)
    check_failures(project, collected.failures, strict=False)
    given = _by_source(project, collected)
    periods, never_fit = _told(_replay(project, span, collected, given))
    begin_late = _begin_late(given, periods)
    return Simulated(schedule, periods, never_fit, begin_late, collected.failures)


def _told(replayed: Iterable[Step]) -> tuple[tuple[Period, ...], int]:
    """The periods, and how many posts were left over in one and gone in the last."""
    periods: list[Period] = []
    waited: set[tuple[str, str]] = set()
    codes: dict[tuple[str, str], str] = {}
    for window, selection, news in replayed:
        codes = {(c.post.source, c.post.key): c.code for c in selection.candidates}
        left_over = {post for post, code in codes.items() if code in LEFT_OVER}
        waited |= left_over
        periods.append(_period(window, selection, news, len(left_over)))
    return tuple(periods), sum(codes.get(post) in GONE for post in waited)


def _replay(
    project: Project, span: Window, collected: collect.Collected, given: Given
) -> Iterator[Step]:
    """Each period that is complete, with what `digest build` at its end would choose and make."""
    history = History()
    schedule, end = project.settings.schedule, min(span.end, project.now, key=windows.utc)
    for period in complete_periods(schedule, span.start, end, span.zone):
        then = replace(project, now=period.end)
        history, _ = observed(given, history, then)
        now_known = replace(collected, history=history)
        window, selection, wishes = choose_posts(then, Request(), now_known)
        news = _news(project, window, selection, wishes.heard())
        yield window, selection, news
        if news:
            sent = SentIssue(window.id, window.end, news)
            history = replace(history, sent=(*history.sent, sent))


def _news(
    project: Project, window: Window, selection: Selection, curation: Curation
) -> tuple[Post, ...]:
    """The posts and links of the issue, if there is one."""
    if not makes_issue(project, selection, curation):
        return ()
    issue = compose(
        selection.posts,
        curation,
        issue_id=window.id,
        number=1,
        window=window,
        layout=editor.layout(project),
        words=words(project.settings.newsletter.language),
    )
    return tuple(item.post for item in issue.items if item.kind in NEWS)


def _begin_late(given: Given, periods: Sequence[Period]) -> dict[str, date]:
    """The sources whose oldest post is younger than the first period, with its day."""
    if not periods:
        return {}
    first = periods[0].window
    oldest = {
        name: min(day(post.published, first.zone) for post in posts if post.published)
        for name, posts in given.items()
        if any(post.published for post in posts)
    }
    return {name: when for name, when in oldest.items() if when > first.last_day}


def _by_source(project: Project, collected: collect.Collected) -> Given:
    """The posts of each source that gave some, or has none."""
    given: defaultdict[str, list[Post]] = defaultdict(list)
    for post in collected.posts:
        given[post.source].append(post)
    failed = {failure.source for failure in collected.failures}
    names = [source.name for source in project.settings.sources]
    return {name: given[name] for name in names if given[name] or name not in failed}


def _period(window: Window, selection: Selection, news: Sequence[Post], left_over: int) -> Period:
    few = any(candidate.code == "too-few" for candidate in selection.candidates)
    state: State = "made" if news else "thin" if few else "empty"
    sources = {post.source for post in news if post.source}
    return Period(window, len(news), len(sources), state, left_over)


def _schedule(known: Schedule, asked: Asked) -> Schedule:
    """That of digest.toml with what was asked for; its `starts` only where that still fits."""
    every = known.every if asked.every is None else asked.every
    wrong = None
    for starts in (known.starts, "") if asked.starts is None else (asked.starts,):
        try:
            return replace(known, every=every, starts=starts)
        except ValueError as error:
            wrong = error
    every = every if every in PERIODS else "week"
    hint = f'type: digest simulate --every "{every}" --starts "{STARTS.get(every, "monday 09:00")}"'
    raise UsageError(f"no such schedule: {wrong}", hint)


def _span(project: Project, asked: Asked) -> Window:
    """From `--since`, else a year ago, to `--until`, else now."""
    zone = project.settings.newsletter.timezone
    local = project.now.astimezone(zone)
    since = (local.date() - YEAR).isoformat() if asked.since is None else asked.since
    until = local.isoformat() if asked.until is None else asked.until
    if asked.until is None and windows.read_moment(since, zone, "--since") >= project.now:
        raise UsageError(f"--since {since}: that is not past yet", "name an earlier day")
    return windows.span(since, until, zone)
