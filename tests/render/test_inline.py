"""The inliner against another one, and against what it must leave alone."""

import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import css_inline
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.config.settings import Design, Newsletter
from digest.core.model import Issue
from digest.render import inline as inline_module
from digest.render import issue as pipeline
from digest.render import templates
from digest.render.guard import guard
from digest.render.inline import inline

TEMPLATES = Path(__file__).parents[2] / "templates"
DESIGNS = templates.known_designs([TEMPLATES])


@pytest.fixture(params=DESIGNS)
def page(
    request: pytest.FixtureRequest, issue: Issue, newsletter: Newsletter, design: Design
) -> tuple[str, str]:
    """A compiled page of each design, and the style sheet that goes into it."""
    return compiled_page(issue, newsletter, replace(design, template=request.param))


@pytest.fixture
def compiled(page: tuple[str, str]) -> str:
    return page[0]


@pytest.fixture
def css(page: tuple[str, str]) -> str:
    return page[1]


def compiled_page(issue: Issue, newsletter: Newsletter, design: Design) -> tuple[str, str]:
    found = templates.design(design.template, [TEMPLATES])
    context = pipeline.context_of(issue, newsletter, design)
    plain = templates.environment(found, autoescape=False)
    mjml = templates.fill(templates.environment(found), found, "issue.mjml.j2", context)
    html = pipeline.compile_mjml(guard(mjml), found)
    return html, templates.fill(plain, found, "inline.css", context)


def parse(html: str) -> Any:
    return lxml.html.document_fromstring(html)


def declarations(element: Any) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    return {name.strip(): _normal(value) for name, value in pairs}


def _normal(value: str) -> str:
    return re.sub(r"\b0px\b", "0", re.sub(r"\s*,\s*", ",", value.strip().replace('"', "'")))


def by_another(html: str, css: str) -> str:
    return css_inline.CSSInliner(
        inline_style_tags=False, keep_style_tags=True, load_remote_stylesheets=False, extra_css=css
    ).inline(html)


def styles(html: str) -> list[tuple[str, dict[str, str]]]:
    return [(element.tag, declarations(element)) for element in parse(html).xpath("//*")]


def test_another_inliner_gives_every_element_the_same_declarations(compiled: str, css: str) -> None:
    ours = styles(inline(compiled, css))
    assert ours == styles(by_another(compiled, css))
    assert sum(bool(style) for _, style in ours) > 60


SIMPLE = st.sampled_from(
    "p h1 h2 h3 a span td div img code .g .card .meta .soft .ink .accent p.meta a.ink h3.brief"
    " div.prose td.g span.accent #none .a.b td.g.which".split()
)
SELECTOR = st.lists(SIMPLE, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([" ", " > "]).map(lambda between: between.join(parts))
)
DECLARATION = st.sampled_from(
    [
        ("color", ("#123456", "#abcdef", "red")),
        ("margin", ("0", "1px 2px", "4px auto 0 3px")),
        ("font-family", ("Georgia, 'Times New Roman', serif", "Arial")),
        ("font-size", ("13px", "1.5em")),
        ("line-height", ("20px", "1.4")),
        ("background", ("#fff", "none")),
        ("mso-hide", ("all",)),
        ("text-decoration", ("none", "underline")),
        ("width", ("100%", "12px")),
        ("word-break", ("break-word",)),
        ("border-left", ("3px solid #e2ddd2",)),
    ]
).flatmap(lambda named: st.sampled_from([f"{named[0]}: {value}" for value in named[1]]))
RULE = st.tuples(st.lists(SELECTOR, min_size=1, max_size=3), st.lists(DECLARATION, min_size=1))
SHEET = st.lists(RULE, min_size=1, max_size=12).map(
    lambda rules: "\n".join(f"{', '.join(of)} {{ {'; '.join(what)}; }}" for of, what in rules)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sheet=SHEET)
def test_another_inliner_agrees_on_any_sheet(compiled: str, sheet: str) -> None:
    assert styles(inline(compiled, sheet)) == styles(by_another(compiled, sheet))


def test_rules_for_what_the_page_has_not_are_not_given_to_the_inliner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = []

    class Noted(inline_module._premailer()):  # type: ignore[misc]
        def __init__(self, html: str, **options: Any) -> None:
            given.extend(options["css_text"])
            super().__init__(html, **options)

    monkeypatch.setattr(inline_module, "_premailer", lambda: Noted)
    html = "<style>.later { color: red }</style><P class='one'>two <b>three</b></P>"
    css = "p.one b, .four { top: 1px }\n.later { top: 2px }\np i { top: 3px }\n[four] { top: 4px }"
    inline(html, css)
    assert given == ["p.one b, .four { top: 1px }\n[four] { top: 4px }"]


def test_braces_in_comments_and_quotes_end_no_rule() -> None:
    css = ".no { font-family: '}' } /* .no { */ p { color: red } .no { top: \"{\" } b { top: 0 }"
    inlined = inline("<p>a <b>c</b></p>", css)
    assert '<p style="color:red">a <b style="top:0">c</b></p>' in inlined


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
    before, done = parse(compiled), parse(inline(compiled, "img { width: 100%; border: 0 }"))
    assert done.xpath("//img/@width") == before.xpath("//img/@width")
    assert set(done.xpath("//img/@width")) <= {"600"}


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
