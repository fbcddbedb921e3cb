"""Forced dark: every colour turned over, wherever it stands."""

import pytest

from digest.core.colour import contrast
from digest.preview.forced import DEFAULT, darkened

WHITE, BLACK = "#333333", "#ffffff"  # what they become


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ('<p style="color:#000">', f'<p style="color:{BLACK};">'),
        ('<p style="COLOR: black !important">', f'<p style="COLOR:{BLACK} !important;">'),
        ("<p style='background:#FFF url(x.png)'>", f'<p style="background:{WHITE} url(x.png);">'),
        ('<p style="border:1px solid white">', f'<p style="border:1px solid {WHITE};">'),
        ('<p style="color:rgb(255 255 255)">', f'<p style="color:{WHITE};">'),
        ('<p style="color:rgba(0,0,0,.5)">', f'<p style="color:{BLACK}80;">'),
        (
            '<p style="background:linear-gradient(#fff, #000)">',
            f'<p style="background:linear-gradient({WHITE}, {BLACK});">',
        ),
        ('<td bgcolor="#ffffff">', f'<td bgcolor="{WHITE}">'),
        ("<td bgcolor=ffffff>", f'<td bgcolor="{WHITE}">'),
        ("<font color=black>", f'<font color="{BLACK}">'),
        ("<style>p{color:#000}</style>", f"<style>p{{color:{BLACK};}}</style>"),
        (
            "<style>@media (min-width:0) { #fff { color: #000 } }</style>",
            f"<style>@media (min-width:0) {{ #fff {{color:{BLACK};}} }}</style>",
        ),
    ],
)
def test_colours_are_turned_over(html, becomes):
    assert darkened(html) == becomes


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:inherit;">',
        '<p style="color:transparent;">',
        '<p style="font-family:Black, red;">',
        '<p class="red" title="#ffffff">white #fff</p>',
        "<!-- <p style='color:#000'> -->",
        "<style>@font-face{src:url(#fff)}</style>",
    ],
)
def test_what_is_no_colour_stays(html):
    assert darkened(html) == html


def test_broken_css_does_no_harm():
    assert darkened('<p style="color:#000;}{">x</p>').endswith(">x</p>")
    assert darkened("<style>}}} p{color:#000} {{{</style>").startswith("<style>")


def test_an_email_without_colours_is_dark_too():
    ground, ink = (DEFAULT.partition(f"{name}:")[2][:7] for name in ("background", "color"))
    assert f"background:{WHITE}" in DEFAULT
    assert contrast(ground, BLACK) > 10
    assert ink
