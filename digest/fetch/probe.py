"""Whether an address is alive: HEAD, then the beginning of a GET where a server refuses that.

No more of a body is read than tells the size of a picture. Redirects are followed one by one, each
past the guard against private addresses.
"""

import time
from dataclasses import field
from http import HTTPStatus
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.core.errors import SourceError
from digest.core.probe import Probe, Question
from digest.core.quick import dataclass
from digest.fetch.client import Asker, client, host_of
from digest.fetch.guard import Deadline
from digest.fetch.limits import Limits
from digest.fetch.patience import BUSY, pause_s
from digest.fetch.probe_cache import ProbeCache
from digest.fetch.refusal import moment
from digest.fetch.said import IMAGE_BYTES, Said, failure, heard, summed_up

if TYPE_CHECKING:
    import httpx

LIMITS = Limits(total_s=10.0, read_s=5.0, retries=1)
BETWEEN_S = 0.1  # from one request to the next at the same host
BUSY_TIMES = 3  # how often in a row a host may say 429, which may be of one page alone
BUSY_S = 30.0  # how long a host is left alone after that, if it says not how long


@dataclass(frozen=True, slots=True)
class Prober:
    """Safe to share between threads."""

    asker: Asker
    cache: ProbeCache | None = None
    between_s: float = BETWEEN_S
    _down: dict[str, Probe] = field(default_factory=dict)
    _busy: dict[str, int] = field(default_factory=dict)

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
        limits, url, hops = self.asker.limits, question.url, list[Said]()
        left = limits.total_s
        for _ in range(limits.redirects + 1):
            with self.asker.hosts.slot(host_of(url)):
                began = time.monotonic()
                hops.append(self._hop(url, question, Deadline(began + left)))
                left -= time.monotonic() - began
            if hops[-1].target is None:
                return summed_up(question.url, hops)
            url = hops[-1].target
        return Probe("trouble", f"redirects more than {limits.redirects} times")

    def _hop(self, url: str, question: Question, deadline: Deadline) -> Said:
        """What one server says, unless its site is known not to answer."""
        site = urlsplit(url).netloc
        if known := self._down.get(site):
            return Said(known)
        said = self._patiently(url, question, deadline)
        if said.is_of_site:
            self._down[site] = said.probe
        return said

    def _patiently(self, url: str, question: Question, deadline: Deadline) -> Said:
        """Ask, and ask again where that helps; a server that wants to be left alone is."""
        hosts, host = self.asker.hosts, host_of(url)
        for attempt in count():
            if until := hosts.closed_until(host):
                return Said(_closed(host, until))
            said = self._asked(url, host, question, deadline)
            pause = pause_s(said.status, attempt, said.after_s, self.asker.limits)
            if not said.may_pass or pause is None or time.monotonic() + pause > deadline.at:
                break
            time.sleep(pause)
        if wanted_s := self._rest_s(host, said):
            hosts.close(host, hosts.clock() + wanted_s)
        return said

    def _rest_s(self, host: str, said: Said) -> float | None:
        """How long a host is to be left alone: as it says, or as it has had too much of us."""
        had_too_much = said.status == HTTPStatus.TOO_MANY_REQUESTS
        self._busy[host] = self._busy.get(host, 0) + 1 if had_too_much else 0
        if said.status in BUSY and said.after_s:
            return said.after_s
        return BUSY_S if self._busy[host] >= BUSY_TIMES else None

    def _asked(self, url: str, host: str, question: Question, deadline: Deadline) -> Said:
        methods = ("HEAD",) if question.gently else ("GET",) if question.image else ("HEAD", "GET")
        with client(self.asker, deadline) as connected:
            for method in methods:
                self.asker.hosts.wait_turn(host, self.between_s)
                said = self._request(connected, method, url, question)
                if method == "HEAD" and said.is_believed:
                    break
        return said

    def _request(
        self, connected: "httpx.Client", method: str, url: str, question: Question
    ) -> Said:
        import httpx

        last = IMAGE_BYTES - 1 if question.image else 0
        part = {"Range": f"bytes=0-{last}"} if method == "GET" else {}
        headers = {"Accept-Encoding": "identity", **part}
        try:
            with connected.stream(method, url, headers=headers) as response:
                return heard(response, url, self.asker.hosts.clock(), image=question.image)
        except (SourceError, httpx.HTTPError, httpx.InvalidURL) as error:
            return Said(failure(error, url, self.asker.limits))


def _closed(host: str, until: float) -> Probe:
    told = f"was not asked, as {host} wants to be left alone until {moment(until)}"
    return Probe("unasked", told, f"{host} waits")
