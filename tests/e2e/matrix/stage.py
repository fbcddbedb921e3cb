"""One page of a real browser on which cell after cell is shown, and what it asked the network for.

Nothing leaves the machine: the letter's own pictures are answered from memory, and whatever else is
asked for is refused and counted as a fault.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, Page, Route

from tests.e2e.matrix.cells import Cell
from tests.e2e.matrix.letters import HOUSE, html
from tests.e2e.matrix.pictures import is_picture, picture

FORCED_DARK = (Path(__file__).parent / "forced_dark.js").read_text(encoding="utf-8")
HEIGHT = 900


@dataclass  # without slots, for Playwright notes on a handler's owner that it handles
class Stage:
    """`complaints` are what the page has asked for or said since the cell was shown."""

    page: Page
    accent: str = HOUSE
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def on(cls, browser: Browser, accent: str = HOUSE) -> Iterator[Self]:
        """A stage with a page of its own, for letters with this accent."""
        stage = cls(browser.new_page(), accent)
        stage.page.route("**/*", stage._answer)
        stage.page.on("console", lambda message: stage.complaints.append(f"said {message.text}"))
        stage.page.on("pageerror", lambda error: stage.complaints.append(f"threw {error}"))
        yield stage
        stage.page.close()

    def show(self, cell: Cell) -> None:
        """The letter of `cell` on its screen; of the forced darks the one that flips colours."""
        self._show(cell)
        if cell.light == "forced":
            self.page.evaluate("flipEverything()")

    def show_in_outlook(self, cell: Cell) -> None:
        """The letter of `cell` in the dark of Outlook.com."""
        self._show(cell)
        self.page.evaluate("fixContrasts()")

    def _show(self, cell: Cell) -> None:
        self.complaints.clear()
        self.page.set_viewport_size({"width": cell.width, "height": HEIGHT})
        self.page.emulate_media(color_scheme="dark" if cell.light == "dark" else "light")
        self.page.set_content(html(cell.design, cell.posts, cell.language, self.accent))
        if cell.light == "forced":
            self.page.evaluate(FORCED_DARK)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if is_picture(url):
            route.fulfill(body=picture(url), content_type="image/png")
        else:
            self.complaints.append(f"asked for {url}")
            route.abort()
