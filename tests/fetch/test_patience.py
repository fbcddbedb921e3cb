from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from digest.fetch.limits import Limits
from digest.fetch.patience import pause_s, retry_after_s

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIMITS = Limits(pause_s=1, wait_s=5)


def after(header: str | None) -> float | None:
    return retry_after_s(header, NOW.timestamp())


def test_a_wait_is_told_in_seconds_or_as_a_date() -> None:
    assert after("120") == 120
    assert after(format_datetime(NOW.replace(minute=5), usegmt=True)) == 300
    assert after(format_datetime(NOW.replace(hour=11), usegmt=True)) == 0


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "²"])
def test_what_tells_no_wait_is_none(header: str | None) -> None:
    assert after(header) is None


def test_nobody_waits_longer_than_a_day() -> None:
    assert after("9" * 400) == after("Fri, 31 Dec 2100 23:59:59 GMT") == 86_400


@pytest.mark.parametrize("status", [None, 500, 502, 503, 599])
def test_a_broken_connection_and_a_server_in_trouble_are_asked_three_times(
    status: int | None,
) -> None:
    pauses = [pause_s(status, attempt, None, LIMITS) for attempt in range(3)]
    assert pauses[0] is not None
    assert pauses[1] is not None
    assert 1 <= pauses[0] <= 1.5
    assert 2 <= pauses[1] <= 3
    assert pauses[2] is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 204])
def test_other_answers_are_final(status: int) -> None:
    assert pause_s(status, 0, None, LIMITS) is None


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_wait_is_waited_and_a_long_one_is_not(status: int) -> None:
    assert pause_s(status, 0, 4, LIMITS) == 4
    assert pause_s(status, 0, 6, LIMITS) is None
    assert pause_s(status, 2, 4, LIMITS) is None
