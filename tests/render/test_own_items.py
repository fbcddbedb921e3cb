"""What the editor adds, as its readers get it."""

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Issue, Item, Post, Rendered, Section
from digest.core.window import between
from digest.render.issue import render

TEMPLATES = Path(__file__).parents[2] / "templates"
PICTURE = Image("https://shop.example.org/x.png", "A rope")
LINK = Item(
    Post("", "", url="https://www.other.example.org/x"), "A link", "Mine. " * 80, kind="link"
)
AD = Item(
    Post("", "", url="https://shop.example.org/?a=1&b={email}", image=PICTURE),
    "Rope & `belts`",
    "Ten per cent <off>",
    kind="sponsor",
)
NOTE = Item(Post("", ""), "We meet", "On **Friday**, [here](/here).\n\n- <b>Bring</b>", kind="text")
WEEK = between(date(2026, 2, 23), date(2026, 3, 2), ZoneInfo("UTC"))


def item(
    title: str,
    tags: tuple[str, ...] = (),
    image: Image | None = None,
    *,
    featured: bool = False,
    shown: Image | None = None,
) -> Item:
    post = Post("field-notes", title, url="https://example.org/a", tags=tags, image=image)
    return Item(post, title, "", featured, image=shown)


ITEMS = tuple(item(f"Post {n}") for n in range(4))


def rendered(*items: Item, newsletter: Newsletter, full: int = 9) -> Rendered:
    return in_sections(newsletter, full, Section(None, items))


def in_sections(newsletter: Newsletter, full: int, *sections: Section) -> Rendered:
    made = Issue("2026-W09", 9, "What survives", "Subject", "Preheader", WEEK, sections)
    return render(made, newsletter, Design(full_items=full), folders=[TEMPLATES])


def words(html: str) -> str:
    return re.sub(
        r"\s+", " ", re.sub(r"<!--.*?-->|<style.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    )


def test_a_sponsor_is_called_one_before_all_it_says(newsletter: Newsletter) -> None:
    made = rendered(*ITEMS, AD, newsletter=newsletter)
    assert re.search(r"Sponsored · shop.example.org Rope &amp; belts Ten per", words(made.html))
    assert "\n\nSponsored · shop.example.org\nRope & `belts`\nTen per cent <off>\n" in made.text
    assert made.html.index("Sponsored") < made.html.index("shop.example.org/x.png")
    assert 'alt="A rope"' in made.html


def test_the_address_of_a_sponsor_gets_no_readers_address_by_itself(newsletter: Newsletter) -> None:
    made = rendered(*ITEMS, AD, newsletter=newsletter)
    assert "https://shop.example.org/?a=1&b={email}" in made.text
    assert "?a=1&amp;b={email}" in made.html


def test_a_text_is_prose_and_its_html_is_shown_not_obeyed(newsletter: Newsletter) -> None:
    made = rendered(*ITEMS, NOTE, newsletter=newsletter)
    assert "<strong" in made.html
    assert 'href="https://example.org/here"' in made.html
    assert "&lt;b&gt;Bring" in made.html
    assert "\nWe meet\nOn Friday, here (https://example.org/here).\n\n- <b>Bring</b>\n" in made.text


def test_a_text_needs_no_heading(newsletter: Newsletter) -> None:
    made = rendered(
        *ITEMS, Item(Post("", ""), "", "On Friday.", kind="text"), newsletter=newsletter
    )
    assert "<h3" not in made.html[made.html.rindex("Post 3") : made.html.index("On Friday.")]
    assert "\n\nOn Friday.\n" in made.text


def test_a_link_says_where_it_leads_and_whole_what_the_editor_wrote(newsletter: Newsletter) -> None:
    made = rendered(*ITEMS, LINK, newsletter=newsletter)
    assert f"other.example.org A link {LINK.blurb.strip()}" in words(made.html)
    assert "\nA link\nother.example.org\nMine." in made.text


def test_a_link_may_lead(newsletter: Newsletter) -> None:
    made = rendered(LINK, *ITEMS, newsletter=newsletter)
    assert "Read on other.example.org" in made.html


@pytest.mark.parametrize("own", [AD, NOTE])
def test_what_stands_above_the_lead_does_not_lead(own: Item, newsletter: Newsletter) -> None:
    made = rendered(own, *ITEMS, newsletter=newsletter)
    title = own.title.partition(" ")[0]
    assert made.text.index(title) < made.text.index("Post 0") < made.text.index("Post 1")
    assert made.html.index(title) < made.html.index("Read on example.org")
    assert "Read on shop" not in made.html


@pytest.mark.parametrize("full", [1, 2, 3, 5])
def test_what_cannot_lead_stays_in_its_place_and_takes_no_room(
    full: int, newsletter: Newsletter
) -> None:
    line = (ITEMS[0], ITEMS[1], AD, ITEMS[2], NOTE, ITEMS[3])
    text = rendered(*line, newsletter=newsletter, full=full).text
    places = [text.index(item.title) for item in line]
    assert places == sorted(places)
    listed = text.partition("ALSO WORTH YOUR TIME")[2]
    assert [item.title for item in ITEMS if item.title in listed] == [
        f"Post {n}" for n in range(full, 4)
    ]


def test_an_advertisement_alone_stands_under_no_heading(newsletter: Newsletter) -> None:
    systems = Section("Systems", (AD, ITEMS[1]))
    text = in_sections(newsletter, 1, Section(None, ITEMS[:1]), systems).text
    assert "Sponsored" in text
    assert "SYSTEMS" not in text


def test_an_advertisement_at_the_end_is_not_what_is_also_worth_reading(
    newsletter: Newsletter,
) -> None:
    made = rendered(*ITEMS, AD, newsletter=newsletter, full=4)
    assert "ALSO WORTH" not in made.text


def test_marks_are_shown_to_nobody(newsletter: Newsletter) -> None:
    marked = item("Marked", tags=("digest:feature", "go"), featured=True)
    made = rendered(marked, *ITEMS, newsletter=newsletter)
    assert "digest:" not in made.html + made.text


def test_a_picture_of_the_editors_is_the_one_that_is_shown(newsletter: Newsletter) -> None:
    own = Image("https://example.org/own.png", "Its own")
    other = rendered(item("On rope", image=own, shown=PICTURE), newsletter=newsletter).html
    assert "x.png" in other
    assert "own.png" not in other
    said = item("On rope", image=own, shown=Image(None, "A hemp rope"))
    described = rendered(said, newsletter=newsletter).html
    assert 'alt="A hemp rope"' in described
    assert "own.png" in described
    nothing = rendered(item("On rope", shown=Image(None, "A rope")), newsletter=newsletter)
    assert "<img" not in nothing.html
