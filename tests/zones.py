"""A `Lookup` in a zone of a few lines, for what decides without asking anybody."""

from collections.abc import Callable, Mapping, Sequence

from digest.core.domain.answer import Answer, Kind

FAILS = "FAILS"


def lookup_in(zone: Mapping[str, Sequence[str]]) -> Callable[[str, Kind], Answer]:
    """`zone` has lines of `TYPE value` by name, or `FAILS`; CNAMEs are followed."""

    def lookup(name: str, kind: Kind) -> Answer:
        lines = zone.get(name)
        if lines is None:
            below = any(known.endswith(f".{name}") for known in zone)
            return Answer("empty" if below else "missing")
        if FAILS in lines:
            return Answer("failed", reason="no answer within 6 s")
        entries = [line.partition(" ")[::2] for line in lines]
        for what, value in entries:
            if what == "CNAME":
                found = lookup(value, kind)
                return Answer(found.status, found.values, found.alias or value)
        values = tuple(value for what, value in entries if what == kind)
        return Answer("found" if values else "empty", values)

    return lookup
