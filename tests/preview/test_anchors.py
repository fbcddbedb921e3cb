"""Anchors: names at the elements that lie at a line and column."""

from digest.preview.anchors import anchored

HTML = '<p>a</p>\n  <h1\n class="x">b <br/></h1><!-- <i> -->\n<style>b</style>'


def test_each_name_stands_at_its_element_and_all_else_stays():
    marks = {"one": (2, 3), "two": (1, 1), "three": (2, 3), "four": (3, 14)}
    marked = anchored(HTML, marks)
    assert marked.startswith('<p data-dg="two">a</p>\n  <h1 data-dg="one three"\n class="x">')
    assert '<br data-dg="four"/>' in marked
    for name in ("two", "one three", "four"):
        marked = marked.replace(f' data-dg="{name}"', "")
    assert marked == HTML


def test_a_place_where_no_tag_opens_gets_none():
    marks = {"a": (1, 2), "b": (99, 1), "c": (0, 1), "d": (3, 31), "e": (4, 1)}
    assert anchored(HTML, marks) == HTML
