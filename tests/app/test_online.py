"""Servers are asked side by side, once each, for a limited time, and not where they must not be."""

import threading
from dataclasses import replace

import pytest

from digest.app import online
from digest.app.options import Globals
from digest.app.wiring import open_project
from digest.core.errors import SourceError, UsageError
from digest.core.mail.mail import Mail

SOURCE = """
[[sources]]
name = "blog"
kind = "feed"
url = "{}/blog.xml"
allow_private = true
"""
POST = "What a queue forgets\n\nA summary of the post, in a few words.\n\nMarch 4, 2026\n"


@pytest.fixture
def project(newsletter, site):
    """A newsletter with a source on this machine."""
    newsletter.table(SOURCE.format(site.url))
    return open_project(Globals(directory=newsletter.folder))


def mail(*urls):
    links = "".join(f'<a href="{url}">A page</a>' for url in urls)
    return Mail(html=f'<html lang="en"><head><title>t</title></head><body>{links}</body></html>')


def test_every_address_has_an_answer_and_progress_is_told(project, site):
    site.answers["/a"] = site.says(200, "here")
    told = []
    found = online.answers(
        mail(f"{site.url}/a", f"{site.url}/b#c"), project, lambda *at: told.append(at)
    )

    assert {url: probe.verdict for url, probe in found.items()} == {
        f"{site.url}/a": "alive",
        f"{site.url}/b": "dead",
    }
    assert told == [(1, 2), (2, 2)]


def test_an_issue_is_checked_with_what_servers_say(newsletter, site):
    newsletter.capture("notes", POST, base_url=f"{site.url}/notes/", allow_private=True)
    newsletter.table(SOURCE.format(site.url))
    built = newsletter.run("--offline", "build", "--month", "2026-03")
    assert built.code == 0, built.err
    project = open_project(Globals(directory=newsletter.folder))
    told = []
    report = online.issue(project, None, lambda *at: told.append(at))

    assert "DG303" in {finding.rule for finding in report.findings}
    assert told[-1] == (len(told), len(told))
    with pytest.raises(UsageError, match="offline"):
        online.issue(replace(project, offline=True), None)


def test_two_hundred_addresses_of_one_page_are_one_question(project, site):
    site.answers["/a"] = site.says(200, "here")
    online.answers(mail(*[f"{site.url}/a#{n}" for n in range(200)]), project)

    assert site.asked == ["/a"]


def test_a_second_check_asks_nobody(project, site):
    site.answers["/a"] = site.says(200, "here")
    first = online.answers(mail(f"{site.url}/a"), project)

    assert online.answers(mail(f"{site.url}/a"), project) == first
    assert site.asked == ["/a"]


def test_without_a_project_no_private_host_is_asked(site):
    found = online.answers(mail(f"{site.url}/a"))

    assert [probe.verdict for probe in found.values()] == ["private"]
    assert site.asked == []


def test_after_the_time_no_other_address_is_asked(project, site):
    found = online.answers(mail(f"{site.url}/a"), project, within_s=-1)

    assert [(probe.verdict, probe.told) for probe in found.values()] == [
        ("unasked", "was not asked within -1 s")
    ]
    assert site.asked == []


def test_what_progress_raises_ends_the_asking(project, site):
    urls = [f"{site.url}/{n}" for n in range(20)]
    held = threading.Event()

    def answer(request):
        if request.path != "/0":
            held.wait(10)
        site.says(200)(request)

    def cancel(done, total):
        raise KeyboardInterrupt

    for n in range(20):
        site.answers[f"/{n}"] = answer
    with pytest.raises(KeyboardInterrupt):
        online.answers(mail(*urls), project, cancel)
    held.set()

    assert len(site.asked) <= 4


def test_a_machine_without_the_network_is_told(monkeypatch):
    def nowhere(*_args, **_more):
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("digest.fetch.addresses.socket.getaddrinfo", nowhere)
    with pytest.raises(SourceError, match=r"such as one\.example"):
        online.answers(mail("https://one.example/", "https://two.example/"))
    found = online.answers(mail("https://one.example/", "https://one.example/2"))

    assert {probe.verdict for probe in found.values()} == {"nowhere"}
