"""What the command line says, as data: light, because every command and `--help` loads it."""

from pathlib import Path

from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Globals:
    """The options that every command takes, before or after its name, and all that was typed."""

    directory: Path | None = None
    config: Path | None = None
    json: bool = False
    now: str | None = None
    quiet: bool = False
    verbose: bool = False
    offline: bool = False
    no_input: bool = False
    argv: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """The window options as typed; at most one kind of them may be given."""

    week: str | None = None
    month: str | None = None
    since: str | None = None
    until: str | None = None
    last: str | None = None
    since_last_issue: bool = False

    @property
    def moves(self) -> bool:
        """Whether the window ends with the present day or moment."""
        return bool(self.last or self.since_last_issue or (self.since and not self.until))

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the options that were typed, be it with an empty value."""
        kinds = {
            "--week": self.week,
            "--month": self.month,
            "--since/--until": self.until if self.since is None else self.since,
            "--last": self.last,
            "--since-last-issue": self.since_last_issue or None,
        }
        return tuple(name for name, value in kinds.items() if value is not None)
