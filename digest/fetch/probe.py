"""Whether an address is alive: HEAD, then the beginning of a GET where a server refuses that.

No more of a body is read than tells the size of a picture. Redirects are followed one by one, each
past the guard against private addresses.
"""

import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.probe import Probe, Question, judged
from digest.fetch.guard import Deadline, NoHostError, PrivateAddressError
from digest.fetch.http import PERMANENT, Asker, client, host_of
from digest.fetch.limits import Limits
from digest.fetch.patience import BUSY, pause_s, retry_after_s
from digest.fetch.probe_cache import ProbeCache

if TYPE_CHECKING:
    import httpx

LIMITS = Limits(total_s=10.0, read_s=5.0, retries=1)
BETWEEN_S = 0.1  # from one request to the next at the same host
BUSY_S = 30.0  # how long a host is left alone that had too much of us, and says not how long
IMAGE_BYTES = 65_536  # most pictures tell their size in these
HEAD_COUNTS = (401, 407, 410, 429, 451, 999)  # others are often said to HEAD alone
RASTER = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True, slots=True)
class Said:
    """What one server said; `target` is where it sends us instead."""

    probe: Probe
    status: int | None = None
    after_s: float | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Prober:
    """Safe to share between threads."""

    asker: Asker
    cache: ProbeCache | None = None
    between_s: float = BETWEEN_S

    def ask(self, question: Question) -> Probe:
        """What is known of an address already, else what its server says; never raises for it."""
        known = self.cache.find(question) if self.cache else None
        if known:
            return known
        probe = self._follow(question)
        if self.cache:
            self.cache.keep(question, probe)
        return probe

    def _follow(self, question: Question) -> Probe:
        url, permanent, insecure, left = question.url, True, "", self.asker.limits.total_s
        moved = None
        for _ in range(self.asker.limits.redirects + 1):
            host = host_of(url)
            with self.asker.hosts.slot(host):
                began = time.monotonic()
                said = self._patiently(url, host, question, Deadline(began + left))
                left -= time.monotonic() - began
            if said.target is None:
                return _summed_up(said.probe, moved, insecure)
            if url.startswith("https:") and said.target.startswith("http:"):
                insecure = said.target
            permanent = permanent and said.status in PERMANENT
            url = said.target
            moved = url if permanent else moved
        return Probe("trouble", f"redirects more than {self.asker.limits.redirects} times")

    def _patiently(self, url: str, host: str, question: Question, deadline: Deadline) -> Said:
        """Ask, and ask again where that helps; a server that wants to be left alone is."""
        hosts, limits = self.asker.hosts, self.asker.limits
        for attempt in count():
            if until := hosts.closed_until(host):
                return Said(_closed(host, until))
            said = self._asked(url, host, question, deadline)
            may_pass = said.probe.verdict == "trouble" or said.status in BUSY
            pause = pause_s(said.status, attempt, said.after_s, limits) if may_pass else None
            if pause is None or time.monotonic() + pause > deadline.at:
                break
            time.sleep(pause)
        if said.status in BUSY and (said.after_s or said.status == HTTPStatus.TOO_MANY_REQUESTS):
            hosts.close(host, hosts.clock() + (said.after_s or BUSY_S))
        return said

    def _asked(self, url: str, host: str, question: Question, deadline: Deadline) -> Said:
        methods = ("HEAD",) if question.gently else ("GET",) if question.image else ("HEAD", "GET")
        with client(self.asker, deadline) as connected:
            for method in methods:
                self.asker.hosts.wait_turn(host, self.between_s)
                said = self._request(connected, method, url, question)
                if method == "HEAD" and _is_believed(said):
                    break
        return said

    def _request(
        self, connected: "httpx.Client", method: str, url: str, question: Question
    ) -> Said:
        import httpx

        last = IMAGE_BYTES - 1 if question.image else 0
        headers = {"Accept-Encoding": "identity"}
        if method == "GET":
            headers["Range"] = f"bytes=0-{last}"
        try:
            with connected.stream(method, url, headers=headers) as response:
                return self._read(response, url, image=question.image)
        except (SourceError, httpx.HTTPError, httpx.InvalidURL) as error:
            return Said(_failure(error, url, self.asker.limits))

    def _read(self, response: "httpx.Response", url: str, *, image: bool) -> Said:
        status = response.status_code
        if response.has_redirect_location:
            location = response.headers["location"]
            target = absolute(location, (url,))
            told = f"redirects to {location}, which is no web address"
            return Said(Probe("alive" if target else "trouble", told), status, target=target)
        verdict = judged(status, response.headers)
        told = "" if verdict == "alive" else f"answers {_named(status)}"
        cause = f"{host_of(url)} {status}" if verdict == "unclear" else ""
        probe = Probe(verdict, told, cause, content_type=response.headers.get("content-type"))
        if image and verdict == "alive":
            probe = _measured(probe, response)
        after_s = retry_after_s(response.headers.get("retry-after"), self.asker.hosts.clock())
        return Said(probe, status, after_s)


def _is_believed(said: Said) -> bool:
    """Whether a GET would hardly say something else."""
    if said.status is None:
        return said.probe.verdict != "trouble"
    return said.status < 400 or said.status in HEAD_COUNTS


def _measured(probe: Probe, response: "httpx.Response") -> Probe:
    """With the size of a picture in bytes and pixels, as far as its beginning tells."""
    import imagesize

    begin = bytearray()
    for chunk in response.iter_raw():
        begin += chunk
        if len(begin) >= IMAGE_BYTES:
            break
    width = height = -1
    if begin.startswith(RASTER):
        try:
            width, height = imagesize.get(BytesIO(begin))
        except Exception:  # noqa: BLE001 - a broken picture breaks it in many ways
            width = height = -1
    size = _size(response, len(begin))
    if width <= 0 or height <= 0:
        return replace(probe, size_bytes=size)
    return replace(probe, size_bytes=size, width=width, height=height)


def _size(response: "httpx.Response", read: int) -> int | None:
    """The bytes of the whole body."""
    named = response.headers.get("content-range", "").rpartition("/")[2]
    if response.status_code == HTTPStatus.OK:
        named = response.headers.get("content-length", "" if read >= IMAGE_BYTES else str(read))
    return int(named) if named.isascii() and named.isdigit() else None


def _summed_up(probe: Probe, moved: str | None, insecure: str) -> Probe:
    """What the last server said, with what the way there is like."""
    if probe.verdict != "alive":
        return probe
    if insecure:
        return replace(probe, verdict="insecure", told=f"redirects to {insecure}", moved=moved)
    return replace(probe, moved=moved)


def _closed(host: str, until: float) -> Probe:
    when = datetime.fromtimestamp(until, UTC).isoformat(" ", "minutes").removesuffix("+00:00")
    told = f"was not asked, as {host} wants to be left alone until {when} UTC"
    return Probe("unasked", told, f"{host} waits")


def _failure(error: Exception, url: str, limits: Limits) -> Probe:
    """Why there is no answer."""
    import httpx

    if isinstance(error, PrivateAddressError):
        return Probe("private", f"leads into a private network, to {host_of(url)}")
    if isinstance(error, NoHostError):
        return Probe("nowhere", f"names a host that does not exist, {host_of(url)}")
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Probe("certificate", f"has no valid certificate: {cause.verify_message}")
        if isinstance(cause, ConnectionRefusedError):
            return Probe("dead", "refuses connections")
    if isinstance(error, httpx.TimeoutException):
        return Probe("trouble", f"gives no answer within {limits.total_s:g} s")
    return Probe("trouble", f"breaks off: {error}")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
