"""Attacks on a server of loopback, and the browser's honest requests beside them."""

import pytest

from digest.preview.guard import refusal

HOSTS = frozenset({b"127.0.0.1:8765"})
HONEST = (b"host", b"127.0.0.1:8765")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"]
)
def test_own_names_are_answered_in_any_case(ask, host):
    assert ask("/i/2026-02", host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test:PORT",  # what a browser sends after DNS rebinding
        "127.0.0.1.nip.io:PORT",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "127.0.0.1:PORT.evil.test",
        "user@127.0.0.1:PORT",
        "0.0.0.0:PORT",
        "[::]:PORT",
        "",
    ],
)
def test_other_names_are_misdirected(ask, host):
    answer = ask("/i/2026-02", host)
    assert answer.status == 421
    assert "February" not in answer.body


def test_two_host_headers_are_never_answered(ask):
    assert ask("/", "127.0.0.1:PORT", "evil.test:PORT").status in (400, 421)
    assert refusal("GET", [HONEST, HONEST], HOSTS)
    assert refusal("GET", [], HOSTS)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_reading_methods_are_answered(ask, method):
    answer = ask("/i/2026-02", method=method, Origin="https://evil.test")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_is_a_get_without_body(ask):
    answer = ask("/i/2026-02", method="HEAD")
    assert (answer.status, answer.body) == (200, "")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site"])
@pytest.mark.parametrize("mode", ["cors", "no-cors", "websocket"])
def test_requests_of_other_sites_pages_are_forbidden(ask, site, mode):
    fetched = ask("/api/i/2026-02.html", Sec_Fetch_Site=site, Sec_Fetch_Mode=mode)
    assert fetched.status == 403
    assert "Hello" not in fetched.body


@pytest.mark.parametrize(
    ("site", "mode"),
    [("cross-site", "navigate"), ("none", "navigate"), ("same-origin", "no-cors")],
)
def test_links_bookmarks_and_own_requests_are_answered(ask, site, mode):
    assert ask("/i/2026-02", Sec_Fetch_Site=site, Sec_Fetch_Mode=mode).status == 200


@pytest.mark.parametrize("path", ["/", "/i/2026-02", "/frame/2026-02", "/nowhere"])
def test_no_answer_shares_with_another_origin(ask, path):
    for answer in (ask(path, Origin="https://evil.test"), ask(path, "evil.test")):
        assert not [name for name in answer.headers if name.startswith("access-control")]
