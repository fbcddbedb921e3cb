"""What to say of a domain's SPF record."""

from collections.abc import Iterator

from digest.core.domain.answer import Lookup, addresses
from digest.core.domain.relay import Relay, relay_of
from digest.core.domain.spf import LOOKUPS, VOIDS, SpfResult, check_host, survey
from digest.core.domain.spf_record import is_spf
from digest.core.domain.verdict import Record, State, Verdict, no_answer

GROUP = "SPF"
COUNTED = 50  # lookups that are followed to count them; receivers stop at ten
SHORTER = "take out include: of what sends no more, or write its networks as ip4: and ip6:"


def look(domain: str, host: str | None, lookup: Lookup) -> Iterator[Verdict]:
    """The record, whom it lets send, what it costs, and whether our server is let.

    `host` is the server that mail is handed to, None where it is not known.
    """
    answer = lookup(domain, "TXT")
    found = [text for text in answer.values if is_spf(text)]
    if answer.status == "failed":
        yield no_answer(GROUP, "spf-record", domain, answer.reason)
    elif len(found) != 1:
        yield _not_one(domain, found, host, lookup)
        yield from _bounces(relay_of(host))
    else:
        result = survey(domain, lookup, limit=COUNTED)
        yield _readable(domain, found[0], result)
        if result.outcome not in ("permerror", "temperror"):
            yield _strangers(domain, result)
            yield _cost(domain, result)
            if host and result.lookups <= LOOKUPS:
                yield from _ours(domain, host, result, lookup)


def advised(domain: str, host: str | None, lookup: Lookup) -> Record:
    """The record to begin with."""
    relay = relay_of(host)
    networks = (f"ip{6 if ':' in a else 4}:{a}" for a in addresses(host, lookup)) if host else ()
    who = f"include:{relay.spf}" if relay else " ".join(networks) or "include:YOUR-PROVIDER"
    return Record(domain, "TXT", f"v=spf1 {who} ~all")


def _not_one(domain: str, found: list[str], host: str | None, lookup: Lookup) -> Verdict:
    if not found:
        told = f"{domain} has no SPF record"
        record, relay = advised(domain, host, lookup), relay_of(host)
        state: State = "warning" if relay and relay.own_bounces else "error"
        return Verdict(GROUP, "spf-record", state, told, "publish who sends for you", record)
    told = f"{domain} has {len(found)} SPF records, so none counts: {' | '.join(found)}"
    fix = "publish one instead of them"
    return Verdict(GROUP, "spf-record", "error", told, fix, Record(domain, "TXT", _merged(found)))


def _merged(records: list[str]) -> str:
    """One record of several: each may send whom one of them lets send."""
    terms = (term for text in records for term in text.split()[1:])
    own = (t.replace("redirect=", "include:") for t in terms if t.lstrip("+-~?").lower() != "all")
    return f"v=spf1 {' '.join(dict.fromkeys(own))} ~all"


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


def _ours(domain: str, host: str, result: SpfResult, lookup: Lookup) -> Iterator[Verdict]:
    relay = relay_of(host)
    if relay and relay.own_bounces:
        yield from _bounces(relay)
    elif relay and relay.spf in result.domains:
        yield Verdict(GROUP, "spf-host", "ok", f"it includes {relay.name} ({relay.spf})")
    else:
        yield from _addresses(domain, host, relay, lookup)


def _bounces(relay: Relay | None) -> Iterator[Verdict]:
    if relay and relay.own_bounces:
        told = f"{relay.name} sends with a bounce domain of its own, whose SPF counts"
        fix = "for SPF to count for From too, set up a bounce domain of yours there"
        yield Verdict(GROUP, "spf-host", "info", told, fix)


def _addresses(domain: str, host: str, relay: Relay | None, lookup: Lookup) -> Iterator[Verdict]:
    name, found = "spf-host", addresses(host, lookup)
    if not found:
        yield no_answer(GROUP, name, host, "its addresses are not known")
        return
    outcomes = {ip: check_host(ip, domain, lookup, helo=host).outcome for ip in found}
    bad = [f"{ip}: {outcome}" for ip, outcome in outcomes.items() if outcome != "pass"]
    if not bad:
        yield Verdict(GROUP, name, "ok", f"{host} may send ({', '.join(found)})")
        return
    told = f"{host} may not send for {domain} by its addresses ({', '.join(bad)})"
    if relay or f".{host}".endswith(f".{domain}"):
        fix = f"publish {advised(domain, host, lookup)}, with what else the record has"
        yield Verdict(GROUP, name, "error", told, fix)
        return
    fix = "add them to the record, unless this server hands mail on to others: then add those"
    yield Verdict(GROUP, name, "unknown", told, fix)
