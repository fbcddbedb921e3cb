from hypothesis import assume, given
from hypothesis import strategies as st

from digest.core.arrange import NEWS, Entry, arrange, in_order, lead_of
from digest.core.model import Item, Post

HEADINGS = (None, "Systems", "Agents")


def entry(title: str, kind: str = "post", heading: str | None = None, **fields: int) -> Entry:
    item = Item(Post("", title), title, "", kind=kind)  # type: ignore[arg-type]
    return Entry(item, heading, **fields, loose=kind != "post" and not heading and not fields)


def read(*entries: Entry) -> list[tuple[str | None, str]]:
    sections = arrange(entries, HEADINGS)
    return [(section.title, item.title) for section in sections for item in section.items]


def test_the_first_of_the_news_leads_without_its_heading() -> None:
    made = read(entry("ad", "sponsor"), entry("a", heading="Agents"), entry("b", heading="Systems"))
    assert made == [(None, "a"), ("Systems", "b"), ("Systems", "ad")]


def test_links_at_the_top_lead_through_what_cannot() -> None:
    made = read(entry("a"), entry("ad", "sponsor", place=1), entry("link", "link", place=2))
    assert made == [(None, "ad"), (None, "link"), (None, "a")]
    made = read(entry("a"), entry("ad", "sponsor", place=1), entry("link", "link", place=3))
    assert made == [(None, "ad"), (None, "a"), (None, "link")]


def test_a_place_beyond_the_end_is_the_end() -> None:
    made = read(entry("link", "link", place=7), entry("note", "text", place=9))
    assert made == [(None, "link"), (None, "note")]


def test_nothing_that_may_lead_leaves_an_issue_without_a_lead() -> None:
    assert read(entry("note", "text"), entry("ad", "sponsor")) == [(None, "note"), (None, "ad")]
    assert lead_of([entry("ad", "sponsor").item]) is None


@st.composite
def lines(draw: st.DrawFn) -> list[Entry]:
    """Entries as `curate` makes them, each with a title of its own; one may be featured."""
    kinds = draw(st.lists(st.sampled_from(["post", "post", "link", "sponsor", "text"]), max_size=9))
    featured = draw(st.none() | st.integers(0, 9))
    found = []
    for number, kind in enumerate(kinds):
        leads = number == featured and kind in NEWS
        item = Item(Post("", str(number)), str(number), "", featured=leads, kind=kind)  # type: ignore[arg-type]
        heading = draw(st.sampled_from(HEADINGS))
        place = draw(st.none() | st.integers(1, 10)) if kind != "post" else None
        rank = None if place else draw(st.none() | st.integers(0, 4))
        loose = kind in ("sponsor", "text") and not heading and not place
        found.append(Entry(item, heading, rank, place, loose))
    return found


@given(lines())
def test_every_item_stands_once_and_every_heading_too(entries: list[Entry]) -> None:
    sections = arrange(entries, HEADINGS)
    shown = [item.title for section in sections for item in section.items]
    titles = [section.title for section in sections]
    assert sorted(shown) == sorted(e.item.title for e in entries)
    assert titles == sorted(set(titles), key=HEADINGS.index)


@given(lines())
def test_the_lead_stands_in_the_part_without_a_heading(entries: list[Entry]) -> None:
    sections = arrange(entries, HEADINGS)
    lead = lead_of(item for section in sections for item in section.items)
    assume(lead)
    assert sections[0].title is None
    above = sections[0].items[: sections[0].items.index(lead)]  # type: ignore[arg-type]
    assert all(item.kind not in NEWS for item in above) or (lead and lead.featured)


@given(lines())
def test_distinct_places_within_the_issue_are_kept(entries: list[Entry]) -> None:
    places = {e.item.title: e.place for e in entries if e.place}
    assume(len(set(places.values())) == len(places))
    assume(max(places.values(), default=0) <= len(entries))
    assume(not any(e.item.featured and e.place for e in entries))
    assume(not any(e.loose and e.rank is not None for e in entries))  # it may want place 1, too
    assume(any(e.item.kind in NEWS and not e.place for e in entries))
    shown = [title for _, title in read(*entries)]
    assert {title: shown.index(title) + 1 for title in places} == places


@given(lines())
def test_under_a_heading_the_editors_order_holds(entries: list[Entry]) -> None:
    sections = arrange(entries, HEADINGS)
    line = [item for section in sections for item in section.items]
    lead = lead_of(line)
    for heading in HEADINGS:
        free = [e for e in entries if e.heading == heading and not e.place and not e.loose]
        wanted = [e.item.title for e in in_order(free) if e.item != lead]
        assert [item.title for item in line if item.title in wanted] == wanted
