"""Use case: hand an issue to its provider, one message after another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from digest.app.alone import alone
from digest.app.issues import refuse_changed
from digest.app.wiring import Project, transport_of
from digest.core.delivery import Counts, Report
from digest.core.errors import DigestError
from digest.core.message import Message, Subscriber
from digest.core.model import Rendered
from digest.core.quick import dataclass
from digest.store.issues import Stored
from digest.store.sent import mark_sent

if TYPE_CHECKING:
    from digest.delivery.ledger import Ledger

Compose = Callable[[Subscriber], Message]
Progress = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be sent to whom; `progress` is told after each message."""

    project: Project
    stored: Stored
    people: tuple[Subscriber, ...]
    compose: Compose
    progress: Progress | None = None


def composer(project: Project, stored: Stored, rendered: Rendered, *, test: bool) -> Compose:
    """What makes one subscriber's message; a test gets an id of its own at every run."""
    from email.utils import parseaddr

    from digest.render.mime import issue_message_id, to_message

    newsletter = project.settings.newsletter
    sender = parseaddr(newsletter.sender)[1]
    edition = f"{stored.id}/test/{project.now.isoformat()}" if test else stored.id

    def compose(subscriber: Subscriber) -> Message:
        message_id = issue_message_id(edition, newsletter, subscriber.email)
        data = to_message(
            rendered,
            newsletter=newsletter,
            to=subscriber.email,
            to_name=subscriber.name,
            date=project.now,
            message_id=message_id,
            test=test,
        )
        return Message(sender, subscriber.email, message_id, data)

    return compose


def unrecorded(work: Work) -> Report:
    """Send without a record: a test, or the outbox, whose files may be deleted and made again."""
    from digest.delivery.engine import deliver_unrecorded

    with transport_of(work.project) as transport:
        return deliver_unrecorded(
            work.people, compose=work.compose, transport=transport, progress=work.progress
        )


def recorded(work: Work) -> Report:
    """Send with the ledger; sent.json stands before the first message goes.

    So no other issue takes these posts, even when this process is killed; it goes again if nobody
    got anything.
    """
    from digest.delivery.ledger import open_ledger

    ledger = open_ledger(work.project.settings.folder / "digest.db")
    try:
        with ledger.exclusive():
            return _alone(work, ledger)
    finally:
        ledger.close()


def standing(project: Project, stored: Stored) -> Report:
    """What became of an issue that was sent; without the ledger, what sent.json counted."""
    from digest.delivery.engine import report
    from digest.delivery.ledger import open_ledger

    file = project.settings.folder / "digest.db"
    if not file.is_file():
        return Report(already=int((stored.sent.get("counts") or {}).get("accepted", 0)))
    ledger = open_ledger(file)
    try:
        return report(ledger, stored.id, ledger.counts(stored.id).accepted)
    finally:
        ledger.close()


def _alone(work: Work, ledger: "Ledger") -> Report:
    from digest.delivery.engine import deliver

    issue = work.stored.id
    with alone(work.project):
        refuse_changed(work.stored)
        _record(work, ledger.counts(issue), complete=False)
    try:
        with transport_of(work.project) as transport:
            report = deliver(
                issue,
                work.people,
                compose=work.compose,
                transport=transport,
                ledger=ledger,
                content_hash=work.stored.manifest.content,
                progress=work.progress,
            )
    except DigestError:
        _take_back(work.stored, ledger.counts(issue))
        raise
    _record(work, ledger.counts(issue), complete=report.complete)
    return report


def _record(work: Work, counts: Counts, *, complete: bool) -> None:
    now = work.project.now.isoformat(timespec="seconds")
    record: dict[str, object] = {
        "complete": complete,
        "sent": work.stored.sent.get("sent") or now,
        "provider": work.project.settings.delivery.provider,
        "counts": {
            "accepted": counts.accepted,
            "rejected": counts.rejected,
            "unknown": counts.unknown,
            "waiting": counts.open,
        },
    }
    mark_sent(work.stored, record)


def _take_back(stored: Stored, counts: Counts) -> None:
    """Undo sent.json when certainly nobody got anything, now or before."""
    if not counts.accepted and not counts.unknown:
        (stored.folder / "sent.json").unlink(missing_ok=True)
