"""The text of an SPF record as terms (RFC 7208, 4.6 and 12)."""

import re
from functools import cache
from ipaddress import IPv4Network, IPv6Network

from digest.core.quick import dataclass

EXPANSION = r"%\{[slodiphv]\d*r?[-.+,/_=]*\}"
CHARACTER = rf"(?:{EXPANSION}|%[%_-]|[!-$&-~])"
TOP_LABEL = r"(?=[a-z0-9-]*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
END = rf"(?:\.{TOP_LABEL}\.?|{EXPANSION})"


@dataclass(frozen=True, slots=True)
class Directive:
    """A mechanism with the `result` it gives where it matches.

    `domain` is empty for the domain of the record; `prefixes` are those for IPv4 and for IPv6.
    """

    result: str
    mechanism: str
    text: str
    domain: str = ""
    prefixes: tuple[int, int] = (32, 128)
    network: IPv4Network | IPv6Network | None = None


@dataclass(frozen=True, slots=True)
class SpfRecord:
    """The directives in their order, and where it goes on when none of them matches."""

    directives: tuple[Directive, ...]
    redirect: str | None = None


RESULTS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}


def is_spf(text: str) -> bool:
    """Whether a TXT record is one of SPF."""
    return text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")


def read(text: str) -> SpfRecord:
    """The terms of a record.

    Raises:
        ValueError: its syntax is wrong; the text says where.
    """
    directives: list[Directive] = []
    modifiers: dict[str, str] = {}
    for term in filter(None, text.split(" ")[1:]):
        if found := _pattern(r"([a-z][\w.-]*)=(.*)").fullmatch(term):
            _modifier(term, found[1].lower(), found[2], modifiers)
        else:
            directives.append(_directive(term))
    return SpfRecord(tuple(directives), modifiers.get("redirect"))


def _modifier(term: str, name: str, value: str, found: dict[str, str]) -> None:
    if name in ("redirect", "exp"):
        if name in found:
            raise ValueError(f"{name}= stands twice")
        found[name] = _domain(term, value)
    elif not _pattern(rf"{CHARACTER}*").fullmatch(value):
        raise ValueError(f'"{term}" is not understood')


def _directive(term: str) -> Directive:
    found = _pattern(r"([-+~?]?)([a-z][a-z0-9_.-]*)(.*)").fullmatch(term)
    if not found:
        raise ValueError(f'"{term}" is not understood')
    result, name, rest = RESULTS[found[1] or "+"], found[2].lower(), found[3]
    if name in ("ip4", "ip6"):
        return Directive(result, name, term, network=_network(term, name, rest))
    if name in ("a", "mx"):
        domain, prefixes = _prefixes(term, rest)
        return Directive(result, name, term, _after_colon(term, domain), prefixes)
    if (name == "all" and not rest) or name == "ptr":
        return Directive(result, name, term, _after_colon(term, rest))
    if name in ("include", "exists") and rest:
        return Directive(result, name, term, _after_colon(term, rest))
    raise ValueError(f'"{term}" is not understood')


def _after_colon(term: str, rest: str) -> str:
    if not rest:
        return ""
    if rest[0] != ":":
        raise ValueError(f'"{term}" is not understood')
    return _domain(term, rest[1:])


def _domain(term: str, text: str) -> str:
    if not _pattern(rf"{CHARACTER}*?{END}").fullmatch(text) or _has_zero(text):
        raise ValueError(f'"{term}" names no domain')
    return text


def _has_zero(text: str) -> bool:
    return bool(_pattern(r".*%\{[a-z]0+r?[-.+,/_=]*\}.*").fullmatch(text))


def _prefixes(term: str, rest: str) -> tuple[str, tuple[int, int]]:
    found = _pattern(r"(.*?)(?:/(\d+))?(?://(\d+))?").fullmatch(rest)
    assert found
    four, six = found[2] or "32", found[3] or "128"
    for digits, most in ((four, 32), (six, 128)):
        if int(digits) > most or (digits[0] == "0" and digits != "0"):
            raise ValueError(f'"{term}" has no prefix up to {most}')
    return found[1], (int(four), int(six))


def _network(term: str, name: str, rest: str) -> IPv4Network | IPv6Network:
    kind = IPv4Network if name == "ip4" else IPv6Network
    found = _pattern(r":([^/]+)(/(?:0|[1-9]\d*))?").fullmatch(rest)
    try:
        return kind(rest[1:] if found else "", strict=False)
    except ValueError:
        raise ValueError(f'"{term}" is no {name} network') from None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)
