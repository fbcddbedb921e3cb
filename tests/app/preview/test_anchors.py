"""The items of a real issue, found in its HTML."""

import json
from pathlib import Path

import pytest

from digest.app.options import Globals
from digest.app.preview.letters import letter
from digest.app.wiring import open_project
from digest.core.mail.page import Page

SAMPLE = Path(__file__).parents[3]


@pytest.mark.parametrize("template", ["weekly", "compact", "magazine", "plain"])
def test_every_item_of_every_design_is_found_where_readers_meet_it(built, template):
    built.write("issues/2026-03/intro.md", "See **What a queue forgets** first.")
    built.run("build", "--month", "2026-03", "--template", template)
    shown = letter(open_project(Globals(directory=built.folder)), "2026-03").shown.html
    named = {
        each.get("data-dg"): each for each in Page(shown).root.iter("*") if each.get("data-dg")
    }
    said = json.loads((built.folder / "issues/2026-03/manifest.json").read_text("utf-8"))
    titles = [item["title"] for part in said["sections"] for item in part["items"]]
    assert list(named) == [f"item-{number}" for number in range(1, len(titles) + 1)]
    for title, element in zip(titles, named.values(), strict=True):
        assert title in " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("issue", ["2026-02", "2026-W09", "2026-W10"])
def test_titles_with_code_and_formulas_are_found(issue):
    project = open_project(Globals(directory=SAMPLE))
    shown = letter(project, issue).shown.html
    said = json.loads((project.issues / issue / "manifest.json").read_text("utf-8"))
    count = sum(len(part["items"]) for part in said["sections"])
    assert shown.count(" data-dg=") == count


def test_anchors_are_in_no_file(built):
    found = letter(open_project(Globals(directory=built.folder)), "2026-03")
    assert "data-dg" in found.shown.html
    assert b"data-dg" not in b"".join(found.files.values())
