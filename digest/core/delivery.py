"""The fate of one issue's messages, decided without touching the world.

    ready, retry --> sending --> accepted | rejected | retry | unknown

`sending` is written down before a message is handed over. What a killed run leaves in it becomes
`unknown`. Only `ready` and `retry` are ever sent: both mean "certainly not sent yet".
"""

from typing import Literal

from digest.core.message import Accepted, Outcome, Rejected, Retry, Unknown
from digest.core.quick import dataclass

State = Literal["ready", "sending", "accepted", "rejected", "retry", "unknown"]

FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 60.0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many subscribers of an issue are in each state."""

    ready: int = 0
    sending: int = 0
    accepted: int = 0
    rejected: int = 0
    retry: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """Everybody."""
        return self.open + self.accepted + self.rejected + self.unknown

    @property
    def open(self) -> int:
        """Those who may still get their message, now or by another run."""
        return self.ready + self.sending + self.retry


@dataclass(frozen=True, slots=True)
class Report:
    """What became of everybody.

    `accepted` counts this run, `already` earlier ones. `rejected` pairs each address with the
    answer; `unknown` addresses may or may not have the message. `retry` counts those who certainly
    have not got it and will be tried by the next run.
    """

    accepted: int = 0
    already: int = 0
    rejected: tuple[tuple[str, str], ...] = ()
    retry: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nobody is left whom another run would try."""
        return not self.retry


def state_after(outcome: Outcome) -> State:
    """The state that an outcome leads to."""
    match outcome:
        case Accepted():
            return "accepted"
        case Rejected():
            return "rejected"
        case Retry():
            return "retry"
        case Unknown():
            return "unknown"


def answer_of(outcome: Outcome) -> str:
    """The words kept with an outcome: what the server said, or why there is no answer."""
    match outcome:
        case Accepted(id=words) | Rejected(code=words):
            return words
        case Retry(reason=words) | Unknown(reason=words):
            return words


def pause_s(turn: int, asked: float = 0.0) -> float:
    """Seconds to wait after the `turn`-th try (from 1), at least `asked`, but never too long."""
    return min(max(FIRST_PAUSE_S * 3.0 ** (turn - 1), asked), LONGEST_PAUSE_S)
