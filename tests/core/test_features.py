"""Which features a mail uses, and which of them its own HTML makes up for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.mail.features import uses
from digest.core.mail.page import Page

FLEX = '<div style="display:flex"><p>One</p><p>Two</p></div>'
STYLES = [  # a feature, a style that uses it, and one that is nearly so
    ("css-display-flex", "DISPLAY: FLEX", "content:'display:flex'"),
    ("css-display-flex", "display:inline-flex !important", "flex:1"),
    ("css-display-grid", "display:grid", "grid-area:a"),
    ("css-flex-direction", "flex-flow:column", "flex-flow:row"),
    ("css-flex-wrap", "flex-wrap:wrap", "flex-wrap:nowrap"),
    ("css-grid-template", "grid-template-columns:1fr", "grid-template-columns:none"),
    ("css-position", "position:fixed", "position:static"),
    ("css-float", "float:right", "float:none"),
    ("css-margin", "margin-top:-1px", "margin-top:1px"),
    ("css-margin-inline-block", "margin-block:1px", "margin-block:0"),
    ("css-padding-inline-start-end", "padding-inline-end:1px", "padding-right:1px"),
    ("css-block-inline-size", "inline-size:1px", "width:1px"),
    ("css-gap", "row-gap:1px", "row-gap:normal"),
    ("css-column-count", "columns:2", "columns:auto"),
    ("css-object-fit", "object-fit:cover", "background-size:cover"),
    ("css-transform", "transform:scale(2)", "transform:none"),
    ("css-unit-rem", "margin:0 1REM", "margin:0 1em"),
    ("css-unit-vw", "width:50vw", "width:50%"),
    ("css-unit-ch", "width:40ch", "font-family:ch"),
    ("css-unit-calc", "width:calc(1px + 2px)", "width:3px"),
    ("css-function-clamp", "width:clamp(1px, 2%, 3px)", "--a:clamp(1px, 2%, 3px)"),
    ("css-function-min", "width:min(1px, 2px)", "min-width:1px"),
    ("css-function-max", "width:calc(max(1px, 2px))", "max-width:1px"),
    ("css-function-light-dark", "color:light-dark(red, blue)", "color-scheme:light dark"),
    ("css-variables", "color:var(--a)", "--a:red"),
    ("css-modern-color", "color:oklch(40% .2 30)", "color:hsl(1, 2%, 3%)"),
    ("css-modern-color", "color:red; color:lab(40% 1 2)", "color:red"),
    ("css-rgb", "color:rgba(0 0 0 / .5)", "color:rgba(0, 0, 0, .5)"),
    ("css-rgba", "color:rgba(0, 0, 0, .5)", "color:rgb(0, 0, 0)"),
    ("css-intrinsic-size", "width:fit-content", "width:auto"),
    ("css-background-image", "background:url('a.png')", "background:red url('a.png')"),
    ("css-background-image", "background-image:url(a.png)", "background-repeat:no-repeat"),
    ("css-linear-gradient", "background:repeating-linear-gradient(red, blue)", "background:red"),
    ("css-radial-gradient", "background:radial-gradient(red, blue)",
     "background-color:red; background-image:radial-gradient(red, blue)"),
    ("css-visibility", "visibility:hidden", "visibility:visible"),
    ("css-opacity", "opacity:0", "opacity:0; max-height:0"),
    ("css-white-space", "white-space:pre-wrap", "white-space:nowrap"),
]  # fmt: skip
BUTTON = '<a style="background:red; padding:9px">{}Go on</a>'
SPACES = '<!--[if mso]><i style="mso-font-width:300%" hidden>&emsp;</i><![endif]-->'
BOX = '<table width="{}"><td><div style="max-width:600px"><table></table></div></td></table>'
SHEETS = [
    ("css-position", "p { position : sticky }", "/* position:sticky */"),
    ("css-nesting", "p { b { color:red } }", "p, b { color:red }"),
    ("css-pseudo-element-before", 'p:before { content:"a" }', 'p::before { content:"" }'),
]
ELEMENTS = [
    ("css-display-none", '<img style="display:none">', '<p style="display:none">Preheader</p>'),
    ("css-background-image", '<p style="background:url(a)">a', '<p style="background:url(a)">'),
    ("css-float", '<img style="float:left">', '<img style="float:left" align="left">'),
    (
        "css-unit-calc",
        '<table style="width:calc(1px)">',
        '<table width="1" style="width:calc(1px)">',
    ),
    ("css-white-space", '<p style="white-space:pre">', '<pre style="white-space:pre">'),
    ("html-svg", "<p><svg></svg></p>", "<!-- <svg></svg> -->"),
    ("html-dialog", "<dialog>a</dialog>", "<p>dialog</p>"),
    ("html-popover", "<p popover>a</p>", '<p title="popover">a</p>'),
    ("html-hidden", "<p hidden>a</p>", '<p hidden style="display:none">a</p>'),
    ("html-hidden", "<p hidden>a</p>", "<i hidden>&emsp;&#8203;</i>"),
    ("css-opacity", '<p style="opacity:0">a', '<img style="opacity:0" width="1" height="1">'),
    ("css-padding", BUTTON.format(""), BUTTON.format(SPACES)),
    ("css-max-width", BOX.format("100%"), BOX.format("600")),
    ("html-video", "<video><source></video>", '<video><img src="a.png"></video>'),
    ("html-audio", "<audio></audio>", "<audio>Listen at example.org</audio>"),
    ("html-progress", "<progress value=1></progress>", "<progress>10 %</progress>"),
    ("html-image-maps", '<img usemap="#a">', '<img title="usemap">'),
    ("html-anchor-links", '<a href="#a">a</a>', '<a href="https://example.org/#a">a</a>'),
    ("html-style", "<body><style>p {}</style>", "<head><style>p {}</style></head>"),
]


def features(html):
    return {use.part.feature for use in uses(Page(html))}


@pytest.mark.parametrize(("feature", "style", "other"), STYLES, ids=[row[1] for row in STYLES])
def test_a_style_is_seen(feature, style, other):
    box = '<div style="{}"><b>One</b><b>Two</b></div>'

    assert feature in features(box.format(style))
    assert feature not in features(box.format(other))


@pytest.mark.parametrize(("feature", "sheet", "other"), SHEETS)
def test_a_rule_of_a_sheet_is_seen(feature, sheet, other):
    assert feature in features(f"<head><style>{sheet}</style></head>")
    assert feature not in features(f"<head><style>{other}</style></head>")


@pytest.mark.parametrize(("feature", "html", "other"), ELEMENTS)
def test_an_element_is_seen(feature, html, other):
    assert feature in features(html)
    assert feature not in features(other)


@pytest.mark.parametrize(
    ("sheet", "needs"),
    [
        ("p { float:left }", ["html-style"]),
        ("@media (prefers-color-scheme:dark) { p { float:left } }",
         ["html-style", "css-at-media", "css-at-media-prefers-color-scheme"]),
        ("@media only screen and (max-width:9px) { p { float:left } }",
         ["html-style", "css-at-media"]),
        ("@supports (float:left) { p { float:left } }", ["html-style", "css-at-supports"]),
        ("a:hover > b[x] { float:left }",
         ["html-style", "css-pseudo-class-hover", "css-selector-child", "css-selector-attribute"]),
        ("p:not(.a)::marker { float:left }",
         ["html-style", "css-pseudo-class-not", "css-pseudo-element-marker"]),
    ],
)  # fmt: skip
def test_a_rule_of_a_sheet_needs_what_stands_around_it(sheet, needs):
    (use,) = uses(Page(f"<head><style>{sheet}</style></head>"))

    assert use.part.feature == "css-float"
    assert [part.feature for part in use.needs] == needs


@pytest.mark.parametrize(
    ("around", "seen"),
    [
        ("{}", "all"),
        ("<!--[if !mso]><!-->{}<!--<![endif]-->", "others"),
        ("<!--[if !mso]> -->{}<!-- <![endif]-->", "others"),
        ("<![if !mso]>{}<![endif]>", "others"),
        ("<!--[if !gte mso 9]><!-->{}<!--<![endif]-->", "others"),
        ("<!--[if mso]>{}<![endif]-->", "classic"),
        ("<!--[if (gte mso 9)|(IE)]>{}<![endif]-->", "classic"),
        ("<!--[if !mso]><!--><b></b><!--<![endif]-->{}", "all"),
    ],
)
def test_conditional_comments_say_who_gets_to_see_it(around, seen):
    (use,) = uses(Page("<body>" + around.format('<p style="float:left">a</p>')))

    assert use.seen == seen


def test_what_only_internet_explorer_sees_does_not_count():
    assert uses(Page('<body><!--[if IE]><p style="float:left">a</p><![endif]-->')) == ()


@pytest.mark.parametrize(
    "ghosted",
    [
        f"<!--[if mso]><table><tr><td><![endif]-->{FLEX}",
        FLEX.replace("<p>Two", "<!--[if mso]><td><![endif]--><p>Two"),
    ],
)
def test_ghost_tables_stand_in_for_flexbox(ghosted):
    assert "css-display-flex" in features(f"<body>{FLEX}")
    assert "css-display-flex" not in features(f"<body>{ghosted}")


def test_vml_stands_in_for_a_picture_but_not_for_a_gradient():
    html = "<body><td style='background:{}'><!--[if mso]><v:rect><![endif]-->Words</td>"

    assert features(html.format("url(a.png)")) == set()
    assert features(html.format("linear-gradient(red, blue)")) == {"css-linear-gradient"}


def test_ghost_tables_do_not_stand_in_for_what_others_lack_too():
    ghosted = f"<body><!--[if mso]><table><tr><td><![endif]-->{FLEX}"

    assert features(ghosted.replace("flex", "flex; flex-wrap:wrap")) == {"css-flex-wrap"}


def test_a_box_of_one_part_needs_no_flexbox():
    assert features(FLEX.replace("<p>Two</p>", "")) == set()


@given(st.text(alphabet="<>!-[]/=\"' {}:;@(),#abdfimrsvx0%\\", max_size=120))
def test_no_html_breaks_the_search(source):
    uses(Page(f'<style>{source}</style><p style="{source}">{source}'))
    uses(Page(f"<!--[if mso]>{source} style<![endif]-->"))
