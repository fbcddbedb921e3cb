import pytest

from digest.render.rich import rich


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
