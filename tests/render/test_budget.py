"""HTML that Gmail would cut off: by which rule it is made to fit, and what is never touched."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Issue, Item, Post, Rendered, Section
from digest.render import issue as pipeline
from digest.render.compose import WHOLE, Fit
from digest.render.issue import render

from .conftest import TEMPLATES, make_issue, make_item, make_post

DESIGNS = sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir())
SENTENCE = "Twelve short words stand in this one sentence and then it ends. "
MINE = "The editor wrote this about it, and at some length. " * 8
OWN = (
    Item(Post("", "", url="https://shop.example.org/"), "Rope", MINE, kind="sponsor"),
    Item(Post("", ""), "A text", MINE, kind="text"),
    Item(Post("", "", url="https://other.example.org/"), "A link", MINE, kind="link"),
)


def posts(count: int) -> tuple[Item, ...]:
    made = [
        make_post(f"Post {n}", SENTENCE * 6, url=f"https://example.org/{n}") for n in range(count)
    ]
    return tuple(map(make_item, made))


def rendered(
    letter: Newsletter, made: Issue, limit: int, template: str = "weekly", full: int = 99
) -> Rendered:
    design = Design(template, full_items=full, max_bytes=limit)
    return render(made, letter, design, folders=[TEMPLATES])


def size(done: Rendered) -> int:
    return len(done.html.encode())


def fitted(letter: Newsletter, made: Issue, fit: Fit) -> int:
    """Bytes of the HTML under one fit, without any budget."""
    found = pipeline.templates.design("weekly", [TEMPLATES])
    return size(pipeline._made(made, letter, Design(full_items=99), found, fit))


def test_what_fits_is_left_alone(newsletter: Newsletter) -> None:
    made = make_issue(*posts(5))
    free = rendered(newsletter, made, 0)
    assert rendered(newsletter, made, size(free)) == free
    assert free.notes == ()


@pytest.mark.parametrize(
    ("room", "words"), [(160, "29 summaries were shortened"), (90, "29 summaries were shortened")]
)
def test_first_all_summaries_but_the_leads_get_shorter(
    newsletter: Newsletter, room: int, words: str
) -> None:
    made = make_issue(*posts(30))
    limit = fitted(newsletter, made, Fit(room))
    done = rendered(newsletter, made, limit)
    assert size(done) == limit
    assert done.notes == (
        f"{words}, so that the HTML stays below {limit:,} bytes: [design] max_bytes",
    )
    summaries = [
        " ".join(p.text_content().split()) for p in _page(done).xpath("//p[@class='soft']")
    ]
    assert summaries[0] == (SENTENCE * 6).strip()
    assert {len(text) <= room + 2 for text in summaries[1:]} == {True}
    assert len(summaries) == 30


@pytest.mark.parametrize("titles", [10, 11, 28, 29])
def test_then_as_few_items_as_will_do_lose_all_but_their_title_from_the_end(
    newsletter: Newsletter, titles: int
) -> None:
    items = posts(30)
    made = make_issue(*items)
    limit = fitted(newsletter, made, Fit(90, items[30 - titles :]))
    done = rendered(newsletter, made, limit)
    assert size(done) == limit
    briefs = [h.text_content() for h in _page(done).xpath("//h3[@class='brief']")]
    assert briefs == [item.title for item in items[30 - titles :]]
    assert rendered(newsletter, made, limit - 1).html != done.html
    shown = f"{titles} {'item is' if titles == 1 else 'items are'} shown by title only"
    assert shown in done.notes[0]
    assert (f"{29 - titles} summar" in done.notes[0]) == (titles < 29)


def test_what_even_titles_do_not_save_stays_whole_and_is_told(newsletter: Newsletter) -> None:
    made = make_issue(*posts(30))
    done = rendered(newsletter, made, 9_000)
    assert done.html == rendered(newsletter, made, 0).html
    assert re.fullmatch(
        r"even by title only the HTML has [\d,]+ bytes, more than \[design\] max_bytes = 9,000: "
        "nothing was shortened; set a lower max_posts",
        *done.notes,
    )


def test_a_lead_and_the_editors_words_alone_are_told_to_be_all_of_it(
    newsletter: Newsletter,
) -> None:
    made = make_issue(*posts(1), *OWN)
    done = rendered(newsletter, made, 9_000)
    assert done.html == rendered(newsletter, made, 0).html
    (note,) = done.notes
    assert note == (
        f"the HTML has {size(done):,} bytes, more than [design] max_bytes = 9,000, and no summary "
        "in it that could be shortened; set a higher max_bytes"
    )


@pytest.mark.parametrize("template", DESIGNS)
def test_the_editors_words_are_whole_in_every_design(newsletter: Newsletter, template: str) -> None:
    mine = replace(
        make_item(make_post("Mine", SENTENCE * 6, url="https://example.org/mine")), blurb=MINE
    )
    made = make_issue(*posts(20), *OWN, mine, *posts(9), intro=MINE)
    least = size(rendered(newsletter, made, 0, template, full=1))
    whole = _words(rendered(newsletter, made, 0, template))
    for limit in (least + 6_000, least + 12_000):
        done = rendered(newsletter, made, limit, template)
        assert size(done) <= limit
        words = _words(done)
        assert words.count(MINE.strip()) == whole.count(MINE.strip())
        assert all(item.title in words for item in made.items)


@pytest.mark.parametrize("template", DESIGNS)
@pytest.mark.parametrize("count", [25, 60])
def test_every_design_fits_with_the_same_posts_in_the_text(
    newsletter: Newsletter, template: str, count: int
) -> None:
    pictured = [
        replace(item, post=replace(item.post, image=Image(f"https://example.org/{n}.png", "x")))
        for n, item in enumerate(posts(count))
    ]
    made = make_issue(
        sections=(Section("One", tuple(pictured[:20])), Section("Two", tuple(pictured[20:])))
    )
    whole = rendered(newsletter, made, 0, template)
    done = rendered(newsletter, made, min(100_000, size(whole) * 9 // 10), template)
    assert size(done) <= 100_000
    assert done.notes
    links = {a.get("href") for a in _page(done).xpath("//a[@href]") if a.get("href")[0] != "#"}
    assert links == set(re.findall(r"https?://[^\s)]+", done.text))
    places = [done.text.index(f"https://example.org/{n}\n") for n in range(count)]
    assert places == sorted(places)


def test_few_renders_are_enough(newsletter: Newsletter, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_issue(*posts(60))
    limit = fitted(newsletter, made, WHOLE) * 85 // 100
    count: list[Fit] = []
    real: Callable[..., Rendered] = pipeline._made

    def counted(*args: object) -> Rendered:
        count.append(args[-1])  # type: ignore[arg-type]
        return real(*args)

    monkeypatch.setattr(pipeline, "_made", counted)
    done = rendered(newsletter, made, limit)
    assert size(done) <= limit
    assert len(count) <= 9


def _words(done: Rendered) -> str:
    return " ".join(_page(done).text_content().split())


def _page(done: Rendered) -> html.HtmlElement:
    return html.document_fromstring(done.html)
