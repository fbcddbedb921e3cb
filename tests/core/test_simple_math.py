import pytest

from digest.core.simple_math import as_text, parts


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("O(N^2)", "O(N²)"),
        ("n \\log n", "n log n"),
        ("\\beta_{ij}", "βᵢⱼ"),
        ("2^{-k}", "2⁻ᵏ"),
        ("\\mathbb{R}^d", "ℝᵈ"),
        ("\\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        ("x \\le 5", "x ≤ 5"),
        ("e^{ab}", "e^(ab)"),
        ("\\text{softmax}(x)", "softmax(x)"),
        ("50\\%", "50%"),
    ],
)
def test_a_simple_formula_reads_as_characters(source: str, text: str) -> None:
    assert as_text(source) == text


def test_scripts_are_told_from_the_base() -> None:
    found = parts("O(N^2)")
    assert found is not None
    assert [tuple(part) for part in found] == [("base", "O(N"), ("sup", "2"), ("base", ")")]


@pytest.mark.parametrize(
    "source", ["\\frac{1}{2}", "\\sqrt{x}", "x^{a^b}", "{x", "a & b", "\\unheard", "x^", "\\\\"]
)
def test_what_needs_more_than_a_line_is_left_alone(source: str) -> None:
    assert parts(source) is None
    assert as_text(source) is None
