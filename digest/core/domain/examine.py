"""Everything about the domain that a newsletter comes from, in the order in which it is told."""

from collections.abc import Iterator

from digest.core.domain import dkim, dmarc, dmarc_advice, extras, hosts, spf_advice
from digest.core.domain.answer import Kind, Lookup
from digest.core.domain.dmarc import Found
from digest.core.domain.free import FREE
from digest.core.domain.relay import Relay, relay_of
from digest.core.domain.verdict import Verdict
from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the domain in From, the server that mail is handed to, the DKIM selectors."""

    domain: str
    host: str | None = None
    selectors: tuple[str, ...] = ()

    @property
    def relay(self) -> Relay | None:
        """Whose server that is, when it serves many."""
        return relay_of(self.host)


def examine(sender: Sender, lookup: Lookup) -> Iterator[Verdict]:
    """What the DNS says of a domain; of a free mailbox, or of none, only that it is so."""
    domain = sender.domain
    if domain in FREE:
        told = f"From is an address of {domain}, for which only its owners may send"
        fix = "set from in [newsletter] to an address of a domain of yours"
        yield Verdict("From", "from-domain", "error", told, fix)
        return
    yield Verdict("From", "from-domain", "ok", f"{domain} is no free mailbox")
    if lookup(domain, "MX").status == "missing":  # RFC 8020: nothing is below it either
        yield hosts.replies(domain, lookup)
        return
    found = dmarc.discover(domain, lookup)
    strict = found.record is not None and found.record.strict_spf
    spf = tuple(spf_advice.look(domain, sender.host, lookup, strict=strict))
    keys = tuple(_keys(sender, found, lookup))
    yield from spf
    yield from keys
    yield from dmarc_advice.look(domain, found, lookup)
    yield _alignment(spf, keys, has_record=found.record is not None)
    yield hosts.replies(domain, lookup)
    if sender.host:
        yield from _server(sender.host, found.organisation, sender.relay, lookup)
    mildness = dmarc_advice.mildness(domain, found)
    yield from extras.look(domain, found.organisation, lookup, mildness=mildness)


def first_questions(sender: Sender) -> Iterator[tuple[str, Kind]]:
    """What `examine` is sure to ask, so that it may be asked all at once before."""
    domain = sender.domain
    names = [domain, f"_dmarc.{domain}", f"default._bimi.{domain}", f"_mta-sts.{domain}"]
    names += [f"_smtp._tls.{domain}"]
    guessed = sender.relay.selectors if sender.relay else ()
    names += [f"{name}._domainkey.{domain}" for name in (*sender.selectors, *guessed)]
    yield from ((name, "TXT") for name in names)
    yield domain, "MX"
    if above := domain.partition(".")[2]:
        yield f"_dmarc.{above}", "TXT"


def _keys(sender: Sender, found: Found, lookup: Lookup) -> Iterator[Verdict]:
    strict = found.record is not None and found.record.strict_dkim
    relay = sender.relay
    domains = [sender.domain] if strict else [sender.domain, found.organisation]
    if relay and relay.below and not strict and not relay.own_bounces:
        domains.append(f"{relay.below}.{sender.domain}")
    guessed = relay.selectors if relay else ()
    yield from dkim.look(tuple(dict.fromkeys(domains)), sender.selectors, guessed, lookup)


def _alignment(spf: tuple[Verdict, ...], keys: tuple[Verdict, ...], *, has_record: bool) -> Verdict:
    """Whether DMARC can pass: the envelope has the address of From, unless a relay changes it."""
    group, name = "DMARC", "alignment"
    by_dkim = any(verdict.state in ("ok", "warning") for verdict in keys)
    states = {verdict.name: verdict.state for verdict in spf if verdict.name != "spf-strangers"}
    by_spf = states.get("spf-host") == "ok"
    not_by_spf = states.get("spf-host") == "info" or "error" in states.values()
    if by_dkim or by_spf:
        ways = [way for way, is_so in (("DKIM", by_dkim), ("SPF", by_spf)) if is_so]
        once = "" if has_record else ", once there is a record"
        told = f"DMARC can pass by {' and by '.join(ways)}{once}"
        fix = "see that mails are signed with d= of your domain" if by_dkim and not by_spf else ""
        return Verdict(group, name, "ok", told, fix)
    if not_by_spf and all(verdict.state == "error" for verdict in keys):
        told = "DMARC fails: neither DKIM nor SPF stands for the domain in From"
        return Verdict(group, name, "error", told, "mend DKIM first: it survives forwarding")
    told = "whether DKIM or SPF stands for the domain in From cannot be told"
    fix = "send a test, and look for dmarc=pass in its Authentication-Results"
    return Verdict(group, name, "unknown", told, fix)


def _server(host: str, organisation: str, relay: Relay | None, lookup: Lookup) -> Iterator[Verdict]:
    if relay:
        told = f"the servers that mailboxes see are those of {relay.name}"
        yield Verdict("Server", "ptr", "info", told)
    elif f".{host}".endswith(f".{organisation}"):
        yield from hosts.names(host, lookup)
    else:
        told = f"which address mailboxes see is not known: {host} may hand mail on"
        fix = "look at the first Received line of a mail you sent"
        yield Verdict("Server", "ptr", "unknown", told, fix)
