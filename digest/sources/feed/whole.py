"""Feeds of which the end is missing: a server gave up, or a file was copied in part."""

import logging
import re
from typing import Any

from digest.core.errors import SourceError

ROOT_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
HARMLESS = "undefined entity"  # HTML's own, such as &nbsp;
HINT = "open it in a browser, or fetch it again"

log = logging.getLogger("digest.sources.feed")


def whole_entries(parsed: dict[str, Any], xml: str, location: str) -> list[dict[str, Any]]:
    """The entries that are complete: half an address would be that of another post.

    Raises:
        SourceError: the feed is broken, and no entry of it is whole.
    """
    entries: list[dict[str, Any]] = parsed["entries"]
    fault = _fault(parsed)
    cut = fault is not None and not ROOT_END.search(xml)
    if cut:
        entries = entries[: len(ENTRY_END.findall(xml))]
    if cut and entries:
        log.warning("%s: the feed is cut off after %d posts", location, len(entries))
    elif cut:
        raise SourceError(f"{location}: the feed is cut off before its first post ends", hint=HINT)
    elif not entries and fault not in (None, HARMLESS):
        raise SourceError(f"{location}: broken XML, and no post in it ({fault})", hint=HINT)
    return entries


def _fault(parsed: dict[str, Any]) -> str | None:
    """What the XML parser stopped at; None for a feed without a fault of syntax."""
    error: Any = parsed.get("bozo_exception")
    return error.getMessage() if hasattr(error, "getMessage") else None
