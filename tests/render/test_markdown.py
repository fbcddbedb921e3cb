import pytest

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
    assert "<code>x &lt; y</code>" in done.html
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
    assert markdown("a\x00b\x0bc\u202e\ufffe").html == "<p>ab c</p>"
