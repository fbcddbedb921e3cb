"""The whole output of one issue, to be reviewed as a diff.

UPDATE_GOLDEN=1 pytest tests/render/test_golden.py writes the files anew.
"""

import os
from pathlib import Path

import pytest

from digest.core.model import Rendered

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("form", ["html", "text"])
def test_the_issue_looks_as_reviewed(rendered: Rendered, form: str) -> None:
    made = getattr(rendered, form)
    file = GOLDEN / f"weekly.{'txt' if form == 'text' else form}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(made, "utf-8")
    assert made == file.read_text("utf-8")
