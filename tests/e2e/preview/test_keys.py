"""The page by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.preview.served import ISSUE, Served, email, is_live

pytestmark = pytest.mark.browser
Check = Callable[[Page], object]


def has_query(words: str) -> Check:
    return lambda page: expect(page).to_have_url(re.compile(re.escape(words)))


def is_open(dialog: str) -> Check:
    def check(page: Page) -> None:
        expect(page.locator(f"dialog#{dialog}")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(f"dialog#{dialog}")).to_be_hidden()

    return check


def is_said(words: str) -> Check:
    return lambda page: expect(page.locator("#live")).to_contain_text(words)


def is_chosen(title: str) -> Check:
    return lambda page: expect(page.locator("#items [aria-current]")).to_contain_text(title)


def is_shown(selector: str, *, there: bool = True) -> Check:
    return lambda page: expect(page.locator(selector).first).to_be_visible(visible=there)


def is_at(place: int, title: str) -> Check:
    return lambda page: expect(page.locator("#items > li").nth(place)).to_contain_text(title)


def is_focused(selector: str) -> Check:
    def check(page: Page) -> None:
        expect(page.locator(selector)).to_be_focused()
        page.keyboard.press("Escape")
        page.locator("#stage").focus()

    return check


def leads_to(path: str) -> Check:
    def check(page: Page) -> None:
        page.wait_for_url(f"**{path}*")
        page.go_back()
        is_live(page)

    return check


# In the order of the help; each begins where the one before it has ended.
DOES: dict[str, tuple[str, Check]] = {
    "Show the keys": ("?", is_open("help")),
    "Find a command": ("/", is_open("palette")),
    "Rebuild, and ask the sources": ("r", is_said("built: nothing has changed")),
    "Approve the issue": ("A", is_said("approved")),
    "Send a test": ("t", is_open("test")),
    "Show HTML": ("1", is_shown("#tab-html[aria-selected=true]")),
    "Show Text": ("2", has_query("view=text")),
    "Show Source": ("3", has_query("view=source")),
    "Show MJML": ("4", has_query("view=mjml")),
    "Show Headers": ("5", has_query("view=headers")),
    "Show Raw": ("6", has_query("view=raw")),
    "Phone width": ("m", has_query("w=375")),
    "Wide": ("w", has_query("w=700")),
    "Both widths": ("b", has_query("w=both")),
    "Light, dark, forced dark": ("d", has_query("scheme=dark")),
    "Images: local, remote, blocked": ("i", has_query("images=remote")),
    "Zoom in": ("+", has_query("zoom=125")),
    "Zoom out": ("-", has_query("zoom=100")),
    "Zoom: fit": ("0", has_query("zoom=fit")),
    "Show or hide the posts": ("h", is_shown("#posts", there=False)),
    "Next post": ("j", is_chosen("Post 13")),
    "Previous post": ("k", is_chosen("Post 14")),
    "Move it down": ("Alt+ArrowDown", is_at(1, "Post 14")),
    "Move it up": ("Alt+ArrowUp", is_at(0, "Post 14")),
    "Pin it, or take the pin back": ("s", is_shown("#items [aria-current] .mark")),
    "Let it lead, or not": ("f", is_shown("#items [aria-current] >> text=leads")),
    "Drop it": ("x", is_at(0, "Post 13")),
    "Edit its words": ("Enter", is_focused("#items [name=title]")),
    "Edit the words of the issue": ("e", is_focused("[name=intro]")),
    "Undo": ("u", is_at(0, "Post 14")),
    "Redo": ("U", is_at(0, "Post 13")),
    "Show or hide the checks": ("c", is_shown("#checks", there=False)),
    "Next finding": ("n", has_query("finding=")),
    "Previous finding": ("p", has_query("finding=")),
    "Ask links and images on the web": ("o", is_shown("text=asking …")),
    "Older issue": ("[", has_query("/i/2026-W09")),
    "Newer issue": ("]", has_query(f"/i/{ISSUE}")),
    "All issues": ("l", leads_to("/issues")),
}


def test_each_key_of_the_help_does_what_it_says(editor: Served, page: Page):
    asked: list[str] = []
    page.route("**/checks/online", lambda route: asked.append("web") or route.fulfill(json={}))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(editor.url)
    is_live(page)
    page.keyboard.press("?")
    labels = page.locator("#help dd").all_text_contents()
    page.keyboard.press("Escape")
    assert set(labels) == set(DOES)
    for label, (key, check) in DOES.items():
        if label == "Edit its words":
            page.locator("#items [aria-current]").focus()
        page.keyboard.press(key)
        check(page)
        if "issue" in label:
            is_live(page)
    assert asked == ["web"]


def test_help_begins_at_its_beginning(reader: Served, page: Page):
    page.set_viewport_size({"width": 900, "height": 500})
    page.goto(reader.url)
    is_live(page)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    assert page.locator("#help").evaluate("e => e.scrollTop") == 0
    labels = page.locator("#help dd").all_text_contents()
    at = labels.index("Undo")
    assert labels[at : at + 3] == ["Undo", "Redo", "Approve the issue"]


def test_a_command_is_found_and_done_by_its_name(reader: Served, page: Page):
    page.goto(reader.url)
    is_live(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("show mjx")
    expect(page.locator("#palette [role=option]")).to_have_count(0)
    page.keyboard.press("Backspace")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Show MJML")
    page.keyboard.press("Control+a")
    page.keyboard.type("zoom")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Command", exact=True)).to_have_attribute(
        "aria-activedescendant", "command-2"
    )
    page.keyboard.press("Enter")
    has_query("zoom=75")(page)
    expect(page.locator("#palette")).to_be_hidden()


def test_keys_are_heard_from_inside_the_email(reader: Served, page: Page):
    page.goto(f"{reader.url}?w=700&zoom=100")
    is_live(page)
    email(page).get_by_role("heading", name="Post 14").click()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    page.keyboard.press("m")
    has_query("w=375")(page)
    email(page, 375).get_by_role("heading", name="Post 14").click()
    page.keyboard.press("Control+k")
    is_open("palette")(page)
    email(page, 375).get_by_role("heading", name="Post 14").click()
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_focused()


@pytest.mark.parametrize("held", [{"altKey": True}, {"altKey": True, "ctrlKey": True}])
def test_signs_that_a_keyboard_has_only_with_alt_are_heard(
    reader: Served, page: Page, held: dict[str, bool]
):
    page.goto(reader.url)
    is_live(page)
    page.evaluate(
        "held => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key: '[', bubbles: true, ...held}))",
        held,
    )
    has_query("/i/2026-W09")(page)


def test_a_key_that_comes_before_the_facts_is_not_lost(reader: Served, page: Page):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/api/i/[^/]+$"), hold)
    page.goto(reader.url)
    is_live(page)
    page.keyboard.press("[")
    assert held
    for route in held:
        route.continue_()
    has_query("/i/2026-W09")(page)


def test_keys_are_letters_where_one_types(reader: Served, page: Page):
    page.goto(reader.url)
    is_live(page)
    page.keyboard.press("e")
    page.keyboard.type("?/dmx1 words")
    expect(page.locator("[name=intro]")).to_have_value("?/dmx1 words")
    expect(page).to_have_url(f"{reader.url}?open=wording")
    page.get_by_label("Any width in pixels").click()
    page.keyboard.type("400")
    expect(page).to_have_url(f"{reader.url}?open=wording")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_tabs_are_one_stop_and_arrows_go_through_them(reader: Served, page: Page):
    page.goto(reader.url)
    is_live(page)
    page.locator("#tab-html").focus()
    for key, view in (
        ("ArrowLeft", "raw"),
        ("ArrowRight", "html"),
        ("End", "raw"),
        ("Home", "html"),
    ):
        page.keyboard.press(key)
        expect(page.locator(f"#tab-{view}")).to_be_focused()
        expect(page.locator(f"#tab-{view}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") != "tab"


def test_rows_are_one_stop_with_their_buttons_after_them(reader: Served, page: Page):
    page.goto(reader.url)
    is_live(page)
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    is_chosen("Post 12")(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Move up: Post 12")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#items')") is None


def test_everything_begins_with_a_way_past_the_controls(reader: Served, page: Page):
    page.goto(reader.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the email")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stage")).to_be_focused()
