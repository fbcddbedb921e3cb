"""What is still to be filled in leaves open what depends on it, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.mail import css
from digest.core.mail.blanks import only_steers
from digest.core.mail.longhand import UNSURE, longhands
from digest.core.mail.media import Screen
from digest.core.mail.page import Page
from digest.core.mail.paint import legacy

TAGS = ("{{ c }}", "{{{c}}}", "<%= c %>", "<%- c %>", "*|C|*", "%C%", "%%c%%", "[[c]]", "${c}",
        "#{{ c }}", "@c", "{$c}", "{c}", "{% if x %}#fff{% else %}#000{% endif %}")  # fmt: skip


def pairs(html):
    """The colours of text and ground of each stretch of text."""
    return [style.pair for _, style in Page(html).looks.texts(Screen())]


@pytest.mark.parametrize("tag", TAGS)
def test_a_colour_that_is_a_tag_is_open_and_the_rest_is_known(tag):
    told = css.declarations(f"color:{tag}; background-color:#fff")

    assert longhands("color", told["color"]) == {"color": UNSURE}
    assert told["background-color"] == "#fff"


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    "mail",
    [
        '<p style="background-color:{}; color:#fff">Go</p>',
        '<table><tr><td bgcolor="{}" style="color:#fff">Go</td></tr></table>',
        '<body link="{}" bgcolor="#222222"><a href="https://e.org">Go</a></body>',
        "<style>.a {{ background: {}; color: #fff }}</style><p class=a>Go</p>",
    ],
)
def test_text_beside_a_tag_has_no_known_contrast(mail, tag):
    assert pairs(mail.format(tag)) == [None]


@pytest.mark.parametrize("style", ["{{ base }}", "{% if x %}color:#000{% endif %}", "<%= a %>;"])
def test_a_tag_for_whole_declarations_leaves_all_open(style):
    assert pairs(f'<p style="{style}">Go</p>') == [None]


def test_a_rule_that_code_of_a_template_may_take_away_leaves_it_open():
    assert pairs("<style>{% if x %}p{color:#eee}{% endif %}</style><p>Go</p>") == [None]
    assert pairs("<style>p{color:#eee} b{top:{{ y }}}</style><p>Go</p>") != [None]


def test_all_properties_are_reset_at_once():
    assert longhands("all", "initial")["color"] == "initial"
    assert longhands("all", "red") == {}


def test_an_attribute_without_a_tag_is_a_colour():
    assert legacy("chucknorris") == "#c00000"
    assert legacy("{{ c }}") == "{{ c }}"


@pytest.mark.parametrize(
    "text",
    ["{% if x %}", "{{#if x}}", "{{/each}} {{ else }}", "<% } %>", "<%\nfor a {\n%>", "*|END:IF|*",
     "{# note #}", "%%[ if x then ]%%", "<%- end -%>", "{{- range .Posts }}"],
)  # fmt: skip
def test_what_only_steers_is_seen_by_nobody(text):
    assert only_steers(f" {text}\n")
    assert not only_steers(f"Hello {text}")
    assert pairs(f"<p>{text}</p>") == []


@pytest.mark.parametrize("text", ["Hello", "{{ name }}", "<%= name %>", "<%- name %>", "*|NAME|*"])
def test_what_shows_something_is_read(text):
    assert not only_steers(text)


@given(st.lists(st.sampled_from([*TAGS, ";", ":", "{", "}", " ", "a", "color", "@media"])))
def test_no_mixture_of_code_and_css_breaks_the_reader(pieces):
    css.declarations("".join(pieces))
    css.rules("".join(pieces))
