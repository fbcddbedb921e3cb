"""The tool that makes digest/data/caniemail.json keeps what the checks need of caniemail's data."""

import json
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RAW = ROOT / "tests/data/caniemail/data.json"


@pytest.fixture
def update(tmp_path, monkeypatch):
    """Runs the tool on a file, with the data and the rules of a scratch folder."""
    tool = runpy.run_path(str(ROOT / "tools/update_caniemail.py"))
    rule = tmp_path / "client_layout.py"
    rule.write_text('"""As of 2025-01-31."""\n', "utf-8")
    data = tmp_path / "caniemail.json"
    data.write_text('{"updated": "2025-01-31"}', "utf-8")
    monkeypatch.setitem(tool["main"].__globals__, "DATA", data)
    monkeypatch.setitem(tool["main"].__globals__, "RULES", tmp_path)

    def run(file):
        monkeypatch.setattr(sys, "argv", ["update_caniemail.py", str(file)])
        tool["main"]()
        return data.read_text("utf-8"), rule.read_text("utf-8")

    return run


def test_the_last_version_of_each_program_counts(update):
    data = json.loads(update(RAW)[0])

    assert data["clients"] == [
        ["gmail", "Gmail", "web"],
        ["gmail", "Gmail", "iOS"],
        ["outlook", "Outlook", "classic Windows"],
        ["outlook", "Outlook", "Mac"],
    ]
    assert data["features"]["css-display-flex"]["support"] == "yany"
    assert data["features"]["css-clear"]["support"] == "uuuu"


def test_titles_are_kept_and_the_notes_on_those_that_fail(update):
    features = json.loads(update(RAW)[0])["features"]

    assert features["css-display-flex"]["title"] == "display:flex"
    assert features["css-display-flex"]["notes"] == {"Not with “other” accounts.": [1]}
    assert "notes" not in features["css-clear"]


def test_only_features_that_the_checks_look_for_are_kept(update):
    assert sorted(json.loads(update(RAW)[0])["features"]) == ["css-clear", "css-display-flex"]


def test_the_date_of_the_data_comes_into_the_words_of_the_rules(update):
    data, rule = update(RAW)

    assert json.loads(data)["updated"] == "2026-05-13"
    assert rule == '"""As of 2026-05-13."""\n'


def test_the_same_file_makes_the_same_bytes(update):
    assert update(RAW) == update(RAW)


def test_every_feature_has_a_line_of_its_own(update):
    lines = update(RAW)[0].splitlines()

    assert sum(line.startswith('"css-clear": {"title"') for line in lines) == 1


def test_the_order_of_the_features_does_not_matter(update, tmp_path):
    raw = json.loads(RAW.read_text("utf-8"))
    turned = tmp_path / "turned.json"
    turned.write_text(json.dumps({**raw, "data": raw["data"][::-1]}), "utf-8")

    assert update(turned)[0] == update(RAW)[0]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"data": [{"slug": "a"}]}'])
def test_another_file_is_refused_and_nothing_changes(update, tmp_path, content):
    other = tmp_path / "other.json"
    other.write_text(content, "utf-8")

    with pytest.raises(SystemExit, match="not caniemail's data"):
        update(other)
    assert (tmp_path / "caniemail.json").read_text("utf-8") == '{"updated": "2025-01-31"}'


def test_no_file_is_told_with_what_to_type(update, tmp_path):
    with pytest.raises(SystemExit, match=r"nowhere\.json"):
        update(tmp_path / "nowhere.json")
