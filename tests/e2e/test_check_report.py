"""The page that `digest check --format html` writes, in a browser."""

from importlib.resources import files

import pytest

from digest.app import check
from digest.config.settings import Checks
from digest.core.finding import Report
from digest.report import html
from tests.e2e.matrix.examine import RUN_AXE, WCAG

pytestmark = pytest.mark.browser
FAULTY = """<p>1</p><h4>a</h4><img src="a.svg"><a href="http://e.org/{long}">click here</a>
<p style="font-size:8px">TODO: caf\u00c3\u00a9</p>"""


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "mail.html"
    file.write_text(FAULTY.format(long="long-word" * 40), "utf-8")
    report = check.file(file, Checks())
    assert len(report.findings) > 5
    return report


@pytest.fixture
def opened(page, tmp_path):
    """Opens a report, and gives what it asked for."""

    def open_(report, scheme, width):
        (tmp_path / "report.html").write_text(html.write(report), "utf-8")
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto((tmp_path / "report.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        return asked

    return open_


@pytest.mark.parametrize("width", [360, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_is_accessible_and_fits(page, opened, report, scheme, width):
    opened(report, scheme, width)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))

    assert page.evaluate(RUN_AXE, WCAG) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_report_asks_for_nothing(opened, report):
    asked = opened(report, "light", 1000)

    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 1


def test_a_report_without_findings_is_accessible(page, opened, report):
    opened(Report("mail.html", (), report.rules), "dark", 1000)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))

    assert page.evaluate(RUN_AXE, WCAG) == []
