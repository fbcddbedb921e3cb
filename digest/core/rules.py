"""Filter rules: a few words of digest.toml that mean some posts.

A rule is `tag:NAME`, `source:NAME`, `language:CODE`, `author:NAME`, `title:WORDS`, a regular
expression on the title between slashes, or bare words that the title contains.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from digest.core.identity import title_key
from digest.core.model import Post

Rule = Callable[[Post], bool]
KIND = re.compile(r"([a-z]+):(?![:/])", re.IGNORECASE)


@lru_cache(maxsize=1 << 10)
def parse(text: str) -> Rule:
    """What `text` says of a post; case and the accidents of typography do not count.

    Raises:
        ValueError: it cannot be understood.
    """
    text = text.strip()
    if len(text) > 2 and text[0] == text[-1] == "/":
        return _pattern(text[1:-1])
    kind, value = _split(text)
    if not title_key(value):
        raise ValueError("it is empty")
    return KINDS[kind](title_key(value))


def first_match(rules: Iterable[str], post: Post) -> str | None:
    """The first of `rules` that means `post`."""
    for rule in rules:
        if parse(rule)(post):
            return rule
    return None


def speaks(language: str | None, code: str) -> bool:
    """Whether a language is that of `code`: `en-GB` is `en`, but not the other way round."""
    found, wanted = (text.replace("_", "-").casefold() for text in (language or "", code))
    return found == wanted or found.startswith(f"{wanted}-")


def _split(text: str) -> tuple[str, str]:
    """The kind and its value; an unknown word before a colon and a space is one of a title."""
    found = KIND.match(text)
    kind, value = (found[1].lower(), text[found.end() :]) if found else ("title", text)
    if kind in KINDS:
        return kind, value
    if value[:1].strip():
        known = ", ".join(f"{kind}:" for kind in KINDS)
        raise ValueError(f"no rule begins with {kind}: (there are {known}; words: title:{text})")
    return "title", text


def _pattern(pattern: str) -> Rule:
    try:
        regex = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return lambda post: regex.search(post.title) is not None


def _tag(name: str) -> Rule:
    return lambda post: any(title_key(tag) == name for tag in post.tags)


def _source(name: str) -> Rule:
    return lambda post: title_key(post.source) == name


def _language(code: str) -> Rule:
    return lambda post: speaks(post.language, code)


def _author(name: str) -> Rule:
    return lambda post: any(title_key(author) == name for author in post.authors)


def _title(words: str) -> Rule:
    return lambda post: words in title_key(post.title)


KINDS: dict[str, Callable[[str], Rule]] = {
    "tag": _tag,
    "source": _source,
    "language": _language,
    "author": _author,
    "title": _title,
}
