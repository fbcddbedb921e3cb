"""The letters of the matrix: thirty posts in each language, rendered by the real pipeline."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Issue, Item, Post, Section
from digest.core.when import When
from digest.core.window import between
from digest.render.issue import render
from tests.e2e.matrix.cells import TEMPLATES
from tests.e2e.matrix.pictures import address

DATA = Path(__file__).parents[2] / "data" / "letters"
MONDAY = date(2026, 2, 23)
UTC = ZoneInfo("UTC")
HOUSE = Design().accent
OWN_ITEMS_FROM = 5  # a letter of one post is that post


@cache
def html(design: str, posts: int, language: str, accent: str = HOUSE) -> str:
    """A letter of so many posts in this language and design."""
    words = _words(language)
    letter = Newsletter(
        words["newsletter"],
        "editor@example.org",
        url="https://example.org",
        language=language,
        postal_address=words["postal_address"],
        unsubscribe_url="https://example.org/unsubscribe?to={email}",
        preferences_url="https://example.org/preferences?to={email}",
        web_url="https://example.org/letters/{issue}",
        reason=words["reason"],
    )
    return render(
        issue(posts, language), letter, Design(design, accent=accent), folders=[TEMPLATES]
    ).html


def issue(posts: int, language: str) -> Issue:
    """The first `posts` posts of the language: one leads, the others stand in three sections."""
    words = _words(language)
    items = tuple(_item(at, post) for at, post in enumerate(words["posts"][:posts]))
    return Issue(
        "2026-W09",
        9,
        words["title"],
        words["title"],
        words["preheader"],
        between(MONDAY, MONDAY + timedelta(weeks=1), UTC),
        (Section(None, items[:1]), *_sections(items[1:], words)),
        intro=words["intro"],
        outro=words["outro"],
    )


def bodies(posts: int, language: str) -> tuple[str, ...]:
    """How the texts begin that a reader came for."""
    return tuple(
        post["summary"][:12] for post in _words(language)["posts"][:posts] if "summary" in post
    )


@cache
def _words(language: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))


def _sections(items: Sequence[Item], words: dict[str, Any]) -> tuple[Section, ...]:
    """Three sections, the last the longest, with something of the editor's own in each."""
    if len(items) + 1 < OWN_ITEMS_FROM:
        return ()
    own = (_sponsor(words["sponsor"]), _own("text", words["text"]), _own("link", words["link"]))
    share = min(3, -(-len(items) // 3))
    parts = (items[:share], items[share : 2 * share], items[2 * share :])
    return tuple(
        Section(title, (*part[:2], mine, *part[2:]))
        for title, part, mine in zip(words["sections"], parts, own, strict=True)
    )


def _item(at: int, words: dict[str, Any]) -> Item:
    day = MONDAY + timedelta(days=at % 7)
    post = Post(
        "example",
        words["title"],
        f"https://example.org/posts/{at}/",
        summary=words.get("summary", ""),
        authors=(words["by"],),
        minutes=words.get("minutes"),
        published=When(None, day, "day", "", "feed") if at % 5 != 4 else None,
        image=_image(at, words),
        language=words.get("language"),
    )
    return Item(post, post.title, post.summary)


def _sponsor(words: dict[str, Any]) -> Item:
    post = Post("", "", "https://sponsor.example.org/", image=_image(99, words))
    return Item(post, words["title"], words["blurb"], kind="sponsor")


def _own(kind: Any, words: dict[str, Any]) -> Item:
    url = "https://example.org/own/" if kind == "link" else None
    return Item(Post("", "", url), words["title"], words["blurb"], kind=kind)


def _image(at: int, words: dict[str, Any]) -> Image | None:
    return Image(address(at), words["alt"]) if "alt" in words else None
