import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from digest.render.finish import finish_text
from digest.render.highlight import highlighted
from digest.render.markdown import markdown
from digest.render.plain import wrap

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
        "Two posts, see the list (https://example.org/posts) and\nhttps://e.example/x.\n\n"
        "Also\n\n1. one `x < y`\n2. two\n\n    a  = 1\n      b\n\n"
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


def test_quotations_and_lists_in_lists_are_seen_in_the_text() -> None:
    words, line = "word " * 16, " ".join(["word"] * 13)
    done = markdown(
        "> A *quote*:\n> - x\n>   - y\n>\n> ```\n> a\n>\n> b\n> ```\n\n"
        f"- one\n- {words}\n  - in it\n    1. {words}\n\n"
        "10. ten\n\n    more\n\n---\n\nEnd"
    )
    assert finish_text(done.text) == (
        "> A quote:\n>\n> - x\n>   - y\n>\n>     a\n>\n>     b\n\n"
        f"- one\n- {line} word\n  word word\n  - in it\n"
        f"    1. {line}\n       word word word\n\n"
        "10. ten\n\n    more\n\n* * *\n\nEnd\n"
    )
    assert wrap(done.text) == done.text


def test_a_picture_is_told_by_its_words() -> None:
    assert markdown("![chart of *late* `x`](https://e.org/a.png)").text == (
        "[chart of late `x`] https://e.org/a.png"
    )
    assert markdown("![](https://e.org/a.png)").text == ""


def test_tables_are_tables_in_both_forms() -> None:
    done = markdown("| a | b |\n|:--|--:|\n| `x` | 2 |\n| 長い | *e* |\n| y |\n")
    assert done.text == "a    | b\n-----+--\n`x`  | 2\n長い | e\ny    |"
    assert done.html.count("<tr>") == 4
    assert '<td style="text-align:right">2</td>' in done.html


def test_a_table_too_wide_for_the_text_is_wrapped_row_by_row() -> None:
    done = markdown(f"|a|b|\n|-|-|\n|{'word ' * 20}|y|")
    assert done.text == f"a | b\n{'word ' * 13}word\n{'word ' * 5}word | y"


def test_struck_words_and_bare_addresses_are_what_they_are_elsewhere() -> None:
    done = markdown("~~No.~~ See https://e.org/a_b_c?x=1, www.e.org and a@e.org.", "", "{}!".format)
    assert done.text == "~~No.~~ See https://e.org/a_b_c?x=1, www.e.org and a@e.org."
    assert "<s>No.</s>" in done.html
    hrefs = fromstring(done.html).xpath("//a/@href")
    assert hrefs == ["https://e.org/a_b_c?x=1", "http://www.e.org", "mailto:a@e.org"]


def test_footnotes_follow_the_words_and_link_nowhere() -> None:
    done = markdown(
        "One[^a] and two[^b].\n\n[^b]: the *second*\n[^a]: foot\n\n[^c]: unused\n\nEnd[^d]",
        "https://example.org/",
    )
    assert done.text == "One[1] and two[2].\n\nEnd[^d]\n\n[1] foot\n\n[2] the second"
    assert "One<sup>1</sup> and two<sup>2</sup>." in done.html
    page = fromstring(f"<div>{done.html}</div>")
    assert [note.text_content().strip() for note in page.iter("li")] == ["foot", "the second"]
    assert not page.xpath("//@href | //@id")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("日本語の\n文章", "日本語の文章"),
        ("「**太**\n*字*」。\n次", "「太字」。次"),
        ("日本語\nText\n文章", "日本語 Text 文章"),
        ("한국\n어", "한국 어"),
        ("![](a.png)\nText", " Text"),
    ],
)
def test_a_line_break_between_wide_characters_is_no_space(source: str, shown: str) -> None:
    done = markdown(source)
    assert fromstring(done.html).text_content() == shown
    assert done.text == shown.strip()
