"""Why a build makes no issue, in words, and when the next one is due."""

from collections.abc import Sequence
from datetime import date, datetime

from digest.app.choose import Request
from digest.app.wiring import Project
from digest.core.history import History
from digest.core.model import Post, Selection
from digest.core.schedule import following, last_complete
from digest.core.window import Window, moment, utc
from digest.store.issues import Stored

WAITING = "too-few"  # the code of posts that wait for others


def sent_already(project: Project, request: Request, stored: Stored) -> str:
    """Of the issue asked for, that it was sent; of the issue that is due, that none is."""
    if stored.state == "sending":
        return f"issue {stored.id} is being sent: digest send goes on with it"
    told = f"{stored.id} was sent{_on(stored, project)}"
    if request.window.given:
        return f"issue {told}: there is nothing to build"
    instead = "type: digest build --last 7d for one now"
    return f"no issue is due: {told}; the next is due {next_due(project)} ({instead})"


def nothing_new(
    project: Project, request: Request, window: Window, selection: Selection, history: History
) -> tuple[str, str]:
    """What becomes of a window that gives no issue, and what to type next, by what is out."""
    few = [candidate.post for candidate in selection.candidates if candidate.code == WAITING]
    least = project.settings.select.min_posts
    told = f"only {len(few)} of at least {least} posts" if few else f"nothing new for {window.id}"
    hint = f"digest posts --explain tells why; {_instead(project, request, window, selection)}"
    if request.window.given:
        return f"{told}: no issue is made", hint
    due = f"due {next_due(project)}"
    if few and history.sent:
        waits = "it waits" if len(few) == 1 else "they wait"
        return f"{told}: {waits} for the next issue, {due}{_too_old_by_then(few, project)}", hint
    return f"{told}: no issue is made; the next is {due}", hint


def _instead(project: Project, request: Request, window: Window, selection: Selection) -> str:
    """What makes an issue all the same: no wider window lets in what is held back or dropped."""
    codes = {candidate.code for candidate in selection.candidates}
    file = project.issues / window.id / "issue.toml"
    if "flood" in codes:
        return f'pin = ["TITLE"] in {file} takes single posts, whether the file is there or not'
    if "dropped" in codes:
        return f"what {file} drops stays out of this issue"
    if request.window.given:
        return "another window may have posts"
    return "digest build --last 30d takes a wider window"


def next_due(project: Project) -> str:
    """`Monday 23 November 09:00`: when the period ends that is running now."""
    local = _next_end(project)
    return f"{local:%A} {_day(local, project)} {local:%H:%M}"


def _next_end(project: Project) -> datetime:
    """Never at an hour that the clock jumps over."""
    schedule, zone = project.settings.schedule, project.settings.newsletter.timezone
    return utc(following(schedule, last_complete(schedule, project.now, zone)).end).astimezone(zone)


def _too_old_by_then(posts: Sequence[Post], project: Project) -> str:
    """How many of them `max_age` keeps out of the next issue."""
    since = utc(_next_end(project)) - project.settings.select.max_age
    zone = project.settings.newsletter.timezone
    dates = (post.published for post in posts if post.published)
    old = sum(utc(moment(when, zone)) < since for when in dates)
    return f"; {old} of them will be older than max_age then" if old else ""


def _on(stored: Stored, project: Project) -> str:
    if not stored.sent.get("sent"):
        return ""
    at = datetime.fromisoformat(stored.sent["sent"])
    return f" on {_day(at.astimezone(project.settings.newsletter.timezone), project)}"


def _day(day: date, project: Project) -> str:
    """`16 November`, with the year when that is another one."""
    now = project.now.astimezone(project.settings.newsletter.timezone)
    return f"{day.day} {day:%B}" if day.year == now.year else f"{day.day} {day:%B %Y}"
