"""Attacks on a server of loopback, and beside each the same request as it is answered."""

import pytest

from digest.core.errors import UsageError
from digest.preview.door import BODY_BYTES, Request, open_door, refusal
from tests.preview.conftest import TOKEN, serving

ORIGIN = "http://127.0.0.1:8765"
HONEST = {
    "host": "127.0.0.1:8765",
    "origin": ORIGIN,
    "x-digest-token": TOKEN,
    "content-type": "application/json",
}


def status(method, door=None, query="", also=(), **headers):
    """What the door says to a request that is honest but for `headers`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    said = {name: value for name, value in (HONEST | named).items() if value is not None}
    request = Request(method, (*said.items(), *also), query)
    refused = refusal(request, door or open_door(8765, TOKEN))
    return refused.status if refused else 200


OWN = ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"]
FOREIGN = [
    "evil.test:8765",  # what a browser sends after DNS rebinding
    "127.0.0.1.nip.io:8765",
    "127.0.0.1",
    "localhost",
    "127.0.0.1:1",
    "127.0.0.1:8765.evil.test",
    "user@127.0.0.1:8765",
    "0.0.0.0:8765",
    "[::]:8765",
    "",
    None,
]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("host", OWN)
def test_own_names_are_answered_in_any_case(host, method):
    assert status(method, host=host) == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("host", FOREIGN)
def test_other_names_are_misdirected(host, method):
    assert status(method, host=host) == 421


def test_an_origin_that_equals_a_foreign_host_says_nothing():
    assert status("POST", host="evil.test:8765", origin="http://evil.test:8765") == 421


def test_two_fields_of_one_name_count_as_none():
    assert status("GET") == 200
    assert status("GET", also=[("host", "evil.test")]) == 421
    assert status("POST", also=[("origin", "https://evil.test")]) == 403
    assert status("POST", also=[("x-digest-token", "x")]) == 403


@pytest.mark.parametrize("origin", [f"http://{host.lower()}" for host in OWN])
def test_a_change_from_a_page_of_ours_is_answered(origin):
    assert status("POST", origin=origin) == 200


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",  # a sandboxed frame: the email itself
        "https://evil.test",
        "https://127.0.0.1:8765",
        "http://127.0.0.1:9999",
        "http://127.0.0.1:8765.evil.test",
        "",
    ],
)
def test_a_change_from_any_other_page_is_forbidden_even_with_the_token(origin):
    assert status("POST", origin=origin) == 403


@pytest.mark.parametrize("token", [None, "", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "é"])
def test_a_change_without_the_token_is_forbidden(token):
    assert status("POST", x_digest_token=token) == 403


def test_the_token_in_the_address_allows_no_change():
    assert status("POST", query=f"token={TOKEN}", x_digest_token=None) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site"])
@pytest.mark.parametrize("mode", ["cors", "no-cors", "websocket"])
def test_requests_of_other_sites_pages_are_forbidden(site, mode):
    foreign = {"sec_fetch_site": site, "sec_fetch_mode": mode}
    assert status("GET", origin=None, **foreign) == 403
    assert status("POST", **foreign) == 403
    assert status("GET", origin=None, sec_fetch_site="same-origin", sec_fetch_mode=mode) == 200


@pytest.mark.parametrize(
    ("site", "mode"),
    [("cross-site", "navigate"), ("none", "navigate"), ("same-origin", "no-cors")],
)
def test_links_bookmarks_and_own_requests_are_answered(site, mode):
    assert status("GET", origin=None, sec_fetch_site=site, sec_fetch_mode=mode) == 200


def test_a_form_of_another_site_is_forbidden_though_it_navigates():
    told = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert status("POST", **told) == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_not_answered(method):
    assert status(method) == 405
    assert status(method, origin="https://evil.test") == 403


@pytest.mark.parametrize("origin", [ORIGIN, "https://evil.test", None])
def test_nobody_may_ask_whether_another_site_may(origin):
    assert status("OPTIONS", origin=origin) == 403


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("application/json", 200),
        ("Application/JSON; charset=utf-8", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/json-patch+json", 415),
        (None, 415),
    ],
)
def test_changes_are_asked_for_in_json(kind, answer):
    assert status("POST", content_type=kind) == answer


@pytest.mark.parametrize(
    ("length", "answer"),
    [(str(BODY_BYTES), 200), (str(BODY_BYTES + 1), 413), ("-1", 413), ("1e9", 413), ("²", 413)],
)
def test_large_bodies_are_refused_before_they_are_read(length, answer):
    assert status("POST", content_length=length) == answer


def test_a_read_only_preview_has_nothing_to_change():
    door = open_door(8765, TOKEN, read_only=True)
    assert status("GET", door) == 200
    assert status("POST", door) == 423
    assert status("POST", door, host="evil.test:8765") == 421


@pytest.mark.parametrize(
    ("allowed", "host", "origin"),
    [
        ("Box.Example", "box.example", "https://box.example"),
        ("box.example", "box.example:8765", "http://box.example:8765"),
        ("localhost:9000", "localhost:9000", "http://localhost:9000"),
    ],
)
def test_a_forwarded_name_is_answered_when_it_is_allowed(allowed, host, origin):
    door = open_door(8765, TOKEN, allowed=allowed)
    assert status("POST", door, f"token={TOKEN}", host=host, origin=origin) == 200
    assert status("POST", query=f"token={TOKEN}", host=host, origin=origin) == 421
    assert status("GET", door, f"token={TOKEN}", host=f"{host}.evil.test") == 421


def test_with_a_forwarded_name_everything_needs_the_token():
    door = open_door(8765, TOKEN, allowed="box.example")
    for host in ("box.example", "127.0.0.1:8765"):
        told = {"host": host, "origin": None}
        assert status("GET", door, **told) == 403
        assert status("GET", door, "token=x", **told) == 403
        assert status("GET", door, f"a=b&token={TOKEN}", **told) == 200
        assert status("GET", door, cookie=f"a=b; digest-8765={TOKEN}", **told) == 200
        assert status("GET", door, cookie=f"digest-8765={TOKEN}x", **told) == 403
        assert status("GET", door, cookie=f"digest-9999={TOKEN}", **told) == 403


def test_a_cookie_alone_allows_no_change():
    door = open_door(8765, TOKEN, allowed="box.example")
    cookie = f"digest-8765={TOKEN}"
    assert status("POST", door, cookie=cookie) == 200
    assert status("POST", door, cookie=cookie, x_digest_token=None) == 403


@pytest.mark.parametrize(
    "name", ["", "*", "a b", "https://box.example", "box.example/", "-a", "a:b"]
)
def test_what_is_no_host_name_cannot_be_allowed(name):
    with pytest.raises(UsageError, match="is no host name"):
        open_door(8765, TOKEN, allowed=name)


@pytest.mark.parametrize(
    ("path", "refused"),
    [("/i/2026-02", "text/plain; charset=utf-8"), ("/api/i/2026-02", "application/json")],
)
def test_a_stranger_sees_nothing_and_a_friend_the_issue(ask, path, refused):
    stranger, friend = ask(path, "evil.test:PORT"), ask(path)
    assert (stranger.status, friend.status) == (421, 200)
    assert stranger.headers["content-type"] == refused
    assert "February" in friend.body
    assert "February" not in stranger.body
    assert TOKEN not in stranger.body


def test_a_change_passes_all_doors_and_is_done_once(change, shelf):
    assert change(body=b'{"op": "pin"}', If_Match="etag-1").status == 200
    assert change(Origin="https://evil.test").status == 403
    assert change(X_Digest_Token="").status == 403
    assert [(asked.body, asked.if_match) for asked in shelf.asked] == [({"op": "pin"}, "etag-1")]


def test_a_body_that_hides_its_length_is_cut_off(change, shelf):
    chunk = b"x" * 65536
    body = b"".join(b"10000\r\n" + chunk + b"\r\n" for _ in range(17)) + b"0\r\n\r\n"
    told = {"Transfer_Encoding": "chunked", "Content_Length": ""}
    assert change(body=body, **told).status == 413
    assert change(body=b"2\r\n{}\r\n0\r\n\r\n", **told).status == 200
    assert len(shelf.asked) == 1


def test_head_is_a_get_without_body(ask):
    answer = ask("/i/2026-02", method="HEAD")
    assert (answer.status, answer.body) == (200, "")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/i/2026-02", "/frame/2026-02", "/api/i/2026-02", "/no"])
def test_no_answer_shares_with_another_origin(ask, path):
    preflight = {"Origin": "https://evil.test", "Access_Control_Request_Method": "POST"}
    refused = [ask(path, method="OPTIONS", **preflight), ask(path, "evil.test"), ask(path)]
    assert [answer.status for answer in refused[:2]] == [403, 421]
    for answer in refused:
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_token_of_the_address_is_kept_in_a_cookie_that_no_script_reads():
    with serving(allowed="box.example") as served:
        ask = served.client
        assert ask("/i/2026-02", "box.example").status == 403
        first = ask(f"/i/2026-02?token={TOKEN}", "box.example")
        cookie = first.headers["set-cookie"]
        assert cookie == f"digest-{ask.port}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
        assert "set-cookie" not in ask(f"/i/2026-02?token={TOKEN}", "evil.test").headers
        kept = cookie.partition(";")[0]
        for path in ("/i/2026-02", "/frame/2026-02", "/api/issues", "/static/preview.css"):
            assert ask(path, "box.example").status == 403
            assert ask(path, "box.example", Cookie=kept).status == 200


def test_a_read_only_page_has_no_token():
    with serving(read_only=True) as served:
        assert TOKEN not in served.client("/i/2026-02").body
        assert served.client("/api/i/2026-02/curation", method="POST").status == 423
