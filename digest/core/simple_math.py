r"""Formulas of one line, such as `O(N^2)` or `\beta_{ij}`, as text with scripts.

Whatever needs more than a line (fractions, roots, matrices) is left to its source.
"""

import re
from typing import Literal, NamedTuple

Level = Literal["base", "sup", "sub"]

TOKEN = re.compile(
    r"(?P<script>[\^_])\s*(?:\{(?P<group>[^{}]*)\}|(?P<single>\\[A-Za-z]+|[^\s{}\\^_]))"
    r"|\\mathbb\{(?P<set>[A-Z])\}"
    r"|\\(?:text|mathrm|mathbf|mathit|mathcal|operatorname)\{(?P<words>[^{}]*)\}"
    r"|\\(?P<command>[A-Za-z]+)"
    r"|\\(?P<escape>[%&#$_{}|,;:! ])"
    r"|(?P<plain>[^\\^_{}&~])"
)
NAMES = frozenset("log ln exp sin cos tan min max lim arg det dim gcd mod Pr sup inf".split())
SYMBOLS = {
    **dict(zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho"
        " sigma tau upsilon phi varphi chi psi omega".split(),
        "αβγδεεζηθικλμνξπρστυφφχψω", strict=True)),
    **dict(zip(
        "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split(), "ΓΔΘΛΞΠΣΦΨΩ", strict=True)),
    **dict(zip(
        "times cdot le leq ge geq ne neq approx sim equiv pm infty to rightarrow leftarrow in notin"
        " subset cup cap sum prod int partial nabla forall exists ell ldots dots cdots ll gg propto"
        " mid langle rangle lfloor rfloor lceil rceil top odot oplus otimes circ div ast".split(),
        "×·≤≤≥≥≠≠≈∼≡±∞→→←∈∉⊂∪∩∑∏∫∂∇∀∃ℓ………≪≫∝|⟨⟩⌊⌋⌈⌉⊤⊙⊕⊗∘÷∗", strict=True)),
    "quad": " ", "qquad": " ", "left": "", "right": "", "displaystyle": "",
}  # fmt: skip
SETS = {"C": "ℂ", "E": "𝔼", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
SUPERSCRIPTS = str.maketrans("0123456789+-−=()dikmnT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵈⁱᵏᵐⁿᵀ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


class Part(NamedTuple):
    """A stretch of a formula on one level."""

    level: Level
    text: str


def parts(source: str) -> tuple[Part, ...] | None:
    """The formula as stretches of base, superscript and subscript; None if it needs more."""
    found: list[Part] = []
    at = 0
    while at < len(source):
        token = TOKEN.match(source, at)
        part = _part(token) if token else None
        if token is None or part is None:
            return None
        if found and found[-1].level == part.level == "base":
            part = Part("base", found.pop().text + part.text)
        found.append(part)
        at = token.end()
    return tuple(found)


def as_text(source: str) -> str | None:
    """The formula in characters alone: `O(N²)`, and `e^(ab)` where Unicode has no such script."""
    found = parts(source)
    return None if found is None else "".join(_plain(part) for part in found)


def _part(token: re.Match[str]) -> Part | None:
    if token["script"]:
        inner = parts(token["single"] if token["group"] is None else token["group"])
        if inner is None or any(part.level != "base" for part in inner):
            return None
        return Part("sup" if token["script"] == "^" else "sub", "".join(p.text for p in inner))
    text = _base(token)
    return None if text is None else Part("base", text)


def _base(token: re.Match[str]) -> str | None:
    if token["words"] is not None:
        return token["words"]
    if token["set"]:
        return SETS.get(token["set"])
    if token["command"]:
        command = token["command"]
        return command if command in NAMES else SYMBOLS.get(command)
    if token["escape"]:
        return " " if token["escape"] in ",;: " else token["escape"].replace("!", "")
    return {"-": "−", "'": "′", "*": "∗"}.get(token["plain"], token["plain"])


def _plain(part: Part) -> str:
    if part.level == "base":
        return part.text
    table, sign = (SUPERSCRIPTS, "^") if part.level == "sup" else (SUBSCRIPTS, "_")
    if all(ord(char) in table for char in part.text):
        return part.text.translate(table)
    return f"{sign}({part.text})" if len(part.text) > 1 else sign + part.text
