"""Parameters for statistics: added where they are wanted, and never in the way."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.settings import Design, Links, Newsletter
from digest.core.model import Item, Post, Rendered
from digest.render.issue import render
from digest.render.links import host, href, marked

from .conftest import TEMPLATES, make_issue, make_item, make_post

LINKS = Links("digest", "email", "2026-W09", untagged=("files.example.org", "bücher.example"))
ADDED = "utm_source=digest&utm_medium=email&utm_campaign=2026-W09"


@pytest.mark.parametrize(
    ("url", "then"),
    [
        ("https://e.org/a", f"https://e.org/a?{ADDED}"),
        ("https://e.org", f"https://e.org?{ADDED}"),
        ("https://e.org/a?", f"https://e.org/a?{ADDED}"),
        ("https://e.org/a?b=1&c=%20&b=2", f"https://e.org/a?b=1&c=%20&b=2&{ADDED}"),
        ("https://e.org/a#part?x", f"https://e.org/a?{ADDED}#part?x"),
        ("https://e.org/a?b#!/c", f"https://e.org/a?b&{ADDED}#!/c"),
        (
            "https://e.org/?utm_source=rss&x=1",
            "https://e.org/?utm_source=rss&x=1&utm_medium=email&utm_campaign=2026-W09",
        ),
        ("https://e.org/?UTM_Source=", f"https://e.org/?UTM_Source=&{ADDED[18:]}"),
    ],
)
def test_parameters_are_added_and_none_is_overwritten(url: str, then: str) -> None:
    assert marked(url, LINKS) == then
    assert marked(then, LINKS) == then


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@example.org?subject=x",
        "{web_url}",
        "https://files.example.org/a.pdf",
        "https://eu.files.example.org/a.pdf",
        "https://xn--bcher-kva.example/a",
        "https://s3.example.org/a?X-Amz-Signature=abc&X-Amz-Date=1",
        "https://e.org/a?Signature=abc",
        "https://[bad/a",
    ],
)
def test_other_addresses_stay_as_they_are(url: str) -> None:
    assert marked(url, LINKS) == url


def test_without_the_table_nothing_is_added() -> None:
    assert marked("https://e.org/a?", Links()) == "https://e.org/a?"


@given(st.text("abc&=?#/%+;ütm_source", max_size=40))
def test_what_an_address_says_is_kept_in_its_order(rest: str) -> None:
    url = f"https://e.org/{rest}"
    then, was = urlsplit(marked(url, LINKS)), urlsplit(url)
    assert (then.netloc, then.path, then.fragment) == (was.netloc, was.path, was.fragment)
    before = parse_qsl(was.query, keep_blank_values=True)
    assert parse_qsl(then.query, keep_blank_values=True)[: len(before)] == before


@pytest.mark.parametrize(
    ("url", "then", "read"),
    [
        (
            "https://münchen.example/straße?ü=ß",
            "https://xn--mnchen-3ya.example/stra%C3%9Fe?%C3%BC=%C3%9F",
            "münchen.example",
        ),
        ("https://www.faß.de:8080/a", "https://www.xn--fa-hia.de:8080/a", "faß.de"),
        ("HTTPS://МИР.рф", "HTTPS://xn--h1ahn.xn--p1ai", "мир.рф"),
        ("https://a@日本語。jp/", "https://a@xn--wgv71a119e.jp/", "日本語.jp"),
        ("https://e.org/ü@ö", "https://e.org/%C3%BC@%C3%B6", "e.org"),
        ("https://xn--a.example/", "https://xn--a.example/", "xn--a.example"),
        ("https://[::1]/ü", "https://[::1]/%C3%BC", "::1"),
    ],
)
def test_a_host_is_the_name_that_servers_know_and_read_as_written(
    url: str, then: str, read: str
) -> None:
    assert href(url) == then
    assert href(then) == then
    assert host(then) == read


@given(st.text("aüß-.:@/?#{}|日 ", max_size=30))
def test_an_address_is_ascii_whatever_its_host_is(rest: str) -> None:
    made = href(f"https://{rest}")
    assert made is None or (made.isascii() and " " not in made)
    assert made is None or href(made) == made


def done(newsletter: Newsletter, *items: Item, **fields: object) -> Rendered:
    return render(make_issue(*items, **fields), newsletter, Design(), folders=[TEMPLATES])


def test_posts_and_the_editors_links_get_them_and_nobody_else(newsletter: Newsletter) -> None:
    tagged = replace(newsletter, links=replace(LINKS, utm_campaign="{issue}"))
    sponsor = Item(Post("", "", url="https://shop.example.org/?c=7"), "Rope", "", kind="sponsor")
    link = Item(Post("", "", url="https://other.example.org/"), "Link", "", kind="link")
    items = (make_item(make_post(url="https://e.org/a#b")), link, sponsor)
    intro = (
        "[here](/here), <https://e.org/shown>, [mail](mailto:a@e.org), [leave]({unsubscribe_url})"
    )
    plain, made = done(newsletter, *items, intro=intro), done(tagged, *items, intro=intro)
    for form in (made.html.replace("&amp;", "&"), made.text):
        assert f"https://e.org/a?{ADDED}#b" in form
        assert f"https://other.example.org/?{ADDED}" in form
        assert f"https://example.org/here?{ADDED}" in form
        for whole in ("https://e.org/shown", "https://shop.example.org/?c=7", "mailto:a@e.org"):
            assert f"{whole}?utm" not in form
            assert f"{whole}&utm" not in form
    assert made.html.count("utm_source") == 4  # the lead's title and button, the link, the intro
    words = "You get Systems & Models"
    assert made.text.partition(words)[2] == plain.text.partition(words)[2]
