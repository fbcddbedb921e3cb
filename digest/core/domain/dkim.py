"""DKIM keys in the DNS (RFC 6376, 3.6.1; RFC 8301 on their length; RFC 8463 on Ed25519)."""

import base64
import binascii
from collections.abc import Iterable, Iterator

from digest.core.domain import tags
from digest.core.domain.answer import Lookup
from digest.core.domain.verdict import Record, Verdict, no_answer
from digest.core.quick import dataclass

GROUP, NAME = "DKIM", "dkim-key"
LEAST_BITS, GOOD_BITS = 1024, 2048  # RFC 8301, 3.2
MENDED = "publish the key that your provider shows for this domain, as one TXT record"
RENEWED = "make a new key of 2048 bits at your provider, and publish it under a new selector"
SEQUENCE, INTEGER, BIT_STRING = 0x30, 0x02, 0x03


@dataclass(frozen=True, slots=True)
class Key:
    """A public key; `bits` is 0 where it was revoked."""

    kind: str
    bits: int
    testing: bool = False


def read(text: str) -> Key:
    """The key in a TXT record.

    Raises:
        ValueError: it is none; the text says why.
    """
    found = tags.read(text)
    if found.get("v", "DKIM1") != "DKIM1" or "p" not in found:
        raise ValueError("it is no DKIM key: v=DKIM1 or p= is missing")
    kind = found.get("k", "rsa").lower()
    if kind not in ("rsa", "ed25519"):
        raise ValueError(f"k={kind} is no kind of key that mailboxes know")
    flags = [flag.strip().lower() for flag in found.get("t", "").split(":")]
    data = "".join(found["p"].split())
    return Key(kind, _bits(kind, data) if data else 0, "y" in flags)


def look(
    domains: tuple[str, ...], named: Iterable[str], guessed: Iterable[str], lookup: Lookup
) -> Iterator[Verdict]:
    """What is at the selectors: those that were `named`, and those that a provider usually has.

    The first of `domains` is that of From; keys of further ones are as good for DMARC.
    """
    named = tuple(dict.fromkeys(named))
    others = tuple(name for name in dict.fromkeys(guessed) if name not in named)
    for name in named:
        yield _at(name, domains, lookup) or _missing(name, domains, lookup)
    found = [verdict for name in others if (verdict := _at(name, domains, lookup))]
    yield from found
    if not named and not found:
        yield _unseen(domains, others, lookup)


def _at(selector: str, domains: tuple[str, ...], lookup: Lookup) -> Verdict | None:
    """What the first domain with a key at this selector has there; None where none has.

    Other texts do not count: a wildcard record shows up at every name.
    """
    for domain in domains:
        name = f"{selector}._domainkey.{domain}"
        answer = lookup(name, "TXT")
        if answer.status == "failed":
            return no_answer(GROUP, NAME, name, answer.reason)
        if texts := [text for text in answer.values if _has_key(text)]:
            return _judged(name, texts, f" (at {answer.alias})" if answer.alias else "")
    return None


def _has_key(text: str) -> bool:
    return "p" in (part.partition("=")[0].strip() for part in text.split(";"))


def _judged(name: str, texts: list[str], where: str) -> Verdict:
    if len(texts) > 1:
        told = f"{name} has {len(texts)} TXT records; which of them counts is left to chance"
        return Verdict(GROUP, NAME, "error", told, "keep the one that your provider shows")
    try:
        key = read(texts[0])
    except ValueError as error:
        return Verdict(GROUP, NAME, "error", f"{name}: {error}", MENDED)
    if not key.bits:
        return Verdict(GROUP, NAME, "error", f"{name}: the key was revoked (p= is empty)", MENDED)
    found = _strength(key, f"{name}: {key.kind}, {key.bits} bits{where}")
    tidied = tags.tidy(texts[0])
    if found.state != "ok" or tidied is None:
        return found
    record = Record(name, "TXT", tidied)
    told = f"{name}: {tags.UNTIDY}"
    return Verdict(GROUP, NAME, "warning", told, "publish it without that", record)


def _strength(key: Key, told: str) -> Verdict:
    if key.kind == "rsa" and key.bits < LEAST_BITS:
        return Verdict(GROUP, NAME, "error", f"{told}, fewer than {LEAST_BITS}", RENEWED)
    if key.testing:
        fix = "publish it without t=y when signatures pass: some mailboxes ignore a key in test"
        return Verdict(GROUP, NAME, "warning", f"{told}, marked as a test (t=y)", fix)
    if key.kind == "rsa" and key.bits < GOOD_BITS:
        return Verdict(GROUP, NAME, "warning", f"{told}; {GOOD_BITS} are advised", RENEWED)
    if key.kind == "ed25519":
        fix = "sign with an RSA key as well"
        return Verdict(GROUP, NAME, "info", f"{told}, which few mailboxes understand", fix)
    return Verdict(GROUP, NAME, "ok", told)


def _missing(selector: str, domains: tuple[str, ...], lookup: Lookup) -> Verdict:
    name = f"{selector}._domainkey.{domains[0]}"
    if alias := lookup(name, "TXT").alias:
        told = f"{name} is a CNAME to {alias}, where there is no key"
        fix = "set the domain up again at your provider, which took the key away or never made it"
        return Verdict(GROUP, NAME, "error", told, fix)
    fix = "look for s= and d= in the DKIM-Signature of a mail you sent; else publish the key"
    told = f"there is no key at {name}"
    return Verdict(GROUP, NAME, "error", told, f"{fix} that your provider shows for this domain")


def _unseen(domains: tuple[str, ...], tried: tuple[str, ...], lookup: Lookup) -> Verdict:
    """Keys have names that nobody can list, but where `_domainkey` is no name, there is none."""
    domain, *above = domains
    if all(lookup(f"_domainkey.{name}", "TXT").status == "missing" for name in domains):  # RFC 8020
        nor = "".join(f", nor has {name}" for name in above)
        told = f"{domain} has no DKIM key{nor}: there is no _domainkey"
        fix = f"turn on DKIM for {domain} at your provider, and publish the records that it shows"
        return Verdict(GROUP, NAME, "error", told, fix)
    looked = f" (looked at: {', '.join(tried)})" if tried else ""
    told = f"which selector signs for {domain} is not known{looked}"
    fix = "type --selector NAME, or set dkim_selector in [delivery]: it is s= in the DKIM-Signature"
    return Verdict(GROUP, NAME, "unknown", told, f"{fix} of a mail you sent")


def _bits(kind: str, data: str) -> int:
    try:
        key = base64.b64decode(data, validate=True)
    except binascii.Error:
        raise ValueError("p= is no Base64: the record was cut or mistyped") from None
    if kind == "ed25519":
        if len(key) != 32:
            raise ValueError(f"p= has {len(key)} bytes; an Ed25519 key has 32")
        return 256
    try:
        return _modulus_bits(key)
    except (IndexError, ValueError):
        raise ValueError("p= is no whole RSA key: the record was cut or mistyped") from None


def _modulus_bits(der: bytes) -> int:
    """Of a SubjectPublicKeyInfo, or of the RSAPublicKey inside one: some publish that alone."""
    body = _value(der, SEQUENCE)
    if body[0] == SEQUENCE:
        after_algorithm = body[_bounds(body)[1] :]
        body = _value(_value(after_algorithm, BIT_STRING)[1:], SEQUENCE)
    return int.from_bytes(_value(body, INTEGER)).bit_length()


def _value(der: bytes, tag: int) -> bytes:
    """What is in the first element, which must be whole and of this kind."""
    start, end = _bounds(der)
    if der[0] != tag or end > len(der):
        raise ValueError
    return der[start:end]


def _bounds(der: bytes) -> tuple[int, int]:
    """Where the value of the first element begins and ends."""
    length, start = der[1], 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(der[2:start])
    return start, start + length
