"""The panel of checks: what was found, where it lies, and what servers say of it."""

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.preview.served import ISSUE, Served, digest, email, is_live, serve

pytestmark = pytest.mark.browser
INTRO = "Hello {{name}}, see [click here]({url}/dead) and [the archive of it all]({url}/alive).\n"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Near</title>
<item><title>Old</title><link>https://near.example.org/</link>
<pubDate>Wed, 01 Jan 2025 10:00:00 GMT</pubDate></item></channel></rss>"""


class Web:
    """A server on this machine that knows one page and a feed; it waits for a test to let it go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = FEED if self.path == "/feed.xml" else b""
                if not body:
                    web.go.wait(20)
                self.send_response(200 if body or self.path == "/alive" else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_HEAD = do_GET  # noqa: N815 - the name of http.server

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    threading.Thread(target=web.http.serve_forever, args=(0.01,), daemon=True).start()
    yield web
    web.go.set()
    web.http.shutdown()
    web.http.server_close()


@pytest.fixture
def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that writes down what it is asked to open."""
    script, note = tmp_path / "gvim", tmp_path / "opened.txt"
    script.write_text(f'#!/bin/sh\necho "$@" > {note}.new\nmv {note}.new {note}\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))


@pytest.fixture
def faulty(folder: Path, web: Web, _editor: None) -> Iterator[Served]:
    """A preview of an issue whose intro has a link that says nothing, and leads nowhere."""
    config = folder / "digest.toml"
    near = f'\n[[sources]]\nname = "near"\nkind = "feed"\nurl = "{web.url}/feed.xml"\n'
    config.write_text(config.read_text("utf-8") + near + "allow_private = true\n", "utf-8")
    (folder / f"issues/{ISSUE}/intro.md").write_text(INTRO.format(url=web.url), "utf-8")
    digest(folder, "build", "--week", ISSUE)
    with serve(folder, "--port", "0") as served:
        yield served


def expect_file(file: Path) -> None:
    until = time.monotonic() + 10
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.01)


def finding(page: Page, name: str) -> Locator:
    return page.locator("#checks .finding", has_text=name)


def ringed(page: Page, width: int) -> Locator:
    return email(page, width).locator("[data-dg-shown]")


def opened(page: Page, served: Served, query: str = "") -> None:
    page.set_viewport_size({"width": 1500, "height": 950})
    page.goto(f"{served.url}{query}")
    is_live(page)
    finding(page, "link-text").wait_for()


def test_finding_names_what_is_wrong_how_to_mend_it_and_where_it_is_made(
    faulty: Served, page: Page
) -> None:
    opened(page, faulty)
    found = finding(page, "DG304 link-text")
    expect(found).to_contain_text('says "click here"')
    expect(found.locator("code")).to_have_text(re.compile(r"^templates/weekly/.+\.j2:\d+:\d+$"))
    heading = page.locator("#checks h2")
    count = page.locator("#checks .finding").count()
    expect(heading).to_have_text(f"Checks {count}")


def test_click_rings_the_element_in_both_frames_and_the_url_keeps_it(
    faulty: Served, page: Page
) -> None:
    opened(page, faulty)
    finding(page, "link-text").click()
    for width in (375, 700):
        expect(ringed(page, width)).to_have_text("click here")
        assert "3px" in ringed(page, width).evaluate("e => getComputedStyle(e).outline")
    expect(page).to_have_url(re.compile("finding=[0-9a-f]{16}"))
    page.reload()
    expect(ringed(page, 700)).to_have_text("click here")
    expect(finding(page, "link-text")).to_have_attribute("aria-pressed", "true")


def test_click_into_the_email_chooses_the_finding_there(faulty: Served, page: Page) -> None:
    opened(page, faulty, "?w=700&zoom=100")
    link = email(page).get_by_role("link", name="click here")
    link.evaluate("e => e.addEventListener('click', event => event.preventDefault())")
    link.click()
    expect(page.locator("#checks .finding[aria-pressed=true]")).to_have_count(1)


def test_filters_narrow_the_list_and_count_what_they_show(faulty: Served, page: Page) -> None:
    opened(page, faulty)
    everything = page.locator("#checks .finding").count()
    for group in ("Severity", "Category"):
        buttons = page.locator(f"#checks [aria-label={group}] button")
        counts = 0
        for place in range(buttons.count()):
            button = buttons.nth(place)
            count = int((button.text_content() or "").split()[-1])
            button.click()
            expect(button).to_be_focused()
            expect(page.locator("#checks .finding")).to_have_count(count)
            button.click()
            counts += count
        assert counts == everything
    expect(page.locator("#checks .finding")).to_have_count(everything)


def test_n_and_p_go_round_the_findings(faulty: Served, page: Page) -> None:
    opened(page, faulty)
    rows = page.locator("#checks .finding")
    last = rows.count() - 1
    for key, place in (("n", 0), ("p", last), ("n", 0), ("n", min(1, last))):
        page.keyboard.press(key)
        expect(rows.nth(place)).to_be_focused()
        expect(rows.nth(place)).to_have_attribute("aria-pressed", "true")


def test_n_opens_the_panel_where_it_is_closed(faulty: Served, page: Page) -> None:
    page.goto(f"{faulty.url}?panel=none")
    is_live(page)
    finding(page, "link-text").wait_for(state="attached")
    page.keyboard.press("n")
    expect(page.locator("#checks .finding").first).to_be_focused()


def test_source_is_shown_at_the_line_of_the_finding(faulty: Served, page: Page) -> None:
    opened(page, faulty)
    finding(page, "link-text").click()
    page.get_by_role("button", name="Show the source").click()
    expect(page.locator("#shown .here")).to_contain_text("click here")
    expect(page.locator("#shown .here")).to_be_in_viewport()


def test_template_of_a_finding_opens_in_the_editor(
    faulty: Served, page: Page, tmp_path: Path
) -> None:
    opened(page, faulty)
    finding(page, "link-text").click()
    page.get_by_role("button", name="Open in editor").click()
    expect(page.locator("#live")).to_have_text(re.compile(r"^opened templates/weekly/"))
    note = tmp_path / "opened.txt"
    expect_file(note)
    assert re.search(r"^\+\d+ /.+/templates/weekly/.+\.j2$", note.read_text("utf-8"))


def test_read_only_page_asks_and_opens_nothing(folder: Path, page: Page) -> None:
    (folder / f"issues/{ISSUE}/intro.md").write_text("See [here](https://e.example.net/).\n")
    digest(folder, "build", "--week", ISSUE)
    with serve(folder, "--port", "0", "--read-only") as served:
        opened(page, served)
        finding(page, "link-text").click()
        expect(ringed(page, 700)).to_have_text("here")
        expect(page.get_by_role("button", name="Show the source")).to_be_visible()
        for name in ("Ask the web", "Open in editor", "Rebuild", "Test …"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)


def test_finding_goes_when_its_cause_is_mended(faulty: Served, page: Page) -> None:
    opened(page, faulty)
    (faulty.issue / "intro.md").write_text("Hello, see the archive.\n", "utf-8")
    expect(finding(page, "link-text")).to_have_count(0)


def test_servers_are_asked_on_request_with_progress_and_their_answers_are_found(
    faulty: Served, page: Page, web: Web
) -> None:
    opened(page, faulty)
    ask = page.get_by_role("button", name="Ask the web")
    ask.click()
    expect(page.locator("#progress")).to_have_text(re.compile(r"asking …|asked \d+ of \d+"))
    expect(ask).to_be_disabled()
    expect(finding(page, "link-dead")).to_have_count(0)
    web.go.set()
    dead = finding(page, "link-dead").filter(has_text="/dead")
    dead.wait_for(timeout=60_000)
    expect(page.locator("#progress")).to_contain_text("the web was asked")
    expect(ask).to_be_enabled()
    dead.click()
    expect(ringed(page, 700)).to_have_text("click here")
    page.reload()
    finding(page, "link-dead").first.wait_for()


def test_asking_once_more_meanwhile_is_refused(faulty: Served, page: Page, said: list[str]) -> None:
    opened(page, faulty)
    page.get_by_role("button", name="Ask the web").click()
    answers = page.evaluate(
        """async (path) => {
          const token = document.querySelector('meta[name="digest-token"]').content;
          const headers = { "Content-Type": "application/json", "X-Digest-Token": token };
          const answer = await fetch(path, { method: "POST", headers, body: "{}" });
          return [answer.status, (await answer.json()).error];
        }""",
        f"/api/i/{ISSUE}/checks/online",
    )
    assert answers == [409, "the web is being asked already"]
    assert ["409" in words for words in said] == [True]
    said.clear()
