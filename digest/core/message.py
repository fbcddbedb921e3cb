"""The last moments of the pipeline: a subscriber's message, and what became of it."""

from collections.abc import Mapping
from dataclasses import field

from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One address of the audience; `fields` holds the other columns of its row."""

    email: str
    name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One subscriber's bytes: a complete RFC 5322 message with CRLF line ends.

    `sender` and `to` are bare addresses: those of the envelope.
    """

    sender: str
    to: str
    message_id: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took the message; `id` is its name for it, where it gave one."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """Certainly not sent this time; another try may succeed, not before `after_s` seconds."""

    reason: str
    after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Certainly not sent, and never will be; `code` is the server's answer."""

    code: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it was sent: it is reported, and never sent again by itself."""

    reason: str


Outcome = Accepted | Retry | Rejected | Unknown
