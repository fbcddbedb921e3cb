"""Each format says what was found, in the form that its readers demand."""

import json
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from digest.app import rulebook
from digest.app.shelves import shelf
from digest.core.finding import Finding, Location, Report
from digest.report import github, html, jsonl, junit, sarif, text
from digest.report import json as json_format

RULES = rulebook.rules()
SCHEMAS = Path(__file__).parents[1] / "data/schemas"


@pytest.mark.parametrize("form", shelf("digest.report"))
def test_every_format_is_text_that_ends_with_a_line(report, clean, form):
    write = import_module(f"digest.report.{form}").write

    assert write(report).endswith("\n")
    assert write(clean) == "" or write(clean).endswith("\n")


def test_json_is_the_documented_document(report):
    found = json.loads(json_format.write(report))

    assert list(found) == ["version", "issue", "summary", "findings"]
    assert (found["version"], found["issue"]) == (1, "2026-02")
    assert found["summary"] == {"error": 1, "warning": 1, "info": 1}
    first = found["findings"][0]
    assert list(first) == [
        "rule", "name", "severity", "message", "fix", "location", "count", "fingerprint",
    ]  # fmt: skip
    assert list(first["location"]) == ["file", "line", "column", "post"]
    assert found["findings"][2]["location"]["file"] is None


def test_jsonl_has_a_finding_in_each_line(report, clean):
    lines = [json.loads(line) for line in jsonl.write(report).splitlines()]

    assert [line["rule"] for line in lines] == ["DG401", "DG302", "DG705"]
    assert jsonl.write(clean) == ""


def test_sarif_is_valid(report, clean):
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
    for each in (report, clean):
        validator.validate(json.loads(sarif.write(each)))


def test_sarif_names_every_rule_and_the_place_of_a_finding(report):
    (run,) = json.loads(sarif.write(report))["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == [rule.id for rule in report.rules]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        "DG401",
        "DG302",
        "DG705",
    ]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "issues/2026-02/issue%20one.html"
    assert place["region"] == {"startLine": 12, "startColumn": 5, "endLine": 12, "endColumn": 6}


def test_sarif_has_what_github_demands_beyond_the_schema(report):
    (run,) = json.loads(sarif.write(report))["runs"]

    for rule in run["tool"]["driver"]["rules"]:
        texts = [rule[key]["text"] for key in ("shortDescription", "fullDescription")]
        assert all(0 < len(text) <= 1024 for text in texts)
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert place["region"]["startLine"] >= 1
        assert result["partialFingerprints"]["primaryLocationLineHash"]
    assert run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "digest.toml"
    }


def test_a_file_outside_of_the_project_has_a_whole_address():
    uri = sarif.artifact("/srv/a mail.html")

    assert uri == "file:///srv/a%20mail.html"
    assert sarif.artifact("a b/50%#1.html") == "a%20b/50%25%231.html"
    assert sarif.artifact("é/a\udcff.html") == "%C3%A9/a%FF.html"


@pytest.mark.parametrize("write", [sarif.write, github.write])
def test_lines_of_a_part_are_no_lines_of_the_message(write):
    place = Location("mail.eml#html", 3, 4)
    written = write(
        Report("mail.eml", (Finding("DG401", "img-alt", "error", "m", "", place),), RULES)
    )

    assert "mail.eml#html:3:4" in written.replace("%3A", ":")
    assert "line=3" not in written
    assert '"startLine": 3' not in written
    assert '"uri": "mail.eml"' in written or "file=mail.eml," in written


def twice(report):
    return replace(report, findings=report.findings * 2)


def test_junit_is_valid_and_counts_the_rules_that_failed(report, clean):
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    for each, failures in ((report, "1"), (clean, "0"), (twice(report), "1")):
        document = etree.fromstring(junit.write(each).encode())
        schema.assertValid(document)
        assert document.get("failures") == failures == str(len(document.findall(".//failure")))
        assert document.get("tests") == str(len(document.findall(".//testcase")))


@pytest.mark.parametrize(
    ("fails", "failed"), [(None, 0), ("error", 1), ("warning", 2), ("info", 3)]
)
def test_junit_fails_by_what_makes_the_check_fail_and_prints_the_rest(report, fails, failed):
    from lxml import etree

    document = etree.fromstring(junit.write(replace(report, fails=fails)).encode())

    assert len(document.findall(".//failure")) == failed
    assert len(document.findall(".//system-out")) == 3 - failed


def test_github_annotations_are_escaped(report):
    first, second, third = github.write(report).splitlines()

    assert first.startswith(
        "::error file=issues/2026-02/issue one.html,line=12,col=5,title=DG401 img-alt::"
    )
    assert second.startswith("::warning file=a%2Cb%3Ac.html,title=DG302 link-insecure::")
    assert "100%25: one%0Aand" in second
    assert third == '::notice title=DG705 empty-summary::no summary%0Ain "A post"'


def test_a_carriage_return_cannot_end_an_annotation():
    assert github.escaped("a\r\n::error::b") == "a%0D%0A::error::b"
    assert github.escaped_property("a:b,c%") == "a%3Ab%2Cc%25"


def test_html_shows_hostile_words_as_words(report):
    page = html.write(report)

    assert '<b>"quotes"' not in page
    assert "&lt;b&gt;" in page


def test_html_asks_for_nothing_from_elsewhere(report):
    from lxml.html import document_fromstring

    page = document_fromstring(html.write(report))

    assert page.xpath("//@src | //@href | //link | //script | //img") == []
    assert "url(" not in page.findtext(".//style")
    assert page.xpath("//meta[@http-equiv]/@content") == [
        "default-src 'none'; style-src 'unsafe-inline'"
    ]


def test_html_has_a_heading_for_each_severity_that_was_met(report, clean):
    assert re.findall(r"<h2[^>]*>(.*)</h2>", html.write(report)) == [
        "1 error", "1 warning", "1 info",
    ]  # fmt: skip
    assert "Nothing found." in html.write(clean)


def test_text_groups_by_severity_and_counts_at_the_end(report):
    lines = text.write(report).splitlines()

    assert lines[0] == "error DG401 img-alt: an img has no alt text (×3)"
    assert lines[1].strip().startswith("issues/2026-02/issue one.html:12:5, in")
    assert lines[-1] == "2026-02: 1 error, 1 warning, 1 info"


def test_text_of_a_terminal_breaks_between_words_and_else_not_at_all(report):
    address = "https://example.org/" + "a" * 90
    (first, *_) = report.findings
    long = replace(first, message=f"the link {address} leads nowhere " + "at all " * 20)
    lines = text.write(replace(report, findings=(long,)), width=80).splitlines()

    assert [line.strip() for line in lines if len(line) > 80] == [address]
    assert long.told in text.write(replace(report, findings=(long,)))


def test_colour_does_not_move_a_line_break(report):
    coloured = text.write(report, colour=True, width=50)

    assert re.sub(r"\x1b\[\d+m", "", coloured) == text.write(report, width=50)


def test_the_lines_of_other_places_are_told_once(report):
    first = report.findings[0]
    others = tuple(replace(first.location, line=line, column=9) for line in (12, 14, 14, 15))
    several = replace(first, count=9, others=others)
    lines = text.write(replace(report, findings=(several,))).splitlines()

    assert any(line.endswith(", also in line 14, 15, ...") for line in lines)


def test_colour_is_there_only_where_it_is_asked_for(report):
    assert "\033[31merror" in text.write(report, colour=True)
    assert "\033[" not in text.write(report)
