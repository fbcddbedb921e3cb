"""What holds in every design: HTML and text carry the same, and each link tells where it leads."""

import re
from dataclasses import replace

import pytest
from lxml import html

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Item, Post, Rendered, Section
from digest.render.issue import render

from .conftest import TEMPLATES, make_issue, make_item, make_post

DESIGNS = sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir())
EMPTY_WORDS = re.compile(
    r"(click )?here|(read|learn) more|more|link|continue( reading)?", re.IGNORECASE
)
PICTURE = Image("https://example.org/i.png", "A rope")


def post(number: int, **fields: object) -> Item:
    known = {"url": f"https://site{number}.example.org/a?b={number}&c=1"} | fields
    made = make_post(f"Post number {number} on `code_{number}`", "Words about it.", **known)
    return make_item(made)


LINK = Item(Post("", "", url="https://link.example.org/"), "A link", "Mine.", kind="link")
AD = Item(
    Post("", "", url="https://shop.example.org/?c=7", image=PICTURE),
    "Rope",
    "Strong.",
    kind="sponsor",
)
NOTE = Item(
    Post("", ""),
    "We meet",
    "On [the square](https://meet.example.org/).\n\n```sh\ncurl -fsS https://code.example.org\n```",
    kind="text",
)


@pytest.fixture(params=DESIGNS)
def done(request: pytest.FixtureRequest, newsletter: Newsletter) -> Rendered:
    knot = Image("https://example.org/j.png", "A knot")
    first = (post(1, image=knot), AD, post(2, url=None), post(3))
    second = (LINK, post(4), NOTE, *(post(n) for n in range(5, 20)))
    made = make_issue(
        sections=(Section(None, first), Section("Systems", second)),
        intro="See [the archive](/all) and <https://shown.example.org/x_(y)>, $O(n_i)$.",
        outro="Write to [us](mailto:us@example.org).",
    )
    letter = replace(newsletter, url="https://home.example.org/")
    return render(made, letter, Design(request.param), folders=[TEMPLATES])


def links(done: Rendered) -> list[tuple[str, str]]:
    """The words and address of each link that leaves the mail."""
    page = html.document_fromstring(done.html)
    found = [a for a in page.xpath("//a[@href]") if not a.get("href").startswith("#")]
    return [(_words(a), a.get("href")) for a in found]


def _words(link: html.HtmlElement) -> str:
    shown = " ".join(link.text_content().split())
    return link.get("aria-label") or shown or link.xpath("string(.//img/@alt)")


def in_text(done: Rendered) -> list[str]:
    """The addresses in the text, but those that code speaks of."""
    told = "\n".join(line for line in done.text.split("\n") if not line.startswith("    "))
    return re.findall(r"(?:https?://|mailto:)[^\s]*[^\s).,]|(?:https?://)[^\s]*\(\w+\)", told)


def test_html_and_text_lead_to_the_same_places(done: Rendered) -> None:
    told = {address.rstrip(")") for address in in_text(done)}
    assert {address.rstrip(")") for _, address in links(done)} == told


def test_html_and_text_have_the_same_posts_in_the_same_order(done: Rendered) -> None:
    html_order = list(dict.fromkeys(url for _, url in links(done) if "//site" in url))
    assert html_order == [url for url in in_text(done) if "//site" in url]
    assert len(html_order) == 18
    words = " ".join(html.document_fromstring(done.html).text_content().split())
    for item in ("Post number 2 on code_2", "A link", "Rope", "We meet"):
        assert item in words
        assert item.replace("code_2", "`code_2`") in done.text


def test_the_words_of_every_link_make_sense_alone(done: Rendered) -> None:
    named: dict[str, str] = {}
    for words, address in links(done):
        assert words
        assert not EMPTY_WORDS.fullmatch(words)
        assert named.setdefault(words, address) == address


def test_the_web_version_and_the_way_out_are_linked(done: Rendered) -> None:
    addresses = [address for _, address in links(done)]
    assert "https://example.org/digest/2026-W09" in addresses
    assert any("unsubscribe" in address for address in addresses)


def test_no_address_in_the_text_is_broken_and_code_is_whole(done: Rendered) -> None:
    assert "    curl -fsS https://code.example.org\n" in done.text
    for _, address in links(done):
        assert address in done.text
