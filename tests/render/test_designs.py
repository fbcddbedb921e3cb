"""What every design has to show, whatever it looks like, and what each promises of itself."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Issue, Item, Post, Rendered, Section
from digest.render.issue import render
from digest.render.templates import known_designs
from tests.render.conftest import civil, make_issue, make_item, make_post

TEMPLATES = Path(__file__).parents[2] / "templates"
DESIGNS = known_designs([TEMPLATES])
PICTURED = ["magazine", "weekly"]
GMAIL_CLIPS = 102_400  # bytes of HTML
Make = Callable[..., Rendered]


@pytest.fixture
def make(newsletter: Newsletter) -> Make:
    def made(name: str, issue: Issue, **tokens: object) -> Rendered:
        design = Design(name, **tokens)  # type: ignore[arg-type]
        return render(issue, newsletter, design, folders=[TEMPLATES])

    return made


def page(rendered: Rendered) -> Any:
    return lxml.html.document_fromstring(rendered.html)


def rich_post(number: int) -> Post:
    return make_post(
        f"What post number {number} says of `queues` and of $O(N^2)$, at some length",
        "A summary that goes on for as long as one may, since this one has much to say. " * 4,
        url=f"https://example.org/posts/{number}/",
        authors=(f"Author {number}",),
        minutes=number + 1,
        published=civil("2026-02-27"),
        image=Image(f"https://example.org/{number}.png", f"Cover {number}") if number % 3 else None,
    )


def long_issue(posts: int, **fields: object) -> Issue:
    items = [make_item(rich_post(number)) for number in range(posts)]
    third = posts // 3 + 1
    parts = (items[:1], items[1:third], items[third : 2 * third], items[2 * third :])
    titles = (None, "Inference", "Agents & tools", "Elsewhere")
    return make_issue(
        sections=tuple(
            Section(title, tuple(part)) for title, part in zip(titles, parts, strict=True) if part
        ),
        intro="Words of the editor.",
        outro="Until next week.",
        **fields,
    )


@pytest.fixture
def own(issue: Issue) -> Issue:
    """The issue with a sponsor, a link and a text of the editor's in its first section."""
    ad = Post(
        "", "", url="https://shop.example.org/", image=Image("https://x.example/ad.png", "Ad")
    )
    link = Post("", "", url="https://link.example.org/a")
    added = (
        Item(ad, "A shop", "Buy *this*", kind="sponsor"),
        Item(link, "A page worth a click", "Why", kind="link"),
        Item(Post("", ""), "A word", "**Bold** words.", kind="text"),
    )
    first, *others = issue.sections
    return replace(issue, sections=(replace(first, items=(*first.items, *added)), *others))


def test_the_built_in_designs_are_the_four_that_the_docs_name() -> None:
    assert DESIGNS == ["compact", "magazine", "plain", "weekly"]


@pytest.mark.parametrize("name", DESIGNS)
def test_every_link_of_the_text_is_in_the_html_in_the_same_order(
    make: Make, own: Issue, name: str
) -> None:
    made = make(name, own)
    links = [link for link in page(made).xpath("//a/@href") if not link.startswith("#")]
    posts = re.findall(r"^https://\S+$", made.text, re.MULTILINE)
    assert len(posts) > 10
    firsts = dict.fromkeys(link for link in links if link in posts)
    assert list(firsts) == list(dict.fromkeys(posts))


@pytest.mark.parametrize("name", DESIGNS)
def test_every_item_is_there_with_its_kicker(make: Make, own: Issue, name: str) -> None:
    shown = page(make(name, own)).text_content()
    for item in own.items:
        title = item.title.replace("`", "").partition("$")[0]
        assert title in shown
    for words in ("M. Jawad", "23 min", "27 Feb", "ليلى", "A. Jha", "link.example.org"):
        assert words in shown
    assert "0 min" not in re.sub(r"\d\d min", "", shown)


@pytest.mark.parametrize("name", DESIGNS)
def test_a_sponsor_is_called_one_right_before_its_title(make: Make, own: Issue, name: str) -> None:
    shown = " ".join(page(make(name, own)).text_content().split())
    assert re.search(r"Sponsored · shop\.example\.org A shop Buy", shown)


@pytest.mark.parametrize("name", DESIGNS)
def test_the_frame_is_there(make: Make, issue: Issue, name: str) -> None:
    done = page(make(name, issue))
    shown = done.text_content()
    for words in ("Systems & Models", "Issue 9", "23 Feb", "Until next week.", "Musterstraße"):
        assert words in shown
    links = set(done.xpath("//a/@href"))
    assert "https://example.org/unsubscribe?to={email}&list=weekly" in links
    assert {"https://example.org/preferences", "https://example.org/digest/2026-W09"} <= links
    assert len(done.xpath("//h1")) == 1
    assert [h.text_content() for h in done.xpath("//h2") if h.text_content() == "Inference"]


@pytest.mark.parametrize("name", DESIGNS)
def test_pictures_have_whole_widths_and_words(make: Make, own: Issue, name: str) -> None:
    images = page(make(name, own)).xpath("//img")
    assert bool(images) == (name in PICTURED)
    for image in images:
        assert image.get("alt")
        assert 0 < int(image.get("width")) <= 600
        assert "height:auto" in image.get("style").replace(" ", "")


@pytest.mark.parametrize("name", ["compact", "magazine", "weekly"])
def test_a_logo_of_the_owner_stands_for_the_title(make: Make, issue: Issue, name: str) -> None:
    done = page(make(name, issue, logo="https://example.org/l.png", logo_width=96))
    (logo,) = done.xpath("//img[@src='https://example.org/l.png']")
    assert (logo.get("width"), logo.get("alt")) == ("96", "Systems & Models")
    assert logo.getparent().get("href") == "https://example.org/digest"
    done = page(make(name, issue, logo="https://example.org/l.png", logo_alt=" "))
    assert done.xpath("//img[@src='https://example.org/l.png']/@alt") == ["Systems & Models"]


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("posts", [1, 2, 3, 4])
def test_short_issues_have_no_empty_parts(make: Make, name: str, posts: int) -> None:
    done = page(make(name, long_issue(posts)))
    assert len(done.xpath("//h2|//h3")) >= posts
    assert not [h for h in done.xpath("//h1|//h2|//h3") if not h.text_content().strip()]
    assert not done.xpath("//a[@href][not(normalize-space()) and not(.//img)]")


@pytest.mark.parametrize("name", PICTURED)
def test_the_contents_of_a_long_issue_lead_to_its_parts(make: Make, name: str) -> None:
    done = page(make(name, long_issue(20), full_items=15))
    anchors = [link[1:] for link in done.xpath("//a/@href") if link.startswith("#")]
    assert anchors == ["part-1", "part-2", "part-3", "briefs"]
    assert all(done.xpath(f"//a[@id='{name}' and @name='{name}']") for name in anchors)
    assert "In this issue" in done.text_content()


@pytest.mark.parametrize(
    ("name", "posts", "tokens"),
    [
        *((name, 14, {}) for name in DESIGNS),
        *((name, 20, {"contents": 21}) for name in DESIGNS),
        *((name, 20, {"contents": 0}) for name in ("compact", "plain", "weekly", "magazine")),
        ("compact", 30, {}),
        ("plain", 30, {}),
        ("weekly", 20, {"full_items": 1}),  # it would name one part
    ],
)
def test_other_issues_have_no_contents(
    make: Make, name: str, posts: int, tokens: dict[str, object]
) -> None:
    done = page(make(name, long_issue(posts), **{"full_items": 30, **tokens}))
    assert "In this issue" not in done.text_content()
    assert not [link for link in done.xpath("//a/@href") if link.startswith("#")]


@pytest.mark.parametrize("name", DESIGNS)
def test_twelve_rich_posts_stay_far_below_what_gmail_clips(make: Make, name: str) -> None:
    assert len(make(name, long_issue(12), full_items=12).html.encode()) < 70_000


def test_compact_fits_far_more_than_thirty_posts(make: Make) -> None:
    made = make("compact", long_issue(40))
    assert len(made.html.encode()) < 0.75 * GMAIL_CLIPS
    titles = {heading.text_content() for heading in page(made).xpath("//h2")}
    assert {"Inference", "Agents & tools", "Elsewhere"} <= titles
    assert "Also worth your time" not in titles


def test_compact_has_a_line_for_an_item(make: Make) -> None:
    shown = page(make("compact", long_issue(6))).text_content()
    assert shown.count("A summary that goes on") == 4  # of the lead


def test_magazine_sets_two_columns_and_keeps_the_order(make: Make) -> None:
    done = page(make("magazine", long_issue(12), full_items=12))
    columns = done.xpath("//div[contains(@class, 'mj-column-per-50')]")
    titles = [column.xpath(".//h3") for column in columns]
    assert all(len(found) <= 1 for found in titles)
    numbers = [int(n) for n in re.findall(r"What post number (\d+)", done.text_content())]
    assert numbers == list(range(12))


@pytest.mark.parametrize(
    ("language", "sides"), [("en", ("32px", "14px")), ("ar", ("14px", "32px"))]
)
def test_magazine_has_its_wide_gutter_outside(
    newsletter: Newsletter, language: str, sides: tuple[str, str]
) -> None:
    """Padding at the left of the first column of a row: 32 px where it stands left."""
    letter = replace(newsletter, language=language)
    made = render(long_issue(4), letter, Design("magazine"), folders=[TEMPLATES])
    columns = page(made).xpath("//div[contains(@class, 'mj-column-per-50')]")
    lefts = [column.xpath(".//td/@style")[0] for column in columns[:2]]
    found = [re.search(r"padding:\S+ \S+ \S+ (\d+px)", style) for style in lefts]
    assert tuple(match[1] for match in found if match) == sides


def test_plain_has_one_font_and_shows_its_links(make: Make, own: Issue) -> None:
    made = make("plain", own)
    assert "Georgia" not in made.html
    titles = page(made).xpath("(//h2 | //h3)/a/@style")
    assert len(titles) == 10
    assert all("underline" in style for style in titles)


@pytest.mark.parametrize("design", DESIGNS)
def test_headings_go_down_one_level_at_a_time(make: Make, own: Issue, design: str) -> None:
    levels = [int(heading.tag[1]) for heading in page(make(design, own)).iter("h1", "h2", "h3")]
    assert all(two <= one + 1 for one, two in pairwise([0, *levels]))
