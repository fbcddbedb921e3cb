"""Where words stand in a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.places import in_markup, in_plain

PIECES = [
    *"a =<>{", "<p>", "</p>", "<a href='", '<a href="', '">', "'>", "{web_url}", "%x%",
    "<!--", "-->", "<!--[if mso]>", "<!--[if !mso]><!-->", "<!--<![endif]-->", "<![endif]-->",
    "<style>", "</style>",
]  # fmt: skip


def places(markup: str) -> dict[str, str | None]:
    return {text: place for text, place in in_markup(markup) if text}


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<p>X</p>", "text"),
        ('<img alt="X">', "attribute"),
        ("<img alt='X'>", "attribute"),
        ('<a href="X">', "url"),
        ('<img src = "X">', "url"),
        ('<td background="X">', "url"),
        ('<img alt="a > b" title="X">', "attribute"),
        ("<!-- X -->", "text"),
        ("<!--[if mso]><td>X</td><![endif]-->", "text"),
        ('<!--[if !mso]><!--><a href="X"><!--<![endif]-->', "url"),
        ("<style>a { X }</style>", "css"),
        ("<mj-style>a { X }</mj-style>", "css"),
        ("<b X>", None),
    ],
)
def test_every_place_is_known(markup: str, place: str | None) -> None:
    found = [at for text, at in in_markup(markup) if "X" in text]
    assert found == [place]


def test_the_stop_after_an_address_in_plain_text_is_not_its_own() -> None:
    pieces = in_plain(
        "See (https://e.org/a?b={subscriber.email}), [https://e.org/b], [x https://e.org/[c]d]]. "
        "https://e.org/e?f=[g] or mailto:a@e.org."
    )
    assert [text for text, place in pieces if place == "plain url"] == [
        "https://e.org/a?b={subscriber.email}",
        "https://e.org/b",
        "https://e.org/[c]d",
        "https://e.org/e?f=[g]",
        "mailto:a@e.org",
    ]


def test_an_attribute_in_single_quotes_is_in_double_ones_where_a_tag_is() -> None:
    markup = """<p title='a "b" {subscriber.name}' lang='en'>"""
    assert "".join(text for text, _ in in_markup(markup)) == (
        """<p title="a &quot;b&quot; {subscriber.name}" lang='en'>"""
    )


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_byte_is_lost_or_added(markup: str) -> None:
    if "='" not in markup:
        assert "".join(text for text, _ in in_markup(markup)) == markup
    assert "".join(text for text, _ in in_plain(markup)) == markup
