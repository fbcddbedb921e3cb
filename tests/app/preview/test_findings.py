"""What was found, and the elements of the mail that it is about."""

import json

import pytest

from digest.app.options import Globals
from digest.app.preview import again, facts, findings
from digest.app.preview.findings import Findings, state_of
from digest.app.preview.letters import letter
from digest.app.wiring import open_project
from digest.core.finding import Location, Report
from digest.core.mail.page import Page
from digest.store import issues as store

INTRO = "Hello {name}, see [click here](http://plain.example.net/) first.\n"
DESIGNS = ["weekly", "compact", "magazine", "plain"]


def project_of(newsletter):
    return open_project(Globals(directory=newsletter.folder))


@pytest.fixture
def faulty(built):
    """An issue with a link that says nothing and is not safe, after a merge tag on its line."""
    built.write("issues/2026-03/intro.md", INTRO)
    return built


def told_of(newsletter, known=None):
    return findings.to_json((known or Findings()).of(project_of(newsletter), "2026-03"))


@pytest.mark.parametrize("template", DESIGNS)
def test_element_of_each_finding_is_marked_in_every_design(faulty, template):
    faulty.run("build", "--month", "2026-03", "--template", template)
    project = project_of(faulty)
    report = Findings().of(project, "2026-03")
    html = letter(project, "2026-03", findings.marks(report)).shown.html
    elements = {
        name: each for each in Page(html).root.iter("*") for name in each.get("data-dg", "").split()
    }
    anchors = {each["rule"]: each["anchor"] for each in findings.to_json(report)["findings"]}
    for rule in ("DG302", "DG304"):
        assert elements[anchors[rule]].get("href") == "http://plain.example.net/"
    assert set(filter(None, anchors.values())) <= set(elements)


def test_json_is_that_of_the_command_with_places_in_the_mail(faulty):
    faulty.run("build", "--month", "2026-03")
    said = json.loads(faulty.run("check", "2026-03", "--format", "json").out)
    told = told_of(faulty)
    added = ("anchor", "source_line")
    lean = [{k: v for k, v in each.items() if k not in added} for each in told["findings"]]
    assert {**told, "findings": lean} == said
    lines = (faulty.folder / "issues/2026-03/issue.html").read_text("utf-8").splitlines()
    (link,) = (each for each in told["findings"] if each["rule"] == "DG304")
    assert "http://plain.example.net/" in "".join(lines[link["source_line"] - 1 :][:3])


def test_finding_outside_of_the_html_has_no_anchor():
    there = Location("issues/x/issue.txt", 3, 4)
    unsure = Location("issues/x/issue.html", 3)
    report = Report("x", (), (), {"a": there, "b": unsure, "c": Location()})
    assert findings.marks(report) == {}


def test_checks_run_once_for_each_state_of_an_issue(faulty):
    known = Findings()
    first = known.of(project_of(faulty), "2026-03")
    assert known.of(project_of(faulty), "2026-03") is first
    faulty.run("build", "--month", "2026-03")
    assert known.of(project_of(faulty), "2026-03") is not first


def test_what_servers_said_is_known_until_the_issue_changes(faulty):
    known, project = Findings(), project_of(faulty)
    asked = Report("2026-03", (), ())
    known.keep(asked, state_of(project, "2026-03"))
    assert known.of(project, "2026-03") is asked
    faulty.run("build", "--month", "2026-03")
    assert known.of(project_of(faulty), "2026-03") is not asked


def listed(newsletter, known):
    return {row["id"]: row for row in facts.rows(project_of(newsletter), known)}


def test_list_of_issues_tells_what_the_page_has_found_and_else_what_the_build_had(faulty):
    faulty.run("build", "--month", "2026-03")
    known = Findings()
    summary = told_of(faulty)["summary"]
    assert listed(faulty, known)["2026-03"]["summary"] == summary
    (faulty.folder / "issues/2026-03/checks.json").unlink()
    assert listed(faulty, known)["2026-03"]["summary"] is None
    assert told_of(faulty, known)["summary"] == summary
    assert listed(faulty, known)["2026-03"]["summary"] == summary
    faulty.write("issues/2026-03/issue.txt", "Changed.")
    assert listed(faulty, known)["2026-03"]["summary"] is None


def test_issue_that_cannot_be_read_stops_no_other(built):
    broken = built.folder / "issues/2026-04"
    broken.mkdir()
    (broken / "manifest.json").write_text('{"number": 2', "utf-8")
    (built.folder / "issues/2026-03/checks.json").write_text("{", "utf-8")
    rows = listed(built, Findings())
    assert [*rows] == ["2026-03", "2026-04"]
    assert "manifest.json: is no JSON" in rows["2026-04"]["error"]
    told = facts.facts(project_of(built), "2026-03", {}, read_only=False)
    assert (told["newer"], told["summary"]) == (None, None)
    built.write("issues/2026-03/intro.md", "Hello.")
    again.run(project_of(built), "2026-03")
    assert not store.find(project_of(built).issues, "2026-03").changed
    listing = built.run("issues", "list")
    assert listing.code == 2
    assert "2026-03" in listing.out
    assert "2026-04/manifest.json" in listing.err
