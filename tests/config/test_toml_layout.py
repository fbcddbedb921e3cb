"""Every table, key and comment of a TOML text is found where it stands."""

import tomllib

import pytest

from digest.config.toml_layout import comments, key_at, pieces

VALUES = [
    '"a # b"',
    r'"a \" # b"',
    r'"\\"',
    "'a # \" b'",
    '""',
    '""""""',
    '"""a"""',
    '"""a""""',
    '"""a"""""',
    '""""a"""',
    '"""\n# a\n\n\\"""\n"""',
    r'"""\\"""',
    "''''a'''",
    "'''\n# a\n'''''",
    "1979-05-27 07:32:00",
    "-1_000.5e+3",
    "inf",
    "true",
    "[]",
    "[ # b\n]",
    '["]", \'#\', """]"""]',
    "[[1, 2], [3]]",
    '[{ a = "}", b = [1] }, 2 # b\n, ]',
    "{ a.b = 1, 'c d' = [ '}' ] }",
    "{}",
]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_value_of_any_kind_ends_where_toml_says(value, end):
    text = f"first = {value} # a\n# c\nlast = 1".replace("\n", end)
    wanted = tomllib.loads(text)

    found = key_at(text, ("first",))

    said = text[found.value : found.end]
    assert tomllib.loads(f"first = {said}")["first"] == wanted["first"]
    assert text[found.start :].startswith("first")
    assert text[key_at(text, ("last",)).start :] == "last = 1"
    inside = ["# b"] if "# b\n" in value else []
    assert comments(text) == [*inside, "# a", "# c"]


@pytest.mark.parametrize("value", [v for v in VALUES if v[0] == "["])
def test_the_elements_of_a_list_are_its_values(value):
    text = f"first = {value}\n"

    found = key_at(text, ("first",))

    said = [tomllib.loads(f"x = {text[e.start : e.end]}")["x"] for e in found.elements]
    assert said == tomllib.loads(text)["first"]
    assert all(text[e.comma - 1] == "," for e in found.elements if e.comma)


def test_tables_are_numbered_and_keys_lie_in_them():
    text = """\
top = 1
 [[ items ]] # a
"post" = 1
[items.more]
a . "b.c" = 2
[[items]]
post = 3
['quoted name']
"""

    found = [(piece.kind, piece.path) for piece in pieces(text)]

    assert found == [
        ("key", ("top",)),
        ("header", ("items", 0)),
        ("key", ("items", 0, "post")),
        ("header", ("items", "more")),
        ("key", ("items", "more", "a", "b.c")),
        ("header", ("items", 1)),
        ("key", ("items", 1, "post")),
        ("header", ("quoted name",)),
    ]


def test_an_unknown_key_is_an_error():
    with pytest.raises(LookupError):
        key_at("a = 1\n", ("b",))
