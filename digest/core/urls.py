"""One address, written many ways: the key by which two URLs are the same page."""

import posixpath
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|ref_src|igshid|_hsenc|_hsmi|amp",
    re.IGNORECASE,
)
PORTS = {"http": 80, "https": 443}


def url_key(url: str) -> str | None:
    """The key of an http(s) URL, or None when it is none.

    Scheme, `www.`, default port, tracking parameters, `index.html`, `/amp`, a trailing slash and
    the fragment (but `#!...`) do not distinguish pages; other query parameters and the case of the
    path do.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in PORTS or not parts.hostname:
        return None
    suffix = f":{port}" if port and port != PORTS[parts.scheme.lower()] else ""
    query = sorted(
        (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(k)
    )
    key = _host(parts.hostname) + suffix + _path(parts.path)
    key += f"?{urlencode(query)}" if query else ""
    return key + (f"#{parts.fragment}" if parts.fragment.startswith("!") else "")


def site(url: str | None) -> str | None:
    """The last two labels of a URL's host: near enough to say that two pages share a site."""
    host = urlsplit(url).hostname if url else None
    return ".".join(host.split(".")[-2:]) if host else None


def _tracks(parameter: str) -> bool:
    return TRACKING.fullmatch(parameter) is not None


def _host(host: str) -> str:
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = host.lower()
    return host.lower().rstrip(".").removeprefix("www.")


def _path(path: str) -> str:
    escaped = re.sub(r"%[0-9a-f]{2}", lambda m: m[0].upper(), quote(path, safe="/%~!$&'()*+,;=:@"))
    normal = "/" + posixpath.normpath(escaped or "/").lstrip("/.")
    normal = re.sub(r"/(index\.html?|amp)$", "", normal)
    return normal.rstrip("/")
