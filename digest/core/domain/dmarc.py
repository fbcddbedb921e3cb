"""DMARC: which record holds for a domain, and which domains count as one (RFC 9989)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from digest.core.domain import tags
from digest.core.domain.answer import Lookup
from digest.core.quick import dataclass

Policy = Literal["none", "quarantine", "reject"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
LABELS = 8  # RFC 9989, 4.10: of longer names the walk goes on with the last seven
WHOLE = "100"  # per cent of the mails; RFC 9989 has done away with the tag


@dataclass(frozen=True, slots=True)
class DmarcRecord:
    """What a record asks for; `faults` tell what is wrong with it.

    `below` is the policy for subdomains. `is_suffix` is its psd: whether the domain is a public
    suffix; None where it does not say. `is_partial` says that its pct leaves mails out. `tidied` is
    the text as it should be, where it is not; `bare` are addresses that lack `mailto:` in it.
    """

    policy: Policy = "none"
    below: Policy = "none"
    is_test: bool = False
    strict_dkim: bool = False
    strict_spf: bool = False
    reports: tuple[str, ...] = ()
    is_suffix: bool | None = None
    is_partial: bool = False
    bare: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    tidied: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The record that holds for a domain, and `at` which domain it is; None where there is none.

    All domains below `organisation` are aligned with each other. `failed` is why the DNS could not
    be asked, `fault` why a record that is there does not count.
    """

    organisation: str
    at: str | None = None
    record: DmarcRecord | None = None
    failed: str = ""
    fault: str = ""


def read(text: str) -> DmarcRecord:
    """A record, as mailboxes understand it: without a policy it is p=none.

    Raises:
        ValueError: mailboxes ignore it; the text says why.
    """
    found = tags.read(text)
    uris = tuple(uri.strip() for uri in found.get("rua", "").split(",") if uri.strip())
    policy = _policy(found.get("p"))
    if policy is None and "p" in found and not uris:
        raise ValueError(f"p={found['p']} is not none, quarantine or reject")
    bare = tuple(uri for uri in uris if "@" in uri and ":" not in uri)
    faults = (*((tags.UNTIDY,) if tags.tidy(text) else ()), *_faults(found, uris))
    return DmarcRecord(
        policy or "none",
        _policy(found.get("sp")) or policy or "none",
        found.get("t", "").lower() == "y",
        found.get("adkim", "").lower() == "s",
        found.get("aspf", "").lower() == "s",
        tuple(uri[len("mailto:") :].partition("!")[0] for uri in uris if _is_mail(uri)),
        {"y": True, "n": False}.get(found.get("psd", "").lower()),
        found.get("pct", WHOLE) != WHOLE,
        bare,
        faults,
        _tidied(text, bare),
    )


def _tidied(text: str, bare: Iterable[str]) -> str | None:
    """The record without needless semicolons, and with `mailto:` before each address."""
    tidied = tags.tidy(text) or text
    for address in bare:
        tidied = re.sub(rf"(?<=[\s,=]){re.escape(address)}", f"mailto:{address}", tidied)
    return tidied if tidied != text else None


def _faults(found: Mapping[str, str], uris: Iterable[str]) -> Iterator[str]:
    """What mailboxes pass over in a record that they do not ignore."""
    if found.get("pct", WHOLE) != WHOLE:
        yield f"pct={found['pct']} is outdated: some mailboxes go by it, others do not"
    if _policy(found.get("p")) is None:
        yield "p= is missing or wrong: mailboxes take it for p=none, or ignore the record"
    for name, allowed in (("adkim", "rs"), ("aspf", "rs"), ("t", "yn"), ("psd", "ynu")):
        if found.get(name, allowed[0]).lower() not in tuple(allowed):
            yield f"{name}={found[name]} is not {' or '.join(allowed)}"
    for uri in uris:
        if not _is_mail(uri):
            yield f'"{uri}" in rua= does not begin with mailto:'


def discover(domain: str, lookup: Lookup) -> Found:
    """The record of the domain itself, else of its organisation, found by walking up the names."""
    seen: dict[str, DmarcRecord] = {}
    fault = ""
    for name in _walk(domain):
        try:
            record = _record(name, lookup)
        except LookupError as error:
            if not seen:
                return Found(domain, failed=str(error))
            break
        except ValueError as error:
            fault = f"_dmarc.{name}: {error}"
            if name == domain:
                break
            continue
        if record:
            seen[name] = record
            if record.is_suffix is False or (record.is_suffix and name != domain):
                break
    organisation = _organisation(domain, seen)
    candidates = (domain, organisation, next(reversed(seen), ""))
    at = next((name for name in candidates if name in seen), None)
    return Found(organisation, at, seen[at]) if at else Found(organisation, fault=fault)


def _walk(domain: str) -> Iterator[str]:
    labels = domain.split(".")
    yield domain
    above = labels[1:] if len(labels) <= LABELS else labels[-(LABELS - 1) :]
    for first in range(len(above)):
        yield ".".join(above[first:])


def _organisation(domain: str, seen: dict[str, DmarcRecord]) -> str:
    """RFC 9989, 4.10.2: psd=n says it; below psd=y it is; else the shortest name with a record."""
    for name, record in seen.items():
        if record.is_suffix is False:
            return name
        if record.is_suffix and name != domain:
            return ".".join(domain.split(".")[-name.count(".") - 2 :])
    return next(reversed(seen), domain)


def _record(domain: str, lookup: Lookup) -> DmarcRecord | None:
    """The record at this very domain.

    Raises:
        LookupError: the DNS could not be asked.
        ValueError: there is one that does not count.
    """
    answer = lookup(f"_dmarc.{domain}", "TXT")
    if answer.status == "failed":
        raise LookupError(f"_dmarc.{domain}: {answer.reason}")
    texts = [text for text in answer.values if _is_dmarc(text)]
    if len(texts) > 1:
        raise ValueError(f"{len(texts)} records, and only one may be")
    return read(texts[0]) if texts else None


def _is_dmarc(text: str) -> bool:
    name, _, value = text.partition(";")[0].partition("=")
    return (name.strip().lower(), value.strip()) == ("v", "DMARC1")


def _policy(text: str | None) -> Policy | None:
    return next((policy for policy in POLICIES if policy == (text or "").lower()), None)


def _is_mail(uri: str) -> bool:
    return uri.lower().startswith("mailto:") and "@" in uri
