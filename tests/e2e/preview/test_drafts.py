"""What is typed and not saved: it goes with the version that it was begun on, and is never lost."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.e2e.preview.served import Served, email, is_live

pytestmark = pytest.mark.browser


@pytest.fixture
def at_work(editor: Served, page: Page) -> Page:
    page.goto(editor.url)
    is_live(page)
    return page


def write(page: Page, served: Served, name: str, words: str) -> None:
    """Write a file of the issue by hand, and wait until the page shows it."""
    (served.issue / name).write_text(f"{words}\n", "utf-8")
    expect(email(page).locator("body")).to_contain_text(words)
    expect(page.locator(f"#wording [name={name.partition('.')[0]}]")).to_have_js_property(
        "defaultValue", f"{words}\n"
    )


@pytest.mark.usefixtures("noise")
def test_words_that_a_hand_wrote_meanwhile_are_not_overwritten(editor: Served, at_work: Page):
    page = at_work
    page.keyboard.press("e")
    page.keyboard.type("From the page")
    write(page, editor, "intro.md", "By hand")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#conflict")).to_be_visible()
    assert (editor.issue / "intro.md").read_text("utf-8") == "By hand\n"
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Intro")).to_have_value("From the page")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Go on without it").click()
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    expect(page.get_by_role("textbox", name="Intro")).to_have_value("By hand\n")


def test_words_that_only_the_page_changed_are_saved_beside_those_of_a_hand(
    editor: Served, at_work: Page
):
    page = at_work
    page.keyboard.press("e")
    page.keyboard.type("From the page")
    write(page, editor, "outro.md", "By hand")
    with page.expect_request("**/curation") as asked:
        page.get_by_role("button", name="Save").click()
    assert asked.value.post_data_json == {"op": "words", "intro": "From the page"}
    expect(email(page).locator("body")).to_contain_text("From the page")
    assert (editor.issue / "outro.md").read_text("utf-8") == "By hand\n"


def test_what_is_typed_while_it_is_saved_is_kept(editor: Served, at_work: Page):
    page = at_work
    page.keyboard.press("e")
    page.keyboard.type("Some")
    page.get_by_role("textbox", name="Intro").evaluate("""e => {
        e.form.requestSubmit();
        e.value += " more";
        e.dispatchEvent(new Event("input", {bubbles: true}));
    }""")
    expect(email(page).locator("body")).to_contain_text("Some")
    expect(page.get_by_role("textbox", name="Intro")).to_have_value("Some more")
    page.get_by_role("button", name="Save").click()
    expect(email(page).locator("body")).to_contain_text("Some more")


def test_words_of_a_post_wait_until_it_comes_back(editor: Served, at_work: Page):
    page = at_work
    page.get_by_role("button", name="Edit: Post 14").click()
    page.keyboard.type("Half a ti")
    file = editor.issue / "issue.toml"
    before = file.read_text("utf-8")
    file.write_text('drop = ["https://example.org/p014/"]\n' + before, "utf-8")
    expect(page.locator("#items > li").first).to_contain_text("Post 13")
    file.write_text(before, "utf-8")
    expect(page.locator("#items [name=title]")).to_have_value("Half a ti")


def test_who_leaves_with_unsaved_words_is_asked(editor: Served, at_work: Page):
    page = at_work
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.keyboard.press("e")
    page.keyboard.type("Words")
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_event("dialog")
    expect(page.get_by_role("textbox", name="Intro")).to_have_value("Words")
    page.get_by_role("button", name="Save").click()
    expect(email(page).locator("body")).to_contain_text("Words")
    page.reload()
    assert asked == ["beforeunload"]
