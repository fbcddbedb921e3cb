"""Lists of tags, `v=DKIM1; k=rsa; p=...`, as DKIM, DMARC and BIMI write them (RFC 6376, 3.2)."""

import re
from functools import cache

UNTIDY = "a semicolon ends no tag, and some mailboxes ignore such a record"


def read(text: str) -> dict[str, str]:
    """The tags by name, in lower case and in their order; what `tidy` takes out does not count.

    Raises:
        ValueError: it is no such list; the text says why.
    """
    found: dict[str, str] = {}
    for part in _parts(text):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not _name().fullmatch(name):
            raise ValueError(f'"{part}" is no tag=value')
        if name.lower() in found:
            raise ValueError(f"the tag {name} stands twice")
        found[name.lower()] = value
    return found


def tidy(text: str) -> str | None:
    """The list without semicolons that end no tag; None where it has none."""
    parts = _parts(text)
    between = text.strip().removesuffix(";").count(";") + 1
    return None if len(parts) == between else "; ".join(parts)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]\w*", re.ASCII)
