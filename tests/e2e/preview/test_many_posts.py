"""An issue of 200 posts stays an issue that one can work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import ISSUE, Served, digest, email, is_live, serve, write_project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("large") / "letter"
    write_project(folder, posts=200, most=300)
    digest(folder, "build", "--week", ISSUE)
    with serve(folder, "--port", "0") as served:
        yield served


def test_all_of_it_is_shown_and_can_be_edited(large: Served, page: Page):
    page.goto(large.url)
    is_live(page)
    expect(page.locator("#items > li")).to_have_count(200)
    expect(email(page).get_by_role("heading", name="Post 1", exact=True)).to_be_attached()
    assert page.locator("#status .over").count() == 1
    for key, view in (("3", "source"), ("6", "raw"), ("1", "html")):
        page.keyboard.press(key)
        expect(page.locator("#shown")).to_have_class(view)
    page.keyboard.press("e")
    page.keyboard.type("Typed in time")
    expect(page.locator("[name=intro]")).to_have_value("Typed in time")
    page.get_by_role("button", name="Save").click()
    expect(email(page).locator("body")).to_contain_text("Typed in time")
    page.locator("#items > li").nth(199).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#items > li").nth(198)).to_contain_text("Post 1")
    expect(page.locator("#items > li").nth(198)).to_be_focused()
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0
