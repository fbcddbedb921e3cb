from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from digest.config.settings import FONTS, SPACINGS, Design
from digest.render.tokens import SPACES, STACKS, Step, fonts, scale, space


def test_the_house_has_the_scale_that_was_drawn() -> None:
    assert scale(Design()).title == Step(32, 38)
    assert scale(Design()).text == Step(16, 25)
    assert astuple(space(Design())) == (24, 44)


@given(st.integers(14, 20))
def test_no_step_is_too_small_to_read_or_tighter_than_its_letters(text_size: int) -> None:
    for size, line in astuple(scale(Design(text_size=text_size))):
        assert size >= 13
        assert line >= 1.15 * size


def test_the_text_is_as_large_as_asked_for() -> None:
    assert [scale(Design(text_size=size)).text.size for size in (14, 16, 20)] == [14, 16, 20]


def test_every_word_of_the_configuration_has_its_value() -> None:
    assert set(STACKS) == set(FONTS)
    assert set(SPACES) == set(SPACINGS)
    assert '"' not in "".join(astuple(fonts(Design())))
