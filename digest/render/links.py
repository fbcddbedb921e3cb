"""Addresses as they may stand in a mail."""

import re
from urllib.parse import quote, urlsplit

KEPT = "%/:?#[]@!$&()*+,;=~{}|"  # `{}`, `|` and `*` because merge tags are made of them
EMAIL = "{email}"


def href(url: str | None) -> str | None:
    """`url` in ASCII, quotes and spaces encoded; None unless it is http, https or mailto."""
    if not url or not re.match(r"(?:https?://[^/]|mailto:)", url.strip(), re.IGNORECASE):
        return None
    return quote(url.strip(), safe=KEPT)


def host(url: str | None) -> str | None:
    """The host that a reader would name: `example.org`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
