from hypothesis import given
from hypothesis import strategies as st

from digest.core.colour import contrast
from digest.core.inversion import by_filter, by_outlook
from digest.core.palette import DARK, LIGHT, faults, palettes

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PALE = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number | 0xE0E0E0:06x}")


def test_the_house_accent_has_the_house_palettes() -> None:
    assert palettes("#0F5C4D") == (LIGHT, DARK)


def test_a_readable_accent_is_kept() -> None:
    assert palettes("#0a4bb5")[0].accent == "#0a4bb5"


def test_a_pale_accent_is_darkened_and_lit_up_for_the_night() -> None:
    light, dark = palettes("#ffd400")
    assert light.accent != "#ffd400"
    assert dark.accent == "#ffd400"


def test_the_house_colours_can_be_read_however_they_are_turned() -> None:
    assert list(faults(LIGHT, DARK)) == []


@given(COLOURS)
def test_every_accent_leaves_every_text_readable(accent: str) -> None:
    for palette in palettes(accent):
        for text in (palette.ink, palette.soft, palette.accent):
            assert contrast(text, palette.card) >= 4.5
            assert contrast(text, palette.tint) >= 4.5
        assert contrast(palette.ink, palette.code) >= 4.5


@given(COLOURS)
def test_every_accent_stays_readable_when_gmail_or_outlook_turns_it_over(accent: str) -> None:
    light = palettes(accent)[0]
    for turn in (by_outlook, by_filter):
        for text in (light.ink, light.soft, light.accent):
            for ground in (light.page, light.card, light.tint):
                assert contrast(turn(text), turn(ground)) >= 4.5


@given(COLOURS, PALE, PALE)
def test_text_follows_the_grounds_that_the_owner_chose(accent: str, page: str, card: str) -> None:
    light, dark = palettes(accent, (("page", page), ("card", card)))
    assert (light.page, light.card) == (page, card)
    assert list(faults(light, dark)) == []


def test_an_ink_that_cannot_be_read_is_told_not_changed() -> None:
    light, dark = palettes(LIGHT.accent, (("ink", "#b0b0b0"),))
    assert light.ink == "#b0b0b0"
    told = {(fault.palette, fault.text, fault.ground) for fault in faults(light, dark)}
    assert told >= {("light", "ink", "card")}


def test_a_dark_card_on_a_light_page_is_told() -> None:
    light, dark = palettes(LIGHT.accent, (("card", "#101010"),))
    assert {fault.ground for fault in faults(light, dark)} == {"page"}


def test_a_palette_may_be_dark_by_day() -> None:
    grounds = (("page", "#000000"), ("card", "#101010"))
    light, dark = palettes("#ffd400", grounds)
    assert light.accent == "#ffd400"
    assert list(faults(light, dark)) == []
