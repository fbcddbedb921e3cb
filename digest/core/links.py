"""Addresses as pages and feeds write them, made absolute."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from digest.core.text import ILLEGAL

LINE_ENDS = re.compile(r"[\t\r\n]+")
HOST = re.compile(r"[^\s\"<>\\^`{|}]*[^\s\"<>\\^`{|}@:]+(?::\d*)?")
OWN = re.compile(r"localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?|.*\.local(host)?", re.IGNORECASE)
SAFE = "!#$%&'()*+,/:;=?@[]~"


def absolute(href: str | None, bases: Iterable[str | None] = ()) -> str | None:
    """The http(s) address that `href` means, or None when it means none, such as `javascript:`.

    Bases are applied nearest first, so that each may be relative to the next. Spaces and non-ASCII
    characters after the host are percent-encoded; what is encoded already is kept.
    """
    url = LINE_ENDS.sub("", ILLEGAL.sub("", href or "")).strip()
    if not url:
        return None
    try:
        for base in bases:
            url = urljoin(base.strip(), url) if base else url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.netloc):
            return None
        _ = parts.port  # raises when it is no number
    except ValueError:
        return None
    tail = url[url.index(parts.netloc) + len(parts.netloc) :]
    return f"{parts.scheme}://{parts.netloc}{quote(tail, safe=SAFE)}"


def asked_for(href: str | None) -> str | None:
    """The http(s) address that a server is asked for: whole, and without its fragment."""
    url = absolute(href)
    return urldefrag(url).url if url else None


def is_own_machine(url: str) -> bool:
    """Whether the host of an address is a name or number that each machine has for itself."""
    try:
        return OWN.fullmatch(urlsplit(url).hostname or "") is not None
    except ValueError:
        return False
