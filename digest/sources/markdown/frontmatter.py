"""The data at the head of a Markdown file: YAML, TOML or JSON.

Every YAML scalar stays text: `title: 2026-01-02` and `title: No` are titles. What is a date or a
truth is decided by who asks for it.
"""

import json
import re
import tomllib
from functools import cache
from typing import Any

YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
# One `key: value` of which no YAML reader can think anything else; PyYAML takes ten times as long
ODD = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
SIMPLE = re.compile(
    rf"([A-Za-z_]\w*):(?: +(?:\"([^\"\\{ODD}]*)\"|'([^'{ODD}]*)'"
    rf"|([A-Za-z0-9](?:[^:#{ODD}]|:(?=\S))*?)))? *(?:\n|\Z)"
)
NULLS = ("null", "Null", "NULL")
NESTING = ("[", "{", "- ", "? ")
MOST_NESTED = 1000  # PyYAML's C composer calls itself, and crashes the process when too deep

Data = dict[str, Any]


class BrokenError(ValueError):
    """The front matter cannot be read; the text says why."""


def split(text: str) -> tuple[Data, str]:
    """Front matter, its keys in lower case at every depth, and the body.

    Raises:
        BrokenError: it does not end, is not well-formed, or holds no keys.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.startswith("---"):
        data, body = _cut(YAML, text), _after(YAML, text)
        return _keyed(_simple(data) or _yaml(data)), body
    if text.startswith("+++"):
        return _keyed(_toml(_cut(TOML, text))), _after(TOML, text)
    if text.startswith("{"):
        return _json(text)
    return {}, text


def _cut(fence: re.Pattern[str], text: str) -> str:
    found = fence.match(text)
    if found is None:
        raise BrokenError("the front matter does not end")
    return found[1]


def _after(fence: re.Pattern[str], text: str) -> str:
    found = fence.match(text)
    return text[found.end() :] if found else text


def _keyed(data: object) -> Data:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise BrokenError("the front matter holds no keys")
    return {str(key).lower(): _lowered(value) for key, value in data.items()}


def _lowered(value: Any) -> Any:
    return _keyed(value) if isinstance(value, dict) else value


def _simple(text: str) -> Data | None:
    """The data of YAML that is nothing but simple lines, or None."""
    data: Data = {}
    end = 0
    for found in SIMPLE.finditer(text):
        if found.start() != end:
            return None
        key, double, single, plain = found.groups()
        given = plain if plain not in NULLS else None
        data[key] = next((value for value in (double, single, given) if value is not None), None)
        end = found.end()
    return data if end == len(text) else None


def _yaml(text: str) -> Any:
    import yaml

    if sum(text.count(mark) for mark in NESTING) > MOST_NESTED:
        raise BrokenError("the front matter nests too deep")
    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506  # a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise BrokenError(" ".join(str(error).split())) from error


@cache
def _loader() -> Any:
    """A safe loader that takes every scalar but null as text."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag in kept]
        for first, found in base.yaml_implicit_resolvers.items()
    }
    return type("TextLoader", (base,), {"yaml_implicit_resolvers": resolvers})


def _toml(text: str) -> Data:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenError(str(error)) from error


def _json(text: str) -> tuple[Data, str]:
    try:
        data, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise BrokenError(str(error)) from error
    return _keyed(data), text[end:].lstrip("\n")
