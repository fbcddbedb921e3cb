import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core import math_row
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
        ("\\frac{1}{2}mv^2", "½mv²"),
        ("\\frac{a}{b} + c", "a/b + c"),
        ("\\frac{a}{b}c", "(a/b)c"),
        ("\\frac{a}{b}^2", "(a/b)²"),
        ("\\frac{a+b}{2n}", "(a+b)/(2n)"),
        ("\\frac{n(n+1)}{2}", "n(n+1)/2"),
        ("\\frac{\\partial L}{\\partial w}", "∂L/∂w"),
        ("2^{\\frac{n}{2}}", "2^(n/2)"),
        ("\\sqrt{x}", "√x"),
        ("\\sqrt{x+1}", "√(x+1)"),
        ("\\sqrt{2\\pi}", "√(2π)"),
        ("\\sqrt[3]{x}", "∛x"),
        ("\\frac{x}{\\sqrt{2\\pi}}", "x/√(2π)"),
        (
            "\\text{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V",
            "softmax(QKᵀ/√dₖ)V",
        ),
        ("d_{\\text{model}}", "d_(model)"),
        ("\\mathbb{E}[X]", "𝔼[X]"),
        ("\\hat{y}_i", "ŷᵢ"),
        ("x \\leq y \\to \\infty", "x ≤ y → ∞"),
        ("\\|x\\|_2", "‖x‖₂"),
        ("90^\\circ", "90°"),
        ("\\text{mean-field}", "mean-field"),
    ],
)
def test_a_simple_formula_reads_as_characters(source: str, text: str) -> None:
    assert as_text(source) == text


def test_scripts_are_told_from_the_base() -> None:
    found = parts("O(N^2)")
    assert found is not None
    assert [tuple(part) for part in found] == [("base", "O(N"), ("sup", "2"), ("base", ")")]


@pytest.mark.parametrize(
    "source",
    [
        "x^{a^b}",
        "{x",
        "x}",
        "a & b",
        "\\unheard",
        "x^",
        "\\\\",
        "\\frac{1}",
        "\\sqrt[5]{x}",
        "\\sqrt[3",
        "\\hat{ab}",
        "\\mathbb{x}",
        "\\text x",
        "{" * 200 + "}" * 200,
        "\\begin{matrix}",
    ],
)
def test_what_needs_more_than_a_line_is_left_alone(source: str) -> None:
    assert parts(source) is None
    assert as_text(source) is None


@given(st.text("ab12 {}[]()^_\\\\frac+-sqrthat,", max_size=200))
def test_whatever_is_written_is_read_or_left_alone(source: str) -> None:
    found = parts(source)
    assert found is None or (as_text(source) == math_row.as_text(found))
