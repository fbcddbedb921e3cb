"""HTTP GET by httpx: redirects followed one by one, servers left in peace, bodies under a cap."""

import time
from dataclasses import replace
from http import HTTPStatus
from itertools import count
from typing import TYPE_CHECKING

from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.quick import dataclass
from digest.fetch.bounded import gunzip, identity
from digest.fetch.cache import Answer, body_hash
from digest.fetch.client import Asker, client, host_of
from digest.fetch.guard import Deadline
from digest.fetch.limits import Limits
from digest.fetch.patience import BUSY, pause_s, retry_after_s
from digest.fetch.refusal import RefusalError, must_wait, refused, translated

if TYPE_CHECKING:
    import httpx

PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a server sends us instead."""

    target: str
    permanent: bool


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


def _patiently(
    url: str, asker: Asker, deadline: Deadline, known: Answer | None
) -> Answer | Redirect:
    """Ask, and ask again where that helps; a server that wants to be left alone is."""
    hosts, host = asker.hosts, host_of(url)
    if until := hosts.closed_until(host):
        raise must_wait(url, until)
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
        translated(url, asker.limits),
        client(asker, deadline) as connected,
        connected.stream("GET", url, headers=_conditions(still)) as response,
    ):
        if still and response.status_code == HTTPStatus.NOT_MODIFIED:
            return still
        if response.has_redirect_location:
            return Redirect(_target(response, url), response.status_code in PERMANENT)
        if response.status_code != HTTPStatus.OK:
            after_s = retry_after_s(response.headers.get("retry-after"), asker.hosts.clock())
            raise refused(url, response.status_code, after_s)
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
