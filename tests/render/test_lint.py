import pytest

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
    ],
)
def test_a_mistake_is_told(inside: str, message: str) -> None:
    found = told(BODY.format(inside))
    assert len(found) == 1
    assert found[0].startswith(message)


@pytest.mark.parametrize(
    "inside",
    [
        '<mj-text padding="0 12.5px 3% 0" line-height="1.5">a<br>b AT&amp;T</mj-text>',
        "<mj-table><tr><td>1</td></tr></mj-table>",
        '<mj-image src="x" width="100px" height="auto" alt="a > b" />',
        "<mj-raw><!--[if mso]><table><![endif]--><hr></mj-raw>",
        '<mj-social><mj-social-element name="github">x</mj-social-element></mj-social>',
        "<mj-spacer height='8px' />",
    ],
)
def test_good_mjml_passes(inside: str) -> None:
    assert told(BODY.format(inside)) == []


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
