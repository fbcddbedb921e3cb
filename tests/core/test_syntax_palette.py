"""Colours of code can be read on their ground, on every ground, also when it is turned over."""

from dataclasses import astuple

import pytest

from digest.core.colour import READABLE, contrast
from digest.core.inversion import legibility
from digest.core.palette import palettes
from digest.core.syntax_palette import DARK, LIGHT, syntax


def test_the_house_colours_are_as_they_were_chosen() -> None:
    assert syntax(*palettes("#0f5c4d")) == (LIGHT, DARK)


@pytest.mark.parametrize("ground", ["#ffffff", "#efece4", "#dddddd", "#f0e0ff", "#101010"])
@pytest.mark.parametrize("night", ["#000000", "#262a27", "#3a3f3c", "#f5f5f5"])
def test_every_word_of_code_can_be_read(ground: str, night: str) -> None:
    light, dark = palettes("#0f5c4d", (("code", ground),), (("code", night),))
    day, dusk = syntax(light, dark)
    assert all(legibility(colour, ground) >= READABLE for colour in astuple(day))
    assert all(contrast(colour, night) >= READABLE for colour in astuple(dusk))
