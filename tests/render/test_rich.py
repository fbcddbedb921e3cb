import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from digest.core.text import one_line
from digest.render.markdown import markdown
from digest.render.rich import rich, unmarked


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Why `a < b` holds", 'Why <code dir="ltr">a &lt; b</code> holds'),
        ("$O(N^2)$ steps", "O(N<sup>2</sup>) steps"),
        ("$$\\frac{a}{b_i}$$", "a/b<sub>i</sub>"),
        ("$5 and $10, 50% off & “more”…", "$5 and $10, 50% off &amp; “more”…"),
        ("$\\unheard{x}$", '<code dir="ltr">\\unheard{x}</code>'),
    ],
)
def test_a_line_is_set_and_what_cannot_be_stays_as_written(source: str, html: str) -> None:
    assert rich(source).html == html


def test_a_long_word_breaks_where_its_parts_meet() -> None:
    done = rich("in transformers.models.llama.LlamaForCausalLM")
    assert done.html == (
        'in <span class="long">transformers.<wbr />models.<wbr />llama.<wbr />'
        "Llama<wbr />For<wbr />Causal<wbr />LM</span>"
    )
    assert done.text == "in transformers.models.llama.LlamaForCausalLM"


@pytest.mark.parametrize(
    ("command", "html"),
    [
        ("pods --namespace=x", "pods <span>--namespace=</span>x"),
        ("rm -rf a-b", "rm <span>-rf</span> a-b"),
        (
            "--namespace=production-cluster",
            '<span class="long"><span>--namespace=</span><wbr />production-<wbr />cluster</span>',
        ),
        ("a - b, x--y, -1", "a - b, x--y, -1"),
    ],
)
def test_no_line_ends_in_the_name_of_an_option(command: str, html: str) -> None:
    kept = html.replace("<span>", '<span style="white-space:nowrap">')
    assert rich(f"`{command}`").html == f'<code dir="ltr">{kept}</code>'
    assert markdown(f"`{command}`").html == f'<p dir="auto"><code dir="ltr">{kept}</code></p>'


@pytest.mark.parametrize(
    "word",
    [
        "Donaudampfschifffahrt",
        "{subscriber.name|dear-and-gentle-reader}",
        "*|LIST:A_VERY_LONG_ADDRESS|*",
        "[[data:first_name:dear_and_gentle]]",
        "%recipient.first_name_or_so%",
        "字" * 50,
    ],
)
def test_other_words_are_left_alone(word: str) -> None:
    assert rich(word).html == word


def test_a_formula_among_words_from_right_to_left_is_set_apart() -> None:
    done = rich("شرح $O(N^2)$ هنا")
    assert done.html == 'شرح <span dir="ltr">O(N<sup>2</sup>)</span> هنا'
    assert done.text == "شرح \u2066O(N²)\u2069 هنا"
    assert "span" not in rich("on $O(N^2)$").html


def printed(template: str, source: str) -> lxml.html.HtmlElement:
    """A template's only element, with `source` in it as rich text."""
    filled = Environment(autoescape=True).from_string(template).render(x=rich(source))
    return lxml.html.fragment_fromstring(unmarked(filled))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Using `std::vector<int>` today", "Using std::vector<int> today"),
        ("Cost $O(N^2)$, $e^{ab} \\cdot x_i$", "Cost O(N²), e^(ab) · xᵢ"),
        ("Supercalifragilisticexpialidocious/here", "Supercalifragilisticexpialidocious/here"),
        ('Say "hi", it\'s > `a & "b"`', 'Say "hi", it\'s > a & "b"'),
    ],
)
def test_in_an_attribute_it_is_words_and_around_it_markup(source: str, words: str) -> None:
    for quote in ("'", '"'):
        done = printed(f"<p title={quote}a > {{{{ x }}}} b{quote} id='c'>{{{{ x }}}}</p>", source)
        assert dict(done.attrib) == {"title": f"a > {words} b", "id": "c"}
        assert lxml.html.tostring(done).endswith(
            lxml.html.tostring(lxml.html.fragment_fromstring(f"<p>{rich(source).html}</p>"))[3:]
        )


PIECES = st.sampled_from(["`a<b>` ", "$x^2$ ", "W" * 30, '"', "'", "<i>", "&quot;", "]]>", "-->"])


@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_no_text_leaves_its_attribute(source: str) -> None:
    done = printed("<p><b title=\"{{ x }}\" id='{{ x }}'>!</b></p>", source)
    (inner,) = done
    assert inner.text == "!"
    assert inner.get("title") == inner.get("id")
    assert sorted(inner.attrib) == ["id", "title"]
    if "`" not in source and "$" not in source:
        assert inner.get("title") == one_line(source)


def test_a_providers_own_tag_is_among_words_as_the_editor_typed_it() -> None:
    tag = """{{ name | default: "you" }} {% if a == 'b' %}"""
    filled = Environment(autoescape=True).from_string("<div title='{{ x }}'>{{ x }}</div>")
    done = unmarked(filled.render(x=markdown(f'"Hi" {tag} ![{tag}](https://e.org/a.png)')))
    assert done.count(tag) == 1
    assert f"&quot;Hi&quot; {tag} <img" in done
    page = lxml.html.fragment_fromstring(done)
    assert page.get("title").startswith(f'"Hi" {tag}')
    assert page.find("p/img").get("alt") == tag
    assert unmarked(filled.render(x=rich(tag))).endswith(f">{tag}</div>")


def test_text_without_code_is_printed_as_any_other() -> None:
    assert str(Environment(autoescape=True).from_string("{{ x }}").render(x=rich("a < b"))) == (
        "a &lt; b"
    )
