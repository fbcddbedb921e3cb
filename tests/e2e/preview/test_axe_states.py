"""The page of an issue in each of its states: WCAG A and AA by axe, in light and in dark."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.matrix.examine import axe_source
from tests.e2e.preview.served import Served, is_live, serve

pytestmark = pytest.mark.browser

VIOLATIONS = """async () => {
  const runOnly = {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]};
  const {violations} = await axe.run(document, {runOnly, iframes: false});
  const told = (rule, node) => `${rule.id} ${node.target} ${node.failureSummary}`;
  return violations.flatMap(rule => rule.nodes.map(node => told(rule, node)));
}"""


def is_fine(page: Page, state: str) -> None:
    """Nothing is found, whatever the browser prefers."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_source())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate(VIOLATIONS)
        assert (state, scheme, found) == (state, scheme, [])
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_every_kind_of_view(reader: Served, page: Page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{reader.url}?scheme=forced")
    is_live(page)
    page.get_by_text("In an inbox").click()
    for view in ("html", "text", "source", "headers"):
        page.locator(f"#tab-{view}").click()
        expect(page.locator("#shown")).to_have_class(view)
        is_fine(page, view)


@pytest.mark.usefixtures("noise")
def test_while_one_edits(editor: Served, page: Page):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 900, "height": 700})
    page.goto(editor.url)
    is_live(page)
    page.get_by_role("button", name="Feature: Post 14").click()
    page.get_by_text("Left out").click()
    page.keyboard.press("e")
    page.get_by_role("button", name="Edit: Post 14").click()
    is_fine(page, "forms")
    page.keyboard.press("Escape")
    page.route("**/api/i/*/posts", lambda route: route.abort())
    (editor.issue / "issue.toml").write_text("[oh", "utf-8")
    expect(page.get_by_role("region", name="What went wrong")).to_be_visible()
    is_fine(page, "mistake")
    (editor.issue / "issue.toml").write_text('title = "Theirs"\n', "utf-8")
    expect(page.locator("h1")).to_have_text("Theirs")
    page.locator("#stage").focus()
    page.keyboard.press("x")
    expect(page.locator("#conflict")).to_be_visible()
    is_fine(page, "conflict")


def test_where_nothing_can_be_edited(project: Path, page: Page):
    with serve(project, "--port", "0", "--read-only") as served:
        page.goto(served.url)
        is_live(page)
        is_fine(page, "read only")
        served.stop()
        expect(page.locator("#link")).to_contain_text("no answer")
        is_fine(page, "no answer")
        page.goto("about:blank")
