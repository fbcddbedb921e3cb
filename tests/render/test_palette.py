from hypothesis import given
from hypothesis import strategies as st

from digest.core.colour import contrast
from digest.render.palette import DARK, LIGHT, palettes

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_the_house_accent_has_the_house_palettes() -> None:
    assert palettes("#0F5C4D") == (LIGHT, DARK)


def test_a_readable_accent_is_kept() -> None:
    assert palettes("#0b57d0")[0].accent == "#0b57d0"


def test_a_pale_accent_is_darkened_and_lit_up_for_the_night() -> None:
    light, dark = palettes("#ffd400")
    assert light.accent != "#ffd400"
    assert dark.accent == "#ffd400"


@given(COLOURS)
def test_every_accent_leaves_every_text_readable(accent: str) -> None:
    for palette in palettes(accent):
        for text in (palette.ink, palette.soft, palette.accent):
            assert contrast(text, palette.card) >= 4.5
            assert contrast(text, palette.tint) >= 4.5
        assert contrast(palette.ink, palette.code) >= 4.5
