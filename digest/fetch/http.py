"""HTTP GET by httpx: redirects followed one by one, bodies under a cap, errors in our words."""

import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.ports import Document
from digest.fetch.addresses import Resolve
from digest.fetch.bounded import TooLargeError, gunzip, identity
from digest.fetch.guard import Backend, Deadline
from digest.fetch.limits import Limits

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


def get(
    url: str,
    headers: Mapping[str, str],
    limits: Limits,
    resolve: Resolve,
    *,
    allow_private: bool,
) -> Document:
    """The document at a URL, after at most `limits.redirects` redirects.

    Raises:
        SourceError: it cannot be had.
    """
    import httpx

    host = httpx.URL(url).raw_host.decode("ascii") if allow_private else None
    deadline = Deadline(time.monotonic() + limits.total_s)
    with _client(headers, limits, deadline, resolve, host) as client:
        for _ in range(limits.redirects + 1):
            answer = _answer(client, url, limits)
            if isinstance(answer, Document):
                return answer
            url = answer
    raise SourceError(
        f"{url}: more than {limits.redirects} redirects",
        hint="open it in a browser, use its address there",
    )


def _answer(client: "httpx.Client", url: str, limits: Limits) -> Document | str:
    """The document, or the address that the server sends us to."""
    with _translated(url, limits), client.stream("GET", url) as response:
        if response.has_redirect_location:
            return _target(response, url)
        if response.status_code != HTTPStatus.OK:
            raise _refusal(url, response.status_code)
        body = _body(response, url, limits)
        return Document(body, url, response.headers.get("content-type"))


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


def _refusal(url: str, status: int) -> SourceError:
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    later = "the server is in trouble: try again later" if status >= 500 else "open it in a browser"
    return SourceError(f"{url}: answers {status}{phrase}", hint=HINTS.get(status, later))


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
        raise SourceError(
            f"{url}: cannot connect ({error})", hint="is the server up, and its certificate good?"
        ) from error
    except TooLargeError as error:
        raise SourceError(
            f"{url}: larger than {limits.body_bytes / 1e6:g} MB",
            hint="is it really a feed or a page?",
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
        raise SourceError(f"{url}: broken answer ({error})", hint="try again later") from error


def _client(
    headers: Mapping[str, str],
    limits: Limits,
    deadline: Deadline,
    resolve: Resolve,
    private_host: str | None,
) -> "httpx.Client":
    import httpcore
    import httpx

    backend = Backend(httpcore.SyncBackend(), deadline, resolve, private_host)
    transport = httpx.HTTPTransport(verify=_tls())
    # httpx lets nobody choose the network backend: its pool is replaced by one that has ours
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001
        ssl_context=_tls(), network_backend=cast("httpcore.NetworkBackend", backend)
    )
    timeout = httpx.Timeout(limits.read_s, connect=limits.connect_s)
    return httpx.Client(transport=transport, headers=headers, timeout=timeout, trust_env=False)


@cache
def _tls() -> "ssl.SSLContext":
    """One context for all: to load the certificates takes longer than a short answer."""
    import httpx

    return httpx.create_ssl_context()
