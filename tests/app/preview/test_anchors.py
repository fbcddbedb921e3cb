"""The items of a real issue, found in its HTML."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app.options import Globals
from digest.app.preview.anchors import names_of
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
    assert list(named) == list(names_of(titles))
    for title, element in zip(titles, named.values(), strict=True):
        assert title in " ".join("".join(element.itertext()).split())


@given(st.lists(st.text(), unique=True), st.randoms())
def test_item_keeps_its_name_wherever_it_stands(titles, chance):
    moved = chance.sample(titles, len(titles))
    named = dict(zip(titles, names_of(titles), strict=True))
    assert dict(zip(moved, names_of(moved), strict=True)) == named
    assert len(set(named.values())) == len(titles)


def test_items_of_one_title_have_a_name_each():
    assert len(set(names_of(["same", "same", "other"]))) == 3


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
