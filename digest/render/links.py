"""Addresses as they may stand in a mail."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit

from digest.config.settings import Links, Newsletter
from digest.core.text import ILLEGAL

KEPT = "%/:?#[]@!$&()*+,;=~{}|"  # `{}`, `|` and `*` because merge tags are made of them
SITE = re.compile(  # whose host is beyond ASCII
    r"^(https?://(?:[^/?#]*@)?)([^/?#:@]*[^\x00-\x7f][^/?#:@]*)", re.IGNORECASE
)
EMAIL = "{email}"
SIGNATURES = frozenset(  # of addresses that say nothing once anything is added to them
    "signature sig hmac x-amz-signature x-goog-signature x-oss-signature".split()
)


def href(url: str | None) -> str | None:
    """`url` in ASCII, quotes and spaces encoded; None unless it is http, https or mailto."""
    url = ILLEGAL.sub("", url or "").strip()
    if not re.match(r"(?:https?://[^/]|mailto:)", url, re.IGNORECASE):
        return None
    return quote(SITE.sub(lambda found: found[1] + _in_ascii(found[2]), url), safe=KEPT)


def _in_ascii(name: str) -> str:
    """`bücher.example` as `xn--bcher-kva.example`; what is no name stays as it is."""
    import idna

    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        return name


def own_addresses(newsletter: Newsletter, issue_id: str) -> Mapping[str, str | None]:
    """What digest.toml gives for the merge tags that are addresses, as it stands in the issue.

    `{issue}` in `web_url` is the issue's id; `{email}` is filled in for each reader.
    """
    return {
        "unsubscribe_url": href(newsletter.unsubscribe_url),
        "preferences_url": href(newsletter.preferences_url),
        "web_url": href((newsletter.web_url or "").replace("{issue}", issue_id)),
    }


def marked(url: str, links: Links) -> str:
    """`url` with the parameters of `[links]` for statistics, as far as it lacks them.

    Left as they are: what is no web address, hosts in `untagged`, and signed addresses.
    """
    try:
        parts = urlsplit(url)
        known = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        name = _as_read(parts.hostname or "")
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or known & SIGNATURES:
        return url
    if any(name == other or name.endswith(f".{other}") for other in links.untagged):
        return url
    added = "&".join(
        f"{key}={quote(value, safe='')}" for key, value in links.parameters if key not in known
    )
    if not added:
        return url
    page, hash_sign, fragment = url.partition("#")
    _, question, query = page.partition("?")
    joint = "&" if query and not query.endswith("&") else "" if question else "?"
    return f"{page}{joint}{added}{hash_sign}{fragment}"


def host(url: str | None) -> str | None:
    """The host that a reader would name: `example.org`, `bücher.example`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return _as_read(name.removeprefix("www.")) if name else None


def _as_read(name: str) -> str:
    if "xn--" not in name:
        return name
    import idna

    try:
        return idna.decode(name)
    except idna.IDNAError:
        return name
