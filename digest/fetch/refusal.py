"""Why a document could not be had, in our words: no error of httpx or zlib climbs out."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from digest.core.errors import SourceError
from digest.fetch.bounded import TooLargeError
from digest.fetch.limits import Limits

HINTS = {
    401: "it asks for a password: digest reads public documents only",
    403: "it refuses us: open it in a browser, and ask its owner if it opens there",
    404: "open it in a browser: it may have moved",
    410: "it is gone for good: remove this source",
    429: "it had too many requests: try again later",
}


@dataclass(eq=False)
class RefusalError(SourceError):
    """What the server answered instead; `status` is None where the connection broke."""

    status: int | None = None
    after_s: float | None = None


def refused(url: str, status: int, after_s: float | None) -> RefusalError:
    """What an answer with that status is told as."""
    later = "the server is in trouble: try again later" if status >= 500 else "open it in a browser"
    wait = f", and asks us to wait for {after_s:.0f} s" if after_s else ""
    message = f"{url}: answers {named(status)}{wait}"
    return RefusalError(message, HINTS.get(status, later), status, after_s)


def must_wait(url: str, until: float) -> SourceError:
    """Why a server that wants to be left alone `until` then, in Unix time, was not asked."""
    return SourceError(
        f"{url}: not asked, as its server wants us to wait until {moment(until)}",
        hint="try again after that",
    )


def named(status: int) -> str:
    """A status with its phrase: `404 Not Found`."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def moment(unix_s: float) -> str:
    """A minute in words for people: `2026-03-02 09:00 UTC`."""
    return f"{datetime.fromtimestamp(unix_s, UTC):%Y-%m-%d %H:%M} UTC"


@contextmanager
def translated(url: str, limits: Limits) -> Iterator[None]:
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
