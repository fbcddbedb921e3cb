"""The pages: what they show, what they forbid, and that they trust nothing they show."""

from dataclasses import replace

import pytest

from digest.core.errors import DigestError

SHELL_PATHS = ["/", "/i/2026-02", "/i/2026-02?view=text", "/i/none", "/no", "/static/preview.css"]


def test_root_leads_to_the_issue_that_was_opened(ask):
    answer = ask("/")
    assert (answer.status, answer.headers["location"]) == (307, "/i/2026-02")


def test_page_shows_the_envelope_and_escapes_it(ask):
    body = ask("/i/2026-02").body
    assert "Five &amp; &#34;six&#34; &lt;posts&gt;" in body
    assert "What &lt;b&gt;is&lt;/b&gt; inside" in body
    assert "A &lt;a@example.org&gt;" in body


@pytest.mark.parametrize(
    ("query", "widths"),
    [("", [375, 700]), ("?w=375", [375]), ("?w=700&scheme=dark", [700]), ("?w=9&x=y", [375, 700])],
)
def test_page_frames_the_email_at_the_widths_asked_for(ask, query, widths):
    body = ask(f"/i/2026-02{query}").body
    assert [width for width in (375, 700) if f'width="{width}"' in body] == widths
    assert body.count("<iframe") == len(widths)
    assert body.count('sandbox="allow-popups allow-popups-to-escape-sandbox"') == len(widths)


def test_choice_of_one_thing_keeps_the_others(ask):
    body = ask("/i/2026-02?w=375&scheme=dark").body
    assert 'href="?view=html&amp;w=375&amp;scheme=light"' in body
    assert 'src="/frame/2026-02?scheme=dark"' in body
    assert 'href="?view=text&amp;w=375&amp;scheme=dark"' in body


def test_text_view_shows_the_text_and_no_frame(ask):
    body = ask("/i/2026-02?view=text").body
    assert "<pre>Hello\n&lt;b&gt;plain&lt;/b&gt;\n</pre>" in body
    assert "<iframe" not in body


def test_page_has_nothing_inline(ask):
    body = ask("/i/2026-02").body
    assert not [word for word in ("<script", "<style", " style=", " onclick=") if word in body]


@pytest.mark.parametrize("path", SHELL_PATHS)
def test_every_page_is_locked_down(ask, path):
    headers = ask(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("path", [*SHELL_PATHS, "/frame/2026-02", "/api/i/2026-02.eml"])
def test_every_answer_is_private_and_of_the_type_it_says(ask, path):
    headers = ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/frame/2026-02", "/api/i/2026-02.html"])
def test_email_stands_in_a_sandbox_without_scripts_and_origin(ask, path):
    policy = ask(path).headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src")
    assert "script" not in policy.replace("default-src 'none'", "")
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy


def test_frame_emulates_the_scheme(ask):
    assert "@media (min-width:0)" in ask("/frame/2026-02?scheme=dark").body
    assert "@media (max-width:0)" in ask("/frame/2026-02?scheme=light").body


def test_links_of_the_email_open_a_new_tab(ask):
    assert '<head><base target="_blank">' in ask("/frame/2026-02").body


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("html", "text/html; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
        ("eml", "message/rfc822"),
    ],
)
def test_download_is_the_file_itself(ask, shelf, kind, type_):
    answer = ask(f"/api/i/2026-02.{kind}")
    assert (answer.status, answer.headers["content-type"]) == (200, type_)
    assert answer.body.encode() == shelf.letter.files[kind]
    saved = f"attachment; filename*=utf-8''2026-02.{kind}"
    assert answer.headers["content-disposition"] == saved


def test_issue_without_eml_offers_none(ask, shelf):
    shelf.letter = replace(shelf.letter, eml=None)
    assert ".eml" not in ask("/i/2026-02").body
    assert ask("/api/i/2026-02.eml").status == 404


def test_reload_shows_what_was_rebuilt(ask, shelf):
    assert "Hello" in ask("/frame/2026-02").body
    rebuilt = replace(shelf.letter.rendered, html="<html><head></head>Rebuilt</html>")
    shelf.letter = replace(shelf.letter, shown=rebuilt)
    assert "Rebuilt" in ask("/frame/2026-02").body


@pytest.mark.parametrize(
    "path",
    [
        "/i/2026-03",
        "/i/../../etc/passwd",
        "/i/..%2f..%2fetc%2fpasswd",
        "/i/..",
        "/frame/..%2f2026-02",
        "/frame/%00",
        "/api/i/..%2fdigest.toml",
        "/api/i/2026-02.mjml",
        "/api/i/2026-02/issue.html",
        "/static/../site.py",
        "/static/..%2fsite.py",
        "/static/%2fetc%2fpasswd",
        "/static/",
        "/i/",
    ],
)
def test_what_is_not_in_the_table_is_not_found(ask, path):
    answer = ask(path)
    assert answer.status == 404
    assert "<h1>Not found</h1>" in answer.body


def test_error_pages_escape_the_address_and_the_hint(ask):
    body = ask("/i/%3Cscript%3Ealert(1)%3C%2fscript%3E").body
    assert "<script" not in body
    assert "&lt;type&gt; digest build" in ask("/i/%3Cscript%3E").body


def test_broken_issue_is_told_on_its_page(ask, shelf):
    shelf.broken = DigestError("manifest.json: <broken>", "restore it from git")
    answer = ask("/i/2026-02")
    assert answer.status == 500
    assert "manifest.json: &lt;broken&gt;" in answer.body
    assert "restore it from git" in answer.body


def test_unexpected_error_gives_a_page_and_no_traceback(ask, shelf, capfd):
    shelf.broken = KeyError("<subject>")
    answer = ask("/i/2026-02")
    assert answer.status == 500
    assert "KeyError: &#39;&lt;subject&gt;&#39;" in answer.body
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert capfd.readouterr() == ("", "")
