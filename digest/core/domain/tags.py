"""Lists of tags, `v=DKIM1; k=rsa; p=...`, as DKIM, DMARC and BIMI write them (RFC 6376, 3.2)."""

import re
from functools import cache


def read(text: str) -> dict[str, str]:
    """The tags by name, in lower case and in their order.

    Raises:
        ValueError: it is no such list; the text says why.
    """
    found: dict[str, str] = {}
    for part in text.strip().removesuffix(";").split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not _name().fullmatch(name):
            raise ValueError(f'"{part.strip()}" is no tag=value')
        if name.lower() in found:
            raise ValueError(f"the tag {name} stands twice")
        found[name.lower()] = value
    return found


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]\w*", re.ASCII)
