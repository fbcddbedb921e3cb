"""The pages: what they show, what they forbid, and that they trust nothing they show."""

import json
import re
from dataclasses import replace

import pytest

from digest.core.errors import (
    ConfigError,
    DigestError,
    GateError,
    Problem,
    TemplateError,
    UsageError,
)
from digest.preview.desk import RefusedError
from digest.preview.door import open_door
from digest.preview.site import Pages

SHELL_PATHS = ["/", "/i/2026-02", "/i/2026-02?view=text", "/i/none", "/no", "/static/preview.css"]


def test_root_leads_to_the_issue_that_was_opened(ask):
    answer = ask("/")
    assert (answer.status, answer.headers["location"]) == (307, "/i/2026-02")


@pytest.mark.parametrize(
    ("rows", "location"), [([{"id": "2026-03"}, {"id": "2026-01"}], "/i/2026-03"), ([], "/issues")]
)
def test_root_leads_on_when_the_issue_that_was_opened_is_gone(shelf, rows, location):
    lists = {"issues": lambda _query: rows}
    desk = replace(shelf.desk(), first="gone", lists=lists)
    answer = Pages(desk, open_door(1, "t")).home(None)
    assert (answer.status_code, answer.headers["location"]) == (307, location)


def test_frame_of_an_issue_that_is_gone_is_let_into_the_page_and_may_do_nothing(ask):
    answer = ask("/frame/gone")
    assert (answer.status, "no issue gone" in answer.body) == (404, True)
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy


def test_page_shows_the_envelope_and_escapes_it(ask):
    body = ask("/i/2026-02").body
    assert "Five &amp; &#34;six&#34; &lt;posts&gt;" in body
    assert "What &lt;b&gt;is&lt;/b&gt; inside" in body
    assert "A &lt;a@example.org&gt;" in body


@pytest.mark.parametrize(
    ("query", "widths"),
    [("", ["375", "700"]), ("?w=375", ["375"]), ("?w=480", ["480"]), ("?w=9&x=y", ["375", "700"])],
)
def test_page_frames_the_email_at_the_widths_asked_for(ask, query, widths):
    body = ask(f"/i/2026-02{query}").body
    frames = re.findall(r"<iframe\b[^>]*>", body)
    assert [re.search(r'width="(\d+)"', frame)[1] for frame in frames] == widths
    sandbox = "allow-popups allow-popups-to-escape-sandbox allow-scripts"
    assert all(f'sandbox="{sandbox}"' in frame for frame in frames)


def test_frames_show_what_the_address_says(ask):
    body = ask("/i/2026-02?scheme=dark&images=off").body
    assert 'src="/frame/2026-02?scheme=dark&amp;images=off"' in body


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("text", "Hello\n&lt;b&gt;plain&lt;/b&gt;\n"),
        ("source", "&lt;p&gt;Hello&lt;/p&gt;"),
        ("mjml", "&lt;mjml/&gt;"),
        ("raw", "Subject: x"),
    ],
)
def test_other_views_are_there_without_javascript_and_escaped(ask, view, shown):
    body = ask(f"/i/2026-02?view={view}").body
    assert shown in body
    assert "<iframe" not in body


def test_page_has_nothing_inline(ask):
    body = ask("/i/2026-02").body
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", body)


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
    assert headers["x-dns-prefetch-control"] == "off"


@pytest.mark.parametrize("path", ["/frame/2026-02", "/api/i/2026-02.html"])
def test_email_stands_in_a_sandbox_without_scripts_and_origin(ask, path):
    policy = ask(path, Sec_Fetch_Dest="document").headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src")
    assert "script" not in policy
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy


def test_frame_emulates_the_scheme(ask):
    assert "@media (min-width:0)" in ask("/frame/2026-02?scheme=dark").body
    assert "@media (max-width:0)" in ask("/frame/2026-02?scheme=light").body


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
        "/frame/2026-02/cid/..%2f..%2fdigest.toml",
        "/frame/2026-02/cid/../manifest.json",
        "/frame/2026-03/cid/logo.png",
        "/api/i/2026-02/../2026-02",
        "/api/i/2026-02/nothing",
        "/api/nothing",
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
    if path.startswith("/api/"):
        assert set(json.loads(answer.body)) == {"error", "hint"}
    else:
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


def test_mistake_of_the_user_is_no_error_of_the_server(ask, shelf):
    problems = (Problem("unknown key x", 3), Problem("no title"))
    shelf.broken = ConfigError("2 mistakes", "mend it", "a/issue.toml", problems)
    for path in ("/api/i/2026-02", "/i/2026-02"):
        assert ask(path).status == 422
        assert "2 mistakes; line 3: unknown key x; no title" in ask(path).body


def test_mistake_in_the_settings_is_told_without_what_may_be_a_secret(ask, shelf):
    problems = (Problem('host = "https://me:secret@host": is no host', 3),)
    shelf.broken = ConfigError("digest.toml: 1 mistake", "mend it", "digest.toml", problems)
    answer = ask("/api/i/2026-02")
    assert "digest.toml: 1 mistake" in answer.body
    assert "secret" not in answer.body


def test_unexpected_error_gives_a_page_and_no_traceback(ask, shelf, capfd):
    shelf.broken = KeyError("<subject>")
    answer = ask("/i/2026-02")
    assert answer.status == 500
    assert "KeyError: &#39;&lt;subject&gt;&#39;" in answer.body
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert capfd.readouterr() == ("", "")


def test_our_script_is_in_a_frame_of_ours_and_nowhere_else(ask):
    framed = ask("/frame/2026-02", Sec_Fetch_Dest="iframe", Sec_Fetch_Site="same-origin")
    policy = framed.headers["content-security-policy"]
    nonce = re.search(r"script-src 'nonce-([\w-]{24})'", policy)[1]
    assert "allow-scripts;" in policy
    assert "allow-same-origin" not in policy
    assert framed.body.count(f'nonce="{nonce}"') == 1
    assert nonce not in ask("/frame/2026-02", Sec_Fetch_Dest="iframe").body
    assert "nonce" not in ask("/frame/2026-02", Sec_Fetch_Dest="document").body


def test_frame_has_our_script_where_the_browser_does_not_say_what_it_is_for(ask):
    answer = ask("/frame/2026-02")
    assert "script-src 'nonce-" in answer.headers["content-security-policy"]
    assert '<script type="module" nonce=' in answer.body


@pytest.mark.parametrize(
    ("images", "allowed"),
    [("local", "data:"), ("remote", "data: https: http:"), ("off", "'none'"), ("x", "data:")],
)
def test_images_are_let_in_as_chosen(ask, images, allowed):
    policy = ask(f"/frame/2026-02?images={images}").headers["content-security-policy"]
    assert f"; img-src {allowed}; " in policy


def test_local_image_has_an_address_of_its_own(ask):
    answer = ask("/frame/2026-02/cid/logo.png")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, "PNG", "image/png")
    assert answer.headers["content-security-policy"].startswith("sandbox ")


@pytest.mark.parametrize("part", ["html", "text", "mjml", "headers", "raw"])
def test_parts_are_read_as_text(ask, shelf, part):
    answer = ask(f"/api/i/2026-02/source?part={part}")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.body == shelf.letter.sources[part]
    assert ask("/api/i/2026-02/source?part=../x").status == 404


def test_data_is_read_by_its_name(ask):
    assert json.loads(ask("/api/i/2026-02").body)["id"] == "2026-02"
    assert json.loads(ask("/api/i/2026-02/posts").body) == {"posts of": "2026-02"}
    assert json.loads(ask("/api/issues?a=b").body) == [{"a": "b"}]


def test_changes_are_json_in_and_json_out(change, shelf):
    answer = change(body=b'{"op": "pin"}')
    assert (answer.status, json.loads(answer.body)) == (200, {"changed": "2026-02", "op": "pin"})
    assert change("/api/i/2026-02/checks/online").status == 202
    assert change("/api/open", b'{"line": 3}').status == 202
    assert shelf.asked[-1].body == {"line": 3}


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_body_that_is_no_object_is_a_bad_request(change, shelf, body):
    assert change(body=body).status == 400
    assert change().status == 200
    assert len(shelf.asked) == 1


@pytest.mark.parametrize(
    "path", ["/api/i/2026-03/curation", "/api/i/2026-02/nothing", "/api/nothing"]
)
def test_change_of_what_is_not_there_is_not_found(change, path):
    answer = change(path)
    assert answer.status == 404
    assert json.loads(answer.body)["error"]


@pytest.mark.parametrize(
    ("error", "status", "also"),
    [
        (UsageError("no", "type"), 422, {}),
        (ConfigError("no", "type"), 422, {}),
        (TemplateError("no", "type"), 422, {}),
        (GateError("no", "type"), 409, {"gate": True}),
        (RefusedError("no", "type", 428), 428, {}),
        (RefusedError("no", "type", 409, {"etag": "e"}), 409, {"etag": "e"}),
        (DigestError("no", "type"), 500, {}),
    ],
)
def test_error_of_a_change_is_told_with_its_status(change, shelf, error, status, also):
    shelf.broken = error
    answer = change()
    said = (answer.status, json.loads(answer.body))
    assert said == (status, {"error": "no", "hint": "type", **also})


def test_unexpected_error_of_a_change_is_told_without_a_traceback(change, shelf, capfd):
    shelf.broken = KeyError("x")
    answer = change()
    assert (answer.status, json.loads(answer.body)["hint"]) == (500, "please report it")
    assert capfd.readouterr() == ("", "")
