"""When to ask a server again: pure arithmetic."""

from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from random import SystemRandom

from digest.fetch.limits import Limits

BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
LONGEST_S = 86_400.0  # some servers say a year, and mean a day at most


def retry_after_s(header: str | None, now: float) -> float | None:
    """The seconds to wait that a `Retry-After` names, as a number or as a date; at most a day.

    Source: RFC 9110, 10.2.3. `now` is in seconds since 1970.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_S)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(aware.timestamp() - now, 0.0), LONGEST_S)


def pause_s(
    status: int | None, attempt: int, asked_s: float | None, limits: Limits
) -> float | None:
    """The pause before another attempt, or None when there is to be none.

    `status` is None when the connection broke, and `attempt` counts from 0. What a busy server asks
    for is what it gets, if that is not too long for us; other answers below 500 are final.
    """
    if attempt >= limits.retries:
        return None
    if status in BUSY and asked_s is not None:
        return asked_s if asked_s <= limits.wait_s else None
    if status is not None and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    jitter = SystemRandom().uniform(1, 1.5)
    return limits.pause_s * (1 << attempt) * jitter
