"""Images in the email: those of this machine, those of the web, and the words instead of them."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import Served, email, is_live

pytestmark = pytest.mark.browser

DOT = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAA=")
EMAIL = """<!doctype html><html lang="en"><body>
<img src="near.gif" alt="near" width="60" height="20">
<img src="cid:near.gif" alt="by cid">
<img src="../../secret.gif" alt="outside">
<img src="{url}/far.gif" alt="far away">
</body></html>"""


@pytest.fixture
def far() -> Iterator[tuple[str, list[str]]]:
    """A server of images, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif")
            self.end_headers()
            self.wfile.write(DOT)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_images_are_those_that_were_chosen(still: Served, page: Page, far: tuple[str, list[str]]):
    url, asked = far
    (still.issue / "near.gif").write_bytes(DOT)
    (still.folder / "secret.gif").write_bytes(DOT)
    (still.issue / "issue.html").write_text(EMAIL.format(url=url), "utf-8")
    page.goto(f"{still.url}?w=700")
    is_live(page)
    shown = {
        "Local images": ["near", "by cid"],
        "No images": [],
        "All images": ["near", "by cid", "far away"],
    }
    for choice, wanted in shown.items():
        page.get_by_role("link", name=choice).click()
        expect(page.locator("iframe")).to_have_count(1)
        expect(email(page).locator("img")).to_have_count(4)
        expect(email(page).locator("img[src]")).to_have_count(len(wanted))
        for image in email(page).locator("img[src]").all():
            expect(image).to_have_js_property("naturalWidth", 1)
        hidden = email(page).locator("img:not([src])")
        assert len(asked) == (choice == "All images")
        for image in hidden.all():
            assert image.get_attribute("alt") not in wanted
            assert (image.bounding_box() or {"width": 0})["width"] > 0
    assert set(asked) == {"/far.gif"}
