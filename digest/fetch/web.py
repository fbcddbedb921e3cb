"""Reads a URL or a file, within limits: the `Web` of `core.ports`."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from digest import __version__
from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.ports import Document
from digest.fetch import disk
from digest.fetch.addresses import Resolve, resolve
from digest.fetch.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Web:
    """`contact` is the newsletter's own address, told to every server; `resolve` asks the DNS."""

    contact: str | None = None
    offline: bool = False
    limits: Limits = DEFAULT
    resolve: Resolve = resolve

    def get(self, location: str, *, allow_private: bool = False) -> Document:
        """The document at a URL or an absolute path.

        A private address is refused unless `allow_private`, which holds for the host of `location`
        alone: a redirect to another private host is refused all the same.
        """
        if Path(location).is_absolute():
            return disk.read(location, self.limits.body_bytes)
        url = absolute(location)
        if url is None or "@" in urlsplit(url).netloc:
            raise _no_address(location)
        if self.offline:
            raise SourceError(
                f"{url}: not read, as digest is offline", hint="leave out --offline to read it"
            )
        from digest.fetch import http  # heavy: only when something is fetched

        headers = self._headers()
        return http.get(url, headers, self.limits, self.resolve, allow_private=allow_private)

    def _headers(self) -> dict[str, str]:
        contact = absolute(self.contact)
        agent = f"digest/{__version__}" + (f" (+{contact})" if contact else "")
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
