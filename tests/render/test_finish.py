import re

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from digest.render.finish import finish, finish_text


def test_a_long_line_ends_between_words_and_between_attributes() -> None:
    link = '<a href="https://example.org/" title="x y" style=\'margin:0; font:"a b"\'>On</a> '
    lines = finish(f"<td>{link * 30}</td>").rstrip().split("\n")
    assert " ".join(lines) == f"<td>{link * 30}</td>"
    assert max(map(len, lines)) <= 900
    assert all(re.match(r"<td|<a |On|href=|title=|style=|</td>", line) for line in lines)


def test_code_and_merge_tags_are_not_broken() -> None:
    code = f"<pre>{'a  b ' * 300}</pre>"
    assert finish(code) == f"{code}\n"
    tag = "{subscriber.name|my very dear reader}"
    assert finish(f"<b>{tag * 99}</b>") == f"<b>{tag * 99}</b>\n"


def test_code_in_colours_is_broken_inside_its_tags_alone() -> None:
    call = 'f(<span class="hn" style="color:#7d4300">1</span>,  x) '
    page = f'<li>On</li><pre dir="ltr"><code>{call * 90}</code></pre><p>end</p>'
    lines = finish(page).rstrip().split("\n")
    assert lines[1].startswith('<pre dir="ltr"><code>f(<span')
    assert max(map(len, lines)) <= 900
    assert all(line.startswith(("class=", "style=")) for line in lines[2:-1])
    code = lxml.html.fragment_fromstring(finish(page), create_parent=True).find("pre")
    assert code.text_content() == "f(1,  x) " * 90


@given(
    st.lists(st.sampled_from(["word ", "слово ", "<b>", '<i class="a b">', "{a b} ", "語", "<"]))
)
def test_breaking_lines_changes_nothing_but_space(pieces: list[str]) -> None:
    html = "".join(pieces * 40).strip()
    assert finish(html).split() == html.split()


@given(st.text("ab -\n\u2028\x85", max_size=40))
def test_finishing_the_text_takes_nothing_but_space(text: str) -> None:
    done = finish_text(text)
    assert "".join(done.split()) == "".join(text.split())
    assert len(done.splitlines()) <= max(len(text.splitlines()), 1)
