import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.colour import contrast, mix, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_contrast_is_what_wcag_computes() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#0b57d0", "#15181c") == pytest.approx(2.79, abs=0.01)


def test_short_colours_are_understood() -> None:
    assert mix("#abc", "#000", 0) == "#aabbcc"


@pytest.mark.parametrize("wrong", ["blue", "#12", "123456", "#gggggg", ""])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="expected #rrggbb"):
        contrast(wrong, "#000000")


def test_a_colour_that_is_readable_stays_itself() -> None:
    assert readable("#0f5c4d", ["#fffdf9", "#eaf1ee"], toward="#000000") == "#0f5c4d"


@given(COLOURS, COLOURS)
def test_every_colour_can_be_made_readable_on_a_light_ground(colour: str, shade: str) -> None:
    ground = mix("#ffffff", shade, 0.1)
    assert contrast(readable(colour, [ground], toward="#000000"), ground) >= 4.5
