import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.text import (
    counted,
    excerpt,
    lead,
    one_line,
    title_line,
    unescape_again,
    without_ellipsis,
)


def test_a_noun_is_singular_for_one_only() -> None:
    assert [counted(n, "post") for n in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]
    assert counted(2, "address", "addresses") == "2 addresses"


def test_one_line_has_single_spaces_and_no_controls() -> None:
    assert one_line(" a\t\nb\x0bc\x00\x07 \ud800 ") == "a b c"


def test_no_break_spaces_stay() -> None:
    assert one_line("Quoi\xa0?") == "Quoi\xa0?"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("It&#8217;s", "It’s"),
        ("It&amp;#8217;s", "It’s"),
        ("Vec&lt;T&gt;", "Vec<T>"),
        ("Using <Suspense> &amp; friends", "Using <Suspense> & friends"),
        ("<b>Bold</b> and <i class='x'>a <u>b</u></i>", "Bold and a b"),
        ("One<br/>two", "One two"),
        ("The <b> tag considered", "The <b> tag considered"),
        ("if a <b and c> d", "if a <b and c> d"),
        ("Why `x < y` costs $O(N^2)$", "Why `x < y` costs $O(N^2)$"),
        ("copy&copy=1 &unknown; &", "copy&copy=1 &unknown; &"),
        ("עברית 👩‍💻", "עברית 👩‍💻"),
    ],
)
def test_a_title_loses_its_markup_and_nothing_else(markup: str, title: str) -> None:
    assert title_line(markup) == title


def test_a_decode_more_stops_at_real_tags() -> None:
    assert unescape_again("&lt;Suspense&gt;") == "<Suspense>"
    assert unescape_again("&lt;b&gt; is bold") == "&lt;b&gt; is bold"
    assert unescape_again("a < b &amp; c") == "a < b &amp; c"


@pytest.mark.parametrize("end", [" ...", "...", "…", " […]", " [...]", "... Read more »"])
def test_an_ellipsis_at_the_end_is_noted_and_dropped(end: str) -> None:
    assert without_ellipsis("It begins" + end) == ("It begins", True)


def test_a_full_stop_is_no_ellipsis() -> None:
    assert without_ellipsis("It ends.") == ("It ends.", False)


def test_an_excerpt_ends_with_a_sentence() -> None:
    text = (
        "We tried e.g. GLM-4.7, for a gain of 17.2x by J. Doe et al. here. The rest is longer yet."
    )
    assert excerpt(text, 75) == (text[: text.index(" The rest")], True)


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert excerpt("Short.", 6) == ("Short.", False)


def test_an_excerpt_of_one_long_sentence_ends_with_a_word() -> None:
    assert excerpt("one two three four five", 12) == ("one two", True)


def test_an_excerpt_parts_neither_code_nor_math_nor_emoji() -> None:
    assert excerpt("aaa `let x = 1` bbb", 10) == ("aaa", True)
    assert excerpt("aaa $a + b$ bbb", 8) == ("aaa", True)
    assert excerpt("\U0001f469\u200d\U0001f4bb" * 4, 7) == ("\U0001f469\u200d\U0001f4bb" * 2, True)


def test_an_excerpt_parts_neither_flags_nor_syllables() -> None:
    flag = "\U0001f1e9\U0001f1ea"
    assert excerpt(flag * 4, 5) == (flag * 2, True)
    assert excerpt("\u0915\u093f" * 4, 3) == ("\u0915\u093f", True)


def test_an_excerpt_without_spaces_ends_before_code_and_math() -> None:
    assert excerpt("漢字漢字`let x = 1`漢字漢字", 8) == ("漢字漢字", True)
    assert excerpt("漢字漢字$a + b$漢字漢字", 8) == ("漢字漢字", True)


def test_an_excerpt_ends_at_no_abbreviation_or_number() -> None:
    text = "It is 17.2x faster, e.g. on GLM-4.7 vs. others. Then more follows here."
    assert excerpt(text, 60) == ("It is 17.2x faster, e.g. on GLM-4.7 vs. others.", True)
    assert excerpt(text, 26) == ("It is 17.2x faster, e.g.", True)


def test_an_excerpt_knows_cjk_sentences() -> None:
    assert excerpt("漢字です。仮名です。", 7) == ("漢字です。", True)


@given(st.text(), st.integers(1, 50))
def test_an_excerpt_is_a_beginning_within_its_limit(text: str, limit: int) -> None:
    part, cut = excerpt(text, limit)
    assert text.startswith(part)
    assert len(part) <= limit
    assert cut == (len(text) > limit)


def test_a_lead_is_whole_paragraphs_of_seventy_words() -> None:
    paragraphs = ["a " * 40 + "b", "c " * 40 + "d", "never"]
    text, more = lead(paragraphs)
    assert more
    assert text.endswith("d")
    assert "never" not in text
    assert lead(["short"]) == ("short", False)


def test_what_turns_other_text_round_goes_and_marks_of_direction_stay() -> None:
    assert one_line("\u202egpj.exe\u202c \u2067a\u2069 \u200fb\u200e \x9b31m") == (
        "gpj.exe a \u200fb\u200e 31m"
    )
