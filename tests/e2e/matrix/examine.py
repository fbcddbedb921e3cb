"""What is wrong with one cell: measured in the browser, and by axe for WCAG 2.1 A and AA."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from digest.core.colour import contrast
from tests.e2e.matrix.cells import Cell
from tests.e2e.matrix.letters import bodies
from tests.e2e.matrix.stage import Stage

HERE = Path(__file__).parent
PROBE = (HERE / "probe.js").read_text(encoding="utf-8")
INKS = (HERE / "inks.js").read_text(encoding="utf-8")
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
RUN_AXE = """async runOnly => {
  const {violations, incomplete} = await axe.run(document, {runOnly});
  const asRead = summary => (summary || '').split('\\n').pop().trim();
  return [...violations, ...incomplete].flatMap(rule => rule.nodes.map(node =>
    `axe ${rule.id}: ${asRead(node.failureSummary) || rule.help} ${node.target}`));
}"""


def problems(stage: Stage, cell: Cell) -> tuple[str, ...]:
    """Each fault of the cell as a sentence; a forced dark is looked at in both its ways."""
    stage.show(cell)
    found = tuple(faults(stage, cell))
    if cell.light != "forced":
        return found
    stage.show_in_outlook(cell)
    return (*found, *(f"in Outlook.com: {fault}" for fault in _colours(stage)))


def faults(stage: Stage, cell: Cell) -> Iterator[str]:
    """What is wrong with what is shown now."""
    yield from stage.page.evaluate(PROBE, _expected(cell))
    yield from _faint(stage)
    yield from _axe(stage, WCAG)
    yield from stage.complaints


def _colours(stage: Stage) -> Iterator[str]:
    yield from _faint(stage)
    yield from _axe(stage, CONTRAST)


def _expected(cell: Cell) -> dict[str, object]:
    return {
        "bodies": bodies(cell.posts, cell.language),
        "language": cell.language,
        "direction": "rtl" if cell.language == "ar" else "ltr",
    }


def inks(stage: Stage) -> list[dict[str, Any]]:
    """Every text and line that is shown: `name`, `colour`, `ground`, and its `least` contrast."""
    return list(stage.page.evaluate(INKS))


def _faint(stage: Stage) -> Iterator[str]:
    for ink in inks(stage):
        found = contrast(ink["colour"], ink["ground"])
        if found < ink["least"]:
            yield f"{ink['name']} has a contrast of {found:.2f}: {ink['colour']} on {ink['ground']}"


def _axe(stage: Stage, run_only: dict[str, object]) -> list[str]:
    """Violations, and what axe could not decide: in a letter nothing lies over anything."""
    if not stage.page.evaluate("typeof axe === 'object'"):
        stage.page.evaluate(axe_source())
    return list(stage.page.evaluate(RUN_AXE, run_only))


@cache
def axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
