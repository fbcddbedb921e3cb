"""HTTP GET by httpx: redirects followed one by one, bodies under a cap, errors in our words."""

import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from itertools import count
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.fetch.addresses import Resolve
from digest.fetch.bounded import TooLargeError, gunzip, identity
from digest.fetch.cache import Answer, body_hash
from digest.fetch.guard import Backend, Deadline
from digest.fetch.hosts import Hosts
from digest.fetch.limits import Limits
from digest.fetch.patience import BUSY, pause_s, retry_after_s

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

HINTS = {
    401: "it asks for a password: digest reads public documents only",
    403: "it refuses us: open it in a browser, and ask its owner if it opens there",
    404: "open it in a browser: it may have moved",
    410: "it is gone for good: remove this source",
    429: "it had too many requests: try again later",
}
ONE_AT_A_TIME = threading.Lock()  # many threads begin at once, and none needs its own certificates
PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


@dataclass(frozen=True, slots=True)
class Asker:
    """How we ask. `private_hosts` alone may have private addresses.

    `may_visit` is asked before each address, and raises a `SourceError` when it may not be.
    """

    headers: Mapping[str, str]
    limits: Limits
    resolve: Resolve
    hosts: Hosts
    private_hosts: frozenset[str]
    may_visit: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a server sends us instead."""

    target: str
    permanent: bool


@dataclass(eq=False)
class RefusalError(SourceError):
    """What the server answered instead; `status` is None where the connection broke."""

    status: int | None = None
    after_s: float | None = None


def get(url: str, asker: Asker, known: Answer | None = None) -> Answer:
    """What is at a URL, after at most `limits.redirects` redirects; `known` if that is still so.

    Raises:
        SourceError: it cannot be had.
    """
    left, moved, permanent = asker.limits.total_s, None, True
    for _ in range(asker.limits.redirects + 1):
        asker.may_visit(url)
        with asker.hosts.slot(host_of(url)):
            began = time.monotonic()
            answer = _patiently(url, asker, Deadline(began + left), known)
            left -= time.monotonic() - began
        if isinstance(answer, Answer):
            return replace(answer, moved=moved)
        url, permanent = answer.target, permanent and answer.permanent
        moved = url if permanent else moved
    raise SourceError(
        f"{url}: more than {asker.limits.redirects} redirects",
        hint="open it in a browser, use its address there",
    )


def private_host(url: str) -> str:
    """The host of a URL as the guard meets it."""
    import httpx

    return httpx.URL(url).raw_host.decode("ascii")


def _patiently(
    url: str, asker: Asker, deadline: Deadline, known: Answer | None
) -> Answer | Redirect:
    """Ask, and ask again where that helps; a server that wants to be left alone is."""
    hosts, host = asker.hosts, host_of(url)
    if until := hosts.closed_until(host):
        raise _wait(url, until)
    for attempt in count():
        try:
            return _ask(url, asker, deadline, known)
        except RefusalError as refusal:
            pause = pause_s(refusal.status, attempt, refusal.after_s, asker.limits)
            if pause is not None and time.monotonic() + pause < deadline.at:
                time.sleep(pause)
                continue
            if refusal.status in BUSY and refusal.after_s:
                hosts.close(host, hosts.clock() + refusal.after_s)
            raise
    raise AssertionError  # the attempts end


def _ask(url: str, asker: Asker, deadline: Deadline, known: Answer | None) -> Answer | Redirect:
    still = known if known and known.location == url else None
    with (
        _translated(url, asker.limits),
        client(asker, deadline) as connected,
        connected.stream("GET", url, headers=_conditions(still)) as response,
    ):
        if still and response.status_code == HTTPStatus.NOT_MODIFIED:
            return still
        if response.has_redirect_location:
            return Redirect(_target(response, url), response.status_code in PERMANENT)
        if response.status_code != HTTPStatus.OK:
            after_s = retry_after_s(response.headers.get("retry-after"), asker.hosts.clock())
            raise _refusal(url, response.status_code, after_s)
        body = _body(response, url, asker.limits)
        return Answer(
            url,
            body_hash(body),
            response.headers.get("content-type"),
            response.headers.get("etag"),
            response.headers.get("last-modified"),
            response.headers.get("link", ""),
            fetched=asker.hosts.clock(),
            body=body,
        )


def _conditions(known: Answer | None) -> dict[str, str]:
    """What makes a server answer 304 when nothing has changed."""
    if known is None:
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in named.items() if value}


def _body(response: "httpx.Response", url: str, limits: Limits) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    readers = {
        "identity": identity,
        "": identity,
        "gzip": gunzip,
        "x-gzip": gunzip,
        "deflate": gunzip,
    }
    if encoding not in readers:
        raise SourceError(f"{url}: compressed as {encoding}, though we asked for gzip")
    return readers[encoding](response.iter_raw(), limits.body_bytes)


def _target(response: "httpx.Response", url: str) -> str:
    location = response.headers["location"]
    target = absolute(location, (url,))
    if target is None:
        raise SourceError(
            f"{url}: redirects to {location}, which is no web address", hint="open it in a browser"
        )
    return target


def _refusal(url: str, status: int, after_s: float | None) -> RefusalError:
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    later = "the server is in trouble: try again later" if status >= 500 else "open it in a browser"
    wait = f", and asks us to wait for {after_s:.0f} s" if after_s else ""
    message = f"{url}: answers {status}{phrase}{wait}"
    return RefusalError(message, HINTS.get(status, later), status, after_s)


def _wait(url: str, until: float) -> SourceError:
    when = datetime.fromtimestamp(until, UTC).isoformat(" ", "minutes").removesuffix("+00:00")
    return SourceError(
        f"{url}: not asked, as its server wants us to wait until {when} UTC",
        hint="try again after that",
    )


@contextmanager
def _translated(url: str, limits: Limits) -> Iterator[None]:
    """No error of httpx or zlib climbs out."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise SourceError(
            f"{url}: no whole answer within {limits.total_s:g} s", hint="try again later"
        ) from error
    except httpx.ConnectError as error:
        raise RefusalError(
            f"{url}: cannot connect ({error})", hint="is the server up, and its certificate good?"
        ) from error
    except TooLargeError as error:
        raise SourceError(
            f"{url}: larger than {limits.body_bytes / 1e6:g} MB",
            hint="is it really a feed or a page?",
        ) from error
    except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
        raise RefusalError(f"{url}: broken answer ({error})", hint="try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
        raise SourceError(f"{url}: broken answer ({error})", hint="try again later") from error


def client(asker: Asker, deadline: Deadline) -> "httpx.Client":
    """Connections to public addresses, and to those of `private_hosts`, that end at a deadline."""
    import httpcore
    import httpx

    backend = Backend(httpcore.SyncBackend(), deadline, asker.resolve, asker.private_hosts)
    with ONE_AT_A_TIME:
        tls = _tls()
    transport = httpx.HTTPTransport(verify=tls)
    # httpx lets nobody choose the network backend: its pool is replaced by one that has ours
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001
        ssl_context=tls, network_backend=cast("httpcore.NetworkBackend", backend)
    )
    timeout = httpx.Timeout(asker.limits.read_s, connect=asker.limits.connect_s)
    return httpx.Client(
        transport=transport, headers=asker.headers, timeout=timeout, trust_env=False
    )


def host_of(url: str) -> str:
    """The host of a URL, by which we count what it has to bear."""
    return (urlsplit(url).hostname or "").lower()


@cache
def _tls() -> "ssl.SSLContext":
    """One context for all: to load the certificates takes longer than a short answer."""
    import httpx

    return httpx.create_ssl_context()
