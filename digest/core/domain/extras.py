"""What is good to have and that no mailbox demands: a logo, and encryption of what comes in."""

from collections.abc import Iterator

from digest.core.domain import tags
from digest.core.domain.answer import Lookup
from digest.core.domain.verdict import Record, Verdict, no_answer

GROUP = "Extras"


def look(domain: str, organisation: str, lookup: Lookup, *, mildness: str) -> Iterator[Verdict]:
    """BIMI, MTA-STS and TLS reports; `mildness` says why DMARC lets forged mail in, if it does."""
    yield _bimi(domain, organisation, lookup, mildness)
    yield _there("mta-sts", f"_mta-sts.{domain}", "v=STSv1", "MTA-STS (for mail to you)", lookup)
    yield _there("tls-rpt", f"_smtp._tls.{domain}", "v=TLSRPTv1", "TLS reports", lookup)


def _bimi(domain: str, organisation: str, lookup: Lookup, mildness: str) -> Verdict:
    """Source: draft-brand-indicators-for-message-identification, 4; read in November 2026."""
    for at in dict.fromkeys((domain, organisation)):
        name = f"default._bimi.{at}"
        answer = lookup(name, "TXT")
        if answer.status == "failed":
            return no_answer(GROUP, "bimi", name, answer.reason)
        texts = [text for text in answer.values if text.lower().startswith("v=bimi1")]
        if texts:
            return _logo(name, texts[0], mildness)
    return Verdict(GROUP, "bimi", "info", "no logo beside your mails (BIMI): no record")


def _logo(name: str, text: str, mildness: str) -> Verdict:
    try:
        found = tags.read(text)
    except ValueError as error:
        fix = "publish it as v=BIMI1; l=https://...svg; a=https://...pem"
        return Verdict(GROUP, "bimi", "warning", f"{name}: {error}", fix)
    logo, proof = found.get("l", ""), found.get("a", "")
    if not logo:
        return Verdict(GROUP, "bimi", "info", f"{name} declines a logo (l= is empty)")
    if not logo.lower().startswith("https://") or not logo.lower().endswith((".svg", ".svgz")):
        fix = "name an SVG Tiny PS at an https address in l="
        return Verdict(GROUP, "bimi", "warning", f"{name}: {logo} is no https address of SVG", fix)
    if mildness:
        told = f"{name} has no effect, as {mildness}"
        fix = "publish p=quarantine or p=reject first, without pct= and sp=none"
        return Verdict(GROUP, "bimi", "warning", told, fix)
    if not proof:
        told = f"{name}: {logo}, without a certificate (a=)"
        return Verdict(GROUP, "bimi", "info", told, "Gmail and Apple Mail show it only with one")
    return _tidy(name, text) or Verdict(GROUP, "bimi", "ok", f"{name}: {logo}")


def _tidy(name: str, text: str) -> Verdict | None:
    tidied = tags.tidy(text)
    if tidied is None:
        return None
    told = f"{name}: {tags.UNTIDY}"
    record = Record(name, "TXT", tidied)
    return Verdict(GROUP, "bimi", "warning", told, "publish it without that", record)


def _there(name: str, asked: str, version: str, title: str, lookup: Lookup) -> Verdict:
    answer = lookup(asked, "TXT")
    if answer.status == "failed":
        return no_answer(GROUP, name, asked, answer.reason)
    if any(text.startswith(version) for text in answer.values):
        return Verdict(GROUP, name, "ok", f"{title}: there")
    return Verdict(GROUP, name, "info", f"{title}: no record at {asked}")
