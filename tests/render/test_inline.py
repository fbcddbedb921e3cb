"""The inliner against another one, and against what it must leave alone."""

import re
import socket
import subprocess
import sys
from typing import Any

import css_inline
import lxml.html
import pytest
from mjml import mjml2html

from digest.config.settings import Design, Newsletter
from digest.core.model import Issue, Rendered
from digest.render import issue as pipeline
from digest.render import templates
from digest.render.guard import guard
from digest.render.inline import inline


@pytest.fixture
def compiled(rendered: Rendered) -> str:
    return str(mjml2html(guard(rendered.mjml), fonts={}))


@pytest.fixture
def css(
    issue: Issue, newsletter: Newsletter, design: Design, request: pytest.FixtureRequest
) -> str:
    found = templates.design("weekly", [request.config.rootpath / "templates"])
    context = pipeline.context_of(issue, newsletter, design)
    return templates.fill(templates.environment(found), found, "inline.css", context).replace(
        "&#39;", "'"
    )


def parse(html: str) -> Any:
    return lxml.html.document_fromstring(html)


def declarations(element: Any) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    return {name.strip(): _normal(value) for name, value in pairs}


def _normal(value: str) -> str:
    return re.sub(r"\b0px\b", "0", re.sub(r"\s*,\s*", ",", value.strip().replace('"', "'")))


def test_another_inliner_gives_every_element_the_same_declarations(compiled: str, css: str) -> None:
    other = css_inline.CSSInliner(
        inline_style_tags=False, keep_style_tags=True, load_remote_stylesheets=False, extra_css=css
    ).inline(compiled)
    ours = parse(inline(compiled, css)).xpath("//*")
    theirs = parse(other).xpath("//*")
    assert [(e.tag, declarations(e)) for e in ours] == [(e.tag, declarations(e)) for e in theirs]
    assert sum(bool(e.get("style")) for e in ours) > 60


def test_the_doctype_stays(compiled: str) -> None:
    assert inline(compiled, "p { margin: 0 }").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "kept",
    [
        "@media",
        "!important",
        "[data-ogsc]",
        "[data-ogsb]",
        "prefers-color-scheme",
        "<!--[if",
        "<![endif]",
    ],
)
def test_what_mail_clients_need_is_as_often_there_after_as_before(
    compiled: str, css: str, kept: str
) -> None:
    assert compiled.count(kept) > 0
    assert inline(compiled, css).count(kept) == compiled.count(kept)


def test_image_widths_stay_integers_though_a_rule_matches_images(compiled: str) -> None:
    done = parse(inline(compiled, "img { width: 100%; border: 0 }"))
    assert done.xpath("//img/@width") == ["600"]


def test_it_leaves_no_mark_of_its_own(compiled: str, css: str) -> None:
    assert "premailer" not in inline(compiled, css)


def test_inlining_twice_changes_nothing_more(compiled: str, css: str) -> None:
    once = inline(compiled, css)
    assert inline(once, css) == once


def test_no_connection_is_opened(compiled: str, css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    linked = compiled.replace(
        "</head>", '<link rel="stylesheet" href="https://e.example/a.css"></head>'
    )
    assert "a.css" in inline(linked, css)
    assert "Roboto" in compiled
    assert "fonts.googleapis" not in compiled


def test_invisible_and_special_characters_survive() -> None:
    text = "a\N{NO-BREAK SPACE}b\N{ZERO WIDTH NON-JOINER}c<sup>2</sup> &amp; &lt;"
    done = inline(f"<!doctype html><html><body><p>{text}</p></body></html>", "p { margin: 0 }")
    assert text in done


def test_what_only_downloads_would_need_is_not_loaded() -> None:
    script = (
        "import sys\nfrom digest.render.inline import inline\n"
        "inline('<p style=\"margin:0\">x</p>', 'p { color: red }')\n"
        "assert 'premailer' in sys.modules\n"
        "print(sorted({'requests', 'urllib3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
