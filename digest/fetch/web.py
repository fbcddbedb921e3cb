"""Reads a URL or a file, within limits: the `Web` of `core.ports`."""

from dataclasses import field
from pathlib import Path
from urllib.parse import urlsplit

from digest import __version__
from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.ports import Document
from digest.core.quick import dataclass
from digest.fetch import disk
from digest.fetch.addresses import Resolve, resolve
from digest.fetch.cache import Answer, Cache, body_hash
from digest.fetch.hosts import Hosts
from digest.fetch.limits import DEFAULT, Limits

AGENT = "digest"


@dataclass(frozen=True, slots=True)
class Web:
    """Safe to share between threads.

    `contact` is the newsletter's own address, told to every server; `resolve` asks the DNS. With a
    `cache`, servers are asked only for what has changed, and without the network (`offline`) the
    last answers are given.
    """

    contact: str | None = None
    offline: bool = False
    limits: Limits = DEFAULT
    resolve: Resolve = resolve
    cache: Cache | None = None
    hosts: Hosts = field(default_factory=Hosts)
    _robots: dict[str, str] = field(default_factory=dict)

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        """The document at a URL or an absolute path.

        A private address is refused unless `allow_private`, which holds for the host of `location`
        alone: a redirect to another private host is refused all the same.
        """
        return self.read(location, allow_private=allow_private, scrape=scrape).document()

    def read(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Answer:
        """The same, with its hash and without its body, as long as it lies in the cache."""
        if Path(location).is_absolute():
            found = disk.read(location, self.limits.body_bytes)
            return Answer(found.location, body_hash(found.body), body=found.body)
        url = absolute(location)
        if url is None or "@" in urlsplit(url).netloc:
            raise _no_address(location)
        known = self.cache.find(url) if self.cache else None
        if not self.offline:
            return self._fetched(url, known, allow_private, scrape)
        if known is None:
            raise SourceError(
                f"{url}: not read, as digest is offline", hint="leave out --offline to read it"
            )
        return known

    def _fetched(self, url: str, known: Answer | None, allow_private: bool, scrape: bool) -> Answer:
        from digest.fetch import http  # heavy: only when something is fetched
        from digest.fetch.client import Asker, private_host

        def may_visit(url: str) -> None:
            if scrape:
                self._check_robots(url, allow_private)

        inside = frozenset([private_host(url)] if allow_private else [])
        headers = headers_for(self.contact)
        asker = Asker(headers, self.limits, self.resolve, self.hosts, inside, may_visit)
        trusted = known if known and self.cache and self.cache.trusts(known) else None
        answer = http.get(url, asker, trusted)
        if self.cache and answer.body is None:
            self.cache.confirm(answer)
        elif self.cache:
            self.cache.keep(url, answer)
        return answer

    def _check_robots(self, url: str, allow_private: bool) -> None:
        from digest.fetch.robots import allows

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules_of(site, allow_private)
        if not allows(self._robots[site], AGENT, url):
            raise SourceError(
                f"{url}: its site's robots.txt asks programs not to read it",
                hint="use its feed, or ask its owner",
            )

    def _rules_of(self, site: str, allow_private: bool) -> str:
        """The text of a robots.txt; a site that has none allows everything.

        Source: RFC 9309, 2.3.1: one that cannot be read for other reasons forbids everything.
        """
        from digest.fetch.refusal import RefusalError

        try:
            found = self.get(f"{site}/robots.txt", allow_private=allow_private)
        except RefusalError as refusal:
            if refusal.status and refusal.status < 500:
                return ""
            raise
        return found.body.decode("utf-8", "replace")


def headers_for(contact: str | None) -> dict[str, str]:
    """What every server is told: who asks, and whose newsletter it is for."""
    address = absolute(contact)
    agent = f"{AGENT}/{__version__}" + (f" (+{address})" if address else "")
    return {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip"}


def _no_address(location: str) -> SourceError:
    if location.lower().startswith("file:"):
        return SourceError(f"{location}: file addresses are not read", hint='write path = "..."')
    if "@" in location:
        bare = location.rpartition("@")[2]
        return SourceError(
            f"{bare}: an address with a password is not read", hint="give a public address"
        )
    return SourceError(
        f"{location}: neither a web address nor a path", hint="a web address begins with https://"
    )
