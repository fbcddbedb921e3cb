"""The data at the head of a Markdown file: YAML, TOML, JSON, or lines like `Title: ...`.

Every YAML scalar stays text: `title: 2026-01-02` and `title: No` are titles. What is a date or a
truth is decided by who asks for it.
"""

import json
import re
import tomllib
from functools import cache
from typing import Any

from digest.sources.markdown import quick_yaml

YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
# Source: python-markdown.github.io/extensions/meta_data, which Pelican reads
HEADERS = re.compile(
    r"(?:[A-Za-z][\w-]*:(?:[ \t].*)?\n(?:(?: {4}|\t)[ \t]*\S.*\n)*)+(?:[ \t]*\n|\Z)"
)
HEADER = re.compile(r"^([A-Za-z][\w-]*):(.*\n(?:[ \t]+.*\n)*)", re.MULTILINE)
TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
FIRST_HEADERS = ("title:", "date:", "author:", "authors:", "slug:", "status:", "category:")
NESTING = ("[", "{", "- ", "? ")
MOST_NESTED = 1000  # PyYAML's C composer calls itself, and crashes the process when too deep

Data = dict[str, Any]


class BrokenError(ValueError):
    """The front matter cannot be read; the text says why, and `line` (from 1) where, if known."""

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(words)
        self.line = line


def split(text: str, wanted: frozenset[str] | None = None) -> tuple[Data, str]:
    """Front matter, its keys in lower case at every depth, and the body.

    With `wanted`, keys that are not in it may be missing.

    Raises:
        BrokenError: it does not end, is not well-formed, or holds no keys.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.startswith("---"):
        head, body = _cut(YAML, text)
        quick = quick_yaml.read(head, wanted)
        return lowered(load_yaml(f"\n{head}") if quick is None else quick), body
    if text.startswith("+++"):
        head, body = _cut(TOML, text)
        return lowered(_toml(f"\n{head}")), body
    if text.startswith("{"):
        return _json(text)
    if text.lower().startswith(FIRST_HEADERS) and (found := HEADERS.match(text + "\n")):
        return _headers(found[0]), text[found.end() :]
    return {}, text


def is_complete(text: str) -> bool:
    """Whether a beginning of a file holds all its front matter."""
    if text.startswith("{"):
        return False
    fence = text.removeprefix("\ufeff")[:3]
    return fence not in ("---", "+++") or re.search(rf"\n{re.escape(fence)}\s*\n", text) is not None


def _cut(fence: re.Pattern[str], text: str) -> tuple[str, str]:
    found = fence.match(text)
    if found is None:
        raise BrokenError("the front matter does not end", 1)
    return found[1], text[found.end() :]


def lowered(data: object) -> Data:
    """A mapping with its keys as text in lower case, at every depth.

    Raises:
        BrokenError: it is no mapping.
    """
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise BrokenError("the front matter holds no keys")
    return {
        str(key).lower(): lowered(value) if isinstance(value, dict) else value
        for key, value in data.items()
    }


def load_yaml(text: str, *, tags: bool = False) -> Any:
    """What YAML says, its scalars as text; `tags` lets unknown ones pass as None.

    Raises:
        BrokenError: it is not well-formed.
    """
    import yaml

    if sum(text.count(mark) for mark in NESTING) > MOST_NESTED:
        raise BrokenError("the front matter nests too deep")
    try:
        return yaml.load(text, Loader=_loader(tags=tags))  # noqa: S506  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        words = ", ".join(filter(None, (error.context, error.problem)))
        begun = error.context and "block" not in error.context  # and not ended: there it is wrong
        mark = error.context_mark if begun else error.problem_mark
        last = text.rstrip().count("\n")
        raise BrokenError(words, min(mark.line, last) + 1 if mark else None) from error
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise BrokenError(" ".join(str(error).split())) from error


@cache
def _loader(*, tags: bool = False) -> Any:
    """A safe loader that takes every scalar but null as text."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag in kept]
        for first, found in base.yaml_implicit_resolvers.items()
    }
    loader: Any = type("TextLoader", (base,), {"yaml_implicit_resolvers": resolvers})
    if tags:
        loader.add_constructor(None, lambda _loader, _node: None)
    return loader


def _toml(text: str) -> Data:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        words, place = str(error), TOML_PLACE.search(str(error))
        raise BrokenError(TOML_PLACE.sub("", words), int(place[1]) if place else None) from error


def _json(text: str) -> tuple[Data, str]:
    try:
        data, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise BrokenError(error.msg, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise BrokenError(str(error)) from error
    return lowered(data), text[end:].lstrip("\n")


def _headers(text: str) -> Data:
    return {key.lower(): value.strip() for key, value in HEADER.findall(text)}
