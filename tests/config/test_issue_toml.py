import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.issue_toml import new, read
from digest.core.curate import Curation, Override
from digest.core.errors import ConfigError


def test_a_folder_without_the_editors_files_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "2026-W09") == Curation()


def test_everything_the_editor_can_say_is_read(tmp_path: Path) -> None:
    (tmp_path / "intro.md").write_text("Hello *you*.\n")
    (tmp_path / "outro.md").write_bytes(b"\xef\xbb\xbfBye.\r\n")
    (tmp_path / "issue.toml").write_text(
        'title = "T"\nsubject = "S"\npreheader = "P"\npin = "one"\ndrop = ["two"]\n'
        'order = ["three", "four"]\nfeature = "five"\n'
        '[[items]]\npost = "six"\nblurb = "Six!"\n[[items]]\npost = "seven"\ntitle = "7"\n'
    )
    assert read(tmp_path) == Curation(
        title="T",
        subject="S",
        preheader="P",
        pin=("one",),
        drop=("two",),
        order=("three", "four"),
        feature="five",
        items=(Override("six", blurb="Six!"), Override("seven", title="7")),
        intro="Hello *you*.\n",
        outro="Bye.\n",
    )


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text(
        'titel = "T"\npin = [1]\nfeature = x\n[[items]]\ntitle = "7"\nblurp = "8"\n'
    )
    with pytest.raises(ConfigError) as caught:
        read(tmp_path)
    assert [(p.line, p.message) for p in caught.value.problems] == [
        (1, "unknown key titel"),
        (2, 'pin: expected a list of text, as in pin = ["one", "two"]'),
        (3, "Invalid value"),
        (4, "[items 1] lacks post"),
        (6, "unknown key blurp in [items 1]"),
    ]
    assert caught.value.file == str(tmp_path / "issue.toml")


def test_items_are_an_array_of_tables(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text('[items]\npost = "one"\n')
    with pytest.raises(ConfigError) as caught:
        read(tmp_path)
    assert [p.line for p in caught.value.problems] == [1]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "intro.md").write_bytes(b"Gr\xf6\xdfe")
    with pytest.raises(ConfigError, match="intro") as caught:
        read(tmp_path)
    assert caught.value.hint == "save it as UTF-8 text"


def test_a_folder_in_its_place_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").mkdir()
    with pytest.raises(ConfigError, match=r"toml: cannot be read \(Is a directory\)") as caught:
        read(tmp_path)
    assert "move the folder away" in caught.value.hint


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x7f")))
def test_a_new_file_says_nothing_until_a_line_is_uncommented(text: str) -> None:
    written = new("2026-W09", text, text, text)
    assert tomllib.loads(written) == {}
    lines = [line[2:] for line in written.split("\n") if line.startswith(("# title", "# subject"))]
    assert tomllib.loads("\n".join(lines[:2])) == {"title": text, "subject": text}
