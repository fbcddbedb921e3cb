import pytest
from mjml import mjml2html

from digest.render.css_lint import inline_lint
from digest.render.guard import guard
from digest.render.lint import lint

BODY = "<mjml><mj-body><mj-section><mj-column>{}</mj-column></mj-section></mj-body></mjml>"


def told(source: str) -> list[str]:
    return [problem.message for problem in lint(source)]


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<mj-txt>x</mj-txt>", "unknown element <mj-txt>; did you mean <mj-text>?"),
        ("<p>x</p>", "<p> may not stand in <mj-column>; expected mj-accordion, mj-button"),
        ("<mj-section></mj-section>", "<mj-section> may not stand in <mj-column>"),
        ("<mj-text><mj-button>x</mj-button></mj-text>", "<mj-button> may not stand in <mj-text>"),
        ("<mj-text>x</mj-button>", "</mj-button> where </mj-text> was expected"),
        ("<mj-text><p>one<p>two</mj-text>", "<p> is never closed; expected </p> before </mj-text>"),
        ("<mj-text>x", "<mj-text> is never closed; expected </mj-text> before </mj-column>"),
        ("<mj-text>x<mj-text>y</mj-text>", "<mj-text> is never closed; expected </mj-text> before"),
        ("<mj-text>x</div></mj-text>", "</div> where </mj-text> was expected"),
        ('<mj-image src="x"><b>x</b></mj-image>', "<b> may not stand in <mj-image>"),
        ("<mj-navbar><mj-raw>x</mj-raw></mj-navbar>", "<mj-raw> may not stand in <mj-navbar>; exp"),
        (
            '<mj-image src="x"><!-- x --></mj-image>',
            "a comment may not stand in <mj-image>; write {# ... #}",
        ),
        ("loose words", "text in <mj-column>, which holds mj-accordion"),
        (
            '<mj-text colour="red">x</mj-text>',
            "<mj-text> has no attribute colour; did you mean color?",
        ),
        ('<mj-text font-size="huge">x</mj-text>', 'font-size="huge": expected a length in px'),
        ('<mj-text padding="1em">x</mj-text>', 'padding="1em": expected one to four lengths'),
        ('<mj-text padding="1 2 3 4">x</mj-text>', 'padding="1 2 3 4": expected one to four'),
        ('<mj-text color="#12">x</mj-text>', 'color="#12": expected a colour'),
        ('<mj-text align="centre">x</mj-text>', 'align="centre": expected left, center or right'),
        ("<mj-text>3 < 4</mj-text>", "'<' begins no tag here; write &lt;"),
        ("<mj-text color=red>x</mj-text>", "<mj-text is no whole tag"),
        ("<!-- a -- b -->", "'--' may not stand in a comment"),
        ("<![CDATA[x]]>", "<![CDATA[x]] may not stand in MJML"),
        ('<mj-include path="a.mjml" />', "<mj-include>: write {% include %}"),
        ("<mj-html-attribute />", "<mj-html-attribute>: this compiler does not have it"),
    ],
)
def test_a_mistake_is_told(inside: str, message: str) -> None:
    found = told(BODY.format(inside))
    assert len(found) == 1
    assert found[0].startswith(message)


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ('color="#12345"', "a colour, such as #0f5c4d"),
        ('color="#1234567"', "a colour, such as #0f5c4d"),
        ('color="rgb(300,a)"', "a colour, such as #0f5c4d"),
        ('color="gren"', "a colour, such as green"),
        ('font-weight="bolld"', "normal, bold, or 100 to 900"),
        ('font-style="italics"', "normal or italic"),
        ('text-transform="upper"', "uppercase or none"),
    ],
)
def test_a_value_of_a_text_is_of_its_kind(attribute: str, expected: str) -> None:
    found = told(BODY.format(f"<mj-text {attribute}>x</mj-text>"))
    assert found == [f"{attribute}: expected {expected}"]


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ('border-radius="5"', "one to four lengths in px or %"),
        ('border="1 px sold gren"', "width, style and colour, such as 1px solid #dddddd"),
        ('border-top="1px solid gren"', "width, style and colour, such as 1px solid #dddddd"),
        ('fluid-on-mobile="yes"', "true or false"),
        ('width="33%"', "a length in px"),
    ],
)
def test_a_value_of_a_picture_is_of_its_kind(attribute: str, expected: str) -> None:
    found = told(BODY.format(f'<mj-image src="x" {attribute} />'))
    assert found == [f"{attribute}: expected {expected}"]


def test_a_divider_has_a_style_that_css_knows() -> None:
    said = 'border-style="sold": expected solid, dashed, dotted, double or none'
    assert told(BODY.format('<mj-divider border-style="sold" />')) == [said]


def test_a_picture_has_an_address() -> None:
    assert told(BODY.format("<mj-image />")) == ["<mj-image> has no src"]


def test_defaults_for_several_elements_are_looked_at_too() -> None:
    defaults = '<mj-all font-famly="x" color="gren" /><mj-class name="a" colr="x" /><mj-class />'
    head = f"<mjml><mj-head><mj-attributes>{defaults}</mj-attributes></mj-head></mjml>"
    assert told(head) == [
        "<mj-all> has no attribute font-famly; did you mean font-family?",
        'color="gren": expected a colour, such as green',
        "<mj-class> has no attribute colr; did you mean color?",
        "<mj-class> has no name",
    ]


def test_a_class_that_is_named_is_defined() -> None:
    head = '<mj-head><mj-attributes><mj-class name="wide" color="red" /></mj-attributes></mj-head>'
    body = BODY.format('<mj-text mj-class="wide wid">x</mj-text>')
    assert told(body) == ['no <mj-class name="wide">']
    said = 'no <mj-class name="wid">; did you mean wide?'
    assert told(body.replace("<mj-body>", head + "<mj-body>")) == [said]


@pytest.mark.parametrize(
    ("html", "messages"),
    [
        ("<dvi>x</dvi>", ["unknown element <dvi>; did you mean <div>?"]),
        ('<h3 clas="x">y</h3>', ["<h3> has no attribute clas; did you mean class?"]),
        ('<a herf="x">y</a>', ["<a> has no attribute herf; did you mean href?"]),
        (
            '<p style="colr: red; font-size: 12">x</p>',
            [
                "unknown property colr; did you mean color?",
                "font-size: 12 has no unit; expected 12px",
            ],
        ),
        ('<p style="font-family: &#39;Segoe UI&#39;, Arial; line-height: 1.5">x</p>', []),
        ('<v:rect fillcolor="x" strokeweight="1"></v:rect><o:p></o:p>', []),
        ('<P data-x="1" aria-live="x" onclick="x">y</P>', []),
        ('<marker refX="1"></marker><animate values="1;2" /><input minlength="2" />', []),
    ],
)
def test_html_is_looked_at_too(html: str, messages: list[str]) -> None:
    assert told(BODY.format(f"<mj-text>{html}</mj-text>")) == messages


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("color: #12", "color: #12 is no colour; expected 3, 4, 6 or 8 digits"),
        ("border: 1px solid #12345", "border: #12345 is no colour; expected 3, 4, 6 or 8 digits"),
        ("font-size: 12", "font-size: 12 has no unit; expected 12px"),
        ("margin: 0 -2 0", "margin: -2 has no unit; expected -2px"),
        ("color: red\n font-size: 12px", "color: expected ; before font-size"),
        ("margin: 0 padding: 3px", "margin: expected ; before padding"),
        ("mso-hide: all -webkit-text-size-adjust: none", "mso-hide: expected ; before -webkit-"),
        ("color: gren !important", "color: unknown word gren; did you mean green?"),
        ("border: 1px sold #ddd", "border: unknown word sold; did you mean solid?"),
        ("background: blu", "background: unknown word blu; did you mean blue?"),
        ("font-size: 12xp", "font-size: 12xp has no unit of CSS; expected 12px, or"),
        ("padding: 0 4pxx", "padding: 4pxx has no unit of CSS; expected 4px, or"),
        ("background: rgb(1,2", "background: a bracket is never closed"),
        ("color: rgb(1, 2, 3))", "color: a bracket is never opened"),
    ],
)
def test_a_value_of_css_is_told_where_it_is_wrong_for_sure(declaration: str, message: str) -> None:
    problems = inline_lint(f"p {{ {declaration} }}")
    assert [problem.offset for problem in problems] == [4]
    assert problems[0].message.startswith(message)


@pytest.mark.parametrize(
    "declaration",
    [
        "line-height: 1.5; opacity: .5; margin: 0 auto .5em; padding: 0.0 1e1px",
        "width: calc(100% - 5px); font: bold 16px/22px Georgia; z-index: 9",
        "background: url(#abcde) #fff; filter: x(startColor=#12345); mso-x: 3",
        "font-size:12px!important; border-bottom:1px solid #ABCDEF",
        "*zoom: 1; _height: 1px; width: 100px\\9; color: red\\9; stroke-width: 2; color: red ! ie",
        "filter: progid:DXImageTransform.Microsoft.gradient(startColorstr='#80000000'); zoom: 1",
        "width: expression(document.body.clientWidth > 600 ? '600px' : 'auto')",
        "border: .5pt solid windowtext; border-top: medium none; outline: 1px auto Highlight",
        "--gap: a:b gren 4pxx; color: var(--x, gren); padding: var(--gap); --none: ;",
        "background: #fff url(data:image/png;base64,iVBO/a==) no-repeat 0 0 / cover padding-box",
        "background: -webkit-linear-gradient(top, rgba(0, 0, 0, .5) 0%, calc((1px + 2px) * 3))",
        "background: none transparent; background: *|GROUND|*; background-color: %GROUND%",
        "mso-padding-alt: 0px 20px; mso-line-height-rule: exactly; mso-style-priority: 99",
        "transition: all .2s ease-in; flex: 1 1 0%; grid: auto / 1fr 2fr; animation: 1s 3dots",
        "font: 0/0 a; font-family: 8bit, Source Sans 3; unicode-range: U+0A, U+4E0A-4EFF",
        "color: CurrentColor; border-color: inherit transparent; caret-color: auto; margin: 1E1PX",
        "background-position-x: 0; grid-template-rows: auto; size: a4; break-before: page",
        "text-decoration-skip-ink: auto; border-image-width: 2; transform-box: fill-box",
        "src: url(a.woff2?x=(1)) format('woff2'), local(Arial); tab-interval: 36.0pt",
    ],
)
def test_good_values_of_css_pass(declaration: str) -> None:
    assert inline_lint(f"p {{ {declaration} }}") == ()


@pytest.mark.parametrize(
    "attributes",
    [
        'border="1px solid rgba(1, 2, 3, .4)" border-top="none" border-radius="4px 0"',
        'border="0" border-left="solid #ddd 2px" fluid-on-mobile="true" width="33px"',
    ],
)
def test_good_values_pass(attributes: str) -> None:
    assert told(BODY.format(f'<mj-image src="x" {attributes} />')) == []


def test_good_colours_pass() -> None:
    for colour in ("#1234", "#12345678", "rgb(1, 2, 3)", "hsla(120deg 10% 20% / 50%)", "Teal"):
        assert told(BODY.format(f'<mj-text color="{colour}" font-weight="600">x</mj-text>')) == []


def test_a_section_may_be_of_full_width() -> None:
    assert told('<mjml><mj-body><mj-section full-width="full-width" /></mj-body></mjml>') == []


def test_a_default_of_pictures_needs_no_address() -> None:
    default = '<mj-attributes><mj-image padding="0" /></mj-attributes>'
    assert told(f"<mjml><mj-head>{default}</mj-head></mjml>") == []


@pytest.mark.parametrize(
    "inside",
    [
        '<mj-text padding="0 12.5px 3% 0" line-height="1.5">a<br>b AT&amp;T</mj-text>',
        "<mj-table><tr><td>1</td></tr></mj-table>",
        '<mj-image src="x" width="100px" height="auto" alt="a > b" />',
        "<mj-raw><!--[if mso]><table><![endif]--><hr><!--[if mso]></table><![endif]--></mj-raw>",
        "<mj-raw><!--[if mso]>a -- b<style>p > b { --x: 1 }</style><![endif]--></mj-raw>",
        "<mj-text><!--[if !mso]><!-- --><p>a</p><!--<![endif]--></mj-text>",
        (
            "<mj-text><!--[if !mso]><!--><div><!--<![endif]-->a"
            "<!--[if !mso]>--></div><!-- <![endif]--></mj-text>"
        ),
        "<mj-text><![if !mso]><P>a</p><![endif]><!--[IF MSO]><!-->a<!--<![endif]--></mj-text>",
        (
            '<mj-raw><!--[if gte mso 9]><v:rect stroked="f" style="width:600;height:9"><v:fill />'
            "</v:rect><xml><o:AllowPNG/></xml><![endif]--></mj-raw>"
        ),
        (
            '<mj-raw><svg viewBox="0 0 9 9"><linearGradient gradientUnits="userSpaceOnUse">'
            '<stop offset="0" stop-color="red" /></linearGradient><clipPath id="a"><rect rx="1" />'
            "</clipPath></svg><math><mfrac><mn>1</mn><mi>n</mi></mfrac></math></mj-raw>"
        ),
        '<mj-text line-height=".9" color="RGB(0,0,0)">x</mj-text>',
        '<mj-social><mj-social-element name="github">x</mj-social-element></mj-social>',
        "<mj-spacer height='8px' />",
    ],
)
def test_good_mjml_passes_and_compiles(inside: str) -> None:
    assert told(BODY.format(inside)) == []
    assert mjml2html(guard(BODY.format(inside)))


def test_version_and_name_spaces_of_a_document_pass() -> None:
    root = '<mjml version="4" xmlns="https://mjml.io" xmlns:v="urn:schemas-microsoft-com:vml">'
    assert told(f"{root}<mj-body></mj-body></mjml>") == []


@pytest.mark.parametrize(
    ("inside", "at", "message"),
    [
        (
            "<!--[if mso]><table><![endif]-->",
            "<table>",
            "<table> is never closed; expected </table>",
        ),
        ("<!--[if mso]></td><![endif]-->", "</td>", "</td> where </mj-raw> was expected"),
        ("<!--[if mso]><i></b><![endif]-->", "</b>", "</b> where </i> was expected"),
        ("<!--[if mso]><img src=x /><![endif]-->", "src=", "<img is no whole tag; an attribute is"),
        ("<!--[if mso]>x", "<!--[if", "<!--[if mso]> is never ended; expected <![endif]-->"),
        ("<!--[if !mso]><!-->x", "<!--[if", "<!--[if !mso]><!--> is never ended; expected <!--<!["),
        (
            "<!--[if mso]><!-- x --><![endif]-->",
            "<!--[if",
            "<!--[if mso]> is never ended; expected",
        ),
        ("<![if !mso]>x", "<![if", "<![if !mso]> is never ended; expected <![endif]>"),
        ("<![endif]-->", "<![endif]", "<![endif]--> ends nothing"),
        (
            "<div>",
            "<div>",
            "<div> is never closed; expected </div> before </mj-raw>; no other mj-raw",
        ),
        ("a<BR>b", "<BR>", "<BR> is written <br> for this compiler"),
    ],
)
def test_what_is_wrong_in_a_comment_for_outlook_is_told_where_it_is(
    inside: str, at: str, message: str
) -> None:
    source = BODY.format(f"<mj-raw>{inside}</mj-raw>")
    problem = lint(source)[0]
    assert problem.message.startswith(message)
    assert problem.offset == source.index(at)


@pytest.mark.parametrize("inside", ["{}", "<mj-table>{}</mj-table>", "<mj-button>{}</mj-button>"])
def test_a_comment_for_outlook_stands_where_the_compiler_takes_it(inside: str) -> None:
    said = "<!--[if mso]> may not stand here; expected it in mj-raw, mj-text, mj-social-element,"
    assert told(BODY.format(inside.format("<!--[if mso]>x<![endif]-->")))[0].startswith(said)


def test_comments_among_the_defaults_pass_and_compile() -> None:
    notes = '<!-- "all" é > --><mj-all padding="0" /> <!-- <mj-text> --> <mj-text color="red" />'
    head = f"<mjml><mj-head><mj-attributes>{notes}</mj-attributes></mj-head>"
    source = BODY.format("<mj-text>x</mj-text>").replace("<mjml>", head)
    assert told(source) == []
    assert "color:red" in mjml2html(guard(source))


def test_defaults_and_styles_in_the_head_pass() -> None:
    head = (
        "<mj-head><mj-title>a</mj-title><mj-attributes><mj-all color='#123456' /><mj-class name='x'"
        " font-size='3px' /></mj-attributes><mj-style>a > b { color: red }</mj-style></mj-head>"
    )
    assert told(BODY.format("").replace("<mj-body>", head + "<mj-body>")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<mj-style inline='inline'>a { color: red }</mj-style>",
        "<mj-raw position='file-start'>x</mj-raw>",
        "<mj-html-attributes></mj-html-attributes>",
    ],
)
def test_what_this_compiler_lacks_is_told(source: str) -> None:
    assert len(told(f"<mjml><mj-head>{source}</mj-head><mj-body></mj-body></mjml>")) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "text where <mjml> was expected"),
        ("x<mjml></mjml>", "text where <mjml> was expected"),
        ("<mjml></mjml>x", "text where <mjml> was expected"),
        ("<html></html>", "<html> at the top, where <mjml> was expected"),
        ("</mjml>", "</mjml> closes nothing"),
        ("<mjml>\x0b</mjml>", "a control character"),
        ("<mjml><mj-head><mj-title><b>x</b></mj-title></mj-head></mjml>", "<b> may not stand in"),
        ("<mjml><mj-head><mj-style>/* <!-- x --> */</mj-style></mj-head></mjml>", "a comment may"),
    ],
)
def test_what_is_not_mjml_at_all_is_told(source: str, message: str) -> None:
    assert told(source)[0].startswith(message)


def test_what_is_never_closed_is_told_where_it_opens() -> None:
    source = "<mjml><mj-body></mj-body>"
    assert told(source) == ["<mjml> is never closed; expected </mjml> before the end"]
    assert lint(source)[0].offset == 0


def test_a_mistake_lies_where_it_is_said_to_lie() -> None:
    source = BODY.format('👩‍💻<mj-text  colour="red">x</mj-text>'.removeprefix("👩‍💻"))
    assert source[lint(source)[0].offset :].lstrip().startswith('colour="red"')


def test_mistakes_of_content_are_told_all_at_once() -> None:
    assert len(told(BODY.format('<mj-txt>x</mj-txt><mj-text a="1" b="2">x</mj-text>'))) == 3
