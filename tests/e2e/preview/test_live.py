"""What is saved is seen: in the frames, at the place where one reads; a mistake too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import Served, digest, email, is_live, serve

pytestmark = pytest.mark.browser
DOWN = 600


@pytest.fixture
def watching(editor: Served, page: Page) -> Page:
    page.goto(editor.url)
    is_live(page)
    email(page).get_by_role("heading", name="Post 14").wait_for()
    return page


def change(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def template(folder: Path) -> Path:
    """The header of the design, to be changed here."""
    name = "templates/weekly/header.mjml.j2"
    mine = folder / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_bytes((Path(__file__).parents[3] / name).read_bytes())
    return mine


def test_whatever_is_saved_is_shown_at_the_place_where_one_reads(editor: Served, watching: Page):
    page, folder = watching, editor.folder
    for width in (375, 700):
        email(page, width).locator("html").evaluate(f"() => scrollTo(0, {DOWN})")
    file = template(folder)
    saves: dict[str, Callable[[], object]] = {
        "From a template": lambda: change(
            file, "<mj-text", "<mj-text>From a template</mj-text><mj-text"
        ),
        "From a post": lambda: change(folder / "posts/p013.md", "Some words", "From a post"),
        "From the config": lambda: change(folder / "digest.toml", "A Letter", "From the config"),
        "From the editor": lambda: (editor.issue / "intro.md").write_text("From the editor"),
        "From issue.toml": lambda: change(
            editor.issue / "issue.toml", "# subject =", 'subject = "From issue.toml" #'
        ),
    }
    for words, save in saves.items():
        save()
        envelope = page.locator("#envelope") if "toml" in words else None
        expect(envelope or email(page).locator("body")).to_contain_text(words)
        for width in (375, 700):
            assert email(page, width).locator("html").evaluate("() => scrollY") == DOWN
    expect(page.locator("#built")).to_contain_text("built in")


def look(page: Page, *, away: bool) -> None:
    """Turn to another tab, or back."""
    page.evaluate(
        "away => (window.away = away) + document.dispatchEvent(new Event('visibilitychange'))", away
    )


def test_any_number_of_tabs_can_be_open(editor: Served, page: Page):
    away = "Object.defineProperty(document, 'hidden', {get: () => Boolean(window.away)})"
    page.context.add_init_script(away)
    for tab in (page, *(page.context.new_page() for _ in range(6))):
        tab.goto(f"{editor.url}?w=700")
        is_live(tab)
        look(tab, away=True)
    (editor.issue / "intro.md").write_text("Since then", "utf-8")
    page.wait_for_timeout(500)
    assert "Since then" not in (email(page).locator("body").text_content() or "")
    look(page, away=False)
    expect(email(page).locator("body")).to_contain_text("Since then")
    expect(page.locator("#link")).to_have_text("live")
    expect(page.locator("#live")).to_be_empty()


@pytest.mark.usefixtures("noise")
def test_an_issue_that_goes_is_told_and_comes_back(editor: Served, watching: Page, tmp_path: Path):
    page = watching
    gone = page.get_by_role("region", name="What went wrong")
    editor.issue.rename(tmp_path / "elsewhere")
    expect(gone).to_contain_text("2026-W10")
    expect(gone.get_by_role("link", name="All issues")).to_be_visible()
    page.keyboard.press("d")
    (tmp_path / "elsewhere").rename(editor.issue)
    expect(gone).to_be_hidden()
    expect(email(page).get_by_role("heading", name="Post 14")).to_be_visible()


def test_an_issue_that_comes_is_the_older_one(editor: Served, watching: Page, tmp_path: Path):
    page, elsewhere = watching, tmp_path / "elsewhere"
    older = editor.issue.with_name("2026-W09")
    older.rename(elsewhere)
    page.reload()
    is_live(page)
    page.keyboard.press("[")
    elsewhere.rename(older)
    for _ in range(100):  # until the page has heard of it
        page.keyboard.press("[")
        page.wait_for_timeout(50)
        if page.url.endswith("W09"):
            break
    expect(page).to_have_url(f"{editor.site}/i/2026-W09")


def test_a_storm_of_saves_is_one_build(editor: Served, watching: Page):
    page = watching
    page.evaluate("""() => {
        window.frames_seen = 0;
        new MutationObserver(all => all.forEach(one => window.frames_seen += one.addedNodes.length))
            .observe(document.querySelector("figure .screen"), {childList: true});
    }""")
    for number in range(30):
        change(editor.folder / f"posts/p{number % 14 + 1:03}.md", "Some words", f"Words {number}")
        (editor.issue / "intro.md").write_text(f"Storm {number}", "utf-8")
    expect(email(page).locator("body")).to_contain_text("Storm 29")
    assert page.evaluate("window.frames_seen") <= 3


def test_a_mistake_is_shown_over_the_last_good_email_until_it_is_mended(
    editor: Served, watching: Page
):
    page = watching
    file = template(editor.folder)
    good = file.read_text("utf-8")
    file.write_text(f"{good}\n<b>hi</b>{{{{ <script> }}}}\n", "utf-8")
    error = page.get_by_role("region", name="What went wrong")
    expect(error).to_be_visible()
    line = len(good.splitlines()) + 2
    expect(error.locator(".place")).to_contain_text(f"{file.name}:{line}")
    expect(error.locator(".here")).to_have_text("<b>hi</b>{{ <script> }}")
    assert error.locator(".here").get_attribute("value") == str(line)
    expect(page.locator("#aloud")).to_contain_text("not built")
    expect(email(page).get_by_role("heading", name="Post 14")).to_be_visible()
    page.reload()
    expect(error).to_be_visible()
    page.get_by_role("tab", name="MJML").click()
    expect(error).to_be_visible()
    file.write_text(good, "utf-8")
    expect(error).to_be_hidden()
    is_live(page)
    page.get_by_role("tab", name="HTML").click()
    expect(email(page).get_by_role("heading", name="Post 14")).to_be_visible()


@pytest.mark.usefixtures("noise")
def test_a_mistake_in_the_config_or_in_issue_toml_ends_nothing(editor: Served, watching: Page):
    page = watching
    error = page.get_by_role("region", name="What went wrong")
    for file, words in (
        (editor.folder / "digest.toml", "unknown table"),
        (editor.issue / "issue.toml", "unknown"),
    ):
        good = file.read_text("utf-8")
        file.write_text(f"{good}\n[nope]\nx = 1\n", "utf-8")
        expect(error).to_contain_text(words)
        expect(error.locator(".place")).to_contain_text(file.name)
        expect(error.locator(".here")).to_have_text("[nope]")
        expect(page.locator("#items > li")).to_have_count(12)
        file.write_text(good, "utf-8")
        expect(error).to_be_hidden()


def test_what_another_command_builds_is_shown(folder: Path, page: Page):
    with serve(folder, "--port", "0", "--read-only") as served:
        page.goto(served.url)
        is_live(page)
        (served.issue / "intro.md").write_text("By hand", "utf-8")
        digest(folder, "build", "--week", "2026-W10")
        expect(email(page).locator("body")).to_contain_text("By hand")


@pytest.mark.usefixtures("noise")
def test_a_preview_that_is_started_again_is_found_again(folder: Path, page: Page):
    with serve(folder, "--port", "0") as first:
        page.goto(first.url)
        is_live(page)
        page.keyboard.press("e")
        page.keyboard.type("Half a word")
        first.stop()
        expect(page.locator("#link")).to_contain_text("no answer")
        (first.issue / "outro.md").write_text("Since then", "utf-8")
        digest(folder, "build", "--week", "2026-W10")
        port = first.site.rpartition(":")[2]
        with serve(folder, "--port", port) as again:
            assert again.url == first.url
            expect(page.locator("#live")).to_have_text("the preview is back")
            expect(page.locator("#link")).to_have_text("live")
            expect(email(page).locator("body")).to_contain_text("Since then")
            expect(page.locator("[name=intro]")).to_have_value("Half a word")
            page.get_by_role("button", name="Save").click()
            expect(email(page).locator("body")).to_contain_text("Half a word")
            page.goto("about:blank")
