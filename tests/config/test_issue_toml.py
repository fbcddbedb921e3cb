import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.issue_toml import new, read
from digest.core.curation import Curation, Override, Own
from digest.core.errors import ConfigError, Problem
from digest.core.model import Image


def test_a_folder_without_the_editors_files_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "2026-W09") == Curation()


def test_everything_the_editor_can_say_is_read(tmp_path: Path) -> None:
    (tmp_path / "intro.md").write_text("Hello *you*.\n")
    (tmp_path / "outro.md").write_bytes(b"\xef\xbb\xbfBye.\r\n")
    (tmp_path / "issue.toml").write_text(
        'title = "T"\nsubject = "S"\npreheader = "P"\npin = "one"\ndrop = ["two"]\n'
        'order = ["three", "four"]\nfeature = "five"\n'
        '[[items]]\npost = "six"\nblurb = "Six!"\nimage = "https://example.org/6.png"\n'
        '[[items]]\npost = "seven"\ntitle = "7"\nalt = "Seven"\nsection = "Primes"\n'
        '[sections]\n"Inference" = "Serving models"\n'
    )
    assert read(tmp_path) == Curation(
        title="T",
        subject="S",
        preheader="P",
        pin=("one",),
        drop=("two",),
        order=("three", "four"),
        feature="five",
        items=(
            Override("six", blurb="Six!", image=Image("https://example.org/6.png", None)),
            Override("seven", "7", image=Image(None, "Seven"), section="Primes"),
        ),
        sections={"Inference": "Serving models"},
        intro="Hello *you*.\n",
        outro="Bye.\n",
    )


def test_what_the_editor_adds_is_read(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text(
        '[[add]]\nurl = "https://example.org/a"\ntitle = "A"\nsection = "Systems"\n'
        '[[add]]\nkind = "sponsor"\nurl = "mailto:ads@example.org"\ntitle = "Buy"\nblurb = "It"\n'
        'image = "https://example.org/buy.png"\nalt = "A box"\nplace = 1\n'
        '[[add]]\nkind = "text"\nblurb = "**Meet us** on Friday."\n'
    )
    assert read(tmp_path).add == (
        Own("link", "https://example.org/a", "A", section="Systems"),
        Own(
            "sponsor",
            "mailto:ads@example.org",
            "Buy",
            "It",
            Image("https://example.org/buy.png", "A box"),
            place=1,
        ),
        Own("text", blurb="**Meet us** on Friday."),
    )


def mistakes(folder: Path, text: str) -> list[Problem]:
    (folder / "issue.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        read(folder)
    return list(caught.value.problems)


def test_every_mistake_in_what_is_added_is_told_with_its_line(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path,
        '[[add]]\nurl = "ftp://example.org"\n'
        '[[add]]\nkind = "advert"\n'
        '[[add]]\nkind = "sponsor"\ntitle = " "\nplace = 0\n'
        '[[add]]\nkind = "text"\nimage = "https://example.org/x.png"\n'
        '[[add]]\nurl = "https://example.org/a"\ntitle = "A"\nalt = "A box"\n'
        '[[add]]\nurl = "https://www.example.org/a/"\ntitle = "Again"\n',
    )
    assert [(problem.line, problem.message) for problem in told] == [
        (1, "[add 1] lacks title"),
        (2, 'url = "ftp://example.org": no address of the web'),
        (4, 'kind = "advert": expected one of link, sponsor, text'),
        (5, "[add 3] lacks url"),
        (7, "[add 3] lacks title"),
        (8, "place = 0: expected 1 or more"),
        (9, "[add 4] lacks blurb"),
        (11, "a text has no image"),
        (15, "[add 5] has an alt and no image"),
        (16, '[add 6] is for "https://www.example.org/a/", and so is [add 5]'),
    ]
    assert told[0].hint == "digest issues add URL fetches it"


def test_a_post_is_shown_in_one_way(tmp_path: Path) -> None:
    told = mistakes(tmp_path, '[[items]]\npost = "Queues"\n[[items]]\npost = "queues "\n')
    assert [(p.line, p.message) for p in told] == [
        (3, '[items 2] is for "queues ", and so is [items 1]')
    ]


def test_a_post_is_not_both_pinned_and_dropped(tmp_path: Path) -> None:
    told = mistakes(tmp_path, 'pin = "https://example.org/a"\ndrop = ["http://example.org/a/"]\n')
    assert [(p.line, p.message) for p in told] == [
        (2, '"http://example.org/a/" is both pinned and dropped')
    ]


def test_a_heading_gets_words_that_are_there(tmp_path: Path) -> None:
    told = mistakes(tmp_path, '[sections]\n"Inference" = ""\n"Agents" = 1\n')
    assert [(p.line, p.message) for p in told] == [
        (2, "Inference is empty"),
        (3, "Agents is a number; expected text in quotes"),
    ]


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
