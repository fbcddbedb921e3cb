"""Every error a caller can expect, in one tree.

    DigestError            message, hint, exit code
    +-- UsageError         2   the command line asks for something that cannot be
    +-- ConfigError        2   digest.toml or issue.toml: all mistakes of a file at once
    +-- TemplateError      2   a template, or a post that broke it
    +-- SourceError        3   one source failed; the run goes on
    +-- CredentialsError   4   a secret is missing, or a server refused it
    +-- DeliveryError      6   not everything was sent
    +-- GateError          7   refused: not approved, changed since, stale, no audience

A message says what, where, what was found and what was expected; a hint says what to type next.
"""

import dataclasses
from typing import ClassVar

from digest.core.quick import dataclass


@dataclasses.dataclass(eq=False)
class DigestError(Exception):
    """Base of all expected errors."""

    message: str
    hint: str = ""
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return self.message


class UsageError(DigestError):
    """The command line asks for something that cannot be."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file a person wrote; `line` is 1-based, None where no line is at fault."""

    message: str
    line: int | None = None
    hint: str = ""


@dataclasses.dataclass(eq=False)
class ConfigError(DigestError):
    """A configuration file is wrong; `problems` lists every mistake found in it."""

    file: str = ""
    problems: tuple[Problem, ...] = ()


class TemplateError(DigestError):
    """A template, or a post put into it, cannot be rendered."""


class SourceError(DigestError):
    """A source gave no posts."""

    exit_code = 3


class CredentialsError(DigestError):
    """A secret is missing, or was refused."""

    exit_code = 4


class DeliveryError(DigestError):
    """Not everything was sent."""

    exit_code = 6


class GateError(DigestError):
    """A send, or another step that cannot be undone, is refused."""

    exit_code = 7
