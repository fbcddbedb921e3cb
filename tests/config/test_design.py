"""[design] of digest.toml and design.toml: their keys, their mistakes, and which of them wins."""

from pathlib import Path

import pytest

from digest.config.design import DesignFile, over, read_design_file
from digest.config.settings import Design
from digest.core.errors import ConfigError


def read(folder: Path, text: str) -> DesignFile:
    file = folder / "design.toml"
    file.write_text(text, "utf-8")
    return read_design_file(file)


def mistakes(folder: Path, text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_a_design_file_may_be_empty(tmp_path: Path) -> None:
    assert read(tmp_path, "") == DesignFile(None, Design())


def test_a_design_file_says_what_it_extends_and_its_tokens(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'extends = "compact"\naccent = "#0b57d0"\nheadings = "sans"\ntext = "serif"\n'
        'text_size = 17\nspacing = "roomy"\nlogo = "https://x.example/l.png"\nlogo_width = 120\n'
        'logo_height = 40\nlogo_alt = "Us"\nfull_items = 0\ncontents = 0\n'
        '[light]\ncard = "#ffffff"\n[dark]\naccent = "#99ccff"\n',
    )
    assert found.extends == "compact"
    design = found.tokens
    assert (design.accent, design.headings, design.text) == ("#0b57d0", "sans", "serif")
    assert (design.text_size, design.spacing) == (17, "roomy")
    assert (design.logo_width, design.logo_height, design.logo_alt) == (120, 40, "Us")
    assert (design.full_items, design.contents) == (0, 0)
    assert (design.light, design.dark) == ((("card", "#ffffff"),), (("accent", "#99ccff"),))


def test_all_mistakes_of_a_design_file_are_told_with_their_lines(tmp_path: Path) -> None:
    text = (
        'acent = "#000000"\ntext_size = 40\nspacing = "wide"\nheadings = "Comic Sans"\n'
        'logo_width = 900\n[light]\ncard = "white"\naccent = "#000000"\n[dark]\npge = "#000000"\n'
    )
    assert mistakes(tmp_path, text) == [
        (1, "unknown key acent"),
        (2, "text_size = 40: expected 14 to 20"),
        (3, 'spacing = "wide": expected one of tight, normal, roomy'),
        (4, 'headings = "Comic Sans": expected one of serif, sans, mono'),
        (5, "logo_width = 900: expected 1 to 536"),
        (7, 'card = "white": not a colour'),
        (8, "unknown key accent in [light]"),
        (10, "unknown key pge in [dark]"),
    ]


def test_text_too_small_to_read_is_refused(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "text_size = 12") == [(1, "text_size = 12: expected 14 to 20")]


@pytest.mark.parametrize("logo", ["logo.png", "//x.example/l.png", "https:///a", "mailto:a@x.org"])
def test_a_logo_that_no_mail_program_can_fetch_is_refused(tmp_path: Path, logo: str) -> None:
    told = [(1, f'logo = "{logo}": not the address of a picture')]
    assert mistakes(tmp_path, f'logo = "{logo}"') == told


def test_an_empty_logo_takes_that_of_the_design_away(tmp_path: Path) -> None:
    base = read(tmp_path, 'logo = "https://x.example/l.png"').tokens
    assert over(base, read(tmp_path, 'logo = ""').tokens).logo == ""


def test_a_design_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "design.toml"
    file.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_design_file(file)


def test_what_is_written_wins_be_it_what_the_house_says(tmp_path: Path) -> None:
    base = read(tmp_path, 'full_items = 99\naccent = "#0b57d0"\nspacing = "tight"').tokens
    own = read(tmp_path, 'full_items = 9\nlogo = "https://x.example/l.png"').tokens
    both = over(base, own)
    assert (both.full_items, both.accent, both.spacing) == (9, "#0b57d0", "tight")
    assert both.logo == "https://x.example/l.png"
    assert over(Design(full_items=50, written=("full_items",)), both).full_items == 9


def test_colours_win_one_by_one(tmp_path: Path) -> None:
    base = read(tmp_path, '[light]\npage = "#ffffff"\ncard = "#fefefe"').tokens
    own = read(tmp_path, '[light]\ncard = "#fffff0"').tokens
    assert dict(over(base, own).light) == {"page": "#ffffff", "card": "#fffff0"}
