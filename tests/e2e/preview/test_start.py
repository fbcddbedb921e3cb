"""What changed while no preview ran is what its first page comes to show."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.preview.served import email, is_live, serve

pytestmark = pytest.mark.browser


def test_change_of_that_time_is_shown(folder: Path, page: Page):
    config = folder / "digest.toml"
    config.write_text(config.read_text("utf-8").replace("A Letter", "Another Letter"), "utf-8")
    with serve(folder, "--port", "0") as served:
        page.goto(served.url)
        is_live(page)
        expect(email(page).locator("body")).to_contain_text("Another Letter")


@pytest.mark.usefixtures("noise")
def test_mistake_of_that_time_is_told_and_nothing_older_can_be_approved(folder: Path, page: Page):
    with serve(folder, "--port", "0") as served:
        served.settled()
    toml = served.issue / "issue.toml"
    good = toml.read_text("utf-8")
    toml.write_text(f"{good}\nsubjekt = 1\n", "utf-8")
    with serve(folder, "--port", "0") as served:
        page.goto(served.url)
        error = page.get_by_role("region", name="What went wrong")
        expect(error.locator(".here")).to_have_text("subjekt = 1")
        expect(email(page).get_by_role("heading", name="Post 14")).to_be_visible()
        state = page.request.get(f"{served.site}/api/i/{served.issue.name}").json()
        page.evaluate(
            """async ([address, build]) => fetch(address, {method: "POST", body: "{}", headers: {
                "Content-Type": "application/json", "If-Match": build,
                "X-Digest-Token": document.querySelector("meta[name=digest-token]").content}})""",
            [f"{served.site}/api/i/{served.issue.name}/approve", state["build"]],
        )
        assert not (served.issue / "approval.json").exists()
        toml.write_text(good, "utf-8")
        expect(error).to_be_hidden()
