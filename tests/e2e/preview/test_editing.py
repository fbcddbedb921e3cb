"""Curation in the page: what it writes, what it says, and that nobody loses anything."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.preview.served import ISSUE, Served, digest, email, is_live, serve

pytestmark = pytest.mark.browser

COMMENT = "\n# a word to myself,\t kept byte for byte\r\n"


def toml(served: Served) -> dict[str, Any]:
    return tomllib.loads((served.issue / "issue.toml").read_text("utf-8"))


def rows(page: Page) -> Locator:
    return page.locator("#items > li")


def titles(page: Page, count: int = 3) -> list[str]:
    return [each.split(" posts")[0] for each in rows(page).locator("b").all_text_contents()[:count]]


def is_first(page: Page, title: str, place: int = 0) -> None:
    expect(rows(page).nth(place).locator("b")).to_have_text(title)


def is_said(page: Page, words: str) -> None:
    expect(page.locator("#live")).to_contain_text(words)


@pytest.fixture
def at_work(editor: Served, page: Page) -> Page:
    page.goto(editor.url)
    is_live(page)
    return page


def test_posts_are_moved_by_mouse_keys_and_buttons(editor: Served, at_work: Page):
    page = at_work
    rows(page).nth(2).drag_to(rows(page).nth(0))
    is_first(page, "Post 12")
    expect(email(page).locator("h2").first).to_have_text("Post 12")
    rows(page).nth(0).focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    is_first(page, "Post 12", 2)
    expect(rows(page).nth(2)).to_be_focused()
    page.get_by_role("button", name="Move up: Post 12").click()
    is_first(page, "Post 12", 1)
    expect(page.get_by_role("button", name="Move up: Post 12")).to_be_focused()
    assert titles(page) == ["Post 14", "Post 12", "Post 13"]
    assert toml(editor)["order"][:2] == ["https://example.org/p014/", "https://example.org/p012/"]


def test_drag_outlives_a_build(editor: Served, at_work: Page):
    page = at_work
    title = rows(page).nth(2).locator("b")
    title.hover()
    page.mouse.down()
    rows(page).nth(1).hover()
    with page.expect_response("**/posts"):
        post = editor.folder / "posts/p013.md"
        post.write_text(post.read_text("utf-8").replace("Post 13", "Another 13"), "utf-8")
    expect(email(page).locator("body")).to_contain_text("Another 13")
    assert titles(page) == ["Post 14", "Post 13", "Post 12"]
    rows(page).nth(0).hover()
    page.mouse.up()
    is_first(page, "Post 12")
    is_first(page, "Another 13", 2)


def ringed(page: Page) -> Locator:
    return email(page).locator("[data-dg-shown]")


def test_ring_and_address_stay_with_the_chosen_post(editor: Served, at_work: Page):
    page = at_work

    def is_ringed(title: str) -> None:
        expect(page.locator("#items [aria-current] b")).to_have_text(title)
        expect(ringed(page)).to_have_text(title)
        bookmark = page.context.new_page()
        bookmark.goto(page.url)
        expect(bookmark.locator("#items [aria-current] b")).to_have_text(title)
        expect(ringed(bookmark)).to_have_text(title)
        bookmark.close()

    page.keyboard.press("j")
    page.keyboard.press("Alt+ArrowDown")
    expect(email(page).locator("h3").first).to_have_text("Post 12")
    is_ringed("Post 13")
    rows(page).nth(2).drag_to(rows(page).nth(0))
    expect(email(page).locator("h2").first).to_have_text("Post 13")
    is_ringed("Post 13")
    page.keyboard.press("x")
    expect(email(page).locator("h2").first).to_have_text("Post 14")
    is_ringed("Post 14")
    page.keyboard.press("u")
    expect(email(page).locator("h2").first).to_have_text("Post 13")
    is_ringed("Post 14")
    email(page).get_by_role("heading", name="Post 11").dispatch_event("click")
    is_ringed("Post 11")


def test_a_post_is_pinned_featured_dropped_and_taken_back(editor: Served, at_work: Page):
    page = at_work
    page.get_by_role("button", name="Pin: Post 14").click()
    expect(rows(page).first.locator(".mark")).to_have_text("pinned ")
    expect(page.get_by_role("button", name="Unpin: Post 14")).to_be_visible()
    rows(page).nth(1).click()
    page.get_by_role("button", name="Feature: Post 13").click()
    expect(rows(page).first).to_contain_text("★ leads")
    is_first(page, "Post 13")
    page.get_by_role("button", name="Drop: Post 13").click()
    is_first(page, "Post 14")
    expect(rows(page).first).to_be_focused()
    assert [toml(editor)[key] for key in ("pin", "drop")] == [
        ["https://example.org/p014/"],
        ["https://example.org/p013/"],
    ]
    page.get_by_text("Left out").click()
    expect(page.locator("#out li", has_text="Post 13")).to_contain_text("dropped by the editor")
    page.get_by_role("button", name="Take back: Post 13").click()
    expect(page.locator("#out li", has_text="Post 13")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('#posts') !== null")
    assert page.locator("#left-out").get_attribute("open") is not None


def test_a_post_that_was_left_out_is_taken_in(editor: Served, at_work: Page):
    page = at_work
    page.get_by_text("Left out").click()
    left = page.locator("#out li", has_text="Post 1").last
    expect(left).to_contain_text("the issue has its 12 posts already")
    page.get_by_role("button", name="Take in: Post 1", exact=True).click()
    expect(rows(page).locator("b", has_text="Post 1").last).to_be_visible()
    expect(email(page).get_by_role("heading", name="Post 1", exact=True)).to_be_attached()
    assert toml(editor)["pin"] == ["https://example.org/p001/"]


def test_words_are_edited_and_comments_stay(editor: Served, page: Page):
    file = editor.issue / "issue.toml"
    before = file.read_bytes().replace(b"\n", b"\n" + COMMENT.encode(), 1)
    file.write_bytes(before)
    page.goto(editor.url)
    is_live(page)
    page.get_by_role("button", name="Edit: Post 14").click()
    page.keyboard.type('<b>"Fourteen"</b>')
    page.get_by_label("Words about it").fill("In my\nwords & yours")
    page.get_by_role("button", name="Save").first.click()
    is_first(page, '<b>"Fourteen"</b>')
    expect(rows(page).first).to_be_focused()
    expect(email(page).locator("h2").first).to_have_text('<b>"Fourteen"</b>')
    page.keyboard.press("e")
    page.keyboard.type("Dear readers")
    page.get_by_label("Subject", exact=True).fill("A subject of its own")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#envelope .subject")).to_have_text("A subject of its own")
    assert (editor.issue / "intro.md").read_text("utf-8") == "Dear readers\n"
    assert COMMENT.encode() in file.read_bytes()
    assert set(before.splitlines()) - set(file.read_bytes().splitlines()) <= {
        b'# subject = "Post 14, and 11 more"'
    }
    assert toml(editor)["items"] == [
        {
            "post": "https://example.org/p014/",
            "title": '<b>"Fourteen"</b>',
            "blurb": "In my\nwords & yours",
        }
    ]


def test_words_that_are_shown_are_mended_and_only_what_differs_is_written(
    editor: Served, at_work: Page
):
    page = at_work
    before = (editor.issue / "issue.toml").read_bytes()
    page.get_by_role("button", name="Edit: Post 14").click()
    expect(page.get_by_label("Title", exact=True).first).to_have_value("Post 14")
    expect(page.get_by_label("Words about it")).to_have_value(re.compile("^Some words about post"))
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.get_by_role("button", name="Save").first.click()
    is_first(page, "Post 14!")
    assert toml(editor)["items"] == [{"post": "https://example.org/p014/", "title": "Post 14!"}]
    page.get_by_role("button", name="Edit: Post 14!").click()
    page.get_by_role("button", name="as without me: Title").click()
    is_first(page, "Post 14")
    assert "items" not in toml(editor)
    page.keyboard.press("e")
    subject = page.get_by_label("Subject", exact=True)
    expect(subject).to_have_value("Post 14, and 11 more")
    subject.press("End")
    page.keyboard.type("!")
    with page.expect_request("**/curation") as asked:
        page.get_by_role("button", name="Save").click()
    assert asked.value.post_data_json == {"op": "words", "subject": "Post 14, and 11 more!"}
    page.get_by_role("button", name="as without me: Subject").click()
    expect(subject).to_have_value("Post 14, and 11 more")
    expect(subject).to_be_focused()
    assert (editor.issue / "issue.toml").read_bytes() == before


def test_words_that_follow_from_the_posts_may_change_while_one_types(editor: Served, at_work: Page):
    page = at_work
    page.keyboard.press("e")
    subject = page.get_by_label("Subject", exact=True)
    subject.fill("Mine")
    page.get_by_role("button", name="Drop: Post 14").click()
    expect(page.locator("#envelope .subject")).to_have_text(re.compile("^Post 13"))
    expect(subject).to_have_js_property("defaultValue", "Post 13, and 11 more")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#envelope .subject")).to_have_text("Mine")


def test_undo_takes_back_each_step_and_redo_makes_it_again(editor: Served, at_work: Page):
    page = at_work
    before = (editor.issue / "issue.toml").read_bytes()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for left in ("Post 13", "Post 12"):
        page.keyboard.press("x")
        is_first(page, left)
    after = (editor.issue / "issue.toml").read_bytes()
    page.get_by_role("button", name="Undo").click()
    is_first(page, "Post 13")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    is_first(page, "Post 14")
    assert (editor.issue / "issue.toml").read_bytes() == before
    page.keyboard.press("U")
    page.keyboard.press("U")
    is_first(page, "Post 12")
    assert (editor.issue / "issue.toml").read_bytes() == after


def test_what_is_typed_outlives_a_build(editor: Served, at_work: Page):
    page = at_work
    page.get_by_role("button", name="Edit: Post 14").click()
    page.keyboard.type("Half a ti")
    page.keyboard.press("ArrowLeft")
    post = editor.folder / "posts/p013.md"
    post.write_text(post.read_text("utf-8").replace("Post 13", "Another 13"), "utf-8")
    is_first(page, "Another 13", 1)
    field = page.locator("#items [name=title]")
    expect(field).to_have_value("Half a ti")
    expect(field).to_be_focused()
    assert field.evaluate("e => e.selectionStart") == len("Half a t")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(rows(page).first).to_be_focused()


def conflict(served: Served, page: Page) -> Path:
    """Somebody writes into issue.toml, and the page does not know it yet."""
    page.route("**/api/i/*/posts", lambda route: route.abort())
    file = served.issue / "issue.toml"
    file.write_text(file.read_text("utf-8") + 'title = "Theirs"\n', "utf-8")
    page.keyboard.press("x")
    expect(page.locator("dialog#conflict")).to_be_visible()
    page.unroute("**/api/i/*/posts")
    return file


@pytest.mark.usefixtures("noise")
def test_a_conflict_shows_both_and_loses_nothing(editor: Served, at_work: Page):
    page = at_work
    file = conflict(editor, page)
    theirs, mine = page.locator("#conflict pre").all_text_contents()
    assert ('title = "Theirs"' in theirs, "p014" in theirs) == (True, False)
    assert ('title = "Theirs"' in mine, 'drop = ["https://example.org/p014/"]' in mine) == (
        False,
        True,
    )
    assert "p014" not in file.read_text("utf-8")
    page.get_by_role("button", name="Make my change in what is on disk").click()
    is_first(page, "Post 13")
    assert (toml(editor)["title"], toml(editor)["drop"]) == (
        "Theirs",
        ["https://example.org/p014/"],
    )


@pytest.mark.usefixtures("noise")
def test_after_a_conflict_one_may_go_on_without(editor: Served, at_work: Page):
    page = at_work
    conflict(editor, page)
    page.keyboard.press("Escape")
    expect(page.locator("#conflict")).to_be_hidden()
    page.keyboard.press("e")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Theirs")
    assert "drop" not in toml(editor)


@pytest.mark.usefixtures("noise")
def test_a_draft_is_approved_and_one_that_changed_is_not(editor: Served, at_work: Page):
    page = at_work
    expect(page.locator("#state")).to_have_text("draft")
    page.get_by_role("button", name="Approve").click()
    is_said(page, "approved")
    expect(page.locator("#state")).to_have_text("approved")
    html = editor.issue / "issue.html"
    html.write_text(html.read_text("utf-8") + " ", "utf-8")
    expect(page.locator("#state")).to_have_text("changed")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".problem")).to_contain_text("issue.html")
    expect(page.get_by_role("button", name="Approve")).to_be_focused()


@pytest.mark.usefixtures("noise")
def test_refusal_to_approve_outlives_the_next_build_and_is_of_the_build_that_is_shown(
    editor: Served, at_work: Page
):
    page = at_work
    rows(page).first.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("A")
    expect(page.locator(".problem")).not_to_be_empty()
    expect(email(page).locator("h2").first).to_have_text("Post 13")
    expect(page.locator(".problem")).not_to_be_empty()
    expect(page.locator("#state")).to_have_text("draft")
    build = page.request.get(f"{editor.site}/api/i/{ISSUE}").json()["build"]
    with page.expect_request("**/approve") as asked:
        page.get_by_role("button", name="Approve").click()
    assert asked.value.headers["if-match"] == build
    expect(page.locator("#state")).to_have_text("approved")
    expect(page.locator(".problem")).to_be_empty()


@pytest.mark.usefixtures("noise")
def test_what_waits_behind_a_conflict_is_done_after_it(editor: Served, at_work: Page):
    page = at_work
    page.route("**/api/i/*/posts", lambda route: route.abort())
    file = editor.issue / "issue.toml"
    file.write_text(file.read_text("utf-8") + 'title = "Theirs"\n', "utf-8")
    held: list[Route] = []  # the first change, until both are asked for
    page.route(
        "**/api/i/*/curation",
        lambda route: route.continue_() if held else held.append(route),
    )
    for key in "xjx":
        page.keyboard.press(key)
    held[0].continue_()
    expect(page.locator("#conflict pre").last).to_contain_text("p014")
    page.get_by_role("button", name="Make my change in what is on disk").click()
    is_first(page, "Post 12")
    expect(page.locator("#conflict")).to_be_hidden()
    assert toml(editor)["drop"] == ["https://example.org/p014/", "https://example.org/p013/"]


@pytest.mark.usefixtures("noise")
def test_panel_says_why_the_posts_cannot_be_read(editor: Served, page: Page):
    file = editor.issue / "issue.toml"
    good = file.read_text("utf-8")
    file.write_text("[oh", "utf-8")
    page.goto(editor.url)
    expect(page.locator("#posts .problem")).to_contain_text("issue.toml")
    file.write_text(good, "utf-8")
    expect(rows(page)).to_have_count(12)
    expect(page.locator("#posts .problem")).to_be_empty()


@pytest.mark.parametrize("option", ["", "--read-only"])
def test_what_cannot_be_edited_has_no_controls(folder: Path, page: Page, option: str):
    if not option:
        digest(folder, "issues", "mark-sent", ISSUE)
    with serve(folder, "--port", "0", *([option] if option else [])) as served:
        page.goto(served.url)
        is_live(page)
        words = "this preview is read-only" if option else "was sent"
        expect(page.locator("#posts")).to_contain_text(words)
        assert page.locator("#posts button, #posts form, #posts [draggable]").count() == 0
        for name in ("Approve", "Rebuild"):
            expect(page.get_by_role("button", name=name)).to_be_hidden()
        before = {file.name: file.read_bytes() for file in served.issue.iterdir()}
        rows(page).nth(1).click()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.method))
        for key in ("x", "s", "f", "Alt+ArrowUp", "Enter", "e", "u", "U", "A", "r"):
            page.locator("#live").evaluate("e => e.textContent = ''")
            page.keyboard.press(key)
            is_said(page, words)
        assert "POST" not in asked
        assert (page.locator("meta[name=digest-token]").count() == 0) == bool(option)
        if option:
            status = page.request.post(f"{served.site}/api/i/{ISSUE}/curation", data={}).status
            assert status == 423
        assert {file.name: file.read_bytes() for file in served.issue.iterdir()} == before
