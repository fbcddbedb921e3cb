"""Nobody but this machine's own browser tabs may talk to the preview.

A page of the web can make a browser send requests to loopback, and by DNS rebinding even read the
answers under its own name. So the name asked for and the asking page must be on a list of ours
(that they are equal says nothing), and a change must show the token that only our page has.
"""

import re
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest
from typing import NamedTuple
from urllib.parse import parse_qs

from digest.core.errors import UsageError
from digest.core.quick import dataclass

NAMES = ("127.0.0.1", "localhost", "[::1]")
NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
BODY_BYTES = 1 << 20
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Door:
    """Whom the preview knows: `hosts` as requests name it, and the `origins` of its own pages.

    Each change has to show `token`; where the door is `locked`, everything has to. A read-only
    preview has nothing to change.
    """

    hosts: frozenset[str]
    origins: frozenset[str]
    token: str
    locked: bool = False
    read_only: bool = False
    cookie: str = "digest"


class Refusal(NamedTuple):
    """Why a request gets no answer."""

    status: int
    words: str


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request decides; header names are lower case."""

    method: str
    headers: tuple[tuple[str, str], ...]
    query: str = ""

    def all(self, name: str) -> list[str]:
        """The values of the header fields of that name."""
        return [value for each, value in self.headers if each == name]

    def one(self, name: str, default: str = "") -> str:
        """The value of a header field; one that comes twice has none that counts."""
        found = self.all(name)
        return found[0] if len(found) == 1 else "" if found else default


def open_door(
    port: int, token: str, *, allowed: str | None = None, read_only: bool = False
) -> Door:
    """The door of a preview on `port`; `allowed` is a further name, as of a forwarded port.

    Raises:
        UsageError: `allowed` is no host name.
    """
    hosts = {f"{name}:{port}" for name in NAMES}
    origins = {f"http://{host}" for host in hosts}
    if allowed is not None:
        name = allowed.lower()
        if not NAME.fullmatch(name):
            told = "write a host name, as in --allow-host preview.example.org"
            raise UsageError(f"--allow-host {allowed}: is no host name", told)
        names = {name} if ":" in name else {name, f"{name}:{port}"}
        hosts |= names
        origins |= {f"{scheme}://{host}" for scheme in ("http", "https") for host in names}
    return Door(
        frozenset(hosts),
        frozenset(origins),
        token,
        locked=allowed is not None,
        read_only=read_only,
        cookie=f"digest-{port}",
    )


def refusal(request: Request, door: Door) -> Refusal | None:
    """Why a request gets no answer; None when it gets one."""
    for rule in RULES:
        if refused := rule(request, door):
            return refused
    return None


def _misdirected(request: Request, door: Door) -> Refusal | None:
    if request.one("host").lower() in door.hosts:
        return None
    named = request.one("host") or "another name"
    return Refusal(
        421,
        f"this server does not answer to {named}; "
        f"where a port is forwarded, start it with --allow-host {named}",
    )


def _foreign(request: Request, door: Door) -> Refusal | None:
    said = request.all("origin")
    if said and request.one("origin") not in door.origins:
        return Refusal(403, "not for other sites")
    if request.method == "OPTIONS":  # a browser asks so on behalf of another site's page only
        return Refusal(403, "not for other sites")
    site = request.one("sec-fetch-site", "none")
    navigates = request.one("sec-fetch-mode") == "navigate" and request.method in READING
    if not navigates and site not in ("same-origin", "none"):
        return Refusal(403, "not for other sites")
    return None


def _locked_out(request: Request, door: Door) -> Refusal | None:
    if not door.locked or shows_token(request, door) or door.token == _kept(request, door):
        return None
    return Refusal(403, "open the address that digest preview told: it ends in a token")


def _not_allowed(request: Request, door: Door) -> Refusal | None:
    """Whether it would change something, and may not."""
    if request.method in READING:
        return None
    if request.method != "POST":
        return Refusal(405, "only GET, HEAD and POST")
    if door.read_only:
        return Refusal(423, "this preview is read-only")
    if not request.all("origin") or not _same(request.one("x-digest-token"), door.token):
        return Refusal(403, "only the page itself may change something: reload it")
    return None


def _no_json(request: Request, door: Door) -> Refusal | None:
    """Whether a change brings a body that is none of ours."""
    del door
    if request.method in READING:
        return None
    if request.one("content-type").partition(";")[0].strip().lower() != "application/json":
        return Refusal(415, "a change is asked for in JSON (Content-Type: application/json)")
    length = request.one("content-length", "0")
    if not length.isdecimal() or int(length) > BODY_BYTES:
        return Refusal(413, f"more than {BODY_BYTES} bytes")
    return None


def shows_token(request: Request, door: Door) -> bool:
    """Whether the token stands in the address."""
    return any(_same(value, door.token) for value in parse_qs(request.query).get("token", ()))


def _kept(request: Request, door: Door) -> str | None:
    try:
        kept = SimpleCookie(request.one("cookie")).get(door.cookie)
    except CookieError:
        return None
    return door.token if kept and _same(kept.value, door.token) else None


def _same(shown: str, token: str) -> bool:
    return compare_digest(shown.encode(), token.encode())


RULES = (_misdirected, _foreign, _locked_out, _not_allowed, _no_json)
