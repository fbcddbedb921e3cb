"""Values of front matter as what they are meant to be, or as nothing."""

import re
from datetime import date, datetime, tzinfo
from typing import Any

from digest.core.dates import read_date
from digest.core.instants import read_instant
from digest.core.text import one_line
from digest.core.when import When
from digest.sources.markdown.frontmatter import Data

NO = ("", "false", "no", "off", "0", "n")
NESTED = ("params", "extra", "taxonomies")  # of Hugo and Zola: as good as the top level


def levelled(data: Data) -> Data:
    """The data with what generators nest for their own reasons at the top level."""
    for name in NESTED:
        if isinstance(inner := data.get(name), dict):
            data = inner | data
    when = data.get("date")
    if isinstance(
        when, dict
    ):  # Source: squidfunk.github.io/mkdocs-material/setup/setting-up-a-blog
        data = {"updated": when.get("updated"), **data, "date": when.get("created")}
    return data


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


def number(data: Data, *keys: str) -> int | None:
    """The first of these keys that begins with a number, such as `7` or `7 min read`."""
    found = re.match(r"(\d{1,6})\b", line(data, *keys))
    return int(found[1]) if found else None


def names(data: Data, *keys: str, apart: str = ",") -> tuple[str, ...]:
    """All names under these keys: text, a list, a mapping with a `name`, or a list of those.

    Text is taken apart at its semicolons or commas, or where it has none, at `apart`.
    """
    found: dict[str, str] = {}
    for key in keys:
        if (value := data.get(key)) is not None:
            for name in _names(value, apart):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _names(value: Any, apart: str) -> list[str]:
    if isinstance(value, str):
        mark = next((mark for mark in ";," if mark in value), apart)
        return [name for part in value.split(mark) if (name := one_line(part))]
    items = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    return [one_line(str(name)) for name in named if isinstance(name, str | int | float) and name]


def moment(data: Data, *keys: str, zone: tzinfo) -> tuple[When | None, str]:
    """The first of these keys that holds a date, and what the first of them says that is none."""
    unread = ""
    for key in keys:
        if not (text := _written(data.get(key))):
            continue
        when = read_instant(text, origin="frontmatter", zone=zone) or read_date(
            text, origin="frontmatter"
        )
        if when:
            return when, ""
        if not unread and any(char.isdigit() for char in text):  # `published: true` is no date
            unread = text
    return None, unread


def _written(value: Any) -> str:
    """A date as text: TOML has dates and times of its own."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def mapping(data: Data, key: str) -> Data:
    """The mapping under a key, or an empty one."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}
