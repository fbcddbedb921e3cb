"""Every view of the page, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.preview.served import ISSUE, Served, email, is_live

pytestmark = pytest.mark.browser

PARTS = {"Text": "Post 14", "Source": "<!DOCTYPE html>", "MJML": "<mjml", "Raw": "MIME-Version"}
IS_WHOLE = "all => all.map(e => e.scrollWidth <= e.clientWidth || !e.clientWidth)"
COLOUR = "e => getComputedStyle(e).backgroundColor"


def no_overflow(page: Page) -> None:
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize("width", [1440, 900])
def test_both_widths_are_shown_without_sideways_scrolling(reader: Served, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(reader.url)
    is_live(page)
    for each in (375, 700):
        email(page, each).get_by_role("heading", name="Post 14").wait_for()
        sizes = email(page, each).locator("html").evaluate("e => [e.clientWidth, e.scrollWidth]")
        assert sizes == [each, each]
    stage = page.locator("#stage").evaluate("e => e.scrollWidth - e.clientWidth")
    assert (stage, page.locator("header").evaluate("e => e.offsetHeight < 90")) == (0, True)
    no_overflow(page)


def test_any_width_and_zoom_are_had_by_hand(reader: Served, page: Page):
    page.goto(reader.url)
    page.get_by_label("Any width in pixels").fill("420")
    page.get_by_label("Any width in pixels").press("Enter")
    expect(page.locator("figure")).to_have_attribute("data-width", "420")
    page.get_by_label("Zoom").select_option("50")
    expect(page.locator("figure iframe")).to_have_css("transform", "matrix(0.5, 0, 0, 0.5, 0, 0)")
    assert page.locator(".screen").evaluate("e => e.offsetWidth") == 210
    assert page.url.endswith("?w=420&zoom=50")
    page.get_by_label("Any width in pixels").fill("99")
    page.get_by_label("Any width in pixels").press("Enter")
    expect(page.locator("figure")).to_have_attribute("data-width", "420")


@pytest.mark.parametrize("prefers", ["light", "dark"])
def test_colours_are_those_chosen_whatever_the_browser_prefers(
    reader: Served, page: Page, prefers: str
):
    page.emulate_media(color_scheme=prefers)  # type: ignore[arg-type]
    page.goto(reader.url)
    found = []
    for name in ("Light", "Dark", "Forced dark"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator("iframe.coming")).to_have_count(0)
        found.append(email(page).locator("body").evaluate(COLOUR))
        assert page.locator("#scheme-note").is_visible() == (name == "Forced dark")
    light, dark, forced = ([int(each) for each in re.findall(r"\d+", one)] for one in found)
    assert min(light) > 200
    assert max(dark) < 60
    assert max(forced) < 90
    assert dark != forced


@pytest.mark.parametrize("view", ["source", "headers"])
def test_state_is_kept_by_reload_bookmark_and_back(reader: Served, page: Page, view: str):
    page.goto(f"{reader.url}?w=375&scheme=dark&images=off&zoom=75")
    page.locator(f"#tab-{view}").click()
    expect(page.locator("#shown")).to_have_class(view)
    bookmark = page.url
    page.reload()
    expect(page.locator(f"#tab-{view}")).to_have_attribute("aria-selected", "true")
    page.go_back()
    expect(page.locator("figure")).to_have_attribute("data-width", "375")
    for name in ("375", "Dark", "No images"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
            "aria-current", "true"
        )
    expect(page.get_by_label("Zoom")).to_have_value("75")
    page.go_forward()
    expect(page.locator("#shown")).to_have_class(view)
    assert page.url == bookmark


def test_what_a_url_says_that_is_nothing_counts_as_not_said(reader: Served, page: Page):
    page.goto(f"{reader.url}?view=x&w=9&scheme=x&images=x&zoom=x&panel=x")
    is_live(page)
    email(page, 375).get_by_role("heading", name="Post 14").wait_for()
    assert page.locator("#checks").is_visible()


def test_each_part_is_shown_as_it_is_and_lines_have_numbers(reader: Served, page: Page):
    page.goto(reader.url)
    for name, words in PARTS.items():
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.locator("#shown pre")).to_contain_text(words)
        file = {"Text": "txt", "Source": "html", "MJML": "mjml", "Raw": "eml"}[name]
        if name in ("Source", "MJML"):
            told = page.locator("#shown pre").text_content()
            assert told == f"{(reader.issue / f'issue.{file}').read_text('utf-8')}\n"
    number = page.locator("[data-line='2']").evaluate(
        "e => [getComputedStyle(e, '::before').content, e.getBoundingClientRect().left]"
    )
    assert number[0].startswith('"2"')
    assert number[1] >= page.locator("#shown pre").evaluate("e => e.getBoundingClientRect().left")
    page.get_by_role("tab", name="Headers").click()
    expect(page.locator("#shown dt", has_text="List-Id")).to_be_visible()


def test_a_line_of_the_source_can_be_pointed_at(reader: Served, page: Page):
    page.goto(f"{reader.url}?view=source&line=200")
    expect(page.locator("[data-line='200']")).to_have_class("here")
    expect(page.locator("[data-line='200']")).to_be_in_viewport()


def test_inbox_rows_are_cut_as_clients_cut_them(reader: Served, page: Page):
    page.goto(reader.url)
    page.get_by_text("In an inbox").click()
    rows = page.locator("#inbox .client")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("Gmail on a phone")
    assert "…" in (rows.nth(1).text_content() or "")


@pytest.mark.parametrize("width", [900, 1200, 1440])
def test_inbox_rows_are_cut_by_nothing_else(reader: Served, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{reader.url}?open=inboxes")
    expect(page.locator("#inbox .client")).to_have_count(4)
    assert page.locator("#inbox .client > *").evaluate_all(IS_WHOLE) == [True] * 12
    told = page.request.get(f"{reader.site}/api/i/{ISSUE}").json()["inbox"]
    shown = page.locator("#inbox .client > :last-child").all_inner_texts()
    assert shown == [" – ".join(filter(None, (row["subject"], row["preheader"]))) for row in told]
    no_overflow(page)


@pytest.mark.parametrize("fold", ["inboxes", "wording", "left-out"])
def test_what_is_folded_out_is_so_after_a_reload(reader: Served, page: Page, fold: str):
    page.goto(reader.url)
    is_live(page)
    page.locator(f"#{fold} > summary").click()
    expect(page).to_have_url(f"{reader.url}?open={fold}")
    page.reload()
    is_live(page)
    expect(page.locator(f"#{fold}")).to_have_attribute("open", "")
    page.locator(f"#{fold} > summary").click()
    expect(page).to_have_url(re.compile("/i/[^?]+[?]?$"))


@pytest.mark.parametrize("found", ["0", "3"])
def test_panel_of_checks_is_open_where_something_was_found(reader: Served, page: Page, found: str):
    def tell(route: Route) -> None:
        answer = route.fetch()
        body = re.sub('data-found="[0-9]*"', f'data-found="{found}"', answer.text())
        route.fulfill(response=answer, body=body)

    page.set_viewport_size({"width": 1200, "height": 800})
    page.route(reader.url, tell)
    page.goto(reader.url)
    is_live(page)
    expect(page.locator("#checks")).to_be_visible(visible=found != "0")
    expect(page.locator("#posts")).to_be_visible()


def test_email_gets_the_room_that_is_there(reader: Served, page: Page):
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(f"{reader.url}?panel=none")
    is_live(page)
    expect(page.locator("#envelope .brief")).to_have_css("white-space", "nowrap")
    assert page.locator("#envelope").evaluate("e => e.offsetHeight") < 100
    below = "() => stage.getBoundingClientRect().bottom - shown.getBoundingClientRect().bottom"
    assert page.evaluate(below) <= 16
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(page.locator("#scheme-note")).to_be_in_viewport(ratio=1)
    assert page.locator("#stage").evaluate("e => e.scrollHeight - e.clientHeight") <= 8


def test_what_is_chosen_can_be_told_where_colours_are_forced(reader: Served, page: Page):
    page.emulate_media(forced_colors="active")
    page.goto(f"{reader.url}?panel=both")
    is_live(page)
    for chosen, other in (
        ("#tab-html", "#tab-raw"),
        ("[data-set='w=both']", "[data-set='w=700']"),
        ("[data-panel=posts][aria-pressed=true]", "#rebuild"),
    ):
        grounds = [page.locator(each).evaluate(COLOUR) for each in (chosen, other)]
        assert grounds[0] != grounds[1]
    page.keyboard.press("j")
    edge = "e => getComputedStyle(e).borderLeftWidth"
    widths = [row.evaluate(edge) for row in page.locator("#items > li").all()[:3]]
    assert widths == ["0px", "6px", "0px"]


def test_downloads_are_the_files_of_the_issue(reader: Served, page: Page):
    page.goto(reader.url)
    page.locator("#downloads summary").click()
    for kind in ("html", "txt", "eml"):
        with page.expect_download() as saved:
            page.get_by_role("link", name=kind, exact=True).click()
        file = reader.issue / f"issue.{kind}"
        assert saved.value.suggested_filename == f"{ISSUE}.{kind}"
        assert Path(saved.value.path()).read_bytes() == file.read_bytes()


def test_without_javascript_all_but_the_editing_is_there(reader: Served, browser: Browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(reader.url)
    email(page).get_by_role("heading", name="Post 14").wait_for()
    page.get_by_role("link", name="Dark", exact=True).click()
    assert "scheme=dark" in (page.locator("iframe").first.get_attribute("src") or "")
    for name, words in PARTS.items():
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.locator("#shown pre")).to_contain_text(words)
    dead = page.locator("button:visible, input:visible, select:visible")
    assert dead.all_text_contents() == []
    page.close()


def test_nothing_but_the_preview_itself_is_asked_for(reader: Served, page: Page):
    outside: list[str] = []

    def cut(route: Route) -> None:
        if route.request.url.startswith(reader.site):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page.route("**/*", cut)
    page.goto(reader.url)
    is_live(page)
    for key in "123456":
        page.keyboard.press(key)
        expect(page.locator("[role=tab][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("1")
    page.keyboard.press("d")
    email(page).get_by_role("heading", name="Post 14").wait_for()
    page.goto(f"{reader.site}/issues")
    page.get_by_role("link", name=ISSUE).wait_for()
    assert outside == []
