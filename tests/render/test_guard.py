from typing import Any

import lxml.html
import pytest
from mjml import mjml2html

from digest.render.guard import guard

PAGE = (
    "<mjml><mj-head><mj-title>T</mj-title></mj-head><mj-body><mj-section padding='0px'><mj-column>"
    "{}</mj-column></mj-section></mj-body></mjml>"
)
HARD_VALUES = [
    "हिन्दी",
    "👨‍👩‍👧 and ❤️",
    "שָׁלוֹם",
    "say &quot;hi&quot;",
    "\\frac{1}{2}",
    "a\nb\tc",
    "C:\\new",
    "no-break\N{NO-BREAK SPACE}space",
]


def compiled(inside: str) -> Any:
    return lxml.html.document_fromstring(mjml2html(guard(PAGE.format(inside)), fonts={}))


@pytest.mark.parametrize("value", HARD_VALUES)
def test_attribute_values_survive_the_compiler(value: str) -> None:
    page = compiled(f'<mj-image src="https://e.example/i.png" alt="{value}" />')
    expected = value.replace("&quot;", '"').replace("\n", " ").replace("\t", " ")
    assert page.xpath("//img/@alt") == [expected]


def test_quotes_in_a_single_quoted_html_attribute_survive() -> None:
    page = compiled("""<mj-text><a title='say "हि"' href="https://e.example/">x</a></mj-text>""")
    assert page.xpath("//a/@title") == ['say "हि"']


@pytest.mark.parametrize("value", ["a > é", "> \\", "x\n> y", "é > b"])
def test_values_of_html_survive_behind_a_greater_than_sign(value: str) -> None:
    page = compiled(f'<mj-text><a title="{value}" href="https://e.example/">x</a> é > b</mj-text>')
    assert page.xpath("//a/@title") == [value.replace("\n", " ")]
    assert page.xpath("string(//a/..)").strip() == "x é > b"


def test_a_title_survives_in_the_label_it_is_copied_to() -> None:
    source = PAGE.format("<mj-text>x</mj-text>").replace(">T<", '>"हिन्दी" \\ \n 👩‍💻<')
    page = lxml.html.document_fromstring(mjml2html(guard(source), fonts={}))
    assert page.xpath("//*/@aria-label") == ['"हिन्दी" \\ 👩‍💻']


def test_a_unitless_zero_does_not_break_widths() -> None:
    page = compiled('<mj-image src="https://e.example/i.png" padding="0 24px" />')
    assert page.xpath("//img/@width") == ["552"]


def test_a_zero_inside_a_number_is_no_zero() -> None:
    assert 'padding="10px 0px 0px 20px"' in guard('<mj-text padding="10px 0 0 20px">x</mj-text>')


def test_short_colours_are_written_out() -> None:
    assert 'background-color="#aabbcc"' in guard(
        '<mj-section background-color="#abc"></mj-section>'
    )


def test_an_image_without_alternative_text_stays_without_for_the_checks_to_tell() -> None:
    assert compiled('<mj-image src="https://e.example/i.png" />').xpath("//img/@alt") == []


def test_the_sign_of_a_social_element_is_decoration() -> None:
    page = compiled('<mj-social><mj-social-element name="github">x</mj-social-element></mj-social>')

    assert page.xpath("//img/@alt") == [""]


def test_comments_and_css_are_left_alone() -> None:
    kept = '<!-- <a title="हि"> > --><mj-style>a > b[title="#abc"] { color: #abc }</mj-style>'
    assert guard(kept) == kept


@pytest.mark.parametrize("text", ["é > b", "→ x ]]> y", "a > é"])
def test_the_compiler_does_not_die_of_a_greater_than_sign(text: str) -> None:
    page = compiled(f"<mj-text><p>{text}</p></mj-text>")
    assert page.xpath("string(//p)") == text


def test_other_letters_in_css_mean_the_same() -> None:
    source = PAGE.format("<mj-text>x</mj-text>").replace(
        "</mj-head>", "<mj-style>é > b::after { content: '→' }</mj-style></mj-head>"
    )
    assert "\\e9  > b::after { content: '\\2192 ' }" in mjml2html(guard(source), fonts={})


def test_a_space_between_elements_of_the_head_is_no_mistake() -> None:
    source = PAGE.format("<mj-text>x</mj-text>").replace("<mj-title>", " \t<mj-title>")
    assert "<title>T</title>" in mjml2html(guard(source), fonts={})


def test_guarding_twice_changes_nothing_more() -> None:
    once = guard(PAGE.format('<mj-image src="x" alt="हि\\" padding="0 1px" />'))
    assert guard(once) == once
