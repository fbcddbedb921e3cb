import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.colour import channels, contrast
from digest.core.inversion import by_filter, by_outlook, legibility

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "turned"), [("#ffffff", "#333333"), ("#000000", "#ffffff"), ("#333333", "#cfcfcf")]
)
def test_outlook_turns_the_lightness_over_above_its_black(colour: str, turned: str) -> None:
    assert by_outlook(colour) == turned


@pytest.mark.parametrize(
    ("colour", "turned"), [("#ffffff", "#000000"), ("#000000", "#ffffff"), ("#0000ff", "#dadaff")]
)
def test_the_filter_keeps_the_hue(colour: str, turned: str) -> None:
    assert by_filter(colour) == turned


@given(COLOURS)
def test_what_is_turned_over_is_a_colour(colour: str) -> None:
    assert all(0 <= channel <= 255 for channel in channels(by_outlook(colour)))
    assert all(0 <= channel <= 255 for channel in channels(by_filter(colour)))


@given(COLOURS, COLOURS)
def test_legibility_is_never_better_than_the_contrast(one: str, other: str) -> None:
    assert legibility(one, other) <= contrast(one, other)
