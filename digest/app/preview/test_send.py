"""A test from the page: to the addresses of digest.toml only, and not too many of them."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock

from digest.app import send
from digest.app.send import Sent
from digest.app.wiring import Project
from digest.core.text import counted
from digest.preview.desk import Asked, Json, RefusedError

MOST = 5  # within a minute
MINUTE_S = 60.0


class Trials:
    """Sends tests, and knows when it did the last few times."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._times: deque[float] = deque(maxlen=MOST)

    def send(self, project: Project, issue_id: str, asked: Asked) -> Json:
        """Send an issue to some of the test addresses, and say what became of it.

        Raises:
            RefusedError: to none, to somebody else, or once too often.
            DigestError: whatever keeps the provider from it.
        """
        addresses = _addresses(project, asked.body)
        self._count()
        now = replace(project, now=datetime.now(UTC))  # no two tests have one time
        apart = asked.body.get("prevent_threading") is True
        return {"told": _told(send.test(now, issue_id, addresses, apart=apart))}

    def _count(self) -> None:
        with self._lock:
            now = self._clock()
            if len(self._times) == MOST and now - self._times[0] < MINUTE_S:
                left = MINUTE_S - (now - self._times[0])
                told = f"{MOST} tests within a minute are enough"
                raise RefusedError(told, f"try again in {left:.0f} s", status=429)
            self._times.append(now)


def _addresses(project: Project, body: Json) -> tuple[str, ...]:
    """Those asked for, if they are all known."""
    to = body.get("to")
    if not isinstance(to, list) or not to or not all(isinstance(each, str) for each in to):
        raise RefusedError("no address is chosen", "choose at least one", status=400)
    known = project.settings.audience.test
    for address in to:
        if address not in known:
            raise RefusedError(
                f"{address}: is no test address",
                "add it to test in [audience] of digest.toml, or type: digest send --to ADDRESS",
                status=403,
            )
    return tuple(dict.fromkeys(to))


def _told(sent: Sent) -> str:
    report = sent.report
    where = f" into {sent.folder}" if sent.folder else f" through {sent.provider}"
    count = counted(report.accepted, "address", "addresses")
    parts = [f"sent a test to {count}{where}"] if report.accepted else []
    parts += [f"{address} was refused: {answer}" for address, answer in report.rejected]
    parts += [f"{address} may have it or not" for address in report.unknown]
    if report.retry:
        parts.append(f"{report.retry} could not be reached: try again later")
    return "; ".join(parts)
