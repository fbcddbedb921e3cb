"""Send an issue to its audience, one message after another, so that nobody gets it twice.

The order of the steps for each subscriber: compose, write down `sending`, hand over, write down
the outcome. Whatever happens in between, the ledger says who has the message, who has not, and of
whom nobody can say.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from digest.core.addresses import normalise
from digest.core.delivery import Counts, Report, pause_s, state_after
from digest.core.errors import DeliveryError, DigestError
from digest.core.message import Message, Outcome, Rejected, Retry, Subscriber
from digest.core.ports import Transport
from digest.core.quick import dataclass
from digest.delivery.ledger import Ledger, open_ledger

Compose = Callable[[Subscriber], Message]
Progress = Callable[[Counts], None]


def deliver(
    issue_id: str,
    subscribers: Sequence[Subscriber],
    *,
    compose: Compose,
    transport: Transport,
    ledger: Ledger,
    content_hash: str,
    progress: Progress | None = None,
    attempts: int = 3,
    sleep: Callable[[float], None] = time.sleep,
) -> Report:
    """Send to everybody who has not got the issue yet, and say what became of everybody.

    Only inside `ledger.exclusive()`. Who could not be reached for now is tried up to `attempts`
    times in this run, then left to the next. `progress` is called after each message.

    Raises:
        GateError: the content differs from what was sent before.
        CredentialsError: the server refused us.
        DeliveryError: the server, or the ledger, stayed out of reach.
    """
    people = {normalise(person.email): person for person in reversed(subscribers)}
    ledger.recover(issue_id)
    ledger.snapshot(issue_id, people, content_hash)
    already = ledger.counts(issue_id).accepted
    try:
        _turns(_Run(issue_id, people, compose, transport, ledger, progress), attempts, sleep)
    finally:
        ledger.recover(issue_id)
    return report(ledger, issue_id, already)


def deliver_unrecorded(
    subscribers: Sequence[Subscriber],
    *,
    compose: Compose,
    transport: Transport,
    progress: Progress | None = None,
) -> Report:
    """Send a test, or fill the outbox: one try each, and nothing remembers it."""
    ledger = open_ledger(None)
    try:
        return deliver(
            "",
            subscribers,
            compose=compose,
            transport=transport,
            ledger=ledger,
            content_hash="",
            progress=progress,
            attempts=1,
        )
    finally:
        ledger.close()


@dataclass(frozen=True, slots=True)
class _Run:
    """What every message of a run has in common."""

    issue: str
    people: Mapping[str, Subscriber]
    compose: Compose
    transport: Transport
    ledger: Ledger
    progress: Progress | None

    def turn(self) -> float:
        """Try everybody who is due, once; the longest wait in seconds that the server asked for."""
        tally = Counter(asdict(self.ledger.counts(self.issue)))
        asked = 0.0
        for address, before in self.ledger.due(self.issue):
            outcome = self._one(address)
            if isinstance(outcome, Retry):
                asked = max(asked, outcome.after_s or 0.0)
            tally[before] -= 1
            tally[state_after(outcome)] += 1
            if self.progress:
                self.progress(Counts(**tally))
        return asked

    def accepted(self) -> int:
        """How many the ledger knows to have the issue."""
        return self.ledger.counts(self.issue).accepted

    def _one(self, address: str) -> Outcome:
        try:
            message = self.compose(self.people[address])
        except Exception as error:  # noqa: BLE001 - one subscriber's data must not stop the rest
            self.ledger.sending(self.issue, address, "")
            outcome: Outcome = Rejected(f"not composed: {error}")
        else:
            self.ledger.sending(self.issue, address, message.message_id)
            outcome = self._hand_over(address, message)
        self.ledger.settle(self.issue, address, outcome)
        return outcome

    def _hand_over(self, address: str, message: Message) -> Outcome:
        try:
            return self.transport.send(message)
        except DigestError as error:  # of the provider, not of this message: nothing has left
            self.ledger.settle(self.issue, address, Retry(error.message))
            raise


def _turns(run: _Run, attempts: int, sleep: Callable[[float], None]) -> None:
    """Try, and try again after a while what may still succeed.

    A provider that goes out of reach ends a turn; one that never was in reach ends the run.
    """
    before = run.accepted()
    for turn in range(1, attempts + 1):
        asked = 0.0
        try:
            asked = run.turn()
        except DeliveryError:
            if turn == attempts or run.accepted() == before:
                raise
        if turn == attempts or not run.ledger.due(run.issue):
            return
        sleep(pause_s(turn, asked))


def report(ledger: Ledger, issue: str, already: int) -> Report:
    """What the ledger says of an issue, of whose messages `already` were accepted before."""
    counts = ledger.counts(issue)
    return Report(
        accepted=counts.accepted - already,
        already=already,
        rejected=ledger.answers(issue, "rejected"),
        retry=counts.open,
        unknown=tuple(address for address, _ in ledger.answers(issue, "unknown")),
    )
