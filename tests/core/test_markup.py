from hypothesis import given
from hypothesis import strategies as st

from digest.core.markup import HEADINGS, paragraphs, plain


def test_blocks_part_words_and_inline_elements_do_not() -> None:
    html = "<p>One <b>t</b>wo</p><ul><li>three<li>four</ul>five<br>six<td>seven</td>"
    assert list(paragraphs(html)) == ["One two", "three", "four", "five", "six", "seven"]


def test_code_blocks_scripts_and_comments_are_silent() -> None:
    html = "<pre>code</pre><script>x()</script>a<!-- no -->b<style>p{}</style><svg><text>t</svg>"
    assert plain(html) == "ab"


def test_what_follows_a_silent_element_is_heard() -> None:
    assert list(paragraphs("<p>a</p><pre>code</pre>b<p>c</p>")) == ["a", "b", "c"]


def test_headings_can_be_left_out() -> None:
    assert list(paragraphs("<h1>Title</h1><p>Text</p>", without=HEADINGS)) == ["Text"]


def test_text_that_is_no_html_stays_as_it_is() -> None:
    assert plain("Vec<T> where a < b &amp; c") == "Vec<T> where a < b & c"


def test_code_in_a_line_comes_in_backticks() -> None:
    html = "<p>Call <code> f(x) </code>, not <code>a`b</code> or <code></code>.</p>"
    html += "<pre><code>x</code></pre>"
    assert list(paragraphs(html)) == ["Call `f(x)`, not a`b or ."]


def test_html_escaped_twice_is_decoded() -> None:
    assert plain("&lt;p&gt;One &lt;em&gt;two&lt;/em&gt;&lt;/p&gt;") == "One two"
    assert plain("AT&amp;amp;T") == "AT&T"


def test_a_tag_that_is_spoken_of_stays() -> None:
    assert plain("Use &lt;b&gt; with care") == "Use <b> with care"


def test_the_second_rendering_of_a_formula_is_silent() -> None:
    html = '<p>x<span aria-hidden="true">x again</span></p>'
    assert plain(html) == "x"


def test_deep_nesting_ends_the_text_and_not_the_program() -> None:
    assert plain("<p>first</p>" + "<div>" * 100_000 + "deep") == "first"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gives_one_line(text: str) -> None:
    assert "\n" not in plain(text)
    assert "\n" not in plain(f"<p>{text}")
