"""The email in its frame: what is changed in it, and that the rest is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.errors import UsageError
from digest.preview import frames
from digest.preview.frames import framed, script_tag
from digest.preview.rewrite import Tag, count, rewritten
from digest.preview.view import View


def pictures(name):
    if name != "logo.png":
        raise UsageError("none")
    return b"\x89PNG", "image/png"


def shown(html, script="", **view):
    return framed(html, View(**view), pictures, script).replace(frames._STYLE, "")


def test_what_needs_no_change_stays_as_it_is():
    html = "<!doctype html><HTML LANG=en><p class=a>1 < 2 <b\n>x</b></p><!-- <a> --></HTML>"
    assert shown(html) == html


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ('<a href="x">', '<a href="x" target="_blank" rel="noopener noreferrer">'),
        (
            "<A HREF=x target=_top rel='opener'>",
            '<a HREF=x target="_blank" rel="noopener noreferrer">',
        ),
        ("<area href=x />", '<area href=x target="_blank" rel="noopener noreferrer" />'),
        ('<meta http-equiv="Refresh" content="0;url=//evil.test">', ""),
        ("<base href=//evil.test>", ""),
        ("<iframe src=//evil.test><b>", "<b>"),
        ("<FRAME src=//evil.test><object data=//evil.test><embed src=//evil.test>", ""),
        ("<button>", '<button disabled="">'),
        ('<input name="a>b">', '<input name="a>b" disabled="">'),
    ],
)
def test_tags_that_lead_away_are_tamed(html, becomes):
    assert shown(html) == becomes


def test_other_metas_stay():
    html = '<meta http-equiv="Content-Type" content="text/html"><meta name="x" content="y">'
    assert shown(html) == html


@pytest.mark.parametrize(
    ("images", "remote", "local"),
    [
        ("local", "", 'src="data:image/png;base64,iVBORw=="'),
        ("remote", "src=", 'src="data:image/png;base64,iVBORw=="'),
        ("off", "", ""),
    ],
)
@pytest.mark.parametrize("name", ["cid:logo.png", "logo.png"])
def test_images_show_what_they_may_and_else_their_words(images, remote, local, name):
    there = shown('<img alt="Words" src="https://a.example/x.png">', images=images)
    here = shown(f'<img alt="Words" src="{name}">', images=images)
    assert 'alt="Words"' in there
    assert 'alt="Words"' in here
    assert ("src=" in there) == bool(remote)
    assert (local in here) if local else ("src=" not in here)


@pytest.mark.parametrize("source", ["../x.png", "file:///etc/passwd", "cid:", "", "other.png"])
def test_images_that_are_not_there_show_their_words(source):
    assert "src" not in shown(f'<img alt="Words" src="{source}">', images="remote")


def test_our_script_comes_before_all_that_could_swallow_it():
    script = script_tag("go()", "n1")
    hostile = "<!doctype html><script src='//evil.test/x' data-x='<head>'></script>"
    assert shown(hostile, script) == hostile.replace("<script", f"{script}<script", 1)
    assert shown("<p>", script).startswith(script)
    comment = "<!-- a --><!DOCTYPE html><p>"
    assert shown(comment, script) == f"<!-- a --><!DOCTYPE html>{script}<p>"


@given(st.text(alphabet="<>/ab=\"'! -\n", max_size=40))
def test_rewriting_nothing_changes_nothing(html):
    assert rewritten(html, lambda tag: tag) == html


@given(st.dictionaries(st.sampled_from(["alt", "src", "x"]), st.text(max_size=20), max_size=3))
def test_attributes_are_read_as_they_were_written(values):
    tag = Tag("img", ' alt="old"').having(values)
    assert {name: tag.get(name) for name in values} == values


def test_elements_are_counted_outside_comments_and_styles():
    assert count("<img><IMG src=x><!-- <img> --><style><img></style><imgs>", "img") == 2


PULL = '<link rel=preconnect href="http://evil.test/">'
AWAY = '<meta http-equiv="&#114;efresh" content="0;url=http://evil.test/">'


@pytest.mark.parametrize("scheme", ["light", "forced"])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<!-- x --!>{} -->",
        "<!-->{} -->",
        "<!--->{} -->",
        "<svg><title>{}</title></svg>",
        "<svg><style>{}</style></svg>",
        "<!x <p a='>{}'>",
        '<p a">{}">',
        "<xmp><p a='</xmp>{}'>",
        "<style>a{{content:'\\3c/style\\3e{}'}}</style>",
        "<textarea>{}",
    ],
)
def test_nothing_that_asks_servers_or_leads_away_is_left_wherever_it_stands(around, scheme):
    for hostile in (PULL, PULL.upper(), "<link/rel=preconnect href=//evil.test>", AWAY):
        html = shown(around.format(hostile), scheme=scheme).lower()
        assert "<link" not in html
        assert not re.search("<meta[^>]*http-equiv", html)
    for name in ("base", "iframe", "FRAME", "object", "embed"):
        html = shown(around.format(f"<{name} src=//evil.test>"), scheme=scheme)
        assert f"<{name}" not in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<meta a='>' http-equiv=refresh content=0>",
        '<meta a" http-equiv=refresh content=0 b=\'">',
        "<meta/http-equiv=refresh content=0>",
        "<meta http-equiv = refresh content=0>",
    ],
)
def test_refresh_in_a_comment_that_is_none_is_undone_however_it_is_written(hostile):
    assert "<meta" not in shown(f"<svg><title>{hostile}</title></svg>")


def test_our_script_comes_before_what_only_looks_like_a_comment():
    html = shown("<!--><plaintext>--><!doctype html><p>", script="OURS")
    assert html.startswith("OURS")
