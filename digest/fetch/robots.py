"""What a robots.txt allows, as RFC 9309 reads it: pure."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote, urlsplit

LONGEST = 512_000  # characters; Source: RFC 9309, 2.5 asks for 500 KiB
Rule = tuple[bool, str]


def allows(text: str, agent: str, url: str) -> bool:
    """Whether `agent` may fetch `url`: the longest rule of its group decides, of equals "allow".

    A group that names the agent hides the one for all.
    """
    rules = _rules_for(text[:LONGEST], agent.lower())
    parts = urlsplit(url)
    path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
    found = [(len(pattern), allow) for allow, pattern in rules if _matches(pattern, path)]
    return max(found, default=(0, True))[1]


def _rules_for(text: str, agent: str) -> list[Rule]:
    groups: dict[str, list[Rule]] = {}
    for names, rules in _groups(text):
        for name in names:
            groups.setdefault(name, []).extend(rules)
    return groups.get(agent, groups.get("*", []))


def _groups(text: str) -> Iterator[tuple[list[str], list[Rule]]]:
    """The agents and the rules of each group; what stands before the first agent is of nobody."""
    names: list[str] = []
    rules: list[Rule] = []
    for key, value in _lines(text):
        if key == "user-agent":
            if rules:
                yield names, rules
                names, rules = [], []
            names.append(value.partition("/")[0].strip().lower())
        elif key in ("allow", "disallow") and value:
            rules.append((key == "allow", _plain(value)))
    yield names, rules


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        yield key.strip().lower(), value.strip()


def _plain(path: str) -> str:
    """Percent-encoded in one way, so that two spellings of a path are equal."""
    return quote(unquote(path), safe="/%*$?=&+:@!,;~-._()'")


def _matches(pattern: str, path: str) -> bool:
    """`*` stands for anything, `$` at the end for the end; else the beginning has to fit.

    The pieces between stars are looked for one after the other: no pattern takes long.
    """
    ends = pattern.endswith("$")
    first, *others = re.split(r"\*+", pattern.removesuffix("$"))
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if ends and others else None
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not ends or at == len(path)
