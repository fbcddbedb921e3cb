"""One address, written many ways: the key by which two URLs are the same page."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|ref_src|igshid|_hsenc|_hsmi|amp",
    re.IGNORECASE,
)
PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=1 << 15)  # each post is asked for several times
def url_key(url: str) -> str | None:
    """The key of an http(s) URL, or None when it is none.

    Scheme, `www.`, default port, tracking parameters, `index.html`, `/amp`, a trailing slash and
    the fragment (but `#!...`) do not distinguish pages; other query parameters and the case of the
    path do.
    """
    try:
        return _key(urlsplit(url.strip()))
    except ValueError:  # a bad port, a bad IPv6 address, a lone surrogate
        return None


def same_site(one: str, other: str) -> bool:
    """Whether two URL keys are of one host, or of a host and one below it.

    Two hosts beside each other, as in `ann.github.io` and `bob.github.io`, may be two people's.
    """
    here, there = (f".{re.split('[/?#]', key)[0]}" for key in (one, other))
    return here.endswith(there) or there.endswith(here)


def _key(parts: SplitResult) -> str | None:
    host = _host(parts.hostname or "")
    if parts.scheme not in PORTS or not host:
        return None
    suffix = f":{parts.port}" if parts.port not in (None, PORTS[parts.scheme]) else ""
    query = sorted(
        (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(k)
    )
    key = host + suffix + _path(parts.path)
    key += f"?{urlencode(query)}" if query else ""
    return key + (f"#{parts.fragment}" if parts.fragment.startswith("!") else "")


def _tracks(parameter: str) -> bool:
    return TRACKING.fullmatch(parameter) is not None


def _host(host: str) -> str:
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        host = host.lower()
    return host.lower().rstrip(".").removeprefix("www.")


def _path(path: str) -> str:
    escaped = re.sub(r"%[0-9a-f]{2}", lambda m: m[0].upper(), quote(path, safe="/%~!$&'()*+,;=:@"))
    normal = "/" + posixpath.normpath(escaped or "/").lstrip("/")
    normal = re.sub(r"/(index\.html?|amp)$", "", normal)
    return normal.rstrip("/")
