"""The quick way through YAML reads what PyYAML reads, or leaves it to PyYAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.markdown import quick_yaml
from digest.sources.markdown.frontmatter import BrokenError, load_yaml

KEYS = st.sampled_from(["title", "tags", "x-y", "TAGS", "null"])
PIECES = st.sampled_from(
    [
        *("a", "No", "null", "~", "Nulls", "2026-01-02", "12:30:00", "it's", "it''s", "C#", "a #b"),
        *("a: b", "a:b", "x:", ":a", "a, b", "a]", "[a", "{a: b}", "a}", "- x", "-x", "--", "?x"),
        *(
            "'q'",
            '"q"',
            '"a, b"',
            "'a' b",
            "'a",
            '"a\\n"',
            "'a\\n'",
            "''",
            "[a, b]",
            "[a: b]",
            "[]",
        ),
        *("*a", "&a b", "!t x", "|", "> ", "@x", "%x", "=", "<<", "a\tb", "a  b", "a\xa0", "\xa0"),
        *("é", "\u65e5\u672c", "\U0001f642", "x\x85y", "a\u2028b", "\ufeffx", "", "..."),
    ]
)
INDENTS = st.sampled_from(["", " ", "    "])
ENDS = st.sampled_from(
    ["\n", " \n", " # c\n", "\n\n", "\n# c\n", "\n  # c\n", "\n  more\n", "\n- z\n"]
)
LISTS = st.lists(PIECES, max_size=3)
BLOCKS = (
    st.builds("{}: {}{}".format, KEYS, PIECES, ENDS)
    | st.builds(lambda key, all_, end: f"{key}: [{', '.join(all_)}]{end}", KEYS, LISTS, ENDS)
    | st.builds(
        lambda key, all_, indent, end: f"{key}:\n" + "".join(f"{indent}- {p}{end}" for p in all_),
        KEYS,
        LISTS,
        INDENTS,
        ENDS,
    )
)
TEXTS = st.lists(BLOCKS, max_size=4).map("".join)


@given(TEXTS)
def test_what_is_read_is_what_yaml_says(text: str) -> None:
    quick = quick_yaml.read(text)
    if quick is not None:
        assert quick == (load_yaml(text) or {})


@given(TEXTS)
def test_what_is_wanted_does_not_depend_on_what_is_not(text: str) -> None:
    wanted = frozenset(("title", "tags"))
    quick = quick_yaml.read(text, wanted)
    if quick is None:
        return
    try:
        whole = load_yaml(text) or {}
    except BrokenError:
        return
    assert quick == {key: value for key, value in whole.items() if str(key).lower() in wanted}


def test_what_blogs_write_takes_the_quick_way() -> None:
    text = (
        "# of the theme\n"
        "title: It's a title, really; C# in 2026\n"
        "date: 2026-02-14T10:00:00Z\n"
        "author: 'Ann'   # the first\n"
        'tags: ["a b", c]\n'
        "categories:\n  - One\n  - 'Two'\n\n"
        "draft:\n"
    )
    assert quick_yaml.read(text) == {
        "title": "It's a title, really; C# in 2026",
        "date": "2026-02-14T10:00:00Z",
        "author": "Ann",
        "tags": ["a b", "c"],
        "categories": ["One", "Two"],
        "draft": None,
    }


NESTED = "title: A\ncover:\n  image: x.png\nabout: >\n  Folded\n  text\n"


def test_what_is_not_wanted_may_be_as_complicated_as_it_likes() -> None:
    assert quick_yaml.read(NESTED) is None
    assert quick_yaml.read(NESTED, frozenset(["title"])) == {"title": "A"}


@pytest.mark.parametrize("value", ['"a\nb: c"', "'a\n\nb: c'", "[a,\nb: c]", "{a: b,\nc: d}"])
def test_a_value_that_goes_on_at_the_left_edge_is_left_to_yaml(value: str) -> None:
    assert quick_yaml.read(f"about: {value}\ntitle: A\n", frozenset(["title"])) is None
