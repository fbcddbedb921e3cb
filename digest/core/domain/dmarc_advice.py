"""What to say of a domain's DMARC record."""

from collections.abc import Iterator

from digest.core.domain.answer import Lookup
from digest.core.domain.dmarc import DmarcRecord, Found
from digest.core.domain.verdict import Record, Verdict, no_answer

GROUP = "DMARC"
BLANKS = " \t\"'"
MOST_SHOWN = 12  # characters of a record's beginning
STRICTER = "when the reports show no mail of yours that fails, publish p=quarantine, later p=reject"


def look(domain: str, found: Found, lookup: Lookup) -> Iterator[Verdict]:
    """The record, what it asks for, and where the reports go."""
    if found.record is None:
        yield _absent(domain, found, lookup)
        return
    record, at = found.record, f"_dmarc.{found.at}"
    yield _present(at, record)
    yield _policy(at, _holding(domain, found, record), is_test=record.is_test)
    if found.at == domain and record.below == "none" != record.policy:
        told = f"{at}: sp=none stops nobody who forges a name below {domain}"
        yield Verdict(GROUP, "dmarc-subdomains", "info", told, "publish it without sp=none")
    yield from _reports(found, record, lookup)


def mildness(domain: str, found: Found) -> str:
    """What keeps mail that fails from being kept out of the inbox in all cases; empty if nothing.

    Source: draft-brand-indicators-for-message-identification, 4, which wants as much for a logo.
    """
    record = found.record
    if record is None or record.is_test or _holding(domain, found, record) == "none":
        return "DMARC is not enforced"
    if record.is_partial:
        return "DMARC is not enforced for all mails (pct=)"
    return "DMARC is not enforced for subdomains (sp=none)" if record.below == "none" else ""


def _holding(domain: str, found: Found, record: DmarcRecord) -> str:
    return record.policy if found.at == domain else record.below


def _nearly(domain: str, lookup: Lookup) -> Verdict | None:
    """A record that somebody took for one, though mailboxes do not."""
    for name in (f"_dmarc.{domain}", domain):
        for text in lookup(name, "TXT").values:
            begins, semicolon, rest = text.strip(BLANKS).partition(";")
            if "".join(begins.split()).lower() != "v=dmarc1":
                continue
            told = f"the record at {name} does not count, as it begins with {text[:MOST_SHOWN]}"
            if name == domain:
                told = f"the DMARC record stands at {name}, where nobody looks for it"
            mended = Record(f"_dmarc.{domain}", "TXT", f"v=DMARC1{semicolon}{rest}")
            return Verdict(GROUP, "dmarc-record", "error", told, "publish it like this", mended)
    return None


def _absent(domain: str, found: Found, lookup: Lookup) -> Verdict:
    first = Record(f"_dmarc.{domain}", "TXT", f"v=DMARC1; p=none; rua=mailto:dmarc@{domain}")
    name = "dmarc-record"
    if found.failed:
        asked, _, reason = found.failed.partition(": ")
        return no_answer(GROUP, name, asked, reason)
    if found.fault:
        return Verdict(GROUP, name, "error", found.fault, "publish one record like this", first)
    told = f"{domain} has no DMARC record"
    fix = "publish one, with an address of yours that takes the reports"
    return _nearly(domain, lookup) or Verdict(GROUP, name, "error", told, fix, first)


def _present(at: str, record: DmarcRecord) -> Verdict:
    if record.faults:
        told = f"{at}: {'; '.join(record.faults)}"
        mended = Record(at, "TXT", record.tidied) if record.tidied else None
        fix = "publish it like this" if mended else "publish it without that"
        return Verdict(GROUP, "dmarc-record", "warning", told, fix, mended)
    return Verdict(GROUP, "dmarc-record", "ok", f"{at} is there")


def _policy(at: str, policy: str, *, is_test: bool) -> Verdict:
    told = f"{at}: mail that fails is treated as p={policy}"
    if policy == "none":
        told = f"{at}: p=none is enough for the bulk rules, and stops nobody who forges your name"
        return Verdict(GROUP, "dmarc-policy", "info", told, STRICTER)
    if is_test:
        told = f"{at}: p={policy}, but t=y asks mailboxes to be milder"
        return Verdict(GROUP, "dmarc-policy", "info", told, "publish it without t=y when sure")
    return Verdict(GROUP, "dmarc-policy", "ok", told)


def _reports(found: Found, record: DmarcRecord, lookup: Lookup) -> Iterator[Verdict]:
    name = "dmarc-reports"
    if not record.reports and not record.bare:
        fix = f"add rua=mailto:dmarc@{found.at} to the record"
        yield Verdict(GROUP, name, "info", "no address takes reports (rua=)", fix)
    for address in record.reports:
        yield _reported(found, address, lookup)


def _reported(found: Found, address: str, lookup: Lookup) -> Verdict:
    """Another's domain must say that it wants reports about this one (RFC 9990, 4)."""
    host = address.rpartition("@")[2].lower()
    told = f"reports go to {address}"
    if f".{host}".endswith(f".{found.organisation}"):
        return Verdict(GROUP, "dmarc-reports", "ok", told)
    asked = f"{found.at}._report._dmarc.{host}"
    answer = lookup(asked, "TXT")
    if answer.status == "failed":
        return no_answer(GROUP, "dmarc-reports", asked, answer.reason)
    if any(text.replace(" ", "").startswith("v=DMARC1") for text in answer.values):
        return Verdict(GROUP, "dmarc-reports", "ok", told)
    refused = f"{told}, but {host} does not say that it takes them, so none are sent"
    fix = f"have this published at {host}, or name an address of your own"
    record = Record(asked, "TXT", "v=DMARC1")
    return Verdict(GROUP, "dmarc-reports", "warning", refused, fix, record)
