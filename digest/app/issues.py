"""Use cases about issues that are built: approve, mark as sent, check before sending."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from digest.app import left_behind
from digest.app.alone import alone
from digest.app.rebuild import rebuild
from digest.app.wiring import Project
from digest.config import issue_toml
from digest.core.curate import own_posts
from digest.core.errors import GateError, UsageError
from digest.core.file_errors import unreadable
from digest.core.history import SentPosts
from digest.core.identity import same_address
from digest.core.model import Rendered
from digest.core.window import Window
from digest.store import issues as store
from digest.store import sent as sent_store
from digest.store.issues import Stored


def approve(project: Project, issue_id: str | None, allow: tuple[str, ...] = ()) -> Stored:
    """Approve an issue as it lies on disk; errors of the rules in `allow` do not matter.

    Raises:
        GateError: it was sent, repeats a sent post, is not what was built, or has other errors.
    """
    from digest.app.check import refuse_errors

    with alone(project):
        stored = store.find(project.issues, issue_id)
        refuse_sent(stored)
        refuse_repeats(project, stored)
        check_fresh(project, stored)
        allowed = refuse_errors(project, stored, allow, "digest issues approve")
        return store.approve(stored, project.now, allowed)


def mark_sent(project: Project, issue_id: str | None) -> Stored:
    """Note that an issue was sent by other means; its posts will not come again.

    Raises:
        GateError: it was sent already, repeats a sent post, or is not what was built.
    """
    record = {
        "complete": True,
        "sent": project.now.isoformat(timespec="seconds"),
        "provider": None,
        "counts": None,
    }
    with alone(project):
        stored = store.find(project.issues, issue_id)
        refuse_sent(stored)
        refuse_repeats(project, stored)
        check_fresh(project, stored)
        return sent_store.mark_sent(stored, record)


def refuse_sent(stored: Stored) -> None:
    """A sent issue is read-only.

    Raises:
        GateError: it was sent, or its sending has begun.
    """
    if stored.state == "sending":
        raise GateError(
            f"issue {stored.id} is being sent, and is read-only",
            f"type: digest send {stored.id}   to go on with it",
        )
    if stored.sent:
        raise GateError(
            f"issue {stored.id} was sent already, and is read-only",
            f"digest issues show {stored.id} tells when and to how many",
        )


def refuse_changed(stored: Stored) -> None:
    """An issue is still what it was when it was looked at; only while nobody else is at it.

    Raises:
        GateError: it was built again, deleted or sent since.
    """
    now = store.read(stored.folder)
    if not now or now.manifest.content != stored.manifest.content or now.state == "sent":
        raise GateError(
            f"issue {stored.id} changed meanwhile: nothing was sent",
            "type: digest issues list   to see what there is now",
        )


def refuse_other_window(stored: Stored, window: Window, *, moves: bool) -> None:
    """An id names the days of a window only: two of other hours must not share a folder.

    A draft follows a window that `moves` with the present moment.

    Raises:
        GateError: the issue was made for another window.
    """
    start, end = stored.manifest.start, stored.manifest.end
    if (_clock(start), _clock(end)) == (_clock(window.start), _clock(window.end)):
        return
    later = start <= window.start and end <= window.end
    same = start == window.start or end - start == window.end - window.start
    if moves and later and same and not stored.sent:
        return
    made = f"{_clock(start):%Y-%m-%d %H:%M} to {_clock(end):%Y-%m-%d %H:%M}"
    after = window.end.date() + timedelta(1)
    if stored.sent:
        raise GateError(
            f"issue {stored.id} was sent for another window, {made}",
            f"an id names days: choose others, as with --until {after}; what was sent stays out",
        )
    raise GateError(
        f"issue {stored.id} is a draft for another window, {made}",
        f"type: digest issues delete {stored.id}   and build again, or choose other days",
    )


def _clock(instant: datetime) -> datetime:
    """What a clock on the wall shows: the zone of a newsletter may change."""
    return instant.replace(tzinfo=None)


def refuse_repeats(project: Project, stored: Stored) -> None:
    """No post goes out in two issues, unless it was built with `--again` or is added `again`.

    Two drafts may hold the same post; the first one sent takes it from the others.

    Raises:
        GateError: another issue that was sent has one of the posts.
    """
    if stored.manifest.again:
        return
    others = (other for other in store.legible(project.issues) if other.id != stored.id)
    sent = SentPosts(sent_store.sent_issues(others), project.settings.newsletter.timezone)
    said = issue_toml.read(stored.folder)
    wanted = own_posts(replace(said, add=tuple(own for own in said.add if own.again)))
    for post in stored.manifest.posts:
        issue = sent.issue_of(post)
        if issue and not any(same_address(post, own) for own in wanted):
            raise GateError(
                f'"{post.title}" was sent in {issue} already',
                f"type: {rebuild(project, stored)}   and it leaves this issue",
            )


def check_fresh(project: Project, stored: Stored) -> None:
    """The files on disk are what the build made of the editor's files and the settings.

    Raises:
        GateError: something changed since, or the last build found nothing for it.
    """
    left_behind.refuse(project, stored)
    changed = list(stored.changed)
    if stored.manifest.sender != project.settings.newsletter.sender:
        changed.append("from in digest.toml")
    if changed:
        raise GateError(
            f"issue {stored.id} is stale: {', '.join(changed)} changed since it was built",
            f"type: {rebuild(project, stored)}   and look at it again",
        )


def rendered_of(project: Project, stored: Stored) -> Rendered:
    """The issue as it lies on disk.

    Raises:
        UsageError: an output is missing, or no text.
    """
    hint, manifest = f"type: {rebuild(project, stored)}", stored.manifest
    html, text = (_text(stored.output(kind), hint) for kind in ("html", "txt"))
    mjml = stored.output("mjml")
    source = _text(mjml, hint) if mjml.is_file() else ""
    return Rendered(html, text, source, manifest.subject, manifest.preheader)


def _text(file: Path, hint: str) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(unreadable(file, error, hint)[0], hint) from None
