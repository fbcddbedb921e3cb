"""The list of issues, the difference of two, and the page for a reviewer, in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.preview.served import ISSUE, Served, digest, is_live

pytestmark = pytest.mark.browser
OLDER = "2026-W09"


def test_list_leads_to_each_issue_and_to_what_differs(reader: Served, page: Page) -> None:
    page.goto(f"{reader.site}/issues")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(ISSUE)
    expect(rows.first).to_contain_text("draft")
    expect(rows.first).to_contain_text("KB")
    page.get_by_role("link", name=f"with {OLDER}").click()
    expect(page).to_have_url(f"{reader.site}/diff?old={OLDER}&new={ISSUE}")
    expect(page.get_by_role("heading", name=f"From {OLDER} to {ISSUE}")).to_be_visible()
    expect(page.locator(".added li")).to_have_count(12)
    expect(page.locator(".removed li")).to_have_count(1)
    page.get_by_role("link", name="The other way round").click()
    expect(page.locator(".added li")).to_have_count(1)
    page.get_by_role("link", name="All issues").click()
    page.get_by_role("link", name=OLDER, exact=True).click()
    expect(page).to_have_url(f"{reader.site}/i/{OLDER}")


def test_any_two_issues_can_be_compared(folder: Path, editor: Served, page: Page) -> None:
    digest(folder, "build", "--since", "2026-03-01", "--until", "2026-03-03")
    page.goto(f"{editor.site}/issues")
    page.get_by_role("link", name=f"Compare {OLDER} with another").click()
    expect(page.locator("tr.chosen")).to_contain_text(OLDER)
    links = page.get_by_role("link", name=f"with {OLDER}")
    expect(links).to_have_count(2)
    links.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"From {OLDER} to")


@pytest.mark.parametrize("path", ["/diff", f"/diff?old={ISSUE}&new=none", "/diff?old=../x&new=y"])
def test_comparison_with_none_is_not_found(
    reader: Served, page: Page, path: str, said: list[str]
) -> None:
    answer = page.goto(f"{reader.site}{path}")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Not found")).to_be_visible()
    assert ["404" in words for words in said] == [True]
    said.clear()


def test_page_for_a_reviewer_works_with_the_network_cut(
    project: Path, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    digest(project, "export", ISSUE, "--to", "page", "-o", str(file))
    asked: list[str] = []

    def cut(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    page.route("**/*", cut)
    page.goto(file.as_uri())
    for scheme in ("light", "dark"):
        for width in (375, 700):
            frame = page.locator(f"iframe[title='The email, {scheme}, {width} pixels wide']")
            inside = frame.content_frame
            expect(inside.get_by_role("heading", name="Post 14", exact=True)).to_be_visible()
            assert inside.locator("html").evaluate("e => e.clientWidth") == width
    expect(page.locator("#text pre")).to_contain_text("Post 14")
    expect(page.locator("#inbox .client")).to_have_count(4)
    expect(page.get_by_role("heading", name=re.compile(r"Findings \d+"))).to_be_visible()
    assert asked == [file.as_uri()]


@pytest.mark.parametrize("width", [375, 900, 1440])
def test_page_for_a_reviewer_fits_its_window(
    project: Path, page: Page, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "page.html"
    digest(project, "export", ISSUE, "--to", "page", "-o", str(file))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    card = page.locator("#inbox").bounding_box()
    assert card
    for part in page.locator("#inbox .client > *").all():
        box = part.bounding_box()
        assert box
        assert box["x"] >= card["x"]
        assert box["x"] + box["width"] <= card["x"] + card["width"]
        assert part.evaluate("e => e.scrollWidth <= e.clientWidth")
    phone = page.locator(".screen", has=page.locator("iframe[width='375']")).first
    assert phone.evaluate("e => [e.clientWidth, e.scrollWidth]") == [375, 375]
    assert page.locator("html").evaluate("e => e.scrollWidth") == width


def test_head_of_the_page_leads_to_the_issues_beside_it(reader: Served, page: Page) -> None:
    page.goto(f"{reader.url}?w=375&post=item-1&finding=f-1&line=3")
    is_live(page)
    older, newer = (page.get_by_role("link", name=f"{each} issue") for each in ("Older", "Newer"))
    expect(newer).to_be_disabled()
    page.keyboard.press("]")
    expect(page.locator("#live")).to_have_text("there is no newer issue")
    older.click()
    expect(page).to_have_url(f"{reader.site}/i/{OLDER}?w=375")
    is_live(page)
    expect(older).to_be_disabled()
    page.keyboard.press("]")
    expect(page).to_have_url(f"{reader.url}?w=375")
    page.get_by_role("link", name="All issues").click()
    expect(page).to_have_url(f"{reader.site}/issues")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_for_a_reviewer_shows_both_schemes_whatever_the_browser_prefers(
    project: Path, page: Page, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "page.html"
    digest(project, "export", ISSUE, "--to", "page", "-o", str(file))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    grounds = [
        page.locator(f"iframe[title='The email, {name}, 700 pixels wide']")
        .content_frame.locator("body")
        .evaluate("e => getComputedStyle(e).backgroundColor")
        for name in ("light", "dark")
    ]
    bright, dark = (sum(map(int, re.findall(r"\d+", ground)[:3])) for ground in grounds)
    assert bright > 600
    assert dark < 200
