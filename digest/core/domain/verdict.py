"""What the doctor says of one thing, and the record that would mend it."""

from typing import Literal, get_args

from digest.core.quick import dataclass

State = Literal["error", "warning", "unknown", "info", "ok"]
STATES: tuple[State, ...] = get_args(State)  # the worst first


@dataclass(frozen=True, slots=True)
class Record:
    """A DNS record to publish."""

    name: str
    type: str
    value: str

    def __str__(self) -> str:
        value = f'"{self.value}"' if self.type == "TXT" else self.value
        return f"{self.name} {self.type} {value}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`name` is stable, `group` the heading it stands under.

    `info` is neither good nor bad; `unknown` could not be told. `fix` says what to do, and `record`
    what to put into the DNS.
    """

    group: str
    name: str
    state: State
    message: str
    fix: str = ""
    record: Record | None = None


def no_answer(group: str, name: str, asked: str, reason: str) -> Verdict:
    """What to say when the DNS could not be asked about something."""
    message = f"{asked}: {reason}"
    return Verdict(group, name, "unknown", message, "try again, or name another --resolver")
