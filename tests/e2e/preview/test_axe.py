"""Every page of the preview is for everyone: WCAG A and AA by axe, in light and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.matrix.examine import axe_source
from tests.e2e.preview.served import ISSUE, Served, digest, is_live, serve

pytestmark = pytest.mark.browser
VIOLATIONS = """async () => {
  const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
  const { violations } = await axe.run(document, { runOnly, iframes: false });
  const told = (rule, node) => `${rule.id} ${node.target} ${node.failureSummary}`;
  return violations.flatMap((rule) => rule.nodes.map((node) => told(rule, node)));
}"""
INTRO = (
    "See [click here](http://plain.example.net/) first, and [click here](http://more.example.net/)."
)
TEST = '\n[audience]\ntest = ["me@example.org"]\n'
WIDTHS = [900, 1440]
SCHEMES = ["light", "dark"]


@pytest.fixture(scope="module")
def served(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview of an issue with findings."""
    folder = Path(shutil.copytree(project, tmp_path_factory.mktemp("axe") / "letter"))
    (folder / f"issues/{ISSUE}/intro.md").write_text(INTRO, "utf-8")
    config = folder / "digest.toml"
    config.write_text(config.read_text("utf-8") + TEST, "utf-8")
    digest(folder, "build", "--week", ISSUE)
    with serve(folder, "--port", "0") as served:
        yield served


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest, page: Page) -> str:
    page.emulate_media(color_scheme=request.param)
    return str(request.param)


def has_nothing(page: Page, width: int) -> None:
    page.evaluate(axe_source())
    assert page.evaluate(VIOLATIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("width", WIDTHS)
def test_panel_of_checks(served: Served, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served.url}?panel=checks")
    is_live(page)
    page.locator("#checks .finding").first.click()
    has_nothing(page, width)
    page.locator("#checks .filter").first.click()
    has_nothing(page, width)


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("opener", ["#test-send", "#keys", "#commands"])
def test_dialogs(served: Served, page: Page, opener: str) -> None:
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto(served.url)
    is_live(page)
    page.locator(opener).click()
    expect(page.locator("dialog[open]")).to_be_visible()
    has_nothing(page, 900)


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["/issues", f"/issues?with={ISSUE}", f"/diff?old=2026-W09&new={ISSUE}"]
)
def test_pages_of_issues(served: Served, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served.site}{path}")
    has_nothing(page, width)


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("width", [400, 1440])
def test_page_for_a_reviewer(served: Served, page: Page, width: int, tmp_path: Path) -> None:
    digest(served.folder, "export", ISSUE, "--to", "page", "-o", str(tmp_path / "page.html"))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    has_nothing(page, width)
