"""`make matrix`: every cell is examined, and each design gets its contact sheet.

Prints a table of what is wrong, one line for a fault with the number of cells that have it and the
first of them; exits 1 when there is any.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.matrix.cells import DESIGNS, Cell, every_cell
from tests.e2e.matrix.examine import problems
from tests.e2e.matrix.sheets import write_sheet
from tests.e2e.matrix.stage import Stage

ROOT = Path(__file__).parents[3]
SHEETS = ROOT / "docs" / "designs"


def main() -> int:
    """Examine, draw, tell."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        with Stage.on(browser) as stage:
            found = {cell: problems(stage, cell) for cell in _told(every_cell())}
            for design in DESIGNS:
                write_sheet(stage, design, SHEETS / f"{design}.png")
        browser.close()
    print("\n".join(_table(found)))
    return int(any(found.values()))


def _chromium() -> str:
    command = [ROOT / "tools" / "chromium", "--find"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _told(cells: tuple[Cell, ...]) -> Iterable[Cell]:
    for at, cell in enumerate(cells, 1):
        if sys.stderr.isatty():
            end = "\n" if at == len(cells) else ""
            print(f"\r{at} of {len(cells)}: {cell!s:<40}", end=end, file=sys.stderr, flush=True)
        yield cell


def _table(found: dict[Cell, tuple[str, ...]]) -> Iterable[str]:
    """The faults, the most frequent first, and the sum."""
    cells: dict[str, list[Cell]] = {}
    for cell, faults in found.items():
        for fault in dict.fromkeys(faults):
            cells.setdefault(fault, []).append(cell)
    for fault, where in sorted(cells.items(), key=lambda entry: -len(entry[1])):
        yield f"{len(where):4}  {where[0]!s:<28}  {fault}"
    failed = sum(bool(faults) for faults in found.values())
    yield f"{len(found)} cells, {failed} with faults; sheets in {SHEETS.relative_to(ROOT)}"


if __name__ == "__main__":
    sys.exit(main())
