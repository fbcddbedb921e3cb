"""What a feed's HTML may bring into a mail, and what not."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.html_body import clean_body, with_clean_body
from digest.core.model import Post

POST = "https://blog.example.org/posts/queue/"
SITE = "https://blog.example.org/"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<p><ScRiPt>alert(1)</sCrIpT>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></p><img src=x onerror=alert(1)></math>",
        '<iframe src="https://x.example/">alert(1)</iframe>',
        '<object data="x">alert(1)</object>',
        "<form><input value=alert><button>alert(1)</button></form>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<!--[if mso]><p>alert(1)</p><![endif]-->",
        "<title>alert(1)</title>",
    ],
)  # fmt: skip
def test_what_could_run_or_hide_is_gone_with_its_content(html):
    assert "alert" not in clean_body(f"<p>Before.</p>{html}", (POST,))
    assert "Before." in clean_body(f"<p>Before.</p>{html}", (POST,))


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
    ],
)
def test_links_that_are_no_links_lose_their_address(href):
    assert clean_body(f'<a href="{href}">words</a>', (POST,)) == "<a>words</a>"


def test_event_handlers_styles_classes_and_ids_go_and_words_stay():
    html = '<p onclick="x()" style="color:red" class="a" id="b" lang="de">Wort <b>fett</b></p>'

    assert clean_body(html) == '<p lang="de">Wort <b>fett</b></p>'


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("image.png", f"{POST}image.png"),
        ("/image.png", f"{SITE}image.png"),
        ("//cdn.example.net/a.png", "https://cdn.example.net/a.png"),
        ("https://x.example/a b.png", "https://x.example/a%20b.png"),
    ],
)
def test_links_and_pictures_become_absolute(written, meant):
    html = f'<p><a href="{written}">x</a><img src="{written}" alt="A"></p>'

    assert clean_body(html, (POST, SITE)) == (
        f'<p><a href="{meant}">x</a><img src="{meant}" alt="A"></p>'
    )


def test_a_footnote_leads_to_the_post_and_mail_addresses_stay():
    assert f'href="{POST}#fn1"' in clean_body('<a href="#fn1">1</a>', (POST,))
    assert 'href="mailto:a@b.example"' in clean_body('<a href="mailto:a@b.example">m</a>')


@pytest.mark.parametrize(
    "pixel",
    [
        '<img src="https://x.example/p.gif" width="1" height="1">',
        '<img src="https://x.example/p.gif" height="0">',
        '<img src="https://x.example/p.gif" width="2px">',
        '<img src="https://x.example/p.gif" style="border:0; width: 1px">',
        '<img src="https://x.example/p.gif" style="display: none">',
        '<img src="http://feeds.feedburner.com/~r/blog/~4/abc" alt="">',
        '<img src="https://pixel.wp.com/b.gif?host=x">',
        '<a href="https://x.example/"><img src="http://feeds.wordpress.com/1.0/comments/x/"></a>',
        '<img alt="none">',
        '<img src="data:image/gif;base64,R0lGOD">',
    ],
)
def test_pixels_that_track_are_gone_with_the_link_around_them(pixel):
    assert clean_body(f"<p>Text{pixel}</p>") == "<p>Text</p>"


@pytest.mark.parametrize(
    "picture",
    [
        'src="https://x.example/a.png" width="600" height="20"',
        'src="https://x.example/a.png" style="max-width: 100%; line-height: 1"',
        'src="https://pixel.example.org/art.png" width="1200"',
        'src="data:image/gif;base64,R0" data-src="https://x.example/a.png"',
    ],
)
def test_pictures_stay(picture):
    assert "<img src=" in clean_body(f"<img {picture}>")


def test_what_the_page_hides_does_not_appear():
    assert clean_body("<div style='display:none'>Hidden</div><p hidden>X</p><p>Shown</p>") == (
        "<p>Shown</p>"
    )


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<p><script>x</script></p>", "<br><hr>"])
def test_nothing_to_show_is_nothing(html):
    assert clean_body(html) == ""


def test_20_000_nested_elements_are_cut_at_a_depth_that_costs_nothing():
    html = "<p>Start.</p>" + "<div>" * 20_000 + "deep" + "</div>" * 20_000

    clean = clean_body(html)

    assert clean.startswith("<p>Start.</p>")
    assert clean.count("<div>") < 300


def test_a_huge_body_is_read_in_part():
    assert len(clean_body("<p>words words</p>" * 100_000)) < 600_000


@settings(max_examples=200)
@given(st.text("<>/\"'= abimgsrcpthefonlyjx:&;#!-\n\0", max_size=120))
def test_no_text_brings_an_attribute_or_element_of_its_own(html):
    clean = clean_body(html, (POST,))

    assert clean_body(clean, (POST,)) == clean
    for name in re.findall(r"<(\w+)", clean):
        assert name in {"a", "b", "p", "s", "i", "br", "hr", "img", "pre", "th", "ins", "sub"} | {
            "em", "abbr", "li", "small", "span", "tr", "strong",
        }  # fmt: skip
    assert not re.search(r"<[^>]*\son\w+\s*=", clean)


def test_a_post_without_a_summary_gets_one_from_its_clean_body():
    html = "<h1>Heading</h1><script>no</script><p>First words.</p><p>Second words.</p>"

    post = with_clean_body(Post("a", "T", url=POST, content=html))

    assert post.summary == "First words. Second words."
    assert post.provenance == {"summary": "content"}
    assert "script" not in (post.content or "")


def test_a_summary_that_is_there_stays_and_an_empty_body_is_none():
    post = with_clean_body(Post("a", "T", summary="Mine.", content="<p>Other.</p>"))

    assert post.summary == "Mine."
    assert with_clean_body(Post("a", "T", content="<script>x</script>")).content is None
    assert with_clean_body(Post("a", "T")) == Post("a", "T")


def test_a_formula_in_a_body_is_not_cut_in_two():
    formula = "$O(N^2) + " + "x + " * 300 + "y$"

    post = with_clean_body(Post("a", "T", content=f"<p>Some words come first. {formula} end.</p>"))

    assert post.summary == "Some words come first."
    assert post.truncated
