"""A report with everything that is hard to write down."""

import pytest

from digest.app import rulebook
from digest.core.finding import Finding, Location, Report

HOSTILE = 'Ünïcode & <b>"quotes"</b>, 100%: one\nand two'


@pytest.fixture
def report():
    place = Location("issues/2026-02/issue one.html", 12, 5, HOSTILE)
    findings = (
        Finding("DG401", "img-alt", "error", "an img has no alt text", "write it", place, 3),
        Finding("DG302", "link-insecure", "warning", HOSTILE, 'a "b"', Location("a,b:c.html")),
        Finding("DG705", "empty-summary", "info", "no summary", "", Location(post="A post")),
    )
    return Report("2026-02", findings, rulebook.rules())


@pytest.fixture
def clean():
    return Report("2026-02", (), rulebook.rules())
