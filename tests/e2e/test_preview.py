"""`digest preview` as a user has it: a process of its own, a real browser, a hostile email."""

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

POSTS = """\
First post

A summary of the first post, which says what it is about.

February 27, 2026 · 5 min · Ann
"""
HOSTILE = """<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=OUTSIDE/refresh">
<link rel="stylesheet" href="OUTSIDE/style.css">
<style>
@import "OUTSIDE/import.css";
body { margin: 0; background: #fff url(OUTSIDE/background.png) }
@media (prefers-color-scheme: dark) { body { background: #111 } }
</style></head><body>
<h1>Hostile</h1><a id="link" href="OUTSIDE/link">link</a>
<script>document.querySelector("h1").textContent = "ran"; fetch("OUTSIDE/fetch")</script>
<script src="OUTSIDE/script.js"></script>
<img src="OUTSIDE/pixel.gif" onerror="document.querySelector('h1').textContent = 'ran'">
<iframe src="OUTSIDE/frame"></iframe><object data="OUTSIDE/object"></object>
<form action="OUTSIDE/form"><button>send</button></form>
</body></html>"""


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A server that stands for the world, and the paths it was asked for."""
    asked: list[str] = []

    class Sink(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"outside")

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.fixture
def folder(newsletter) -> Path:
    """A newsletter with one built issue."""
    newsletter.capture("letters", POSTS, base_url="https://letters.example.org/")
    assert newsletter.run("build", "--month", "2026-02").code == 0
    return newsletter.folder


@contextmanager
def preview(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the address it told."""
    argv = [sys.executable, "-m", "digest", "-C", str(folder), "preview", "--port", "0", *options]
    with subprocess.Popen(argv, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()
        process.kill()


@pytest.fixture
def opened(folder) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with preview(folder) as running:
        yield running


@pytest.fixture
def still(folder) -> Iterator[str]:
    """The address of a preview that builds nothing: an email of another hand stays as it is."""
    with preview(folder, "--read-only") as (_, url):
        yield url


def test_address_is_told_and_answered(opened):
    _, url = opened
    host, path = re.fullmatch(r"http://(127\.0\.0\.1:\d+)(/i/2026-02)", url).groups()
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, b"/frame/2026-02" in answer.read()) == (200, True)
    connection.close()


def test_ctrl_c_is_the_normal_end_even_with_a_browser_connected(opened):
    process, url = opened
    connection = http.client.HTTPConnection(url.split("/")[2], timeout=10)
    connection.request("GET", "/")
    assert connection.getresponse().status == 307
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    connection.close()
    assert (process.returncode, out, err) == (0, "", "")


def test_json_names_address_and_issue(folder):
    argv = [sys.executable, "-m", "digest", "--json", "-C", str(folder), "preview", "--port", "0"]
    with subprocess.Popen(argv, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        said = "".join(iter(process.stdout.readline, "}\n"))
        process.kill()
    assert re.search(r'"url": "http://127\.0\.0\.1:\d+/i/2026-02",\n  "issue": "2026-02"', said)


@pytest.mark.browser
def test_page_shows_the_email_at_both_widths_without_sideways_scrolling(opened, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(opened[1])
    for width in (375, 700):
        inside = page.frame_locator(f"iframe[width='{width}']")
        inside.get_by_role("heading", name="First post").wait_for()
        assert inside.locator("html").evaluate("e => [e.clientWidth, e.scrollWidth]") == [width] * 2
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.browser
def test_page_obeys_its_own_policy(opened, page):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(opened[1])
    page.frame_locator("iframe[width='375']").get_by_role("heading", name="First post").wait_for()
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize("browser_scheme", ["light", "dark"])
def test_scheme_is_the_one_chosen_whatever_the_browser_prefers(still, folder, page, browser_scheme):
    (folder / "issues/2026-02/issue.html").write_text(HOSTILE, "utf-8")
    page.emulate_media(color_scheme=browser_scheme)
    colours = {
        "dark": "rgb(17, 17, 17)",
        "light": "rgb(255, 255, 255)",
        "forced": "rgb(51, 51, 51)",
    }
    for name, colour in colours.items():
        page.goto(f"{still}?scheme={name}")
        body = page.frame_locator("iframe[width='375']").locator("body")
        assert body.evaluate("e => getComputedStyle(e).backgroundColor") == colour


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/i/2026-02", "/frame/2026-02"])
def test_email_runs_no_script_and_reaches_nothing_outside(still, folder, page, outside, path):
    world, asked = outside
    html = HOSTILE.replace("OUTSIDE", world)
    (folder / "issues/2026-02/issue.html").write_text(html, "utf-8")
    page.goto(still.replace("/i/2026-02", path), wait_until="load")
    email = page.frame_locator("iframe[width='700']") if path.startswith("/i") else page
    assert email.locator("h1").text_content() == "Hostile"
    assert email.locator("h1").evaluate("() => self.origin") == "null"
    email.get_by_role("button", name="send").click(force=True)
    assert asked == []


@pytest.mark.browser
def test_link_of_the_email_opens_a_tab_that_knows_nothing_of_the_preview(
    still, folder, page, outside
):
    world, asked = outside
    html = f'<!doctype html><h1>Hostile</h1><a id="link" target="_top" href="{world}/link">go</a>'
    (folder / "issues/2026-02/issue.html").write_text(html, "utf-8")
    page.goto(f"{still}?w=375&zoom=100")
    with page.context.expect_page() as popup:
        page.frame_locator("iframe[width='375']").locator("#link").click()
    assert popup.value.evaluate("window.opener") is None
    assert page.frame_locator("iframe[width='375']").locator("h1").text_content() == "Hostile"
    assert "/link" in asked


class Events:
    """What a page that shows the issue is told."""

    def __init__(self, url: str) -> None:
        self.connection = http.client.HTTPConnection(url.split("/")[2], timeout=20)
        self.connection.request("GET", f"/events?id={url.rpartition('/')[2]}")
        self.answer = self.connection.getresponse()

    def until(self, *names: str) -> dict[str, Any]:
        """The data of the next event of one of these names."""
        end = time.monotonic() + 20
        while (line := self.answer.readline().decode()) and time.monotonic() < end:
            if line.removeprefix("event: ").strip() in names:
                data = self.answer.readline().decode().removeprefix("data: ")
                return dict(json.loads(data), event=line.removeprefix("event: ").strip())
        raise AssertionError(f"none of {names} came")

    def after(self, save: Callable[[], object], *names: str) -> dict[str, Any]:
        """The same, after `save`, which is done again until the watch has begun."""
        saved = threading.Event()

        def again() -> None:
            while not saved.wait(0.5):
                save()

        save()
        saving = threading.Thread(target=again)
        saving.start()
        try:
            return self.until(*names)
        finally:
            saved.set()
            saving.join()


@pytest.fixture
def events(opened) -> Iterator[Events]:
    found = Events(opened[1])
    found.until("hello")
    yield found
    found.connection.close()


def test_a_mistake_of_any_file_is_told_and_its_mending_too(opened, events, folder, newsletter):
    issue = folder / "issues/2026-02/issue.html"
    before = issue.read_bytes()
    told = events.after(lambda: (folder / "issues/2026-02/intro.md").write_text("Hi"), "build-ok")
    assert told["id"] == "2026-02"
    assert issue.read_bytes() != before

    newsletter.write("templates/weekly/header.mjml.j2", "<mj-section>\n{{ nope }}")
    told = events.until("build-error")
    assert told["file"] == str(folder / "templates/weekly/header.mjml.j2")
    assert [told["line"], told["excerpt"][1]] == [2, {"line": 2, "text": "{{ nope }}"}]
    (folder / "templates/weekly/header.mjml.j2").unlink()
    assert events.until("build-ok", "build-error")["event"] == "build-ok"

    settings = (folder / "digest.toml").read_text("utf-8")
    newsletter.write("digest.toml", settings + "\n[selekt]\n")
    assert "did you mean" in events.until("build-error")["message"]
    newsletter.write("digest.toml", settings)
    assert events.until("build-ok", "build-error")["event"] == "build-ok"

    (folder / "letters.txt").rename(folder / "gone.txt")
    assert "letters.txt" in events.until("build-error")["message"]
    assert b"Hi" in issue.read_bytes()
    (folder / "gone.txt").rename(folder / "letters.txt")
    assert events.until("build-ok", "build-error")["event"] == "build-ok"


def test_a_build_by_another_hand_is_told_and_a_send_too(opened, events, folder, newsletter):
    def build() -> None:
        newsletter.write("issues/2026-02/outro.md", "Bye")
        newsletter.run("build", "--month", "2026-02", "--template", "plain")

    events.after(build, "build-ok")
    newsletter.run("issues", "mark-sent", "2026-02")
    assert events.until("issues")["event"] == "issues"


def test_a_sent_issue_is_never_built(opened, events, folder, newsletter):
    issue = folder / "issues/2026-02/issue.html"
    newsletter.run("issues", "mark-sent", "2026-02")
    before = issue.read_bytes()
    told = events.after(
        lambda: newsletter.write("issues/2026-02/intro.md", "Too late") and issue.touch(),
        "build-start",
        "build-ok",
    )
    assert told["event"] == "build-ok"  # of the touch: it is looked at, and not built
    assert issue.read_bytes() == before


def test_ctrl_c_lets_go_of_a_page_that_listens(opened, events):
    process, _ = opened
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 0
    assert events.answer.read().endswith(b"event: bye\ndata: {}\n\n")


@pytest.mark.browser
def test_a_foreign_name_that_leads_to_this_machine_gets_nothing(
    opened, browser_type, browser_type_launch_args
):
    """DNS rebinding: the browser takes the page for one of evil.test."""
    port = opened[1].split("/")[2].rpartition(":")[2]
    args = [*browser_type_launch_args["args"], "--host-resolver-rules=MAP evil.test 127.0.0.1"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": args})
    page = browser.new_page()
    refused = page.goto(f"http://evil.test:{port}/i/2026-02")
    assert refused.status == 421
    assert "First post" not in page.content()
    told = page.evaluate("fetch('/api/i/2026-02').then(answer => answer.status)")
    assert told == 421
    assert page.goto(opened[1]).status == 200
    browser.close()


@pytest.mark.browser
def test_a_page_of_another_site_reads_and_changes_nothing(opened, page, outside):
    world, _ = outside
    page.goto(world)
    ask = """async ([url, options]) => {
        try { return (await fetch(url, options)).status } catch (error) { return error.name }
    }"""
    api = opened[1].replace("/i/", "/api/i/")
    change = {"method": "POST", "body": "{}", "headers": {"Content-Type": "application/json"}}
    assert page.evaluate(ask, [api, {}]) == "TypeError"
    assert page.evaluate(ask, [f"{api}/rebuild", change]) == "TypeError"
    assert page.evaluate(ask, [f"{api}/rebuild", {"method": "POST", "body": "{}"}]) == "TypeError"
    page.goto(opened[1])
    token = page.locator("meta[name=digest-token]").get_attribute("content")
    own = {**change, "headers": {**change["headers"], "X-Digest-Token": token}}
    assert page.evaluate(ask, [api, {}]) == 200
    assert page.evaluate(ask, [f"{api}/rebuild", change]) == 403
    assert page.evaluate(ask, [f"{api}/rebuild", own]) == 202
