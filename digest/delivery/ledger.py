"""The ledger: for every subscriber of an issue, what became of their message.

It is the truth about a send. Before a message is handed over, `sending` is committed; after it,
the outcome. A process killed between the two leaves `sending`, which the next run turns into
`unknown`: at most one address per kill, reported, and never sent again by itself.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from digest.core.delivery import Counts, State, answer_of, state_after
from digest.core.errors import GateError
from digest.core.message import Outcome
from digest.core.quick import dataclass
from digest.delivery.database import Database, change, change_each, open_database, rows
from digest.store.lock import exclusive

if TYPE_CHECKING:
    from sqlalchemy import Connection

KILLED = "the run ended while this message was under way"


def open_ledger(path: Path | None) -> "Ledger":
    """The ledger in the database file at `path`; None is one that is forgotten when closed.

    Raises:
        DeliveryError: the file cannot be used.
    """
    return Ledger(open_database(path))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Deliveries by issue and normalised address; every call is one transaction."""

    database: Database

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep every other process from sending, for as long as this is entered.

        Raises:
            GateError: another process is sending.
            DigestError: the lock cannot be made.
        """
        path = self.database.path
        busy = GateError("another send is running", "wait until it has ended")
        return exclusive(path.with_name(f"{path.name}.lock"), busy) if path else nullcontext()

    def recover(self, issue: str) -> int:
        """Turn what a killed run left under way into `unknown`; how many there were.

        Only inside `exclusive`: what another process has under way is not lost.
        """
        sql = """
            UPDATE delivery SET state = 'unknown', answer = :answer, updated = CURRENT_TIMESTAMP
            WHERE issue = :issue AND state = 'sending'"""
        with self.database.transaction() as db:
            return change(db, sql, issue=issue, answer=KILLED)

    def snapshot(self, issue: str, addresses: Iterable[str], content_hash: str) -> None:
        """Set down who is to get the issue; the same call again changes nothing.

        New addresses are added. Those no longer in the audience are taken out, unless their
        message has been judged or may have left.

        Raises:
            GateError: somebody may already have the issue with other content.
        """
        wanted = set(addresses)
        with self.database.transaction() as db:
            _freeze(db, issue, content_hash)
            states = _states(db, issue)
            gone = {address for address, state in states.items() if state in ("ready", "retry")}
            sql = "DELETE FROM delivery WHERE issue = :issue AND address = :address"
            change_each(db, sql, _keys(issue, gone - wanted))
            sql = "INSERT INTO delivery (issue, address, state) VALUES (:issue, :address, 'ready')"
            change_each(db, sql, _keys(issue, wanted - states.keys()))

    def due(self, issue: str) -> tuple[tuple[str, State], ...]:
        """The addresses still to be sent to, with their states; the least tried first."""
        sql = """
            SELECT address, state FROM delivery
            WHERE issue = :issue AND state IN ('ready', 'retry') ORDER BY attempt, address"""
        with self.database.transaction() as db:
            return tuple(rows(db, sql, issue=issue))

    def sending(self, issue: str, address: str, message_id: str) -> None:
        """Commit that a message is about to be handed over: from here on it may have left.

        Raises:
            GateError: it is not due.
        """
        sql = """
            UPDATE delivery SET state = 'sending', attempt = attempt + 1, answer = '',
                message_id = :message_id, updated = CURRENT_TIMESTAMP
            WHERE issue = :issue AND address = :address AND state IN ('ready', 'retry')"""
        self._move(sql, issue=issue, address=address, message_id=message_id)

    def settle(self, issue: str, address: str, outcome: Outcome) -> None:
        """Commit what became of a message that was under way.

        Raises:
            GateError: it was not under way.
        """
        sql = """
            UPDATE delivery SET state = :state, answer = :answer, updated = CURRENT_TIMESTAMP
            WHERE issue = :issue AND address = :address AND state = 'sending'"""
        state, answer = state_after(outcome), answer_of(outcome)
        self._move(sql, issue=issue, address=address, state=state, answer=answer)

    def counts(self, issue: str) -> Counts:
        """How many subscribers of an issue are in each state."""
        sql = "SELECT state, COUNT(*) FROM delivery WHERE issue = :issue GROUP BY state"
        with self.database.transaction() as db:
            return Counts(**dict(rows(db, sql, issue=issue)))

    def answers(self, issue: str, state: State) -> tuple[tuple[str, str], ...]:
        """The addresses in a state, each with what the server said or why it did not."""
        sql = """
            SELECT address, answer FROM delivery
            WHERE issue = :issue AND state = :state ORDER BY address"""
        with self.database.transaction() as db:
            return tuple(rows(db, sql, issue=issue, state=state))

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def _move(self, sql: str, **values: str) -> None:
        with self.database.transaction() as db:
            if change(db, sql, **values) != 1:
                raise GateError(
                    f"{self.database.path}: a delivery changed under this send",
                    "end every other send, then type the command again",
                )


def _freeze(db: "Connection", issue: str, content_hash: str) -> None:
    """Bind the issue to its content; while certainly nobody has it, to its newest content."""
    sql = "SELECT content_hash FROM snapshot WHERE issue = :issue"
    if rows(db, sql, issue=issue) == [(content_hash,)]:
        return
    if {"accepted", "sending", "unknown"} & set(_states(db, issue).values()):
        raise GateError(
            f"issue {issue} was changed after its sending began",
            f"restore issues/{issue} as it was: git checkout issues/{issue}",
        )
    change(db, "DELETE FROM delivery WHERE issue = :issue", issue=issue)
    change(db, "DELETE FROM snapshot WHERE issue = :issue", issue=issue)
    sql = "INSERT INTO snapshot (issue, content_hash) VALUES (:issue, :content_hash)"
    change(db, sql, issue=issue, content_hash=content_hash)


def _states(db: "Connection", issue: str) -> dict[str, State]:
    return dict(rows(db, "SELECT address, state FROM delivery WHERE issue = :issue", issue=issue))


def _keys(issue: str, addresses: Iterable[str]) -> Iterable[dict[str, str]]:
    return ({"issue": issue, "address": address} for address in sorted(addresses))
