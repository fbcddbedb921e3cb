import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from digest.core.links import asked_for
from digest.core.probe import Probe, Question
from digest.fetch import client
from digest.fetch.client import Asker
from digest.fetch.hosts import Hosts
from digest.fetch.limits import Limits
from digest.fetch.probe import LIMITS, Prober
from digest.fetch.probe_cache import BAD_S, GOOD_S, ProbeCache
from digest.fetch.said import IMAGE_BYTES
from tests.fetch.server import Answer, Server, says

FAST = replace(LIMITS, pause_s=0)


def either(head: Answer, get: Answer) -> Answer:
    return lambda request: (head if request.command == "HEAD" else get)(request)


def in_turn(*answers: Answer) -> Answer:
    left = list(answers)

    def answer(request: BaseHTTPRequestHandler) -> None:
        left.pop(0)(request)

    return answer


def prober(
    limits: Limits = FAST, cache: ProbeCache | None = None, between_s: float = 0, **more: object
) -> Prober:
    given = {
        "headers": {"User-Agent": "digest/test"},
        "limits": limits,
        "resolve": lambda host, port: (host,),
        "hosts": Hosts(),
        "private_hosts": frozenset({"127.0.0.1"}),
    }
    return Prober(Asker(**(given | more)), cache, between_s)  # type: ignore[arg-type]


def link(server: Server, path: str = "/", **more: object) -> Probe:
    return prober(**more).ask(Question(server.url + path))  # type: ignore[arg-type]


def png(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "png")
    return file.getvalue()


def test_a_page_that_is_there_is_asked_by_head_alone(server: Server) -> None:
    server.answers["/"] = says(200, b"x" * 100)
    assert link(server).verdict == "alive"
    assert server.asked == [("HEAD", "/")]
    assert server.headers[0]["User-Agent"] == "digest/test"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 406, 500, 501, 503])
def test_a_head_that_is_refused_is_followed_by_the_first_byte_of_a_get(
    server: Server, status: int
) -> None:
    server.answers["/"] = either(says(status), says(206, b"<", Content_Range="bytes 0-0/9"))
    assert link(server) == Probe("alive")
    assert [method for method, _ in server.asked] == ["HEAD", "GET"]
    assert server.headers[1]["Range"] == "bytes=0-0"


def test_a_head_that_breaks_off_is_followed_by_a_get(server: Server) -> None:
    server.answers["/"] = either(lambda request: request.close_connection, says(200, b"here"))
    assert link(server).verdict == "alive"
    assert [method for method, _ in server.asked] == ["HEAD", "GET"]


def test_a_head_that_hangs_is_followed_by_a_get(server: Server) -> None:
    server.answers["/"] = either(lambda _: bool(server.stop.wait()), says(200, b"here"))
    assert link(server, limits=replace(FAST, read_s=0.2)).verdict == "alive"


def test_a_gentle_question_is_never_a_get(server: Server) -> None:
    server.answers["/"] = either(says(405), says(200))
    probe = prober().ask(Question(server.url + "/", gently=True))
    assert probe.verdict == "unclear"
    assert server.asked == [("HEAD", "/")]


@pytest.mark.parametrize(
    ("status", "verdict", "told"),
    [
        (404, "dead", "answers 404 Not Found"),
        (410, "dead", "answers 410 Gone"),
        (401, "unclear", "answers 401 Unauthorized"),
        (403, "unclear", "answers 403 Forbidden"),
        (407, "unclear", "answers 407 Proxy Authentication Required"),
        (451, "unclear", "answers 451 Unavailable For Legal Reasons"),
        (999, "unclear", "answers 999"),
        (400, "trouble", "answers 400 Bad Request"),
        (500, "trouble", "answers 500 Internal Server Error"),
        (503, "trouble", "answers 503 Service Unavailable"),
    ],
)
def test_a_status_says_how_an_address_is(
    server: Server, status: int, verdict: str, told: str
) -> None:
    server.answers["/"] = says(status)
    probe = link(server)
    assert (probe.verdict, probe.told) == (verdict, told)


def test_a_wall_against_programs_says_nothing_of_the_page(server: Server) -> None:
    server.answers["/"] = says(503, Cf_Mitigated="challenge")
    assert link(server).verdict == "unclear"


def test_the_first_byte_of_an_empty_page_is_no_fault(server: Server) -> None:
    server.answers["/"] = either(says(405), says(416))
    assert link(server).verdict == "alive"


def test_no_more_of_a_page_is_read_than_its_status(server: Server) -> None:
    sent = [0]

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while sent[0] < 200_000_000:
                sent[0] += request.wfile.write(bytes(65_536))
        except OSError:
            server.stop.set()

    server.answers["/"] = either(says(405), endless)
    assert link(server).verdict == "alive"
    assert server.stop.wait(10)
    assert sent[0] < 100_000_000


def test_permanent_redirects_say_where_a_page_is_now(server: Server) -> None:
    server.answers["/a"] = says(301, Location="/b")
    server.answers["/b"] = says(308, Location="/c#part")
    server.answers["/c"] = says(200)
    probe = link(server, "/a")
    assert (probe.verdict, probe.moved) == ("alive", server.url + "/c#part")


def test_what_is_behind_a_passing_redirect_is_not_its_address(server: Server) -> None:
    server.answers["/a"] = says(302, Location="/b")
    server.answers["/b"] = says(301, Location="/c")
    server.answers["/c"] = says(200)
    assert link(server, "/a") == Probe("alive")
    server.answers["/c"] = says(404)
    assert link(server, "/a").told == f"redirects to {server.url}/c, which answers 404 Not Found"


def test_a_redirect_that_head_hides_is_followed(server: Server) -> None:
    server.answers["/a"] = either(says(404), says(301, Location="/b"))
    server.answers["/b"] = says(200)
    assert link(server, "/a").moved == server.url + "/b"


def test_redirects_end_after_five(server: Server) -> None:
    server.answers["/"] = says(302, Location="/")
    probe = link(server)
    assert (probe.verdict, probe.told) == ("trouble", "redirects more than 5 times")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "target", ["ftp://example.org/", "itms://app", "http://[::1", "mailto:a@example.org", "http://"]
)
def test_a_redirect_to_no_web_address_is_trouble(server: Server, target: str) -> None:
    server.answers["/"] = says(302, Location=target)
    probe = link(server)
    assert (probe.verdict, "no web address" in probe.told) == ("trouble", True)
    assert {path for _, path in server.asked} == {"/"}


def test_a_redirect_to_nowhere_is_trouble(server: Server) -> None:
    server.answers["/"] = says(302)
    assert link(server) == Probe("trouble", "answers 302 Found, and says not where to")


def test_a_server_without_tls_is_told_in_words(server: Server) -> None:
    probe = prober().ask(Question(server.url.replace("http:", "https:")))
    assert probe.verdict == "trouble"
    assert re.fullmatch("breaks off TLS: [a-z ]+", probe.told)


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::1", "127.0.0.2"])
def test_a_private_address_is_not_asked(address: str) -> None:
    probe = prober(resolve=lambda *_: (address,)).ask(Question("https://inside.example.org/"))
    assert (probe.verdict, probe.told) == ("private", "is in a private network")


def test_a_redirect_into_a_private_network_is_not_followed(server: Server) -> None:
    server.answers["/"] = says(302, Location="http://169.254.169.254/latest/")
    probe = link(server)
    assert (probe.verdict, probe.told) == (
        "private",
        "redirects to http://169.254.169.254/latest/, which is in a private network",
    )


def test_a_host_that_does_not_exist_is_told() -> None:
    def nowhere(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    probe = prober(resolve=nowhere).ask(Question("https://nowhere.example.org/"))
    assert (probe.verdict, probe.told) == ("nowhere", "names a host that does not exist")


@given(st.text(max_size=30), st.text("a.-_~%:@[]{}#?&=é/ ", max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_address_breaks_a_question(host: str, path: str) -> None:
    url = asked_for(f"https://{host}/{path}")
    nobody = prober(resolve=lambda *_: ())
    assert url is None or nobody.ask(Question(url)).verdict in ("trouble", "unclear")


def test_a_closed_port_is_dead() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}/"
        probe = prober().ask(Question(url))
    assert (probe.verdict, probe.told) == ("dead", "refuses connections")


def test_a_host_that_takes_no_connections_is_asked_once() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        raise OSError

    shared = prober(resolve=resolve)
    probes = {shared.ask(Question(f"https://a.example.org/{n}")) for n in range(9)}
    assert [probe.cause for probe in probes] == ["a.example.org"]
    assert asked == ["a.example.org"]


def test_a_silent_server_is_left(server: Server) -> None:
    server.answers["/"] = lambda _: bool(server.stop.wait())
    probe = link(server, limits=replace(FAST, total_s=0.3))
    assert (probe.verdict, probe.told) == ("trouble", "gives no answer within 0.3 s")


def test_a_server_in_trouble_is_asked_once_more(server: Server) -> None:
    server.answers["/"] = in_turn(says(500), says(500), says(200))
    assert link(server).verdict == "alive"
    assert [method for method, _ in server.asked] == ["HEAD", "GET", "HEAD"]


@pytest.fixture
def secure() -> Prober:
    hosts = frozenset({"127.0.0.1", "blog.example.org", "other.example.org"})
    return prober(resolve=lambda *_: ("127.0.0.1",), private_hosts=hosts)


def test_a_certificate_of_somebody_else_is_told_in_words(tls: Server, secure: Prober) -> None:
    tls.answers["/"] = says(200)
    port = tls.port
    assert secure.ask(Question(f"https://blog.example.org:{port}/")).verdict == "alive"
    probe = secure.ask(Question(f"https://other.example.org:{port}/"))
    assert probe.verdict == "certificate"
    assert "Hostname mismatch" in probe.told


def test_a_certificate_that_nobody_vouches_for_is_told(
    tls: Server, secure: Prober, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    client._tls.cache_clear()
    probe = secure.ask(Question(f"https://blog.example.org:{tls.port}/"))
    assert probe.verdict == "certificate"


def test_a_redirect_that_leaves_https_is_insecure(tls: Server, secure: Prober) -> None:
    plain = Server()
    plain.answers["/"] = says(200)
    threading.Thread(target=plain.http.serve_forever, args=(0.01,), daemon=True).start()
    tls.answers["/"] = says(301, Location=plain.url + "/")
    probe = secure.ask(Question(f"https://blog.example.org:{tls.port}/"))
    assert (probe.verdict, probe.told) == ("insecure", f"redirects to {plain.url}/")
    plain.http.shutdown()
    plain.http.server_close()


def image(server: Server, path: str = "/a.png") -> Probe:
    return prober().ask(Question(server.url + path, image=True))


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_an_image_tells_its_size_in_one_request(server: Server, kind: str) -> None:
    file = BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, kind)
    server.answers["/a.png"] = says(200, file.getvalue(), Content_Type=f"image/{kind}")
    probe = image(server)
    assert (probe.width, probe.height, probe.size_bytes) == (40, 30, len(file.getvalue()))
    assert probe.content_type == f"image/{kind}"
    assert server.asked == [("GET", "/a.png")]


def test_of_a_large_image_only_the_beginning_is_asked_for(server: Server) -> None:
    begin = (png(40, 30) + bytes(IMAGE_BYTES))[:IMAGE_BYTES]
    server.answers["/a.png"] = says(206, begin, Content_Range="bytes 0-65535/9000000")
    probe = image(server)
    assert (probe.width, probe.size_bytes) == (40, 9_000_000)
    assert server.headers[0]["Range"] == "bytes=0-65535"


def test_a_range_that_is_ignored_costs_no_more(server: Server) -> None:
    sent = [0]

    def whole(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "200000000")
        request.end_headers()
        try:
            request.wfile.write(png(40, 30))
            while sent[0] < 200_000_000:
                sent[0] += request.wfile.write(bytes(65_536))
        except OSError:
            server.stop.set()

    server.answers["/a.png"] = whole
    probe = image(server)
    assert (probe.width, probe.size_bytes) == (40, 200_000_000)
    assert server.stop.wait(10)
    assert sent[0] < 100_000_000


@pytest.mark.parametrize(
    "body", [b"<svg width='40'/>", b"\x89PNG", b"RIFF\0\0\0\0WEBPVP8 ", b"\xff\xd8\xff\xe0"]
)
def test_an_image_that_tells_no_size_is_there_all_the_same(server: Server, body: bytes) -> None:
    server.answers["/a.png"] = says(200, body)
    probe = image(server)
    assert (probe.verdict, probe.width, probe.size_bytes) == ("alive", None, len(body))


@pytest.mark.parametrize("status", [200, 206, 416])
def test_an_empty_image_is_dead(server: Server, status: int) -> None:
    server.answers["/a.png"] = says(status)
    probe = image(server)
    assert (probe.verdict, probe.told) == ("dead", "is an empty file")


def test_a_missing_image_is_dead(server: Server) -> None:
    assert image(server).verdict == "dead"


def test_a_server_that_wants_to_be_left_alone_is(server: Server) -> None:
    server.answers["/a"] = says(429, Retry_After="3600")
    hosts = Hosts()
    first = link(server, "/a", hosts=hosts)
    second = link(server, "/b", hosts=hosts)
    assert (first.verdict, first.told) == ("unclear", "answers 429 Too Many Requests")
    assert second.verdict == "unasked"
    assert "wants to be left alone until" in second.told
    assert len(server.asked) == 1


def test_a_server_that_had_too_much_is_left_alone_unbidden(server: Server) -> None:
    server.answers |= dict.fromkeys(("/a", "/b", "/c", "/d"), says(429))
    shared = prober()
    probes = [shared.ask(Question(f"{server.url}/{name}")) for name in "abcd"]
    assert [probe.verdict for probe in probes] == ["unclear", "unclear", "unclear", "unasked"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_page_behind_a_wall_does_not_hide_the_others_of_its_host(
    server: Server, status: int
) -> None:
    server.answers |= {"/wall": says(status), "/dead": says(404)}
    shared = prober()
    asked = [shared.ask(Question(server.url + path)) for path in ("/wall", "/dead") * 4]
    assert [probe.verdict for probe in asked[1::2]] == ["dead"] * 4


def test_a_short_wait_is_waited_for(server: Server) -> None:
    server.answers["/"] = in_turn(says(429, Retry_After="0"), says(200))
    assert link(server).verdict == "alive"


def test_a_host_has_to_bear_two_of_us_and_pauses(server: Server) -> None:
    lock, now, most = threading.Lock(), [0], [0]
    times: list[float] = []

    def slow(request: BaseHTTPRequestHandler) -> None:
        with lock:
            times.append(time.monotonic())
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        says(200)(request)

    for number in range(8):
        server.answers[f"/{number}"] = slow
    shared = prober(between_s=0.02)
    with ThreadPoolExecutor(8) as pool:
        probes = pool.map(shared.ask, [Question(f"{server.url}/{n}") for n in range(8)])
    assert {probe.verdict for probe in probes} == {"alive"}
    assert most[0] == 2
    assert max(times) - min(times) >= 7 * 0.02 - 0.01


def test_what_was_said_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    server.answers["/"] = says(301, Location="/a.png")
    server.answers["/a.png"] = says(200, png(40, 30))
    question = Question(server.url + "/", image=True)
    first = prober(cache=ProbeCache(tmp_path)).ask(question)
    asked = len(server.asked)
    assert prober(cache=ProbeCache(tmp_path)).ask(question) == first
    assert len(server.asked) == asked
    assert link(server, cache=ProbeCache(tmp_path)).width is None
    assert len(server.asked) > asked


@pytest.mark.parametrize(("status", "trusted_s"), [(200, GOOD_S), (404, BAD_S), (500, BAD_S)])
def test_bad_news_are_believed_for_a_shorter_time(
    server: Server, tmp_path: Path, status: int, trusted_s: int
) -> None:
    server.answers["/"] = says(status)
    link(server, cache=ProbeCache(tmp_path))
    asked = len(server.asked)
    soon = ProbeCache(tmp_path, clock=lambda: time.time() + trusted_s - 60)
    late = ProbeCache(tmp_path, clock=lambda: time.time() + trusted_s + 60)
    link(server, cache=soon)
    assert len(server.asked) == asked
    link(server, cache=late)
    assert len(server.asked) > asked


def test_what_nobody_said_is_not_remembered(tmp_path: Path) -> None:
    cache = ProbeCache(tmp_path)
    prober(cache=cache, resolve=lambda *_: ("10.0.0.1",)).ask(Question("https://e.org/"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"verdict": "alive", "more": 1}', "\xff"])
def test_a_broken_memory_is_none(server: Server, tmp_path: Path, content: str) -> None:
    server.answers["/"] = says(200)
    link(server, cache=ProbeCache(tmp_path))
    (file,) = tmp_path.iterdir()
    file.write_text(content, "latin-1")
    assert link(server, cache=ProbeCache(tmp_path)).verdict == "alive"
    assert len(server.asked) == 2


def test_old_memories_are_thrown_away(server: Server, tmp_path: Path) -> None:
    server.answers["/"] = says(200)
    link(server, cache=ProbeCache(tmp_path))
    ProbeCache(tmp_path).prune()
    assert len(list(tmp_path.iterdir())) == 1
    ProbeCache(tmp_path, clock=lambda: time.time() + GOOD_S + 60).prune()
    assert list(tmp_path.iterdir()) == []
    ProbeCache(tmp_path / "none").prune()
