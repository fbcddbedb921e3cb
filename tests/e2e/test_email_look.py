"""The design `weekly` in a real browser: on a phone and a desk, by day and by night."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from digest.config.settings import Design, Newsletter
from digest.core.colour import contrast
from digest.core.model import Image, Issue, Item, Post, Section
from digest.core.palette import DARK, LIGHT, palettes
from digest.core.when import When
from digest.core.window import between
from digest.render.issue import render

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).parents[2] / "templates"
PHONE, DESK = 375, 700
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
PALETTES = {"light": LIGHT, "dark": DARK}

# Every visible text node: its words, colour, ground (the nearest that is painted) and size.
TEXTS = """() => {
  const two = number => number.toString(16).padStart(2, '0');
  const hex = colour => { const [r, g, b, alpha] = colour.match(/[\\d.]+/g).map(Number);
    return alpha === 0 ? null : '#' + two(r) + two(g) + two(b) };
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility()) continue;
    let ground = null;
    for (let e = element; e && !ground; e = e.parentElement)
      ground = hex(getComputedStyle(e).backgroundColor);
    const style = getComputedStyle(element);
    found.push({words: node.textContent.trim(), colour: hex(style.color), ground,
                size: parseFloat(style.fontSize)});
  }
  return found;
}"""


def item(title: str, summary: str = "", **fields: object) -> Item:
    known = {"source": "field-notes", "url": "https://example.org/x"} | fields
    return Item(Post(title=title, summary=summary, **known), title, summary)  # type: ignore[arg-type]


def html(accent: str = LIGHT.accent) -> str:
    when = When(None, date(2026, 2, 27), "day", "", "feed")
    image = Image("https://example.org/cover.png", "A cover")
    items = (
        item(f"On {LONG}", f"See https://example.org/{LONG} and `{LONG}`", image=image, minutes=5),
        item("`code` and $O(N^2)$", "$\\frac{1}{2}$ of `it`", published=when, authors=(LONG,)),
        item("العربية في البريد", "نص قصير `x = 1`.", language="ar", minutes=3),
        item("עברית בדואר", language="he"),
        item("注意力机制的演变从多头到潜在压缩" * 4, "字" * 200, language="zh"),
        item("👨‍👩‍👧 emoji ❤️", "🎉" * 60, url=None),
        item(f"Brief {LONG}"),
        item("Brief two", published=when),
    )
    ad = Post("", "", url=f"https://{LONG}.example.org/", image=image)
    own = (
        Item(ad, f"A shop of {LONG}", f"`{LONG}` for all", kind="sponsor"),
        Item(Post("", ""), f"On {LONG}", f"**Bold** `code`\n\n> {LONG}\n\n- One", kind="text"),
    )
    issue = Issue(
        "2026-W09",
        9,
        f"A headline with `code` and {LONG}",
        "Subject",
        "Preheader",
        between(date(2026, 2, 23), date(2026, 3, 2), ZoneInfo("UTC")),
        (
            Section(None, (*own, items[0], *own)),
            Section("Inference", items[1:4]),
            Section(f"S{LONG}", (*items[4:], own[0])),
        ),
        intro=f"**Bold**, [a link](https://example.org), `code`, {LONG}\n\n```\n{LONG}\n```",
        outro="![Picture](https://example.org/p.png)\n\n> Quoted\n\n## Heading",
    )
    letter = Newsletter(
        "Systems & Models",
        "a@example.org",
        url="https://example.org",
        postal_address=LONG,
        unsubscribe_url="https://example.org/u?to={email}",
    )
    return render(issue, letter, Design(accent=accent, full_items=6), folders=[TEMPLATES]).html


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Any]:
    pages: list[Page] = []

    def opened(width: int, scheme: Any, source: str | None = None) -> Page:
        page = browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
        )
        pages.append(page)
        page.set_content(source or html())
        return page

    yield opened
    for page in pages:
        page.close()


def style(page: Page, selector: str, name: str) -> str:
    """A computed colour, as `#rrggbb`."""
    value = page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element)[name]", name
    )
    channels = value.removeprefix("rgb(").removesuffix(")").split(", ")
    return "#" + "".join(f"{int(channel):02x}" for channel in channels)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_nothing_is_wider_than_the_window(open_page: Any, width: int, scheme: str) -> None:
    page = open_page(width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = page.evaluate(
        "w => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&"
        " e.getBoundingClientRect().right > w + 0.5).map(e => e.outerHTML.slice(0, 80))",
        width,
    )
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_colours_are_the_tokens(open_page: Any, width: int, scheme: str) -> None:
    page, palette = open_page(width, scheme), PALETTES[scheme]
    shown = {
        "page": style(page, "body", "backgroundColor"),
        "card": style(page, ".card > table", "backgroundColor"),
        "tint": style(page, ".tint > table", "backgroundColor"),
        "code": style(page, "h3 code", "backgroundColor"),
        "ink": style(page, "h1", "color"),
        "soft": style(page, "p.soft", "color"),
        "accent": style(page, "a.accent", "color"),
        "rule": style(page, ".hair p", "borderTopColor"),
    }
    assert shown == {name: getattr(palette, name) for name in shown}
    assert style(page, ".strong p", "borderTopColor") == palette.ink
    assert style(page, "h3 a", "color") == palette.ink


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", [LIGHT.accent, "#ffd400", "#000000", "#0b57d0"])
def test_every_text_can_be_read(open_page: Any, scheme: str, accent: str) -> None:
    texts = open_page(PHONE, scheme, html(accent)).evaluate(TEXTS)
    assert len(texts) > 40
    faint = [t for t in texts if contrast(t["colour"], t["ground"]) < 4.5 or t["size"] < 13]
    assert faint == []


def test_the_preheader_is_not_shown(open_page: Any) -> None:
    page = open_page(DESK, "light")
    assert not page.get_by_text("Preheader").is_visible()


def test_the_outlook_web_dark_rules_say_the_same_as_the_media_query(open_page: Any) -> None:
    page = open_page(PHONE, "light")
    page.evaluate(
        "document.documentElement.setAttribute('data-ogsc', '');"
        "document.documentElement.setAttribute('data-ogsb', '')"
    )
    assert style(page, "h1", "color") == DARK.ink
    assert style(page, "p.soft", "color") == DARK.soft
    assert style(page, "a.accent", "color") == DARK.accent
    assert style(page, ".card > table", "backgroundColor") == DARK.card
    assert style(page, ".tint > table", "backgroundColor") == DARK.tint


def test_an_accent_of_the_owner_colours_links_and_tint(open_page: Any) -> None:
    light, dark = palettes("#0b57d0")
    assert style(open_page(DESK, "light", html("#0b57d0")), "a.accent", "color") == light.accent
    assert style(open_page(DESK, "dark", html("#0b57d0")), "a.accent", "color") == dark.accent


def test_gutters_are_32_on_a_desk_and_22_on_a_phone(open_page: Any) -> None:
    for width, gutter in ((DESK, 50 + 32), (PHONE, 22)):
        box = open_page(width, "light").locator("h1").bounding_box()
        assert round(box["x"]) == gutter


def test_issue_and_days_stand_right_on_a_desk_and_below_on_a_phone(open_page: Any) -> None:
    for width, beside in ((DESK, True), (PHONE, False)):
        page = open_page(width, "light")
        name = page.locator("p.name").bounding_box()
        which = page.locator(".which p").bounding_box()
        assert (abs(which["y"] - name["y"]) < 4) == beside


def test_right_to_left_items_begin_at_the_right(open_page: Any) -> None:
    page = open_page(DESK, "light")
    title = page.locator("h3", has_text="العربية").locator("a").bounding_box()
    assert round(title["x"] + title["width"]) == 50 + 600 - 32


def test_no_rule_is_doubled(open_page: Any) -> None:
    rules = open_page(DESK, "light").locator(".strong p, .hair p").all()
    tops = [rule.bounding_box()["y"] for rule in rules]
    assert len(tops) > 5
    assert all(below - above > 40 for above, below in pairwise(tops))
