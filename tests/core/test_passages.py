"""What a mail says to its readers, without its code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.mail.mail import Mail
from digest.core.mail.passages import passages

SIGN = re.compile("slip")


def places(**mail):
    return [(each.part, each.line) for each in passages(Mail(**mail), SIGN)]


def test_subject_html_and_text_are_looked_at():
    subject = (("Subject", "a slip"),)

    assert places(headers=subject, html="<p>a slip</p>", text="fine\na slip\n") == [
        ("message", None),
        ("html", None),
        ("text", 2),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "as `slip` says",
        "as ``a ` slip`` says",
        "as `a\nslip` says",
        "```\nfine\n\nslip\n```",
        "```\nslip",
        "Like this:\n\n    slip\n",
        "\tslip",
    ],
)
def test_code_in_the_text_holds_no_slip(code):
    assert places(text=f"Words.\n{code}") == []
    assert places(text=f"A slip.\n{code}") == [("text", 1)]


def test_a_text_that_is_indented_as_a_whole_is_no_code():
    assert places(text="    Hello,\n    a slip\n") == [("text", 2)]


def test_backticks_of_two_paragraphs_are_no_pair():
    assert places(text="A ` here\n\na slip\n\nand ` there") == [("text", 3)]


def test_a_line_that_is_code_in_the_html_is_code_in_the_text():
    html = "<pre>if x:\n  <b>slip</b>()</pre><p>Why</p>"

    assert places(html=html, text="if x:\n  slip()\nWhy") == []
    assert places(html=html, text="A slip") == [("text", 1)]


@given(
    st.lists(st.sampled_from(["`", "```", "    ", "\t", "slip", "\n", "\n\n", "a"])).map("".join)
)
def test_a_slip_is_told_in_the_line_in_which_it_stands(text):
    lines = text.split("\n")

    assert all("slip" in lines[each.line - 1] for each in passages(Mail(text=text), SIGN))
