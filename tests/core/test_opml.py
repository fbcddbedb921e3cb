"""Subscription lists as feed readers write them, and ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.errors import SourceError
from digest.core.opml import Subscription, parse, write

NESTED = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
  <outline text="Loose" type="rss" xmlUrl="https://loose.example.org/feed"/>
  <outline text="Tech">
    <outline title="Ann &amp; Bob" text="x" type="rss" xmlUrl="https://a.example.org/?a=1&amp;b=2"/>
    <outline text="Python">
      <!-- a comment -->
      <outline text="Deep" xmlUrl="https://deep.example.org/feed"/>
    </outline>
    <outline text="A page" type="link" url="https://page.example.org/"/>
    <outline text="After" XMLURL="https://after.example.org/feed"/>
  </outline>
</body></opml>
"""


def test_the_nearest_folder_becomes_the_section():
    assert parse(NESTED) == (
        Subscription("Loose", "https://loose.example.org/feed", None),
        Subscription("Ann & Bob", "https://a.example.org/?a=1&b=2", "Tech"),
        Subscription("Deep", "https://deep.example.org/feed", "Python"),
        Subscription("After", "https://after.example.org/feed", "Tech"),
    )


def test_what_is_written_is_read_again():
    feeds = parse(NESTED)

    assert set(parse(write("Mine", feeds))) == set(feeds)
    assert write("Mine", feeds) == write("Mine", parse(write("Mine", feeds)))


@given(st.text(), st.text())
def test_any_title_gives_xml_that_can_be_read(title, section):
    text = write(title, [Subscription(title, "https://a.example.org/", section)])

    assert parse(text)[0].url == "https://a.example.org/"


def test_a_raw_ampersand_does_not_lose_the_list():
    text = NESTED.replace("?a=1&amp;b=2", "?a=1&b=2").replace("&amp;", "&")

    assert len(parse(text)) == 4


@pytest.mark.parametrize("text", ["", "  ", "<html><body>no</body></html>", "{}", "just words"])
def test_anything_else_is_an_error_that_says_so(text):
    with pytest.raises(SourceError, match="no OPML"):
        parse(text)


def test_entities_are_not_obeyed():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    head = f'<!DOCTYPE opml [{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    body = '<opml><body><outline text="&e11;&file;" xmlUrl="https://a.example.org/"/></body></opml>'

    (feed,) = parse(head + body)

    assert len(feed.title) < 100
    assert "root" not in feed.title


def test_deep_nesting_is_cut_off_and_does_not_raise():
    text = "<opml><body>" + '<outline text="a">' * 20_000

    assert parse(text) == ()
