"""What the commands of TeX look like in Unicode, as far as one line of text goes."""

NAMES = frozenset(
    "log ln lg exp sin cos tan sinh cosh tanh min max lim arg det dim gcd mod bmod Pr sup inf"
    " argmax argmin ker deg".split()
)
SYMBOLS = {
    **dict(zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu"
        " xi pi rho sigma tau upsilon phi varphi chi psi omega".split(),
        "αβγδεεζηθϑικλμνξπρστυφφχψω", strict=True)),
    **dict(zip(
        "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(), "ΓΔΘΛΞΠΣΥΦΨΩ",
        strict=True)),
    **dict(zip(
        "times cdot le leq leqslant ge geq geqslant ne neq approx sim simeq cong equiv pm mp infty"
        " to rightarrow longrightarrow leftarrow gets leftrightarrow Rightarrow implies Leftarrow"
        " Leftrightarrow iff mapsto uparrow downarrow in notin ni subset subseteq supset supseteq"
        " cup cap setminus emptyset varnothing sum prod int oint partial nabla forall exists neg"
        " lnot land wedge lor vee ell hbar ldots dots cdots vdots ll gg propto mid vert Vert langle"
        " rangle lfloor rfloor lceil rceil top bot perp parallel odot oplus otimes circ bullet star"
        " div ast prime dagger angle lesssim gtrsim prec succ models vdash colon backslash".split(),
        "×·≤≤≤≥≥≥≠≠≈∼≃≅≡±∓∞→→→←←↔⇒⇒⇐⇔⇔↦↑↓∈∉∋⊂⊆⊃⊇∪∩∖∅∅∑∏∫∮∂∇∀∃¬¬∧∧∨∨ℓℏ………⋮≪≫∝|"
        "|‖⟨⟩⌊⌋⌈⌉⊤⊥⊥∥⊙⊕⊗∘•⋆÷∗′†∠≲≳≺≻⊨⊢:\\", strict=True)),
    "quad": " ", "qquad": " ",
    **dict.fromkeys("left right big Big bigl bigr Bigl Bigr bigg Bigg limits nolimits displaystyle"
                    " textstyle".split(), ""),
}  # fmt: skip
ESCAPES = {**{char: char for char in "%&#$_{}"}, **dict.fromkeys(",;: ", " "), "!": "", "|": "‖"}
PLAIN = {"-": "−", "'": "′", "*": "∗", "~": " "}
AS_WORDS = frozenset("text textrm textbf textit texttt textsc mbox mathrm operatorname".split())
AS_MATH = frozenset("mathbf mathit mathcal mathsf mathtt mathscr boldsymbol bm".split())
FRACTIONS = frozenset("frac dfrac tfrac cfrac".split())
VULGAR = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾"}
ROOTS = {"": "√", "3": "∛", "4": "∜"}
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0305", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7",
}  # fmt: skip
SETS = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
DOUBLE_STRUCK_A = 0x1D538
SUPERSCRIPTS = str.maketrans("0123456789+-−=()dikmnT⊤∘∗′†", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵈⁱᵏᵐⁿᵀᵀ°*′†")
SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
