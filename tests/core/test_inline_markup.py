import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.inline_markup import spans


def kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in spans(text) if span.kind != "text"]


@given(st.text(alphabet="ab1 `$^_\\{}()\n,"))
def test_the_sources_joined_are_the_text(text: str) -> None:
    assert "".join(span.source for span in spans(text)) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Why `vllm serve` works", "vllm serve"),
        ("``a`b`` is one span", "a`b"),
        ("` spaced `", "spaced"),
        ("`$x$` is code, not math", "$x$"),
    ],
)
def test_backticks_make_code(text: str, code: str) -> None:
    assert kinds(text) == [("code", code)]


@pytest.mark.parametrize("text", ["a lone ` backtick", "``unmatched`", "no code"])
def test_unmatched_backticks_stay_text(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("from $O(N^2)$ on", "O(N^2)"),
        ("$N$-gram", "N"),
        ("the $k$th", "k"),
        ("$2k + 1$ heads", "2k + 1"),
        ("$n \\log n$ steps", "n \\log n"),
        ("$$x^2$$", "x^2"),
        ("$\\frac{1}{2}$.", "\\frac{1}{2}"),
        ("($d_k$)", "d_k"),
        ("$$ x^2 $$", "x^2"),
        ("$$\nx^2\n+ 1\n$$", "x^2 + 1"),
        ("$d_{model}$ wide", "d_{model}"),
        ("$O(n log n)$", "O(n log n)"),
        ("$n log n$ steps", "n log n"),
        ("in $[0, 1]$", "[0, 1]"),
        ("$|x|$", "|x|"),
    ],
)
def test_dollars_around_a_formula_make_math(text: str, formula: str) -> None:
    assert kinds(text) == [("math", formula)]


@pytest.mark.parametrize(
    "text",
    [
        "between $5 and $10",
        "$5-$10",
        "$20k/$30k a year",
        "costs $5, or US$10 (or A$)",
        "$HOME/$USER",
        "export $PATH and $HOME",
        "pay $5 = five and get $3 back",
        "50% off at $9.99, was $19.99",
        "a $1 + tax$ offer",
        "\\$x\\$",
        "$5 and $10, 50% off & more",
        "from $9 to $max$ at most",
        "kill $$ and $$",
        "echo $(whoami)$ now",
        "$5 max, or a $log$ file",
    ],
)
def test_money_and_shell_variables_are_no_math(text: str) -> None:
    assert kinds(text) == []
