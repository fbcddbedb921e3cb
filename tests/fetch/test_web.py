import gzip
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from digest import __version__
from digest.core.errors import SourceError
from digest.core.ports import Document
from digest.fetch.cache import TRUST_S, Cache
from digest.fetch.hosts import Hosts
from digest.fetch.limits import Limits
from digest.fetch.web import Web
from tests.fetch.server import Answer, Server, says

FAST = Limits(pause_s=0)


def drips(stop: threading.Event) -> Answer:
    """A header line at a time, for ever: no single read takes long."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not stop.wait(0.02):
            try:
                request.wfile.write(b"X-Slow: 1\r\n")
            except OSError:
                return

    return answer


def get(server: Server, path: str, web: Web | None = None) -> Document:
    return (web or Web(limits=FAST)).get(server.url + path, allow_private=True)


def refusal(server: Server, path: str, web: Web | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        get(server, path, web)
    assert caught.value.message.startswith("http")
    return caught.value


def refused(location: str, web: Web | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        (web or Web()).get(location)
    return caught.value


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "caf\u00e9 #1.xml"
    path.write_bytes(b"\xff<rss/>")
    assert Web(offline=True).get(str(path)) == Document(b"\xff<rss/>", str(path), None)


@pytest.mark.parametrize(
    ("name", "words"), [("missing.xml", "no such file"), (".", "not a file"), ("a\0b", "cannot")]
)
def test_a_file_that_cannot_be_had_is_a_source_error(tmp_path: Path, name: str, words: str) -> None:
    error = refused(f"{tmp_path}/{name}")
    assert words in error.message
    assert error.hint


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.xml"
    path.write_bytes(b"x" * 11)
    assert "larger than" in refused(str(path), Web(limits=Limits(body_bytes=10))).message


def test_a_file_address_is_refused_and_a_path_suggested() -> None:
    error = refused("file:///etc/hostname")
    assert "file addresses are not read" in error.message
    assert "path =" in error.hint


@pytest.mark.parametrize(
    "location", ["ftp://example.org/", "javascript:x", "https://", "http://[::1"]
)
def test_what_is_no_web_address_is_refused(location: str) -> None:
    assert "neither a web address nor a path" in refused(location).message


def test_an_address_with_a_password_is_refused_and_the_password_not_told() -> None:
    error = refused("https://me:secret@example.org/feed.xml")
    assert "password" in error.message
    assert "secret" not in error.message + error.hint


def test_offline_reads_nothing_from_the_web() -> None:
    error = refused("https://example.org/feed.xml", Web(offline=True))
    assert "offline" in error.message
    assert "--offline" in error.hint


def test_a_document_comes_with_its_address_and_type(server: Server) -> None:
    server.answers["/a%20b?x=1"] = says(200, b"<rss/>", Content_Type="text/xml; charset=x")
    found = get(server, "/a b?x=1#part")
    assert found.body == b"<rss/>"
    assert found.content_type == "text/xml; charset=x"
    assert found.location == server.url + "/a%20b?x=1#part"


def test_a_document_comes_with_its_header_link_from_server_and_cache(
    server: Server, tmp_path: Path
) -> None:
    link = '</feed.xml>; rel="alternate"; type="application/rss+xml"'
    server.answers["/a"] = says(200, b"page", Link=link)
    web = Web(cache=Cache(tmp_path), limits=FAST)
    assert web.get(server.url + "/a", allow_private=True).link == link
    offline = Web(cache=Cache(tmp_path), offline=True)
    assert offline.get(server.url + "/a", allow_private=True).link == link


def test_a_server_is_told_who_asks(server: Server) -> None:
    server.answers["/"] = says(200)
    get(server, "/", Web(contact="https://example.org/letter"))
    get(server, "/", Web(contact="no\r\naddress"))
    told, bare = server.headers
    assert told["User-Agent"] == f"digest/{__version__} (+https://example.org/letter)"
    assert bare["User-Agent"] == f"digest/{__version__}"
    assert told["Accept-Encoding"] == "gzip"


def test_gzip_is_unpacked(server: Server) -> None:
    server.answers["/"] = says(200, gzip.compress(b"<rss/>"), Content_Encoding="gzip")
    assert get(server, "/").body == b"<rss/>"


@pytest.mark.parametrize(
    ("body", "encoding", "words"),
    [
        (gzip.compress(bytes(50_000_000), mtime=0), "gzip", "larger than 1 MB"),
        (bytes(1_000_001), "identity", "larger than 1 MB"),
        (b"no gzip", "gzip", "broken answer"),
        (b"?", "br", "compressed as br"),
    ],
)
def test_a_body_that_cannot_be_taken_is_refused(
    server: Server, body: bytes, encoding: str, words: str
) -> None:
    server.answers["/"] = says(200, body, Content_Encoding=encoding)
    assert words in refusal(server, "/", Web(limits=Limits(body_bytes=1_000_000))).message


@pytest.mark.parametrize(
    ("status", "message", "hint"),
    [
        (404, "answers 404 Not Found", "moved"),
        (410, "answers 410 Gone", "remove this source"),
        (403, "answers 403 Forbidden", "refuses us"),
        (429, "answers 429 Too Many Requests", "later"),
        (503, "answers 503 Service Unavailable", "later"),
        (599, "answers 599", "later"),
        (204, "answers 204 No Content", "browser"),
    ],
)
def test_a_status_other_than_ok_is_told_with_what_to_do(
    server: Server, status: int, message: str, hint: str
) -> None:
    server.answers["/"] = says(status)
    error = refusal(server, "/")
    assert error.message.endswith(message)
    assert hint in error.hint


def test_redirects_are_followed_and_the_last_address_told(server: Server) -> None:
    server.answers["/a"] = says(301, Location="/b/")
    server.answers["/b/"] = says(302, Location="c")
    server.answers["/b/c"] = says(200, b"here")
    found = get(server, "/a")
    assert (found.body, found.location) == (b"here", server.url + "/b/c")


def test_redirects_end_after_five(server: Server) -> None:
    server.answers["/"] = says(302, Location="/")
    assert "more than 5 redirects" in refusal(server, "/").message
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://169.254.169.254/latest/", "169.254.169.254 is a private address"),
        ("http://127.1:1/", "127.0.0.1 is a private address"),
        ("http://[64:ff9b::7f00:1]/", "64:ff9b::7f00:1 is a private address"),
        ("file:///etc/passwd", "no web address"),
        ("javascript:alert(1)", "broken answer"),
    ],
)
def test_a_redirect_to_a_place_inside_is_refused_even_when_the_source_is_private(
    server: Server, target: str, words: str
) -> None:
    server.answers["/"] = says(302, Location=target)
    with pytest.raises(SourceError, match=words):
        get(server, "/")


def test_a_private_address_is_refused_unless_allowed(server: Server) -> None:
    server.answers["/"] = says(200)
    error = refused(server.url)
    assert "127.0.0.1 is a private address" in error.message
    assert "allow_private" in error.hint
    assert server.asked == []


@pytest.mark.parametrize(
    "addresses", [("10.0.0.1",), ("93.184.215.14", "127.0.0.1"), ("::ffff:192.168.0.1",)]
)
def test_every_address_of_a_name_has_to_be_public(addresses: tuple[str, ...]) -> None:
    web = Web(resolve=lambda *_: addresses)
    assert "is a private address" in refused("http://inside.example.org/", web).message


def test_the_address_that_was_checked_is_the_one_connected_to(server: Server) -> None:
    server.answers["/"] = says(200, b"here")
    asked: list[str] = []

    def once(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    url = f"http://blog.example.org:{server.port}/"
    assert Web(resolve=once).get(url, allow_private=True).body == b"here"
    assert asked == ["blog.example.org"]
    assert server.headers[0]["Host"] == f"blog.example.org:{server.port}"


def test_the_next_address_is_tried_when_the_first_does_not_answer(server: Server) -> None:
    server.answers["/"] = says(200, b"here")
    web = Web(resolve=lambda *_: ("127.0.0.2", "127.0.0.1"))
    url = f"http://blog.example.org:{server.port}/"
    assert web.get(url, allow_private=True).body == b"here"


def test_a_host_that_does_not_exist_is_told_by_its_name() -> None:
    def nowhere(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    error = refused("https://nowhere.example.org/", Web(resolve=nowhere))
    assert error.message == "nowhere.example.org: no such host"
    assert error.hint


def test_a_closed_port_is_told() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}/"
        with pytest.raises(SourceError, match="cannot connect"):
            Web(limits=FAST).get(url, allow_private=True)


@pytest.mark.parametrize("limits", [Limits(total_s=0.2), Limits(read_s=0.2)])
def test_a_silent_server_is_left(server: Server, limits: Limits) -> None:
    def waits(request: BaseHTTPRequestHandler) -> None:
        server.stop.wait()

    server.answers["/"] = waits
    assert "no whole answer within" in refusal(server, "/", Web(limits=limits)).message


def test_a_server_that_drips_is_left_at_the_deadline(server: Server) -> None:
    server.answers["/"] = drips(server.stop)
    assert (
        "no whole answer within 0.2 s"
        in refusal(server, "/", Web(limits=Limits(total_s=0.2))).message
    )


def test_a_server_that_speaks_no_http_is_told(server: Server) -> None:

    def other(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0\r\n\r\n")

    server.answers["/"] = other
    assert "broken answer" in refusal(server, "/").message


def test_a_certificate_is_checked_against_the_name_and_not_the_address(tls: Server) -> None:
    tls.answers["/"] = says(200, b"here")
    web = Web(resolve=lambda *_: ("127.0.0.1",))
    good = f"https://blog.example.org:{tls.port}/"
    assert web.get(good, allow_private=True).body == b"here"
    with pytest.raises(SourceError, match="cannot connect"):
        web.get(f"https://other.example.org:{tls.port}/", allow_private=True)


def cached(folder: Path, **more: object) -> Web:
    """A web as a new run has it, with what earlier runs left in `folder`."""
    hosts = Hosts(folder / "waits.json")
    return Web(limits=FAST, cache=Cache(folder / "http"), hosts=hosts, **more)  # type: ignore[arg-type]


def unless(known: str, body: bytes, **headers: str) -> Answer:
    """304 to those who know the version `known`, else the body."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("If-None-Match") or request.headers.get("If-Modified-Since")
        (says(304) if asked == known else says(200, body, **headers))(request)

    return answer


@pytest.mark.parametrize(
    ("known", "headers"),
    [
        ('"v1"', {"ETag": '"v1"'}),
        ("Fri, 20 Nov 2026 10:00:00 GMT", {"Last_Modified": "Fri, 20 Nov 2026 10:00:00 GMT"}),
    ],
)
def test_what_has_not_changed_is_not_sent_again(
    server: Server, tmp_path: Path, known: str, headers: dict[str, str]
) -> None:
    sent: list[int] = []
    answer = unless(known, b"<rss/>", Content_Type="text/xml", **headers)
    server.answers["/"] = lambda request: (sent.append(1), answer(request))[1]
    first = get(server, "/", cached(tmp_path))
    assert get(server, "/", cached(tmp_path)) == first
    assert first.content_type == "text/xml"
    assert server.headers[1].get("If-None-Match", server.headers[1].get("If-Modified-Since"))


def test_an_answer_without_marks_is_known_by_its_hash(server: Server, tmp_path: Path) -> None:
    server.answers["/"] = says(200, b"<rss/>")
    hashes = {cached(tmp_path).read(server.url + "/", allow_private=True).hash for _ in range(2)}
    assert len(hashes) == 1
    server.answers["/"] = says(200, b"<rss>2</rss>")
    assert get(server, "/", cached(tmp_path)).body == b"<rss>2</rss>"


def test_a_server_that_always_says_not_modified_is_found_out(
    server: Server, tmp_path: Path
) -> None:
    server.answers["/"] = unless('"same"', b"new", ETag='"same"')
    get(server, "/", cached(tmp_path))
    later = Cache(tmp_path / "http", clock=lambda: time.time() + TRUST_S + 1)
    get(server, "/", Web(limits=FAST, cache=later))
    assert "If-None-Match" not in server.headers[1]


def test_not_modified_to_a_question_we_did_not_ask_is_an_error(server: Server) -> None:
    server.answers["/"] = says(304)
    assert "answers 304" in refusal(server, "/").message


def test_offline_gives_the_last_answer_and_asks_nobody(server: Server, tmp_path: Path) -> None:
    server.answers["/"] = says(302, Location="/there")
    server.answers["/there"] = says(200, b"here", Content_Type="text/xml")
    online = get(server, "/", cached(tmp_path))
    asked = len(server.asked)
    assert get(server, "/", cached(tmp_path, offline=True)) == online
    assert len(server.asked) == asked
    assert "offline" in refusal(server, "/other", cached(tmp_path, offline=True)).message


def test_an_error_leaves_the_last_answer_where_it_is(server: Server, tmp_path: Path) -> None:
    server.answers["/"] = says(200, b"good")
    get(server, "/", cached(tmp_path))
    server.answers["/"] = says(500, b"bad")
    refusal(server, "/", cached(tmp_path))
    assert get(server, "/", cached(tmp_path, offline=True)).body == b"good"


def test_the_cache_holds_no_secret_of_the_question(server: Server, tmp_path: Path) -> None:
    server.answers["/"] = says(200, b"body", Set_Cookie="session=secret")
    get(server, "/", cached(tmp_path, contact="https://example.org/who"))
    kept = b"".join(file.read_bytes() for file in (tmp_path / "http").iterdir())
    assert b"body" in kept
    assert b"secret" not in kept
    assert b"who" not in kept


def test_a_permanent_redirect_is_told_and_a_passing_one_is_not(server: Server) -> None:
    server.answers |= {
        "/old": says(301, Location="/older"),
        "/older": says(308, Location="/new"),
        "/new": says(302, Location="/today"),
        "/today": says(301, Location="/end"),
        "/end": says(200),
    }
    web = Web(limits=FAST)
    assert web.read(server.url + "/old", allow_private=True).moved == server.url + "/new"
    assert web.read(server.url + "/new", allow_private=True).moved is None
    assert web.read(server.url + "/end", allow_private=True).moved is None


def test_permanent_redirects_in_a_circle_end(server: Server) -> None:
    server.answers |= {"/a": says(301, Location="/b"), "/b": says(301, Location="/a")}
    assert "more than 5 redirects" in refusal(server, "/a").message


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other, the last one for ever."""
    left = list(answers)

    def answer(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer


def hangs_up(request: BaseHTTPRequestHandler) -> None:
    request.wfile.flush()
    request.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("trouble", [says(500), says(502), says(503), hangs_up])
def test_trouble_that_passes_is_not_noticed(server: Server, trouble: Answer) -> None:
    server.answers["/"] = in_turn(trouble, trouble, says(200, b"here"))
    assert get(server, "/").body == b"here"
    assert len(server.asked) == 3


@pytest.mark.parametrize(("status", "times"), [(500, 3), (404, 1), (403, 1), (410, 1), (429, 1)])
def test_trouble_that_stays_is_told_and_other_answers_are_final(
    server: Server, status: int, times: int
) -> None:
    server.answers["/"] = says(status)
    refusal(server, "/")
    assert len(server.asked) == times


def test_a_body_shorter_than_announced_is_an_error(server: Server) -> None:
    def lies(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
        request.connection.shutdown(socket.SHUT_RDWR)

    server.answers["/"] = lies
    assert "broken answer" in refusal(server, "/").message


def test_a_body_longer_than_announced_ends_where_announced(server: Server) -> None:
    def lies(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere and more")

    server.answers["/"] = lies
    assert get(server, "/").body == b"here"


def test_a_server_that_wants_a_moment_gets_it(server: Server) -> None:
    server.answers["/"] = in_turn(says(429, Retry_After="0"), says(200, b"here"))
    assert get(server, "/").body == b"here"


def test_a_server_that_wants_to_be_left_alone_is_in_the_next_run_too(
    server: Server, tmp_path: Path
) -> None:
    server.answers["/"] = says(429, Retry_After="3600")
    assert "wait for 3600 s" in refusal(server, "/", cached(tmp_path)).message
    server.answers["/"] = says(200)
    error = refusal(server, "/other", cached(tmp_path))
    assert "wants us to wait until" in error.message
    assert len(server.asked) == 1


def test_a_host_has_to_bear_two_connections_at_most(server: Server) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def counts(request: BaseHTTPRequestHandler) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.01)
        with lock:
            now[0] -= 1
        says(200)(request)

    server.answers["/"] = counts
    web = Web(limits=FAST)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: get(server, "/", web), range(16)))
    assert most[0] == 2


def test_a_scraped_page_is_read_only_if_its_site_allows_it(server: Server) -> None:
    server.answers["/robots.txt"] = says(200, b"User-agent: *\nDisallow: /closed")
    server.answers |= {"/open": says(200, b"o"), "/closed": says(200, b"c")}
    server.answers["/side-door"] = says(302, Location="/closed")
    web = Web(limits=FAST)

    def scrape(path: str) -> Document:
        return web.get(server.url + path, allow_private=True, scrape=True)

    assert scrape("/open").body == b"o"
    for path in ("/closed", "/side-door"):
        with pytest.raises(SourceError, match=r"robots\.txt asks programs not to read it"):
            scrape(path)
    assert web.get(server.url + "/closed", allow_private=True).body == b"c"
    asked = [path for _, path in server.asked]
    assert asked.count("/robots.txt") == 1
    assert asked.count("/closed") == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_site_without_rules_allows_all_and_one_in_trouble_nothing(
    server: Server, status: int, allowed: bool
) -> None:
    server.answers |= {"/robots.txt": says(status), "/page": says(200, b"p")}
    web = Web(limits=FAST)
    if allowed:
        assert web.get(server.url + "/page", allow_private=True, scrape=True).body == b"p"
    else:
        with pytest.raises(SourceError):
            web.get(server.url + "/page", allow_private=True, scrape=True)


BOMB = """
import resource, sys
from pathlib import Path
from digest.core.errors import SourceError
from digest.fetch.web import Web
from tests.fetch.server import Answer, Server, says
try:
    Web().get(sys.argv[1], allow_private=True)
except SourceError as error:
    status = Path("/proc/self/status")
    if status.exists():  # getrusage begins with what the parent had
        peak = int(status.read_text().partition("VmHWM:")[2].split()[0])
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(peak, error)
"""


def test_a_gzip_bomb_of_200_kb_leaves_the_whole_process_below_60_mb(server: Server) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert 190_000 < len(bomb) < 210_000
    server.answers["/"] = says(200, bomb, Content_Encoding="gzip")
    run = [sys.executable, "-c", BOMB, server.url + "/"]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert "larger than 10 MB" in told
    assert int(told.split()[0]) < 60_000
