import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.article import about, article
from digest.core.errors import SourceError
from digest.core.page.card import Card
from digest.core.ports import Document

HERE = "https://blog.example.org/posts/serve/"


def read(html: str | bytes) -> Card:
    return article(Document(html.encode() if isinstance(html, str) else html, HERE))


def jsonld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "BlogPosting", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**fields: str) -> str:
    pairs = ((name.replace("__", ":"), value) for name, value in fields.items())
    return "".join(f'<meta property="{name}" content="{value}">' for name, value in pairs)


def day(card: Card) -> str:
    when = card.published
    return str(when and (when.instant or when.civil))


def test_json_ld_tells_all() -> None:
    card = read(
        jsonld(
            headline="Why it waits &amp; works",
            url=HERE,
            description="The scheduler is polite.",
            keywords=["queues", "gpu"],
            wordCount="1660",
            timeRequired="PT1H5M",
            inLanguage="en",
            datePublished="2026-02-14T09:30:00-05:00",
            dateModified="2026-02-20T00:00:00Z",
            author=[{"@type": "Person", "name": "Ana Ruiz"}, "B. Okafor"],
            image={"@type": "ImageObject", "url": "/cover.png", "caption": "Boxes"},
        )
    )
    assert (card.title, card.summary) == ("Why it waits & works", "The scheduler is polite.")
    assert (card.minutes, card.words, card.language) == (65, 1660, "en")
    assert (card.authors, card.tags) == (("Ana Ruiz", "B. Okafor"), ("queues", "gpu"))
    assert day(card) == "2026-02-14 09:30:00-05:00"
    assert card.published is not None
    assert card.published.origin == "page"
    assert card.image is not None
    assert (card.image.url, card.image.alt) == ("https://blog.example.org/cover.png", "Boxes")
    assert set(card.by.values()) == {"article:jsonld"}


def test_what_json_ld_lacks_open_graph_fills_in() -> None:
    card = read(
        jsonld(headline="A", keywords="go, queues")
        + meta(
            og__type="article",
            article__published_time="2026-02-14T00:00:00+00:00",
            article__author="https://facebook.example.com/ana",
            og__description="Short &amp; plain...",
            og__image="/og.png",
            og__image__alt="A queue",
        )
        + '<meta name="author" content="Ana Ruiz">'
    )
    assert (card.tags, card.authors) == (("go", "queues"), ("Ana Ruiz",))
    assert (card.summary, card.truncated) == ("Short & plain", True)
    assert day(card) == "2026-02-14 00:00:00+00:00"
    assert card.image is not None
    assert card.image.alt == "A queue"
    assert (card.by["tags"], card.by["published"]) == ("article:jsonld", "article:opengraph")


def test_the_header_of_the_article_tells_the_rest() -> None:
    card = read(
        "<article><header><h1>Queues</h1><div class=post-meta>"
        "<span title='2026-02-14 00:00:00 -0500 EST'>February 14</span>&nbsp;·&nbsp;14 min"
        "&nbsp;·&nbsp;2931 words</div></header><p>It takes <b>5 min</b>.</p></article>"
    )
    assert day(card) == "2026-02-14 00:00:00-05:00"
    assert (card.minutes, card.words) == (14, 2931)
    assert card.by["published"] == "article:header"


@pytest.mark.parametrize(
    "html",
    [
        "<article><h1>A</h1><p>In 2026, on <time datetime=2026-01-01>New Year</time></p></article>",
        "<footer>© 2026 <time datetime=2026-01-01>Jan 1</time></footer>",
        "<aside class=related><header><h1>Other</h1></header><time datetime=2026-01-01>x</time>",
        "<link rel=canonical href=/2026/01/01/a/>",
        jsonld(headline="A", datePublished="0001-01-01T00:00:00Z"),
        jsonld(headline="A", datePublished="10 min"),
        meta(og__type="article", article__published_time="1970-01-01T00:00:00Z"),
        jsonld(headline="Other", url="https://blog.example.org/o/", datePublished="2026-01-01"),
        "<main><header><h1>A</h1><time class=updated datetime=2026-01-01>x</time></header></main>",
        "<article><header><h1>A</h1><time datetime=2026-01-01>x</time></header></article>" * 2,
    ],
    ids="text footer aside address year-1 words epoch other updated listing".split(),
)
def test_a_date_is_never_guessed(html: str) -> None:
    assert read(f"<html><body>{html}").published is None


def test_a_page_that_is_no_article_lends_no_description() -> None:
    card = read(meta(og__type="website", og__description="My blog", og__image="/me.png"))
    assert card == Card()


def test_an_empty_document_is_an_error() -> None:
    with pytest.raises(SourceError, match="empty"):
        read("")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_other_bytes_give_a_card(noise: bytes) -> None:
    assert isinstance(read(b"<p>" + noise), Card)


@pytest.mark.parametrize(
    ("html", "card"),
    [
        (
            meta(og__title="A talk", description="About it") + "<h1>Site</h1>",
            ("A talk", "About it", None),
        ),
        ("<title>A talk | Site</title><h1>A <em>talk</em></h1>", ("A talk", "", None)),
        ("<title>A talk | Site</title><h1>One</h1><h1>Two</h1>", ("A talk | Site", "", None)),
        (
            meta(og__title="A talk", og__image="/a.png"),
            ("A talk", "", "https://example.org/a.png"),
        ),
        ("<p>Nothing</p>", ("", "", None)),
    ],
)
def test_any_page_tells_what_it_is_about(html: str, card: tuple[str, str, str | None]) -> None:
    found = about(Document(html.encode(), "https://example.org/talk/"))

    assert (found.title, found.summary, found.image.url if found.image else None) == card
    assert set(found.by.values()) <= {"page:head", "article:header"}


def test_what_an_article_says_of_itself_comes_first() -> None:
    html = meta(og__type="article", og__title="Its title") + "<title>Another</title>"

    found = about(Document(html.encode(), "https://example.org/talk/"))

    assert (found.title, found.by["title"]) == ("Its title", "article:opengraph")
