"""What came of something that one did is seen, and a failure stays until one has read it."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import Served, is_live
from tests.e2e.preview.test_axe_states import is_fine

pytestmark = pytest.mark.browser


@pytest.fixture
def at_work(editor: Served, page: Page) -> Page:
    page.clock.install()
    page.goto(editor.url)
    is_live(page)
    return page


def is_there(page: Page, *, there: bool = True) -> None:
    """Whether the words are as large as words are."""
    high = "document.getElementById('toast').getBoundingClientRect().height > 20"
    page.wait_for_function(high if there else f"!({high})")


def test_what_was_done_is_seen_for_a_while(at_work: Page):
    page = at_work
    is_there(page, there=False)
    page.keyboard.press("x")
    expect(page.get_by_role("status").filter(has_text="Post 14")).to_be_in_viewport()
    is_there(page)
    expect(page.get_by_role("button", name="Dismiss")).to_be_hidden()
    page.clock.run_for(10_000)
    is_there(page, there=False)


@pytest.mark.usefixtures("noise")
def test_refusal_is_seen_until_it_is_dismissed(at_work: Page):
    page = at_work
    refused = {"error": "vim needs a terminal", "hint": "type: vim +10 digest.toml"}
    page.route("**/rebuild", lambda route: route.fulfill(status=409, json=refused))
    page.keyboard.press("r")
    told = page.get_by_role("status").filter(has_text="vim needs a terminal – type: vim +10")
    expect(told).to_be_in_viewport()
    is_fine(page, "refused")
    page.clock.run_for(60_000)
    is_there(page)
    page.get_by_role("button", name="Dismiss").click()
    is_there(page, there=False)


def test_build_that_nobody_asked_for_is_only_read_aloud(editor: Served, at_work: Page):
    page = at_work
    (editor.issue / "intro.md").write_text("By hand", "utf-8")
    expect(page.locator("#aloud")).to_contain_text("built: 12 posts")
    is_there(page, there=False)


@pytest.mark.usefixtures("noise")
def test_mistake_is_opened_in_the_editor_or_it_is_told_why_not(editor: Served, at_work: Page):
    page = at_work
    (editor.issue / "issue.toml").write_text("[oh", "utf-8")
    answers = [
        {"status": 409, "json": {"error": "no editor is named", "hint": ""}},
        {"status": 200, "json": {"opened": "issue.toml"}},
    ]
    page.route("**/api/open", lambda route: route.fulfill(**answers.pop(0)))  # type: ignore[arg-type]
    for words in ("no editor is named", "opened"):
        page.get_by_role("button", name="Open in editor").click()
        expect(page.locator("#live")).to_contain_text(words)
        is_there(page)
