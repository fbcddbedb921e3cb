"""The picture of the README and the keys of docs/preview.md are those of the page as it is.

UPDATE_GOLDEN=1 takes the picture and writes the keys anew. The picture carries what a screen reader
reads of it, so that it is known to be stale without counting pixels, which no two machines draw
alike.
"""

import os
import re
import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import Served, digest, email, is_live, serve

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
PICTURE = ROOT / "docs/preview.png"
MANUAL = ROOT / "docs/preview.md"
WEEK = "2026-W10"
INTRO = "Seven posts this week, and one of them is [here](http://queueing.example.org/2026/).\n"
MARK = b"Description\0"
HELP = """sections => sections.map((each) => [
  each.querySelector("h3").textContent,
  [...each.querySelectorAll("dl > div")].map((row) => [...row.children].map((c) => c.textContent)),
])"""
BEGIN, END = "<!-- keys: written by the tests -->\n", "<!-- end of the keys -->\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview of the sample newsletter, whose intro is not quite right yet."""
    folder = tmp_path_factory.mktemp("sample") / "letter"
    folder.mkdir()
    shutil.copy(ROOT / "digest.toml", folder)
    shutil.copytree(ROOT / "sample", folder / "sample")
    digest(folder, "build", "--week", WEEK)
    (folder / f"issues/{WEEK}/intro.md").write_text(INTRO, "utf-8")
    digest(folder, "build", "--week", WEEK)
    with serve(folder, "--port", "0") as served:
        yield served


def shown(page: Page) -> str:
    """What a screen reader reads of the page, but for the email itself."""
    parts = [page.locator(part).aria_snapshot() for part in ("body > header", "#posts", "#checks")]
    return "\n".join(parts)


def test_picture_of_the_readme_shows_the_page_as_it_is(sample: Served, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(sample.url)
    is_live(page)
    page.locator("#checks .finding", has_text="link-text").click()
    for width in (375, 700):
        expect(email(page, width).locator("[data-dg-shown]")).to_have_text("here")
    page.mouse.move(720, 5)
    if os.environ.get("UPDATE_GOLDEN"):
        PICTURE.write_bytes(described(page.screenshot(), shown(page)))

    assert description(PICTURE.read_bytes()) == shown(page), "take it anew: UPDATE_GOLDEN=1"
    assert PICTURE.stat().st_size < 400_000
    assert "](docs/preview.png)" in (ROOT / "README.md").read_text("utf-8")


def test_keys_of_the_manual_are_those_of_the_page(sample: Served, page: Page) -> None:
    page.goto(sample.url)
    is_live(page)
    page.keyboard.press("?")
    page.locator("#help").wait_for()
    groups = page.locator("#help section").evaluate_all(HELP)
    rows = [f"| {group} | `{key}` | {does} |\n" for group, keys in groups for key, does in keys]
    table = "".join(("| | key | what it does |\n|---|---|---|\n", *rows))
    text = MANUAL.read_text("utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        before, rest = text.split(BEGIN)
        text = f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}"
        MANUAL.write_text(text, "utf-8")

    assert f"{BEGIN}{table}{END}" in text


def test_manual_names_every_view_and_option(sample: Served, page: Page) -> None:
    page.goto(sample.url)
    text = MANUAL.read_text("utf-8").casefold()
    for tab in page.get_by_role("tab").all_text_contents():
        assert tab.casefold() in text
    help_ = (ROOT / "docs/cli.md").read_text("utf-8").partition("### digest preview\n")[2]
    for option in re.findall(r"^  (--[a-z-]+)", help_.partition("### ")[0], re.MULTILINE):
        assert option in text


def described(png: bytes, words: str) -> bytes:
    """A picture with words in it, in a chunk zTXt. Source: W3C PNG, 11.3.3.3."""
    data = b"zTXt" + MARK + b"\0" + zlib.compress(words.encode())
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return png[:-12] + chunk + png[-12:]  # before IEND


def description(png: bytes) -> str:
    """The words in a picture."""
    _, found, rest = png.partition(b"zTXt" + MARK + b"\0")
    assert found, "it was not taken by this test"
    return zlib.decompressobj().decompress(rest).decode()
