"""What one server said of an address, or why it said nothing, in our words."""

import re
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import replace
from http import HTTPStatus
from io import BytesIO
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.core.links import absolute
from digest.core.probe import EMPTY, Probe, Verdict, judged
from digest.core.quick import dataclass
from digest.fetch.guard import NoHostError, PrivateAddressError
from digest.fetch.http import PERMANENT
from digest.fetch.limits import Limits
from digest.fetch.patience import BUSY, retry_after_s
from digest.fetch.refusal import named

if TYPE_CHECKING:
    import httpx

IMAGE_BYTES = 65_536  # most pictures tell their size in these
RASTER = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
NO_HOST = re.compile(r"https?:/*", re.IGNORECASE)  # else it would be taken for a relative one
REDIRECTS = (301, 302, 303, 307, 308)
HEAD_COUNTS = (401, 407, 410, 429, 451, 999)  # other refusals are often of HEAD alone


@dataclass(frozen=True, slots=True)
class Said:
    """`target` is where a server sends us instead; without a `status` there was no answer."""

    probe: Probe
    status: int | None = None
    after_s: float | None = None
    target: str | None = None

    @property
    def is_of_site(self) -> bool:
        """Whether no page of the site would answer."""
        return self.status is None and bool(self.probe.cause)

    @property
    def may_pass(self) -> bool:
        """Whether it is worth asking again soon."""
        return self.status in BUSY or (self.probe.verdict == "trouble" and not self.is_of_site)

    @property
    def is_believed(self) -> bool:
        """Whether a GET would hardly be answered otherwise than this HEAD."""
        if self.status is None:
            return self.is_of_site
        return self.status < 400 or self.status in HEAD_COUNTS


def heard(response: "httpx.Response", url: str, now: float, *, image: bool) -> Said:
    """What an answer says; of the body of an image its beginning is read, of others nothing."""
    status = response.status_code
    if response.has_redirect_location:
        return _sent_on(response.headers["location"], url, status)
    verdict = judged(status, response.headers)
    if verdict == "alive" and status in REDIRECTS:
        return Said(Probe("trouble", f"answers {named(status)}, and says not where to"), status)
    told = "" if verdict == "alive" else f"answers {named(status)}"
    cause = f"{urlsplit(url).netloc} {status}" if verdict == "unclear" else ""
    probe = Probe(verdict, told, cause, content_type=response.headers.get("content-type"))
    if image and verdict == "alive" and response.request.method == "GET":
        probe = _measured(probe, response)
    return Said(probe, status, retry_after_s(response.headers.get("retry-after"), now))


def _sent_on(location: str, url: str, status: int) -> Said:
    target = None if NO_HOST.fullmatch(location.strip()) else absolute(location, (url,))
    told = f"redirects to {location}, which is no web address"
    return Said(Probe("alive") if target else Probe("trouble", told), status, target=target)


def summed_up(url: str, hops: Sequence[Said]) -> Probe:
    """What the last server said on the way from `url`, and what that way is like."""
    *way, last = hops
    places = [url, *(hop.target or "" for hop in way)]
    if last.probe.verdict != "alive":
        by = f"redirects to {places[-1]}, which " if way else ""
        return replace(last.probe, told=f"{by}{last.probe.told}")
    permanent = len(list(takewhile(lambda hop: hop.status in PERMANENT, way)))
    moved = places[permanent] if permanent else None
    for here, there in pairwise(places):
        if here.startswith("https:") and there.startswith("http:"):
            return replace(
                last.probe, verdict="insecure", told=f"redirects to {there}", moved=moved
            )
    return replace(last.probe, moved=moved)


def failure(error: Exception, url: str, limits: Limits) -> Probe:
    """Why there is no answer; it has a cause if that concerns the whole site."""
    import httpx

    of_site: tuple[tuple[type[BaseException], Verdict, str], ...] = (
        (PrivateAddressError, "private", "is in a private network"),
        (NoHostError, "nowhere", "names a host that does not exist"),
        (ConnectionRefusedError, "dead", "refuses connections"),
        (ssl.SSLCertVerificationError, "certificate", "has no valid certificate"),
        (httpx.ConnectTimeout, "trouble", "takes no connections"),
    )
    for cause in _causes(error):
        for kind, verdict, told in of_site:
            if isinstance(cause, kind):
                why = getattr(cause, "verify_message", "")
                return Probe(verdict, f"{told}: {why}" if why else told, urlsplit(url).netloc)
    return Probe("trouble", _broken(error, limits))


def _broken(error: Exception, limits: Limits) -> str:
    import httpx

    causes = tuple(_causes(error))
    if why := next((each.reason for each in causes if isinstance(each, ssl.SSLError)), ""):
        return f"breaks off TLS: {why.replace('_', ' ').lower()}"
    if any(isinstance(each, httpx.InvalidURL) for each in causes):
        return "leads to no web address"
    if isinstance(error, httpx.TimeoutException):
        return f"gives no answer within {limits.total_s:g} s"
    return f"breaks off: {error}"


def _measured(probe: Probe, response: "httpx.Response") -> Probe:
    """With the size of a picture in bytes and pixels, as far as its beginning tells."""
    import imagesize

    begin = bytearray()
    for chunk in response.iter_raw():
        begin += chunk
        if len(begin) >= IMAGE_BYTES:
            break
    if not begin or response.status_code == EMPTY:
        return replace(probe, verdict="dead", told="is an empty file")
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


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
