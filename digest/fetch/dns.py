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
        import dns.resolver

        if self._in_vain >= SILENT and self.is_silent:
            return Answer("failed", reason="not asked, as the resolver does not answer")
        try:
            found = self._resolver.resolve(name, kind, search=False, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN:
            answer = Answer("missing")
        except dns.resolver.LifetimeTimeout:
            self._count_silence()
            return Answer("failed", reason=f"no answer within {2 * self.timeout_s:g} s")
        except dns.resolver.NoNameservers as error:
            answer = Answer("failed", reason=_refusal(error))
        except (dns.exception.SyntaxError, dns.exception.FormError, UnicodeError):
            return Answer("missing")  # a name that cannot be: too long, or with an empty label
        except (dns.exception.DNSException, OSError) as error:
            return Answer("failed", reason=str(error))
        else:
            answer = _answer(found, name)
        self._heard = True
        return answer

    def _count_silence(self) -> None:
        with self._lock:
            self._in_vain += 1


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


def _answer(found: "dns.resolver.Answer", name: str) -> Answer:
    end = found.canonical_name.to_text(omit_final_dot=True).lower()
    alias = end if end != name else None
    values = tuple(sorted(_value(data) for data in found.rrset or ()))
    return Answer("found" if values else "empty", values, alias)


def _value(data: "dns.rdata.Rdata") -> str:
    import dns.rdatatype

    if data.rdtype == dns.rdatatype.TXT:
        strings: tuple[bytes, ...] = data.strings  # type: ignore[attr-defined]
        return b"".join(strings).decode("utf-8", "replace")
    return data.to_text().rstrip(".").lower()


def _refusal(error: Exception) -> str:
    """Which server said what; dnspython keeps it in the last of its notes."""
    notes = getattr(error, "kwargs", {}).get("errors") or [("", "", "", "no answer", None)]
    said = str(notes[-1][3])
    return f"the resolver says {said}" if said.isupper() else f"the resolver failed: {said}"
