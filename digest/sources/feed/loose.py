"""Values of data that others wrote: of the type expected, or empty."""

from typing import Any


def text(data: dict[str, Any], key: str) -> str:
    """The string at `key`, or an empty one."""
    value = dict.get(data, key)  # a FeedParserDict's own `get` answers with other keys' values
    return value if isinstance(value, str) else ""


def items(data: dict[str, Any], key: str) -> list[Any]:
    """The list at `key`, or an empty one."""
    value = dict.get(data, key)
    return value if isinstance(value, list) else []


def mappings(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The mappings in the list at `key`."""
    return [value for value in items(data, key) if isinstance(value, dict)]
