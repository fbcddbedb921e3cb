import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from digest.render.highlight import highlighted
from digest.render.markdown import markdown

SOURCE = """Two *posts*, see [the list](/posts "all") and <https://e.example/x>.

## Also

1. one `x < y`
2. two

```
a  = 1
  b
```

![A chart](chart.png)
"""


def test_both_forms_have_the_same_words_and_addresses() -> None:
    done = markdown(SOURCE, "https://example.org/blog/")
    assert done.text == (
        "Two posts, see the list (https://example.org/posts) and https://e.example/x.\n\n"
        "Also\n\n1. one `x < y`\n\n2. two\n\n    a  = 1\n      b\n\n"
        "[A chart] https://example.org/blog/chart.png"
    )
    assert '<a href="https://example.org/posts" title="all">the list</a>' in done.html
    assert '<code dir="ltr">x &lt; y</code>' in done.html
    assert 'src="https://example.org/blog/chart.png" alt="A chart" width="536"' in done.html


def test_html_is_shown_not_obeyed() -> None:
    done = markdown("<b>x</b> <script>alert(1)</script> a < b -- c")
    assert "<b>" not in done.html
    assert "<script" not in done.html
    assert done.text == "<b>x</b> <script>alert(1)</script> a < b -- c"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "vbscript:x", "data:text/html,x"])
def test_dangerous_links_are_no_links(url: str) -> None:
    assert "href" not in markdown(f"[x]({url})").html


def test_nothing_gives_nothing() -> None:
    assert not markdown(" \n ")


def test_control_characters_do_not_reach_the_page() -> None:
    assert markdown("a\x00b\x0bc\u202e\ufffe").html == '<p dir="auto">ab c</p>'


def test_formulas_come_before_markdowns_own_marks() -> None:
    done = markdown(
        "$x_i + y_i$, $a*b*c$, $\\{x\\}$ and\n\n$$\n\\frac{a_1}{b} + 2^{n}\n$$\n\nfor $5 and $10"
    )
    assert done.html == (
        '<p dir="auto">x<sub>i</sub> + y<sub>i</sub>, a∗b∗c, {x} and</p>\n'
        '<p dir="auto">a<sub>1</sub>/b + 2<sup>n</sup></p>\n<p dir="auto">for $5 and $10</p>'
    )
    assert done.text == "xᵢ + yᵢ, a∗b∗c, {x} and\n\na₁/b + 2ⁿ\n\nfor $5 and $10"


def test_a_formula_that_is_too_much_for_a_line_shows_its_source() -> None:
    done = markdown("$\\begin{matrix}a & b\\end{matrix}$")
    assert (
        done.html
        == '<p dir="auto"><code dir="ltr">\\begin{matrix}a &amp; b\\end{matrix}</code></p>'
    )
    assert done.text == "$\\begin{matrix}a & b\\end{matrix}$"


def test_code_in_fences_is_coloured_and_whole() -> None:
    code = 'def f(x):\n\treturn "<b>"  # {unsubscribe_url}\n\n\nf(1)'
    done = markdown(f"```python title=x\n{code}\n```")
    shown = fromstring(done.html)
    assert shown.tag == "pre"
    assert shown.get("dir") == "ltr"
    assert shown.text_content().replace("\u2060", "") == code
    kinds = {span.get("class"): span.text for span in shown.iter("span")}
    assert kinds["hk"] == "return"
    assert kinds["hs"] == '"<b>"'
    assert kinds["hf"] == "f"
    assert kinds["hn"] == "1"
    assert "{\u2060unsubscribe_url}" in shown.text_content()
    assert done.text.replace("\u2060", "") == "\n".join("    " + line for line in code.split("\n"))


@pytest.mark.parametrize("info", ["", "nobody-knows", "{.}", "mermaid x", "../etc"])
def test_code_of_an_unknown_language_is_plain(info: str) -> None:
    done = markdown(f"```{info}\nif a < b:\n  x\n```")
    assert done.html == '<pre dir="ltr"><code>if a &lt; b:\n  x</code></pre>'


@pytest.mark.parametrize(
    "language", ["python", "rust", "bash", "console", "diff", "json", "html+jinja"]
)
@given(st.text("ab1 {}<>%$#\"'\\\n\t+-!&=(", max_size=80))
def test_colours_take_nothing_from_code_and_add_nothing(language: str, code: str) -> None:
    shown = fromstring(f"<pre>x{highlighted(code, language)}</pre>")
    assert shown.text_content() == "x" + code
    assert {element.tag for element in shown.iter()} <= {"pre", "span"}
