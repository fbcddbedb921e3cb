"""What to say of a domain's SPF record."""

from collections.abc import Iterable, Iterator

from digest.core.domain.answer import Lookup, addresses
from digest.core.domain.relay import Relay, relay_of
from digest.core.domain.spf import LOOKUPS, VOIDS, SpfResult, check_host, survey
from digest.core.domain.spf_record import is_spf
from digest.core.domain.verdict import Record, Verdict, no_answer

GROUP = "SPF"
COUNTED = 50  # lookups that are followed to count them; receivers stop at ten
SHORTER = "take out include: of what sends no more, or write its networks as ip4: and ip6:"


def look(
    domain: str, host: str | None, lookup: Lookup, *, strict: bool = False
) -> Iterator[Verdict]:
    """The record, whom it lets send, what it costs, and whether our server is let.

    `host` is the server that mail is handed to, None where it is not known. `strict` is whether
    DMARC takes no domain below this one for the same.
    """
    answer = lookup(domain, "TXT")
    envelope = _envelope(domain, relay_of(host), lookup, strict=strict)
    found = [text for text in answer.values if is_spf(text)]
    if answer.status == "failed":
        yield no_answer(GROUP, "spf-record", domain, answer.reason)
        return
    if len(found) == 1:
        result = survey(domain, lookup, limit=COUNTED)
        yield from _judged(domain, found[0], result)
        if host and not envelope and _is_usable(result):
            yield _ours(domain, host, found[0], result, lookup)
    elif found or not envelope:
        yield _nearly(domain, answer.values) or _not_one(domain, found, host, lookup)
    else:
        told = f"nothing to publish at {domain}: SPF counts for the domain of the envelope"
        yield Verdict(GROUP, "spf-record", "info", told)
    if envelope:
        yield envelope


def advised(domain: str, host: str | None, lookup: Lookup) -> Record:
    """The record to begin with."""
    relay = relay_of(host)
    networks = _networks(addresses(host, lookup)) if host else ""
    who = f"include:{relay.spf}" if relay else networks or "include:YOUR-PROVIDER"
    return Record(domain, "TXT", f"v=spf1 {who} ~all")


def _networks(found: Iterable[str]) -> str:
    return " ".join(f"ip{6 if ':' in ip else 4}:{ip}" for ip in found)


def _with(text: str, added: str) -> str:
    """The record with terms before the one that ends it: nothing is asked after that."""
    version, *terms = text.split()
    ends = (n for n, term in enumerate(terms) if term.lstrip("+-~?").lower() == "all")
    at = next(ends, next((n for n, t in enumerate(terms) if "=" in t), len(terms)))
    return " ".join((version, *terms[:at], added, *terms[at:]))


def _nearly(domain: str, texts: Iterable[str]) -> Verdict | None:
    """A record in quotation marks of its own, or behind a space, which mailboxes do not take."""
    meant = {text: text.strip(" \t\"'") for text in texts}
    wrong = [text for text, bare in meant.items() if is_spf(bare) and not is_spf(text)]
    if len(wrong) != 1 or any(map(is_spf, meant)):
        return None
    told = (
        f"the SPF record of {domain} does not count, as it does not begin with v=spf1: {wrong[0]}"
    )
    record = Record(domain, "TXT", meant[wrong[0]])
    return Verdict(GROUP, "spf-record", "error", told, "publish it without that", record)


def _not_one(domain: str, found: list[str], host: str | None, lookup: Lookup) -> Verdict:
    if not found:
        told = f"{domain} has no SPF record"
        record = advised(domain, host, lookup)
        return Verdict(GROUP, "spf-record", "error", told, "publish who sends for you", record)
    told = f"{domain} has {len(found)} SPF records, so none counts: {' | '.join(found)}"
    fix = "publish one instead of them"
    return Verdict(GROUP, "spf-record", "error", told, fix, Record(domain, "TXT", _merged(found)))


def _merged(records: list[str]) -> str:
    """One record of several: each may send whom one of them lets send."""
    terms = (term for text in records for term in text.split()[1:])
    own = (t.replace("redirect=", "include:") for t in terms if t.lstrip("+-~?").lower() != "all")
    return f"v=spf1 {' '.join(dict.fromkeys(own))} ~all"


def _envelope(domain: str, relay: Relay | None, lookup: Lookup, *, strict: bool) -> Verdict | None:
    """Where a relay sends with another domain in the envelope than From's: SPF counts there."""
    if relay is None:
        return None
    at = f"{relay.below}.{domain}"
    if relay.below and not strict and _lets(at, relay, lookup):
        told = f"{relay.name} sends with {at} in the envelope, and its SPF record lets it"
        return Verdict(GROUP, "spf-host", "ok", told)
    if not relay.own_bounces:
        return None
    told = f"{relay.name} sends with a bounce domain of its own, whose SPF record counts"
    fix = "for SPF to count for From too, set up a bounce domain of yours there"
    return Verdict(GROUP, "spf-host", "info", told, fix)


def _lets(domain: str, relay: Relay, lookup: Lookup) -> bool:
    """Whether a record includes the relay's, or is the relay's by CNAME."""
    result = survey(domain, lookup, limit=LOOKUPS)
    is_theirs = lookup(domain, "TXT").alias or relay.spf in result.domains
    return _is_usable(result) and bool(is_theirs)


def _is_usable(result: SpfResult) -> bool:
    failed = ("none", "permerror", "temperror")
    return result.outcome not in failed and result.lookups <= LOOKUPS


def _judged(domain: str, text: str, result: SpfResult) -> Iterator[Verdict]:
    yield _readable(domain, text, result)
    if result.outcome not in ("permerror", "temperror"):
        yield _strangers(domain, result)
        yield _cost(domain, result)


def _readable(domain: str, text: str, result: SpfResult) -> Verdict:
    if result.outcome == "temperror":
        asked, _, reason = result.reason.partition(": ")
        return no_answer(GROUP, "spf-record", asked, reason)
    if result.outcome == "permerror":
        told = f"mailboxes cannot use the SPF record ({text}): {result.reason}"
        fix = "correct or take out that term, and publish the record anew"
        return Verdict(GROUP, "spf-record", "error", told, fix)
    return Verdict(GROUP, "spf-record", "ok", f"{domain} has one: {text}")


def _strangers(domain: str, result: SpfResult) -> Verdict:
    name, end = "spf-strangers", "end it with ~all, or with -all when you know all who send for you"
    if result.outcome == "pass":
        return Verdict(GROUP, name, "error", f"everybody may send for {domain} (+all)", end)
    if result.outcome == "neutral":
        told = f"the record says nothing of other senders (?all, or no all): {domain}"
        return Verdict(GROUP, name, "warning", told, end)
    if result.outcome == "unknown":
        told = f"what mail from elsewhere gets hangs on who sends it: {domain} goes on by a macro"
        return Verdict(GROUP, name, "unknown", told)
    return Verdict(GROUP, name, "ok", f"mail from elsewhere gets: {result.outcome}")


def _cost(domain: str, result: SpfResult) -> Verdict:
    told = f"{result.lookups} of {LOOKUPS} lookups"
    if result.lookups > LOOKUPS:
        told = f"{result.lookups} lookups, and mailboxes give up after {LOOKUPS}: {domain}"
        return Verdict(GROUP, "spf-lookups", "error", told, SHORTER)
    if result.voids:
        told += f"; nothing at {', '.join(result.voids)} (more than {VOIDS} would be an error)"
        return Verdict(GROUP, "spf-lookups", "warning", told, "take out what is gone")
    return Verdict(GROUP, "spf-lookups", "ok", told)


def _ours(domain: str, host: str, text: str, result: SpfResult, lookup: Lookup) -> Verdict:
    relay = relay_of(host)
    named = {relay.spf, *relay.also} & {*result.domains} if relay else set()
    if relay and named:
        return Verdict(GROUP, "spf-host", "ok", f"it includes {relay.name} ({min(named)})")
    return _addresses(domain, host, text, lookup)


def _addresses(domain: str, host: str, text: str, lookup: Lookup) -> Verdict:
    name, relay, found = "spf-host", relay_of(host), addresses(host, lookup)
    if not found:
        return no_answer(GROUP, name, host, "its addresses are not known")
    outcomes = {ip: check_host(ip, domain, lookup, helo=host).outcome for ip in found}
    bad = [f"{ip}: {outcome}" for ip, outcome in outcomes.items() if outcome != "pass"]
    if not bad:
        return Verdict(GROUP, name, "ok", f"{host} may send ({', '.join(found)})")
    told = f"{host} may not send for {domain} by its addresses ({', '.join(bad)})"
    if relay or f".{host}".endswith(f".{domain}"):
        refused = (ip for ip in found if outcomes[ip] != "pass")
        added = f"include:{relay.spf}" if relay else _networks(refused)
        record = Record(domain, "TXT", _with(text, added))
        return Verdict(GROUP, name, "error", told, "publish the record with it", record)
    fix = "add them to the record, unless this server hands mail on to others: then add those"
    return Verdict(GROUP, name, "unknown", told, fix)
