"""Addresses as they may stand in a mail."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from digest.config.settings import Newsletter
from digest.core.text import ILLEGAL

KEPT = "%/:?#[]@!$&()*+,;=~{}|"  # `{}`, `|` and `*` because merge tags are made of them
EMAIL = "{email}"


def href(url: str | None) -> str | None:
    """`url` in ASCII, quotes and spaces encoded; None unless it is http, https or mailto."""
    url = ILLEGAL.sub("", url or "").strip()
    if not re.match(r"(?:https?://[^/]|mailto:)", url, re.IGNORECASE):
        return None
    return quote(url, safe=KEPT)


def own_addresses(newsletter: Newsletter, issue_id: str) -> Mapping[str, str | None]:
    """What digest.toml gives for the merge tags that are addresses, as it stands in the issue.

    `{issue}` in `web_url` is the issue's id; `{email}` is filled in for each reader.
    """
    return {
        "unsubscribe_url": href(newsletter.unsubscribe_url),
        "preferences_url": href(newsletter.preferences_url),
        "web_url": href((newsletter.web_url or "").replace("{issue}", issue_id)),
    }


def host(url: str | None) -> str | None:
    """The host that a reader would name: `example.org`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
