"""issue.toml is edited by data; what a person wrote around it stays."""

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import issue_toml
from digest.config.issue_edit import read, rewritten
from digest.config.toml_layout import comments, pieces
from digest.core.errors import ConfigError

NEW = issue_toml.new("2026-W09", "The week", "Hello", "And more")
EDITED = """\
# Ours.
title = 'A week'   # as every week

pin = [   # in
    "https://one.example.org/",  # the best
    # "https://maybe.example.org/",
    'Two',
]
order = ["a", "b" , "c"]

# The lead
[[items]]
post = "a"
  blurb = \"\"\"
# no comment
Two lines.\"\"\"  # long
# title = "..."

# Ours, too
[[items]]
post = "b"
title = "B"

# Paid
[[add]]
kind = "sponsor"
url = "https://sponsor.example.org/"
title = "S"
"""


def changed(text, **keys):
    data = {**read(text), **keys}
    return rewritten(text, {key: value for key, value in data.items() if value is not None})


def test_nothing_to_change_changes_nothing():
    assert changed(EDITED) == EDITED


def test_a_value_is_changed_where_it_stands():
    assert changed(EDITED, title='A "week"') == EDITED.replace("'A week'", r'"A \"week\""')


def test_a_first_key_goes_below_its_sample():
    text = changed(NEW, pin=["x"], title="T")

    assert '\n# title = "The week"\ntitle = "T"\n# subject' in text
    assert 'the caps\npin = ["x"]\n# drop' in text
    assert changed(text, pin=None, title=None) == NEW


def test_without_a_sample_a_key_goes_below_the_last_one_or_above_the_first_table():
    assert changed('title = "T"\n[[items]]\npost = "p"\n', pin=["x"]) == (
        'title = "T"\npin = ["x"]\n[[items]]\npost = "p"\n'
    )
    assert changed('# Top\n\n# Ours\n[[items]]\npost = "p"\n', pin=["x"]) == (
        '# Top\n\npin = ["x"]\n\n# Ours\n[[items]]\npost = "p"\n'
    )
    assert changed("# Top", pin=["x"]) == '# Top\n\npin = ["x"]\n'
    assert changed("", pin=["x"]) == 'pin = ["x"]\n'


def test_a_list_keeps_its_layout_and_the_comments_in_it():
    text = changed(EDITED, pin=["https://one.example.org/", "Two", "three"])

    assert text == EDITED.replace("    'Two',\n", "    'Two',\n    \"three\",\n")
    assert changed(text, pin=["Two", "three"]) == text.replace(
        '"https://one.example.org/",  # the best', "# the best"
    )
    assert changed(text, pin=["https://one.example.org/", "Two"]) == EDITED


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("[]", ["x"], '["x"]'),
        ("[ ]", ["x"], '["x" ]'),
        ('["a"]', ["a", "x"], '["a", "x"]'),
        ('["a",]', ["a", "x"], '["a", "x",]'),
        ('["a", "b"]', ["x", "a", "b"], '["x", "a", "b"]'),
        ('["a", "b"]', ["a", "x", "b"], '["a", "x", "b"]'),
        ('["a", "b"]', ["a"], '["a"]'),
        ('["a", "b"]', ["b"], '["b"]'),
        ('["a", "b", "c"]', ["a", "c"], '["a", "c"]'),
        ('["a", "b"]', ["b", "a"], '["b", "a"]'),
        ('[\n"a"\n]', ["a", "x"], '[\n"a",\n"x"\n]'),
        ('[\n  "a" # A\n]', ["a", "x"], '[\n  "a", # A\n  "x"\n]'),
        ('[\n  "a",\n]', ["x", "a"], '[\n  "x",\n  "a",\n]'),
        ('[\n  "a",\n  "b"]', ["a"], '[\n  "a"]'),
        ('[\n  "a" # A\n  , "b"]', ["b"], '[\n   # A\n   "b"]'),
        ('[\n  "a",\n  "b", # B\n]', ["a"], '[\n  "a",\n  # B\n]'),
        ('["[", "#", ""","""]', ["["], '["["]'),
        ('"a"', ["a", "x"], '["a", "x"]'),
    ],
)
def test_lists_of_any_layout(before, wanted, after):
    assert changed(f"pin = {before}  # why\n", pin=wanted) == f"pin = {after}  # why\n"


def test_an_emptied_list_leaves_its_comments():
    assert changed(EDITED, pin=None) == EDITED.replace(
        EDITED[EDITED.index("pin") : EDITED.index("order")],
        '# in\n# the best\n# "https://maybe.example.org/",\n',
    )


def test_a_table_gets_a_key_below_its_own_sample_or_last_key():
    items = read(EDITED)["items"]
    text = changed(EDITED, items=[{**items[0], "title": "A"}, {**items[1], "blurb": "x\ny"}])

    assert '# title = "..."\ntitle = "A"\n\n# Ours, too' in text
    assert 'title = "B"\nblurb = """\nx\ny"""\n\n# Paid' in text


def test_a_new_table_stands_below_those_of_its_kind_and_above_the_comment_of_the_next():
    text = changed(EDITED, items=[*read(EDITED)["items"], {"post": "c"}])

    assert 'title = "B"\n\n[[items]]\npost = "c"\n\n# Paid\n[[add]]' in text
    assert changed(text, items=read(EDITED)["items"]) == EDITED


def test_a_first_table_stands_below_its_sample_unless_keys_follow():
    text = changed(NEW, items=[{"post": "c"}])

    assert text.index("# [[items]]") < text.index("\n[[items]]") < text.index("# [[add]]")
    assert changed(text, items=None) == NEW
    assert changed('# [[items]]\n\ntitle = "T"\n', items=[{"post": "c"}]) == (
        '# [[items]]\n\ntitle = "T"\n\n[[items]]\npost = "c"\n'
    )


def test_a_table_is_removed_and_its_comments_stay():
    text = changed(EDITED, items=read(EDITED)["items"][1:])

    assert text == EDITED.replace(
        '[[items]]\npost = "a"\n  blurb = """\n# no comment\nTwo lines."""  # long\n',
        "  # long\n",
    )


def test_line_ends_and_byte_order_mark_stay():
    windows = "\ufeff" + EDITED.replace("\n", "\r\n")
    wanted = {"pin": ["Two", "x"], "add": None, "outro": "a\nb"}

    text = changed(windows, **wanted)

    assert text == "\ufeff" + changed(EDITED, **wanted).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    ['items = [{ post = "a" }]\n', "[sections]\n[items]\nx = 1\n", "add = []\nitems.x = 1\n"],
)
def test_what_cannot_be_edited_safely_is_left_to_a_person(text):
    with pytest.raises(ConfigError, match="cannot be edited safely") as caught:
        changed(text, items=[{"post": "a"}, {"post": "b", "title": 'B "b"'}])

    assert r'[[items]] with post = "b", title = "B \"b\""' in caught.value.hint


def test_mistakes_are_told_and_nothing_is_made():
    with pytest.raises(ConfigError, match=r"issue\.toml: 1 mistake") as caught:
        rewritten('title = "T\npin = ["a"]\n', {"pin": ["a"]})

    assert [problem.line for problem in caught.value.problems] == [1]


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.sampled_from(["a", "b", "https://c.example.org/#x", 'd"]', "e, # f", "'''", "g\\"])
lists = st.lists(names, max_size=4)
tables = st.lists(
    st.fixed_dictionaries({"post": names}, optional={"title": words, "place": st.integers(1, 9)}),
    min_size=1,
    max_size=3,
)
datas = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("pin", "drop", "order"), lists),
        **dict.fromkeys(("title", "subject"), words),
        **dict.fromkeys(("items", "add"), tables),
    },
)
between = st.sampled_from(
    ["", "\n", "  \n", "# a note\n", "\t# [[items]]\n# x\n", '# pin = ["x"]\n\n', "#\n"]
)
inside = st.sampled_from(["", " ", "\n", "  # why\n", "\n\n\t# odd\n  "])
tails = st.sampled_from(["\n", "  # so\n"])


@st.composite
def written(draw, value):
    """A value in one of the many forms that TOML has for it."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        each = [draw(inside) + draw(written(one)) + draw(inside) for one in value]
        comma = "," if each and draw(st.booleans()) else ""
        return f"[{','.join(each)}{comma}{draw(inside)}]"
    if value.isprintable() and "'" not in value and draw(st.booleans()):
        return f"'{value}'"
    if value.isprintable() and not {'"', "\\"} & set(value) and draw(st.booleans()):
        return f'"""\n{value}"""'
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@st.composite
def documents(draw, data):
    """A file that says `data`, as a person might have laid it out."""
    text = draw(between)
    arrays = {name for name in data if name in ("items", "add")}
    for name in draw(st.permutations(sorted(data.keys() - arrays))):
        text += f"{name} = {draw(written(data[name]))}{draw(tails)}{draw(between)}"
    for name in draw(st.permutations(sorted(arrays))):
        for table in data[name]:
            text += f"{draw(st.sampled_from(['', '  ']))}[[ {name}]]{draw(tails)}{draw(between)}"
            for key, value in table.items():
                text += f" {key}={draw(written(value))}{draw(tails)}{draw(between)}"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def rows_of(text, keys):
    """The rows of what stands above all tables and has one of these keys."""
    return [text[p.start : p.stop] for p in pieces(text) if p.path in keys and p.kind == "key"]


@settings(deadline=None)
@given(st.data(), datas, st.lists(datas, min_size=1, max_size=3))
def test_over_any_edits_of_any_file_its_comments_and_all_other_rows_stay(choose, data, wishes):
    text = choose.draw(documents(data))
    assert read(text) == data
    for wanted in wishes:
        new = rewritten(text, wanted)

        assert tomllib.loads(new) == wanted
        left = iter(comments(new))
        assert all(comment in left for comment in comments(text))
        same = {(key,) for key in data if data[key] == wanted.get(key)}
        assert rows_of(text, same) == rows_of(new, same)
        text, data = new, wanted


@settings(deadline=None)
@given(st.data(), datas, names)
def test_a_key_or_a_table_more_leaves_all_bytes_of_before(choose, data, name):
    text = choose.draw(documents({key: value for key, value in data.items() if key != "subject"}))
    before = read(text)
    for key, value in (("subject", name), ("items", [*before.get("items", []), {"post": name}])):
        new = rewritten(text, {**before, key: value})

        rest = iter(new.splitlines(keepends=True))
        assert all(row in rest for row in text.splitlines(keepends=True) if row.endswith("\n"))
