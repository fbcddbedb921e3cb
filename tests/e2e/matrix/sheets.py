"""Contact sheets: a design at a glance, in each light, on a phone and on a desk."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.e2e.matrix.cells import LIGHTS, Cell
from tests.e2e.matrix.stage import Stage

POSTS, WIDTHS, LANGUAGE = 12, (375, 700), "en"
SCALE = 0.38
GAP, MARGIN = 14, 28  # px of the sheet
GROUND = "#8b8d91"
COLOURS = 96  # a letter has few, and the file is a third of what it would be


def write_sheet(stage: Stage, design: str, path: Path) -> None:
    """The sheet of `design`, each letter in its whole length."""
    shots = [
        [_shot(stage, Cell(design, POSTS, light, width, LANGUAGE)) for width in WIDTHS]  # type: ignore[arg-type]
        for light in LIGHTS
    ]
    path.parent.mkdir(exist_ok=True)
    _sheet(shots).quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)


def _shot(stage: Stage, cell: Cell) -> Image.Image:
    stage.show(cell)
    shot = Image.open(BytesIO(stage.page.screenshot(full_page=True))).convert("RGB")
    size = (round(shot.width * SCALE), round(shot.height * SCALE))
    return shot.resize(size, Image.Resampling.LANCZOS)


def _sheet(shots: list[list[Image.Image]]) -> Image.Image:
    """All shots in a row, those of one light close together."""
    groups = [sum(shot.width for shot in group) + GAP * (len(group) - 1) for group in shots]
    across = sum(groups) + MARGIN * (len(groups) + 1)
    down = max(shot.height for group in shots for shot in group) + 2 * MARGIN
    sheet = Image.new("RGB", (across, down), GROUND)
    left = MARGIN
    for group in shots:
        for shot in group:
            sheet.paste(shot, (left, MARGIN))
            left += shot.width + GAP
        left += MARGIN - GAP
    return sheet
