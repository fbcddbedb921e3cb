"""What wins in the cascade, and what nobody can know; a browser's opinion is asked in tests/e2e."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.mail.longhand import longhands
from digest.core.mail.media import Screen, holds
from digest.core.mail.page import Page
from digest.core.mail.paint import BLACK, WHITE, Paint, legacy, painted
from digest.core.mail.sizes import length

DARK, PHONE = Screen("dark"), Screen(width=375)


def style(html, screen=None):
    """The style of the element `u`."""
    page = Page(html)
    return page.looks.styles(screen or Screen())[page.all("u")[0]]


def pair(html, screen=None):
    return style(html, screen).pair


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("#abc", "#aabbcc"),
        ("#abcf", "#aabbcc"),
        ("#AABBCCFF", "#aabbcc"),
        ("Navy", "#000080"),
        ("rgb(1 2 3)", "#010203"),
        ("rgba(100%, 0%, 50%, 1)", "#ff0080"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hwb(0 0% 0%)", "#ff0000"),
    ],
)
def test_colours_are_understood_as_mails_write_them(value, found):
    assert painted(value).hex == found


@pytest.mark.parametrize("value", ["currentcolor", "#12345", "var(--x)", "oklch(50% .1 20)", ""])
def test_what_is_no_colour_of_its_own_is_none(value):
    assert painted(value) is None


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("FFF", "#0f0f0f"),
        ("#fff", "#fff"),
        ("#abcdef", "#abcdef"),
        ("abcdef", "#abcdef"),
        ("#ffffff80", "#ffff80"),
        ("Red", "red"),
        ("transparent", "transparent"),
        ("chucknorris", "#c00000"),
        ("", "#000000"),
    ],
)
def test_in_attributes_everything_is_a_colour(value, found):
    assert legacy(value) == found


@given(st.floats(0, 1))
def test_a_blend_lies_between_what_it_is_made_of(alpha):
    seen = Paint(0, 0, 0, alpha).over(WHITE)

    assert BLACK.red <= seen.red <= WHITE.red
    assert abs(seen.red - 255 * (1 - alpha)) < 1e-6


@pytest.mark.parametrize(
    ("condition", "desk", "dark", "phone"),
    [
        ("", True, True, True),
        ("@media print", False, False, False),
        ("@media only screen and (max-width: 480px)", False, False, True),
        ("@media screen and (min-width:30em), print", True, True, False),
        ("@media (prefers-color-scheme: dark)", False, True, False),
        ("@media (max-width: 480px) @media (prefers-color-scheme: dark)", False, False, False),
        ("@media not print", True, True, True),
        ("@media (width <= 480px)", None, None, None),
        ("@media (hover: hover) and (max-width: 480px)", False, False, None),
        ("@supports (display: grid)", None, None, None),
    ],
)
def test_a_condition_holds_on_its_screens(condition, desk, dark, phone):
    assert [holds(condition, screen) for screen in (Screen(), DARK, PHONE)] == [desk, dark, phone]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        (
            "background",
            "#fff url(a.png)",
            {"background-color": "#fff", "background-image": "url()"},
        ),
        (
            "background",
            "no-repeat",
            {"background-color": "transparent", "background-image": "none"},
        ),
        ("background", "#ggg", {}),
        ("color", "nonsense", {}),
        ("color", "var(--ink)", {"color": "?"}),
        ("font-size", "14", {}),
        ("margin-top", "INHERIT", {"margin-top": "inherit"}),
        ("border-spacing", "0", {}),
        ("font", "caption", {}),
        ("border-top", "thick dotted red", {"border-top-width": "3px"}),
        ("border-bottom", "2px red", {"border-bottom-width": "0"}),
        (
            "font",
            "italic bold 14px/1.5 Georgia, serif",
            {
                "font-weight": "bold",
                "font-size": "14px",
                "line-height": "1.5",
                "font-family": "georgia, serif",
            },
        ),
    ],
)
def test_shorthands_are_taken_apart_and_mistakes_dropped(name, value, found):
    assert longhands(name, value) == found


def test_sides_are_told_clockwise():
    assert longhands("padding", "1px 2px 3px") == {
        "padding-top": "1px",
        "padding-right": "2px",
        "padding-bottom": "3px",
        "padding-left": "2px",
    }


@given(
    st.sampled_from(["background", "font", "margin", "color", "font-size"]),
    st.text("#(%/ ,a1-.?;{}\"'\\é", max_size=12),
)
def test_no_value_breaks_the_reader(name, value):
    assert all(isinstance(each, str) for each in longhands(name, value).values())


def test_the_more_specific_selector_wins_and_what_is_important_above_all():
    css = "<style>u { color: red } #a u { color: %s } .b { color: blue }</style>"
    html = css + '<p id="a"><u class="b" style="color: lime">x</u></p>'

    assert pair(html % "navy") == ("#00ff00", "#ffffff")
    assert pair(html % "navy !important") == ("#000080", "#ffffff")
    assert pair((html % "navy").replace(' style="color: lime"', "")) == ("#000080", "#ffffff")


def test_a_rule_that_may_hold_leaves_it_open():
    css = "<style>@supports (a: b) { u { color: red } }</style>"

    assert pair(f"{css}<u>x</u>") is None
    assert pair(f'{css}<u style="color: blue">x</u>') == ("#0000ff", "#ffffff")


def test_colours_are_inherited_through_tables_and_grounds_shine_through():
    html = '<body text="navy" bgcolor="eeeeee"><table><tr><td style="background:#fff8"><u>x</u>'

    assert pair(html) == ("#000080", "#f7f7f7")


@pytest.mark.parametrize(
    "around",
    [
        '<td background="a.png">',
        '<div style="background: linear-gradient(red, blue)">',
        '<div style="background-image: url(a.png); background-color: #fff">',
        '<div style="position: absolute">',
        '<div style="opacity: .9">',
        '<div style="text-shadow: 0 0 2px red">',
        '<div style="color: color-mix(in srgb, red, blue)">',
    ],
)
def test_what_lies_over_a_picture_or_under_a_veil_is_unknown(around):
    html = f"<table><tr>{around}<u>x</u>" if around.startswith("<td") else f"{around}<u>x</u>"

    assert pair(html) is None


def test_a_ground_of_its_own_is_known_again():
    html = '<div style="background: url(a.png)"><u style="background: #fff">x</u></div>'

    assert pair(html) == ("#000000", "#ffffff")


@pytest.mark.parametrize(
    "hiding",
    [
        "display: none",
        "visibility: hidden",
        "opacity: 0",
        "font-size: 0",
        "font-size: 1px",
        "max-height: 0; overflow: hidden",
        "color: transparent",
    ],
)
def test_what_nobody_sees_is_not_read(hiding):
    assert not style(f'<div style="{hiding}"><u>x</u></div>').is_read
    assert not style("<div hidden><u>x</u></div>").is_read
    assert not style('<div aria-hidden="true"><u>x</u></div>').is_read


def test_what_is_visible_again_is_read():
    assert style('<p style="visibility: hidden"><u style="visibility: visible">x</u>').is_read
    assert style('<p style="max-height: 0; overflow: visible"><u>x</u>').is_read


def test_sizes_are_inherited_and_go_by_those_around():
    html = '<div style="font-size: 20px"><table><tr><td style="font-size: 80%"><u>x</u></table>'

    assert style(html).size == 16
    assert style(html.replace("80%", "calc(1em + 2px)")).size is None
    assert style('<html style="font-size: 10px"><u style="font-size: 2rem">x</u>').size == 20


@pytest.mark.parametrize(
    ("value", "pixels"),
    [("12pt", 16), ("1in", 96), (".5em", 10), ("50%", 10), ("0", 0), ("7", None), ("3vw", None)],
)
def test_lengths_are_told_in_pixels(value, pixels):
    assert length(value, 20) == pixels


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("1", 10), ("7", 48), ("12", 48), ("0", 10), ("+1", 18), ("-1", 13), ("-9", 10),
        (" 4 ", 18), ("", 16), ("34px", 48), ("+", 16), ("x", 16), ("²", 16),
    ],
)  # fmt: skip
def test_a_font_has_one_of_seven_sizes(said, size):
    assert style(f'<font size="{said}"><u>x</u></font>').size == size


@pytest.mark.parametrize("selector", [".c{0} u", "* * u:nth-child({0})"])
def test_style_sheets_without_end_leave_open_what_they_declare(selector):
    rules = "".join(f"{selector.format(at)} {{ color: red }}" for at in range(2000))
    words = "".join(f'<p class="c{at}">x</p>' for at in range(6000))
    found = style(f"<style>{rules}</style>{words}<b><u>x</u></b>")

    assert (found.colour, found.weight) == (None, 700)
    assert style(f'<style>{rules}</style>{words}<u style="color: #123">x</u>').pair == (
        "#112233",
        "#ffffff",
    )


def test_a_dark_scheme_has_a_dark_page_where_the_mail_says_so():
    html = '<head><meta name="color-scheme" content="light dark"></head><u>x</u>'

    assert pair(html) == ("#000000", "#ffffff")
    assert pair(html, DARK) == ("#ffffff", "#121212")
    assert pair(html.replace("light dark", "light"), DARK) == ("#000000", "#ffffff")
    assert pair(html.replace("light dark", "dark")) == ("#ffffff", "#121212")
    css = "<style>:root { color-scheme: only light }</style>"
    assert pair(html.replace("</head>", f"{css}</head>"), DARK) == ("#000000", "#ffffff")


@given(st.text("<>u/style= \"'#a:;{}!-é\n", max_size=120))
def test_no_html_breaks_the_cascade(source):
    page = Page(f"<style>{source}</style><p style='{source}'>x</p>{source}")

    assert set(page.looks.styles(Screen())) == set(page.root.iter("*"))


@pytest.mark.parametrize(
    "html",
    [
        "<style>svg|u, u { color: red } @namespace svg url(x);</style><u>x</u>",
        f"<style>{'a ' * 4000} {{ color: red }}</style><u>x</u>",
        f'<u style="font-size: {"9" * 5000}px; font-weight: {"9" * 5000}">x</u>',
        '<u style="font-size: 1.2.3px; margin: 1..2px; line-height: 1.2.3">x</u>',
        f'<u style="background: {"(" * 3000}; font: bold 12px/; color: rgb()">x</u>',
    ],
)
def test_what_makes_no_sense_is_passed_over(html):
    assert pair(html) in (("#000000", "#ffffff"), None)


@pytest.mark.parametrize(
    "selector",
    [
        "[title='a.b'] u",
        "/* .no */ u",
        ":not(.no) > u",
        ".no, u",
        "p:first-child u",
        'p[title$=".b"] u, .no',
    ],
)
def test_names_that_no_element_needs_do_not_hide_a_selector(selector):
    html = f"<style>{selector} {{ color: red }}</style><p title='a.b'><u>x</u></p>"
    assert style(html).colour == Paint(255, 0, 0)
