from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.delivery import Counts, Report
from digest.core.errors import CredentialsError, DeliveryError, GateError
from digest.core.message import Accepted, Message, Outcome, Rejected, Retry, Subscriber, Unknown
from digest.delivery.engine import deliver, deliver_unrecorded
from digest.delivery.ledger import Ledger, open_ledger

ANN, BOB, CAT = "ann@example.org", "bob@example.org", "cat@example.org"
PEOPLE = tuple(Subscriber(address) for address in (ANN, BOB, CAT))

Step = Outcome | BaseException


@dataclass
class Scripted:
    """A provider whose answers are known beforehand; then it accepts everything."""

    script: list[Step] = field(default_factory=list)
    given: list[tuple[str, Step]] = field(default_factory=list)

    @property
    def sent(self) -> list[str]:
        return [address for address, _ in self.given]

    def send(self, message: Message) -> Outcome:
        step = self.script.pop(0) if self.script else Accepted()
        self.given.append((message.to, step))
        if isinstance(step, BaseException):
            raise step
        return step

    def close(self) -> None:
        pass


def compose(subscriber: Subscriber) -> Message:
    return Message("digest@example.org", subscriber.email, f"<{subscriber.email}>", b"Hello\r\n")


@dataclass
class Send:
    """`digest send`, again and again with one ledger."""

    ledger: Ledger = field(default_factory=lambda: open_ledger(None))
    transport: Scripted = field(default_factory=Scripted)
    compose: Callable[[Subscriber], Message] = compose
    people: tuple[Subscriber, ...] = PEOPLE
    attempts: int = 3
    pauses: list[float] = field(default_factory=list)
    seen: list[Counts] = field(default_factory=list)

    def run(self, *steps: Step) -> Report:
        self.transport.script = list(steps)
        return deliver(
            "1",
            self.people,
            compose=self.compose,
            transport=self.transport,
            ledger=self.ledger,
            content_hash="hash",
            progress=self.seen.append,
            attempts=self.attempts,
            sleep=self.pauses.append,
        )


def test_everybody_gets_one_and_a_second_run_sends_nothing() -> None:
    send = Send()
    assert send.run() == Report(accepted=3)
    assert send.run() == Report(already=3)
    assert send.transport.sent == [ANN, BOB, CAT]


def test_address_is_written_to_as_its_owner_writes_it() -> None:
    send = Send(people=(Subscriber("Ann@Example.org"), Subscriber("ann@example.org")))
    assert send.run().accepted == 1
    assert send.transport.sent == ["Ann@Example.org"]


def test_rejected_and_unknown_are_reported_and_left_alone() -> None:
    send = Send()
    report = Report(accepted=1, rejected=((ANN, "550 nobody"),), unknown=(BOB,))
    assert send.run(Rejected("550 nobody"), Unknown("no answer")) == report
    assert report.complete, "another run would have nobody to try"
    assert send.run() == Report(already=1, rejected=report.rejected, unknown=(BOB,))
    assert send.transport.sent == [ANN, BOB, CAT]


def test_retry_comes_at_the_end_of_the_run_after_a_pause() -> None:
    send = Send()
    assert send.run(Retry("451 later")).complete
    assert send.transport.sent == [ANN, BOB, CAT, ANN]
    assert send.pauses == [5]


def test_pause_is_as_long_as_the_server_asks_within_reason() -> None:
    send = Send()
    send.run(Retry("451", 30), Accepted(), Accepted(), Retry("451", 9999))
    assert send.pauses == [30, 60]


def test_retries_end_and_the_next_run_goes_on() -> None:
    send = Send(attempts=2)
    report = send.run(Accepted(), *[Retry("451 later")] * 4)
    assert report == Report(accepted=1, retry=2)
    assert not report.complete
    assert send.run() == Report(accepted=2, already=1)
    assert Counter(send.transport.sent) == {ANN: 1, BOB: 3, CAT: 3}


def test_message_that_cannot_be_composed_is_rejected_and_the_rest_goes_on() -> None:
    def picky(subscriber: Subscriber) -> Message:
        if subscriber.email == BOB:
            raise KeyError("city")
        return compose(subscriber)

    send = Send(compose=picky)
    assert send.run() == Report(accepted=2, rejected=((BOB, "not composed: 'city'"),))


def test_progress_is_told_after_each_message() -> None:
    send = Send()
    send.run(Accepted(), Retry("451 later"), Rejected("550 nobody"))
    assert send.seen == [
        Counts(ready=2, accepted=1),
        Counts(ready=1, accepted=1, retry=1),
        Counts(accepted=1, retry=1, rejected=1),
        Counts(accepted=2, rejected=1),
    ]
    assert {counts.total for counts in send.seen} == {3}


@pytest.mark.parametrize("error", [DeliveryError("out of reach"), CredentialsError("refused")])
def test_provider_that_never_was_in_reach_ends_the_run_at_once(error: Exception) -> None:
    send = Send()
    with pytest.raises(type(error)):
        send.run(error)
    assert (send.transport.sent, send.pauses) == ([ANN], [])
    assert send.ledger.counts("1") == Counts(ready=2, retry=1)
    assert send.run() == Report(accepted=3)


def test_provider_that_goes_out_of_reach_is_waited_for() -> None:
    send = Send()
    assert send.run(Accepted(), DeliveryError("out of reach")) == Report(accepted=3)
    assert send.transport.sent == [ANN, BOB, CAT, BOB]
    assert send.pauses == [5]


def test_provider_that_stays_out_of_reach_ends_the_run() -> None:
    send = Send()
    with pytest.raises(DeliveryError):
        send.run(Accepted(), *[DeliveryError("out of reach") for _ in range(3)])
    assert send.ledger.counts("1") == Counts(ready=0, retry=2, accepted=1)


def test_credentials_that_are_refused_in_the_middle_end_the_run() -> None:
    send = Send()
    with pytest.raises(CredentialsError):
        send.run(Accepted(), CredentialsError("refused"))
    assert send.ledger.counts("1") == Counts(ready=1, retry=1, accepted=1)


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt(), RuntimeError("a bug")])
def test_interrupted_message_is_unknown_and_the_rest_stays_due(interrupt: BaseException) -> None:
    send = Send()
    with pytest.raises(type(interrupt)):
        send.run(Accepted(), interrupt)
    assert send.ledger.counts("1") == Counts(ready=1, accepted=1, unknown=1)
    assert send.run() == Report(accepted=1, already=1, unknown=(BOB,))


def test_other_content_is_refused_before_anything_is_sent() -> None:
    send = Send()
    send.run()
    with pytest.raises(GateError):
        deliver(
            "1",
            (*PEOPLE, Subscriber("dan@example.org")),
            compose=compose,
            transport=send.transport,
            ledger=send.ledger,
            content_hash="other",
        )
    assert len(send.transport.sent) == 3


def test_unrecorded_delivery_tries_once_and_remembers_nothing() -> None:
    transport = Scripted([Retry("451 later")])
    report = deliver_unrecorded(PEOPLE, compose=compose, transport=transport)
    assert report == Report(accepted=2, retry=1)
    assert deliver_unrecorded(PEOPLE, compose=compose, transport=transport).accepted == 3


CERTAINLY_NOT_SENT: list[Step] = [
    Retry("451 later"),
    Rejected("550 nobody"),
    DeliveryError("out of reach"),
    CredentialsError("refused"),
]
STEPS = st.sampled_from([*CERTAINLY_NOT_SENT, Accepted(), Unknown("lost"), KeyboardInterrupt()])


@settings(deadline=None)
@given(st.lists(st.lists(STEPS, max_size=6), max_size=4), st.sets(st.sampled_from("abcdef")))
def test_whatever_happens_nobody_gets_two_and_nobody_is_forgotten(
    runs: list[list[Step]], names: set[str]
) -> None:
    send = Send(people=tuple(Subscriber(f"{name}@example.org") for name in names))
    for steps in runs:
        with suppress(DeliveryError, CredentialsError, KeyboardInterrupt):
            send.run(*steps)
    report = send.run()
    send.ledger.close()
    given = send.transport.given
    may_have = Counter(to for to, step in given if step not in CERTAINLY_NOT_SENT)
    accepted = {to for to, step in given if isinstance(step, Accepted)}
    rejected = {to for to, _ in report.rejected}
    assert set(may_have.values()) <= {1}
    assert report.accepted + report.already == len(accepted)
    assert set(report.unknown) == may_have.keys() - accepted
    assert accepted | rejected | set(report.unknown) == {person.email for person in send.people}
    assert report.retry == 0
