"""What SpamAssassin says of a message."""

from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One of its rules that fits the message; negative points speak for it."""

    rule: str
    points: float


@dataclass(frozen=True, slots=True)
class SpamScore:
    """The sum of all points, and the rules, in the order in which they were told."""

    points: float
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class NoScore:
    """SpamAssassin should be there and says nothing; `why` names it and the reason."""

    why: str
