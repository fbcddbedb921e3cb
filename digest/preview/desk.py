"""What the page may show and do: callables that it is given, and nothing else.

An id in them was typed by somebody: it is looked up, never made into a path.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from digest.core.errors import DigestError
from digest.preview.letter import Letter

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a change was asked with: the object in its body, and the version that it is about."""

    body: Json
    if_match: str | None = None


@dataclass(eq=False)
class RefusedError(DigestError):
    """A change that cannot be had; `status` is of HTTP, `also` what the page is told besides."""

    status: int = 409
    also: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it, by the last part of its address.

    `lists` are at /api/<name> and get the query; `reads` are about an issue, at /api/i/<id>/<name>,
    the one named "" at /api/i/<id>. `changes` are posted there, and `acts` to /api/<name>; a None
    for an answer says that the rest is told by events. `frame` gives the HTML that a reader gets,
    with anchors at what the page can point at, `picture` the bytes and the media type of a local
    image, `build` what changes when an issue does.
    """

    first: str
    knows: Callable[[str], bool]
    build: Callable[[str], str]
    letter: Callable[[str], Letter]
    frame: Callable[[str], str]
    picture: Callable[[str, str], tuple[bytes, str]]
    lists: Mapping[str, Callable[[Mapping[str, str]], object]] = field(default_factory=dict)
    reads: Mapping[str, Callable[[str], Json]] = field(default_factory=dict)
    changes: Mapping[str, Callable[[str, Asked], Json | None]] = field(default_factory=dict)
    acts: Mapping[str, Callable[[Json], Json | None]] = field(default_factory=dict)
