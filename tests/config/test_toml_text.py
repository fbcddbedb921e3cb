import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.toml_text import read


def mistakes(text: str) -> list[int | None]:
    return [problem.line for problem in read(text).problems]


def test_a_correct_text_is_what_tomllib_reads() -> None:
    text = 'a = 1\n[b]\nc = ["x", "y"]\n[[d]]\ne = {f = true}\n'
    toml = read(text)
    assert toml.data == tomllib.loads(text)
    assert toml.problems == ()


def test_lines_of_tables_keys_and_arrays_of_tables() -> None:
    toml = read('top.dotted = 1\n\n[a]\n"b" = 1\n[[s]]\nn = 1\n[[ s ]]  # second\n  n = 2\n')
    assert toml.lines == {
        ("top", "dotted"): 1,
        ("a",): 3,
        ("a", "b"): 4,
        ("s", 0): 5,
        ("s", 0, "n"): 6,
        ("s", 1): 7,
        ("s", 1, "n"): 8,
    }


@pytest.mark.parametrize(
    ("text", "line", "left"),
    [
        ("a = 1\nb = \nc = 3\n", 2, {"a": 1, "c": 3}),
        ('a = "unclosed\nb = 2\n', 1, {"b": 2}),
        ("title = “curly”\nb = 2\n", 1, {"b": 2}),
        ('a = "b"c\nd = 1', 1, {"d": 1}),
        ("a = 1\na = 2\nb = 3\n", 2, {"a": 1, "b": 3}),
        ("a b = 1\nc = 2\n", 1, {"c": 2}),
        ('p = "C:\\Users"\nq = 1\n', 1, {"q": 1}),
        ('to = ["a"\n[d]\nx = 1\n', 1, {"d": {"x": 1}}),
        ('to = [\n  "a",\n  "b"\nx = 1\n', 1, {"x": 1}),
        ('a = """\nprose\nmore\nb = 1\n', 1, {"b": 1}),
        ("a = '''\nprose\n", 1, {}),
        ("[a\nx = 1\n[b]\ny = 2\n", 1, {"a": {"x": 1}, "b": {"y": 2}}),
        ("[[s]\nx = 1\n[[s]]\nx = 2\n", 1, {"s": [{"x": 1}, {"x": 2}]}),
        ("[a]\nx = 1\n[b]\ny = 1\n[a]\nz = 2\n", 5, {"a": {"x": 1}, "b": {"y": 1}}),
        ("[]\na = 1\n", 1, {"a": 1}),
        ("a = 1\r\nb = \r\nc = 3\r\n", 2, {"a": 1, "c": 3}),
        ("a", 1, {}),
    ],
)
def test_a_mistake_is_told_where_it_began_and_takes_nothing_else_along(
    text: str, line: int, left: dict[str, object]
) -> None:
    toml = read(text)
    assert [problem.line for problem in toml.problems] == [line]
    assert toml.data == left
    assert "(at " not in toml.problems[0].message


def test_all_mistakes_are_told_at_once() -> None:
    assert mistakes("a = \nb = 1\nc = [1\nd = 2\n[e\nf = }\n") == [1, 3, 5, 6]


def test_a_key_with_a_mistake_was_still_written() -> None:
    assert read("[a]\nb = \n").lines == {("a",): 1, ("a", "b"): 2}


def test_separators_that_only_python_breaks_lines_at_are_text() -> None:
    toml = read('a = "one\u2028two\u0085three"\nb = 1\n[c]\n')
    assert toml.data["a"] == "one\u2028two\u0085three"
    assert toml.lines["c",] == 3
    assert toml.problems == ()


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n"])
def test_an_empty_text_says_nothing(text: str) -> None:
    assert read(text).data == {}
    assert read(text).problems == ()


def test_a_text_that_is_no_toml_is_not_listed_line_by_line() -> None:
    toml = read("no toml at all\n" * 100)
    assert toml.data == {}
    assert 0 < len(toml.problems) <= 20


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\na = 2\n", "a is given twice"),
        ("a.b = 1\na.b = 2\n", "a.b is given twice"),
        ("[a]\nx = 1\n[a]  # more\ny = 1\n", "[a] is given twice"),
    ],
)
def test_what_is_given_twice_is_named(text: str, message: str) -> None:
    assert [problem.message for problem in read(text).problems] == [message]


@settings(deadline=None)
@given(st.text(st.sampled_from(list("ab=[]{}\"'#,.1 \n\r\\")), max_size=60))
def test_garbage_is_told_and_never_raises(text: str) -> None:
    toml = read(text)
    lines = text.count("\n") + 1
    assert all(p.message and p.line and 1 <= p.line <= lines for p in toml.problems)
    try:  # a mangled end of line, CR CR LF, is one to us and none to tomllib
        assert tomllib.loads(text.replace("\r\n", "\n")) == toml.data
    except tomllib.TOMLDecodeError:
        assert toml.problems
