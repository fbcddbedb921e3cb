"""Values of front matter as what they are meant to be, or as nothing."""

from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from digest.core.dates import read_date
from digest.core.instants import read_instant
from digest.core.model import Source
from digest.core.text import one_line
from digest.core.when import When
from digest.sources.markdown.frontmatter import Data

NO = ("", "false", "no", "off", "0", "n")


def line(data: Data, *keys: str) -> str:
    """The first of these keys that has text, on one line."""
    for key in keys:
        value = data.get(key)
        if isinstance(value, str | int | float | date) and not isinstance(value, bool):
            text = one_line(str(value))
            if text:
                return text
    return ""


def flag(data: Data, key: str, *, default: bool = False) -> bool:
    """Whether a key says yes."""
    value = data.get(key)
    return default if value is None else str(value).strip().lower() not in NO


def names(data: Data, *keys: str, apart: str = ",") -> tuple[str, ...]:
    """All names under these keys: text, a list, a mapping with a `name`, or a list of those.

    Text is taken apart at its commas, or where it has none, at `apart`.
    """
    found: dict[str, str] = {}
    for key in keys:
        for name in _names(data.get(key), apart):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _names(value: Any, apart: str) -> list[str]:
    if isinstance(value, str):
        parts = value.split("," if "," in value else apart)
        return [name for part in parts if (name := one_line(part))]
    items = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    return [one_line(str(name)) for name in named if isinstance(name, str | int | float) and name]


def moment(data: Data, *keys: str, source: Source) -> tuple[When | None, str]:
    """The first of these keys that holds a date, and what the first of them says that is none."""
    unread = ""
    zone = zone_of(source)
    for key in keys:
        text = _written(data.get(key))
        when = read_instant(text, origin="frontmatter", zone=zone) or read_date(
            text, origin="frontmatter"
        )
        if when:
            return when, ""
        if not unread and any(char.isdigit() for char in text):  # `published: true` is no date
            unread = text
    return None, unread


def zone_of(source: Source) -> tzinfo:
    """The zone of the site."""
    return ZoneInfo(source.timezone) if source.timezone else UTC


def _written(value: Any) -> str:
    """A date as text: TOML has dates and times of its own."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def mapping(data: Data, key: str) -> Data:
    """The mapping under a key, or an empty one."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}
