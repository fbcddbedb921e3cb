"""Sender Policy Framework: may a machine send for a domain (RFC 7208, 4 and 5)?

pyspf would do it too, but asks a resolver of its own and keeps global state; checkdmarc brings a
dozen packages. The tests run the test suite of the RFC's authors.
"""

from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from digest.core.domain.answer import Answer, Kind, Lookup
from digest.core.domain.spf_macro import Mail, expand, hangs_on_client
from digest.core.domain.spf_record import Directive, SpfRecord, is_spf, read

LOOKUPS, VOIDS, NAMES = 10, 2, 10  # RFC 7208, 4.6.4
POSTMASTER = "postmaster"
STRANGER = "0.0.0.0"  # noqa: S104 - an address that nobody has, and so nobody names


class Permanent(Exception):  # noqa: N818 - the RFC's own "permerror" is no error of ours
    """The record is wrong, for everybody and until it is mended."""


class Temporary(Exception):  # noqa: N818
    """The DNS could not be asked."""


@dataclass(frozen=True, slots=True)
class SpfResult:
    """`outcome` is none, pass, fail, softfail, neutral, permerror or temperror; or `unknown`.

    That is so of a stranger, where the record leaves it to who the client is. `lookups` counts what
    the RFC limits, `voids` names those that found nothing, `domains` whose records were read.
    """

    outcome: str
    reason: str
    lookups: int
    voids: tuple[str, ...]
    domains: tuple[str, ...]


def check_host(
    ip: str, domain: str, lookup: Lookup, *, sender: str = "", helo: str = ""
) -> SpfResult:
    """What SPF says of a mail from `ip` for `domain`."""
    address = ip_address(ip)
    address = getattr(address, "ipv4_mapped", None) or address
    sender = sender or f"{POSTMASTER}@{domain}"
    sender = f"{POSTMASTER}{sender}" if sender.startswith("@") else sender
    return _told(_Walk(Mail(address, sender, helo), lookup), domain)


def survey(domain: str, lookup: Lookup, *, limit: int) -> SpfResult:
    """What SPF says of a mail from a machine that no record names; it may make `limit` lookups.

    Terms that hang on who the client is, as `exists:%{i}._spf.example.org`, cost a lookup, and are
    neither asked nor matched: what they would find for a stranger says nothing of the record.
    """
    mail = Mail(ip_address(STRANGER), f"{POSTMASTER}@{domain}", "")
    return _told(_Walk(mail, lookup, limit, of_stranger=True), domain)


def _told(walk: "_Walk", domain: str) -> SpfResult:
    try:
        outcome, reason = walk.result(domain, ()), ""
    except Permanent as error:
        outcome, reason = "permerror", str(error)
    except Temporary as error:
        outcome, reason = "temperror", str(error)
    return SpfResult(outcome, reason, walk.lookups, tuple(walk.voids), tuple(walk.domains))


@dataclass(slots=True)
class _Walk:
    """One evaluation, which counts what it asks."""

    mail: Mail
    lookup: Lookup
    limit: int = LOOKUPS
    of_stranger: bool = False
    lookups: int = 0
    voids: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)

    def result(self, domain: str, above: tuple[str, ...]) -> str:
        """The result for `domain`, which the records of `above` led to."""
        if domain.lower() in above:
            raise Permanent(f"the records go in a circle: {' -> '.join((*above, domain.lower()))}")
        record = self._record(domain)
        if record is None:
            return "none"
        self.domains.append(domain.lower())
        above = (*above, domain.lower())
        for directive in record.directives:
            if self._matches(directive, domain, above):
                return directive.result
        if record.redirect is None or any(d.mechanism == "all" for d in record.directives):
            return "neutral"
        self._count(f"redirect={record.redirect}", domain)
        if self.of_stranger and hangs_on_client(record.redirect):
            return "unknown"
        return self._elsewhere("redirect=", self._spec(record.redirect, domain), above)

    def _record(self, domain: str) -> SpfRecord | None:
        labels = domain.removesuffix(".").split(".")
        if len(labels) < 2 or len(domain) > 253 or not all(0 < len(label) < 64 for label in labels):
            return None
        texts = [text for text in self._ask(domain, "TXT").values if is_spf(text)]
        if len(texts) > 1:
            raise Permanent(f"{domain} has {len(texts)} SPF records, and may have one")
        try:
            return read(texts[0]) if texts else None
        except ValueError as error:
            raise Permanent(f"the record of {domain}: {error}") from None

    def _matches(self, directive: Directive, domain: str, above: tuple[str, ...]) -> bool:
        if directive.network:
            return self.mail.ip in directive.network
        if directive.mechanism == "all":
            return True
        self._count(directive.text, domain)
        if self.of_stranger and (directive.mechanism == "ptr" or hangs_on_client(directive.domain)):
            return False
        name = self._spec(directive.domain, domain) if directive.domain else domain
        if directive.mechanism == "include":
            return self._elsewhere("include:", name, above) == "pass"
        return self._finds(directive, name)

    def _finds(self, directive: Directive, name: str) -> bool:
        match directive.mechanism:
            case "exists":
                return bool(self._limited(name, "A").values)
            case "ptr":
                return any(_is_below(found, name) for found in self._own_names())
            case "mx":
                return any(self._has(host, directive) for host in self._exchanges(name))
            case _:
                return self._has(name, directive)

    def _elsewhere(self, how: str, name: str, above: tuple[str, ...]) -> str:
        outcome = self.result(name, above)
        if outcome == "none":
            raise Permanent(f"{how}{name} of {above[-1]}: {name} has no SPF record")
        return outcome

    def _has(self, host: str, directive: Directive) -> bool:
        if self.of_stranger and self._has_only_ipv6(host):
            return False
        four = self.mail.ip.version == 4
        prefix = directive.prefixes[0 if four else 1]
        found = self._limited(host, "A" if four else "AAAA").values
        return any(self.mail.ip in ip_network(f"{ip}/{prefix}", strict=False) for ip in found)

    def _has_only_ipv6(self, host: str) -> bool:
        return not self._ask(host, "A").values and bool(self._ask(host, "AAAA").values)

    def _exchanges(self, name: str) -> list[str]:
        found = self._limited(name, "MX").values
        if len(found) > NAMES:
            raise Permanent(f"mx:{name} has {len(found)} servers, and may have {NAMES}")
        return [value.partition(" ")[2] for value in sorted(found)]

    def _own_names(self) -> list[str]:
        """The names of the client that lead back to it; the first ten are looked at."""
        kind: Kind = "A" if self.mail.ip.version == 4 else "AAAA"
        ip = self.mail.ip
        names = self.lookup(ip.reverse_pointer, "PTR").values[:NAMES]
        return [n for n in names if any(ip_address(a) == ip for a in self.lookup(n, kind).values)]

    def _own_name(self, domain: str) -> str:
        """The client's name for the macro `p`: in the domain, else below it, else any."""
        names = self._own_names()
        near = sorted(names, key=lambda n: (n.lower() != domain.lower(), not _is_below(n, domain)))
        return near[0] if near else "unknown"

    def _spec(self, text: str, domain: str) -> str:
        return expand(text, domain, self.mail, self._own_name)

    def _count(self, term: str, domain: str) -> None:
        self.lookups += 1
        if self.lookups > self.limit:
            raise Permanent(f"more than {self.limit} lookups, at {term} of {domain}")

    def _limited(self, name: str, kind: Kind) -> Answer:
        answer = self._ask(name, kind)
        if answer.status in ("empty", "missing"):
            self.voids.append(name)
            if len(self.voids) > VOIDS:
                raise Permanent(f"more than {VOIDS} lookups find nothing: {', '.join(self.voids)}")
        return answer

    def _ask(self, name: str, kind: Kind) -> Answer:
        answer = self.lookup(name, kind)
        if answer.status == "failed":
            raise Temporary(f"{name}: {answer.reason}")
        return answer


def _is_below(name: str, domain: str) -> bool:
    return f".{name.lower()}".endswith(f".{domain.lower()}")
