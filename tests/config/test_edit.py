"""Sources are put into digest.toml and taken out; everything else stays."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app.init import CONFIG, EXAMPLES
from digest.config.edit import add_sources, remove_source
from digest.core.errors import ConfigError

SAMPLE = (Path(__file__).parents[2] / "digest.toml").read_text("utf-8")
NEW = {"name": "new", "kind": "feed", "url": "https://new.example.org/index.xml"}
TABLE = '[[sources]]\nname = "new"\nkind = "feed"\nurl = "https://new.example.org/index.xml"\n'
LETTER = """\
# My letter.

[newsletter]   # whose
title = "A"

# The first one
[[sources]]
name = "one"   # mine
kind = "feed"
url = "https://one.example.org/"
# section = "Later"

# The second one
[[sources]]
name = "two"
kind = "listing"
url = "https://two.example.org/"

[sources.rule]
item = "li"

# How it looks
[design]
accent = "#0f5c4d"
"""


def comments(text):
    return [row for row in text.splitlines() if row.startswith("#")]


def names(text):
    return [source["name"] for source in tomllib.loads(text).get("sources", [])]


def test_a_new_source_goes_below_the_last_one_and_above_the_comment_of_the_next_table():
    before, after = LETTER.split("# How it looks")

    assert add_sources(LETTER, [NEW]) == f"{before}{TABLE}\n# How it looks{after}"


def test_a_first_source_goes_where_the_examples_of_a_new_project_stand():
    config = CONFIG.format(title='"A"', sender='"a@example.org"', zone="UTC", sources=EXAMPLES)

    text = add_sources(config, [NEW])

    assert f"{TABLE}\n[design]" in text
    assert text.replace(f"{TABLE}\n", "") == config


def test_without_any_other_table_a_source_goes_to_the_end():
    assert add_sources('title = "A"\n', [NEW]) == f'title = "A"\n\n{TABLE}'
    assert add_sources("", [NEW]).strip() == TABLE.strip()


def test_several_sources_are_added_in_their_order():
    text = add_sources(LETTER, [NEW, {**NEW, "name": "newer"}])

    assert names(text) == ["one", "two", "new", "newer"]


def test_removing_takes_a_table_with_its_parts_and_leaves_the_comments_above_it():
    text = remove_source(LETTER, "two")

    assert names(text) == ["one"]
    assert "[sources.rule]" not in text
    assert comments(text) == comments(LETTER)
    assert "\n\n\n" not in text


def test_removing_takes_what_is_commented_out_inside_the_table():
    text = remove_source(LETTER, "one")

    assert names(text) == ["two"]
    assert "Later" not in text
    assert "# The second one\n[[sources]]\n" in text


def test_the_last_source_can_be_removed():
    text = remove_source(remove_source(LETTER, "one"), "two")

    assert names(text) == []
    assert tomllib.loads(text)["design"]


@pytest.mark.parametrize("name", names(SAMPLE))
def test_every_source_of_the_sample_can_be_removed_and_no_comment_gets_lost(name):
    text = remove_source(SAMPLE, name)

    assert names(text) == [known for known in names(SAMPLE) if known != name]
    assert comments(text) == comments(SAMPLE)


def test_what_was_added_can_be_removed_without_a_trace():
    for text in (LETTER, SAMPLE, "title = 1\n"):
        assert remove_source(add_sources(text, [NEW]), "new").strip() == text.strip()


def test_line_ends_and_byte_order_mark_stay():
    windows = "\ufeff" + LETTER.replace("\n", "\r\n")

    text = add_sources(windows, [NEW])

    assert text == "\ufeff" + add_sources(LETTER, [NEW]).replace("\n", "\r\n")
    assert remove_source(text, "new") == windows


@pytest.mark.parametrize(
    "text",
    [
        'sources = [{ name = "one" }]\n',
        'sources = "one"\n',
        "[[sources]\n",
        'intro = """\n[[sources]]\n"""\n[[sources]]\nname = "one"\n[design]\n',
    ],
)
def test_what_cannot_be_edited_safely_is_left_to_a_person(text):
    with pytest.raises(ConfigError, match="cannot be edited safely") as caught:
        remove_source(add_sources(text, [NEW]), "one")

    assert "[[sources]]" in caught.value.hint


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.text("ab'\"\\\n]")))
def test_any_text_survives_in_a_value(section, include):
    source = {**NEW, "section": section, "include": tuple(include)}

    said = tomllib.loads(add_sources(LETTER, [source]))["sources"][-1]

    assert said == {**NEW, "section": section, "include": include}
