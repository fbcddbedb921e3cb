"""What mail programs can do, by the data of caniemail.com."""

import json
import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from digest.core.mail import features_css, features_markup, features_values, support
from digest.core.mail.features_values import Part
from digest.core.mail.mail import Mail

DATA = json.loads(support.DATA.read_text("utf-8"))
RULES = [import_module(f"digest.checks.client_{name}") for name in ("layout", "hidden", "style")]
TABLES = {"BREAKS", "FAILS", "LOOKS"}
FLEX = '<div style="display:flex"><p>One</p><p>Two</p></div>'


def parts():
    """Every part of a feature that the code names."""
    for module in (features_css, features_markup, features_values):
        for value in vars(module).values():
            named = value.values() if isinstance(value, dict) else [value]
            yield from (part for part in named if isinstance(part, Part))


def judged():
    """Every feature that a rule has words for."""
    for rule in RULES:
        (table,) = TABLES & vars(rule).keys()
        yield from vars(rule)[table]


def failing(html, *clients):
    faults = support.faults(replace(Mail(html=html), clients=clients), lambda _: ("", ""))
    return [re.search(r" fails in (.*): $", fault.message)[1] for fault in faults]


def test_the_data_are_whole():
    assert date.fromisoformat(DATA["updated"]) > date(2026, 1, 1)
    assert len(DATA["features"]) > 250
    for feature in DATA["features"].values():
        assert feature["title"]
        assert len(feature["support"]) == len(DATA["clients"])
        assert set(feature["support"]) <= set("yanu")
        for columns in feature.get("notes", {}).values():
            assert all(feature["support"][column] in "an" for column in columns)


def test_the_licence_lies_beside_the_data():
    licence = support.DATA.with_name("caniemail.LICENSE").read_text("utf-8")

    assert "Permission is hereby granted, free of charge" in licence


@pytest.mark.parametrize("rule", RULES, ids=[rule.NAME for rule in RULES])
def test_a_rule_tells_source_licence_and_date_of_the_data(rule):
    told = " ".join(rule.__doc__.split())

    assert "caniemail.com by Rémi Parmentier, MIT licence" in told
    assert f"as of {DATA['updated']}" in told


@pytest.mark.parametrize("feature", sorted({*judged(), *(part.feature for part in parts())}))
def test_what_the_code_names_is_in_the_data(feature):
    assert feature in DATA["features"]


@pytest.mark.parametrize("part", sorted({part for part in parts() if part.note}))
def test_a_note_that_the_code_names_is_in_the_data(part):
    assert any(re.search(part.note, note) for note in DATA["features"][part.feature]["notes"])


def test_no_feature_has_the_words_of_two_rules():
    assert len(list(judged())) == len(set(judged()))


def test_programs_are_named_by_family_and_by_platform_where_some_know_it():
    assert failing(FLEX, "gmail", "outlook", "yahoo") == ["Outlook (classic Windows)"]
    assert failing('<p style="transform:scale(2)">', "gmail", "outlook") == ["Gmail, Outlook"]


def test_only_the_families_that_are_asked_for_count():
    assert failing(FLEX, "gmail", "apple-mail") == []
    assert failing(FLEX, "gmx") == ["GMX (web)"]


def test_a_part_of_a_feature_counts_only_where_the_note_says_so():
    fixed, absolute = ('<p style="position:fixed">', '<p style="position:absolute">')

    assert failing(fixed, "apple-mail") == ["Apple Mail"]
    assert failing(absolute, "apple-mail") == []


@pytest.mark.parametrize(
    ("around", "seen"),
    [
        ("<!--[if !mso]><!-->{}<!--<![endif]-->", ["GMX (web)"]),
        ("<!--[if mso]>{}<![endif]-->", ["Outlook (classic Windows)"]),
        ("{}", ["Outlook (classic Windows), GMX (web)"]),
    ],
)
def test_who_does_not_get_to_see_it_does_not_fail(around, seen):
    assert failing(f"<body>{around.format(FLEX)}", "outlook", "gmx") == seen


def test_a_program_that_ignores_the_query_around_a_rule_does_not_fail():
    sheet = "<head><style>{}</style></head>"
    rule = "p { display:flex }"

    assert failing(sheet.format(rule), "outlook") == ["Outlook (classic Windows)"]
    assert failing(sheet.format(f"@media (max-width:9px) {{ {rule} }}"), "outlook") == []
    assert failing(sheet.format(f"p:hover {{ {rule[3:].strip(' {}')} }}"), "outlook") == []


def test_one_feature_is_told_in_the_same_words_wherever_it_stands():
    html = f"<head><style>@media print {{ p {{ position:fixed }} }}</style></head>{FLEX}"
    twice = html + '<p style="position:absolute">a</p>'

    told = failing(twice, "gmail", "apple-mail")
    assert told == ["Gmail, Apple Mail", "Gmail, Apple Mail"]


def test_the_docs_name_all_families_in_their_order():
    docs = (Path(__file__).parents[2] / "docs/configuration.md").read_text("utf-8")

    assert ", ".join(f"`{family}`" for family in support.families()) in docs
    assert support.families()[: len(support.MAIN)] == support.MAIN
