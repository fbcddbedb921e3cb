"""Questions to the DNS, by dnspython: each once, and every failure a value.

A truncated answer is asked for again by TCP. When nothing at all has come back from the first few
questions, the rest fail at once: nobody wants to wait for a resolver that is not there.
"""

import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from digest.core.domain.answer import Answer, Kind
from digest.core.errors import UsageError

if TYPE_CHECKING:
    import dns.name
    import dns.rdata
    import dns.resolver

HINT = "as in --resolver 9.9.9.9 or --resolver 127.0.0.1:5353"
SILENT = 3  # questions in vain, after which a resolver that never answered is given up
AT_ONCE = 8
LAST_PORT = 65535


@dataclass
class Dns:
    """A `Lookup`; `server` is `HOST` or `HOST:PORT`, None the system's own resolver."""

    server: str | None = None
    timeout_s: float = 3.0
    _known: dict[tuple[str, Kind], Answer] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _in_vain: int = 0
    _heard: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether something was asked, and no answer has come to anything."""
        return self._in_vain > 0 and not self._heard

    def __call__(self, name: str, kind: Kind) -> Answer:
        """The answer; the same question is asked once."""
        question = (name.lower().rstrip("."), kind)
        if question not in self._known:
            self._known[question] = self._ask(*question)
        return self._known[question]

    def ahead(self, questions: Iterable[tuple[str, Kind]]) -> None:
        """Ask all of these at once, so that their answers are there when they are needed."""
        from concurrent.futures import ThreadPoolExecutor

        assert self._resolver
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda question: self(*question), questions))

    @cached_property
    def _resolver(self) -> "dns.resolver.Resolver":
        """Raises a UsageError where `server` is none, or the system has none."""
        import dns.resolver

        try:
            resolver = dns.resolver.Resolver(configure=self.server is None)
        except dns.resolver.NoResolverConfiguration:
            raise UsageError("this system names no DNS resolver", HINT) from None
        if self.server is not None:
            host, port = server_of(self.server)
            resolver.nameservers, resolver.port = [host], port
        resolver.timeout, resolver.lifetime = self.timeout_s, 2 * self.timeout_s
        return resolver

    def _ask(self, name: str, kind: Kind) -> Answer:
        import dns.exception
        import dns.name

        if self._in_vain >= SILENT and self.is_silent:
            return Answer("failed", reason="not asked, as the resolver does not answer")
        try:
            whole = dns.name.from_text(name)
        except (dns.exception.DNSException, UnicodeError):
            return Answer("missing")  # a name that cannot be: too long, or with an empty label
        try:
            answer = self._answered(whole, kind)
        except (dns.exception.DNSException, OSError) as error:
            with self._lock:
                self._in_vain += 1
            return Answer("failed", reason=_reason(error, 2 * self.timeout_s))
        self._heard = True
        return answer

    def _answered(self, name: "dns.name.Name", kind: Kind) -> Answer:
        """What a server says, be it that it cannot; raises where none says anything."""
        import dns.resolver

        try:
            found = self._resolver.resolve(name, kind, search=False, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN as error:
            return Answer("missing", alias=_alias(error.canonical_name, name))
        except dns.resolver.NoNameservers as error:
            if code := _code(error):
                return Answer("failed", reason=f"the resolver says {code}")
            raise
        alias = _alias(found.canonical_name, name)
        values = tuple(sorted(_value(data) for data in found.rrset or ()))
        return Answer("found" if values else "empty", values, alias)


def server_of(text: str) -> tuple[str, int]:
    """Address and port of `--resolver`: `9.9.9.9`, `127.0.0.1:5353`, `::1` or `[::1]:5353`.

    Raises:
        UsageError: it is neither.
    """
    from ipaddress import ip_address

    host, port = text, "53"
    if text.startswith("["):
        host, _, port = text[1:].partition("]")
        port = port.removeprefix(":") or "53"
    elif text.count(":") == 1:
        host, port = text.split(":")
    with suppress(ValueError):
        address = str(ip_address("127.0.0.1" if host == "localhost" else host))
        if 0 < int(port) <= LAST_PORT:
            return address, int(port)
    raise UsageError(f"--resolver {text}: no address of a server", HINT)


def _alias(end: "dns.name.Name", name: "dns.name.Name") -> str | None:
    return end.to_text(omit_final_dot=True).lower() if end != name else None


def _value(data: "dns.rdata.Rdata") -> str:
    import dns.rdatatype

    if data.rdtype == dns.rdatatype.TXT:
        strings: tuple[bytes, ...] = data.strings  # type: ignore[attr-defined]
        return b"".join(strings).decode("utf-8", "replace")
    return data.to_text().rstrip(".").lower()


def _code(error: Exception) -> str | None:
    """The code by which a server refused, such as SERVFAIL; None where none said anything."""
    notes = getattr(error, "kwargs", {}).get("errors", ())
    codes = (note[3] for note in notes if isinstance(note[3], str))
    return next(codes, None)


def _reason(error: Exception, seconds: float) -> str:
    import dns.exception

    if isinstance(error, dns.exception.Timeout):
        return f"no answer within {seconds:g} s"
    return "the resolver cannot be reached"
