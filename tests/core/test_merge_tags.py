"""Which words in braces are tags, and how others are kept from being any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.merge_tags import (
    NAMES,
    TAG,
    Tag,
    as_text,
    filled,
    split,
    url_as_text,
    url_restored,
)

PARTS = [*"{}|% a.'\"&;#39<", *NAMES, "\u2060", "&#39;", "|there}", "%7B"]
WORDS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


def tags(text: str) -> list[Tag]:
    return [part for part in split(text) if isinstance(part, Tag)]


@pytest.mark.parametrize("name", NAMES)
def test_every_known_name_in_braces_is_a_tag(name: str) -> None:
    assert list(split(f"a {{{name}}} b")) == ["a ", Tag(name), " b"]


@pytest.mark.parametrize(
    "text",
    [
        "{email}",
        "{name}",
        "{ unsubscribe_url }",
        "{Unsubscribe_URL}",
        "{unsubscribe_url|here}",
        "{subscriber.email|x}",
        "{subscriber}",
        "{subscriber.name",
        "{subscriber.name|a{b}",
        '{subscriber.name|"a"}',
        "{subscriber.name|<b>}",
        "{subscriber.name|100%}",
    ],
)
def test_anything_else_in_braces_is_text(text: str) -> None:
    assert tags(text) == []
    assert as_text(text) == text


@pytest.mark.parametrize(
    ("text", "fallback"),
    [
        ("{subscriber.name|there}", "there"),
        ("{subscriber.name|dear\n reader}", "dear reader"),
        ("{subscriber.name|l&#39;ami}", "l'ami"),
        ("{subscriber.name|l'ami}", "l'ami"),
        ("{subscriber.name|お客様}", "お客様"),
        ("{subscriber.name|}", ""),
    ],
)
def test_a_name_may_have_a_fallback(text: str, fallback: str) -> None:
    assert tags(text) == [Tag("subscriber.name", fallback)]


def test_text_that_looks_like_a_tag_looks_so_afterwards() -> None:
    assert (
        as_text("a {web_url}, {subscriber.name|x}")
        == "a {\u2060web_url}, {\u2060subscriber.name|x}"
    )


def test_an_address_that_looks_like_a_tag_leads_where_it_led() -> None:
    assert url_as_text("https://e.org/{web_url}?a={b}") == "https://e.org/%7Bweb_url%7D?a={b}"


def test_what_markdown_encodes_is_a_tag_again() -> None:
    assert (
        url_restored("https://e.org/?to=%7Bemail%7D&x=%7Bfoo%7D")
        == "https://e.org/?to={email}&x=%7Bfoo%7D"
    )
    assert url_restored("%7Bunsubscribe_url%7D") == "{unsubscribe_url}"


def test_only_the_addresses_there_are_get_filled_in() -> None:
    own = {"web_url": "https://e.org/1", "unsubscribe_url": None}
    text = "{web_url} {unsubscribe_url} {subscriber.email}"
    assert filled(text, own) == "https://e.org/1 {unsubscribe_url} {subscriber.email}"


@given(WORDS)
def test_no_text_is_a_tag_once_it_was_made_text(text: str) -> None:
    assert not TAG.search(as_text(text))
    assert as_text(text).replace("\u2060", "") == text.replace("\u2060", "")
    assert not TAG.search(url_as_text(text))


@given(WORDS)
def test_words_and_tags_are_all_there_is(text: str) -> None:
    pieces = [found[0] for found in TAG.finditer(text)]
    words = [part for part in split(text) if isinstance(part, str)]
    joined = "".join(a + b for a, b in zip(words, [*pieces, ""], strict=True))
    assert joined == text
