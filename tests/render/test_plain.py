import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.plain import columns, direction, isolate, wrap

URL = "https://example.org/" + "a" * 90


def test_lines_stay_within_72_columns() -> None:
    lines = wrap("word " * 60).split("\n")
    assert max(map(len, lines)) <= 72
    assert len(lines) > 3


def test_an_address_is_never_broken() -> None:
    assert wrap(f"see {URL} for more").split("\n") == ["see", URL, "for more"]


def test_french_keeps_its_marks_beside_their_words() -> None:
    text = (
        "Le vérificateur relit chaque preuve qu’on lui donne, puis il lui répond\xa0: «\xa0c’est "
        "faux\xa0», et l’on recommence\u202f! Tant pis\xa0; reste à savoir pourquoi\u202f?"
    )
    lines = wrap(text).split("\n")
    assert " ".join(lines) == text
    assert lines[1].startswith("répond\xa0:")
    assert all(line[0] not in ":!?;»" and line[-1] != "«" for line in lines)


def test_numbers_keep_their_units() -> None:
    assert wrap("x" * 62 + " 10\u2007000\xa0km/h").split("\n")[1] == "10\u2007000\xa0km/h"


def test_wide_characters_take_two_columns() -> None:
    lines = wrap("注意力机制的演变" * 12).split("\n")
    assert [columns(line) for line in lines] == [72, 72, 48]


def test_combining_marks_and_joiners_take_none() -> None:
    assert columns("e\N{COMBINING ACUTE ACCENT}") == 1
    assert columns("👨\N{ZERO WIDTH JOINER}👩") == 4


def test_paragraphs_and_code_keep_their_lines() -> None:
    assert wrap("one\n\ntwo\n\n    x  =  1") == "one\n\ntwo\n\n    x  =  1"


@given(st.text(alphabet="ab字 é\u0301\n"))
def test_wrapping_loses_and_adds_nothing_but_space(text: str) -> None:
    assert "".join(wrap(text).split()) == "".join(text.split())


def test_the_first_letter_tells_the_direction() -> None:
    assert direction("42 — שלום abc") == "rtl"
    assert direction("GPT بالعربية") == "ltr"
    assert direction("42") == "ltr"


def test_among_words_that_run_right_to_left_one_such_letter_is_enough() -> None:
    assert direction("GPT بالعربية", "rtl") == "rtl"
    assert direction("GPT", "rtl") == "ltr"
    assert direction("42", "rtl") == "rtl"
    assert isolate("GPT بالعربية", "rtl") == "GPT بالعربية"


def test_only_right_to_left_text_is_isolated() -> None:
    assert isolate("abc") == "abc"
    assert isolate("שלום") == "\u2068שלום\u2069"


@pytest.mark.parametrize("mark", list("、。」）！ーっ"))
def test_no_line_begins_with_a_closing_mark(mark: str) -> None:
    lines = wrap("字" * 36 + mark + "字" * 3).split("\n")
    assert lines == ["字" * 35, f"字{mark}字字字"]


def test_no_line_ends_with_an_opening_mark() -> None:
    assert wrap("字" * 35 + "「引用」").split("\n") == ["字" * 35, "「引用」"]


def test_words_among_wide_characters_and_addresses_stay_whole() -> None:
    text = "論文を読む" * 6 + "「FlashAttention」" + f"は{URL}(a)/b," + "を見て。"
    lines = wrap(text).split("\n")
    assert "".join(lines) == text
    assert any("「FlashAttention」" in line for line in lines)
    assert any(f"{URL}(a)/b," in line for line in lines)


def test_korean_breaks_between_words() -> None:
    text = "한국어는 단어 사이에서 줄을 바꾼다 " * 4
    assert all(line.split() for line in wrap(text).split("\n"))
    assert " ".join(wrap(text).split("\n")) == text.strip()


@given(st.text(alphabet="字「」。、aé(/ ", max_size=200))
def test_wide_text_stays_within_its_width_and_whole(text: str) -> None:
    done = wrap(text)
    assert "".join(done.split()) == "".join(text.split())
    spaced = wrap(" ".join(text))
    assert all(columns(line) <= 72 for line in spaced.split("\n"))


def test_short_code_stays_on_its_line_as_it_was_written() -> None:
    lines = wrap("word " * 12 + "and then (`pip  install -U digest`), done").split("\n")
    assert lines[1] == "(`pip  install -U digest`), done"
    assert len(wrap("a stray ` backtick " + "word " * 30 + "` and more").split("\n")) == 3


@given(st.text(alphabet="ab` 字é\t", max_size=200))
def test_backticks_stop_nothing_from_being_wrapped_whole(text: str) -> None:
    assert "".join(wrap(text).split()) == "".join(text.split())
