"""`digest check --online`: what servers say, as findings, with the memory of the project."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

BLOCKS = """\
What a queue forgets

A summary of the first post, which says what it is about.

March 4, 2026 · 3 min · Ann
"""
PAGE = '<html lang="en"><head><title>t</title></head><body>{} {}</body></html>'
WAY_OUT = '<a href="mailto:a@example.org?subject=unsubscribe">Unsubscribe</a>'


@pytest.fixture
def server():
    """A server on this machine: the status of each path, and what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append((self.command, self.path))
            status = server.statuses.get(self.path, 404)
            if status is None:
                server.stop.wait()
                return
            self.send_response(status)
            self.send_header("Location", "/new")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *args):
            """Be silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked, server.statuses, server.stop = [], {"/new": 200}, threading.Event()
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.stop.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def letter(newsletter, server):
    """A newsletter whose one post lies on this machine, with the issue 2026-03 built."""
    newsletter.capture("blog", BLOCKS, base_url=f"{server.url}/blog/", allow_private=True)
    newsletter.table(
        f'[[sources]]\nname = "feed"\nkind = "feed"\nurl = "{server.url}/feed.xml"\n'
        "allow_private = true"
    )
    assert newsletter.run("--offline", "build", "--month", "2026-03").code == 0
    server.asked.clear()
    return newsletter


def online(newsletter, *argv):
    """The findings of rules that ask servers: rule, severity, message."""
    ran = newsletter.run("check", "--online", "--json", *argv)
    asks = ("DG303", "DG309", "DG407", "DG408")
    return [
        (each["rule"], each["severity"], each["message"])
        for each in ran.json["findings"]
        if each["rule"] in asks
    ]


def test_a_dead_link_of_an_issue_is_an_error_and_fails(letter, server):
    server.statuses["/blog/"] = 404
    ran = letter.run("check", "--online", "--no-input")

    assert ran.code == 1
    assert "error DG303 link-dead" in ran.out
    assert f"{server.url}/blog/ answers 404 Not Found" in ran.out
    assert ran.err == ""


def test_without_online_nobody_is_asked(letter, server):
    assert letter.run("check").code == 0
    assert server.asked == []


def test_a_build_asks_nobody(letter, server):
    letter.run("--offline", "build", "--month", "2026-03")

    assert server.asked == []


def test_a_page_that_has_moved_is_told_with_its_address(letter, server):
    server.statuses["/blog/"] = 301

    (found,) = online(letter)
    assert found[:2] == ("DG309", "info")
    assert found[2].endswith(f"has moved for good to {server.url}/new")


def test_what_was_said_is_remembered_in_the_project(letter, server):
    server.statuses["/blog/"] = 200
    assert online(letter) == online(letter) == []
    assert server.asked == [("HEAD", "/blog/")]


def test_a_file_in_a_project_may_lead_to_its_private_hosts(letter, server):
    link = f'<a href="{server.url}/gone">A page</a>'
    letter.write("mail.html", PAGE.format(link, WAY_OUT))
    (found,) = online(letter, "mail.html")

    assert found[:2] == ("DG303", "error")
    assert (letter.folder / ".digest/probes").is_dir()


def test_a_file_outside_a_project_leaves_nothing_behind(newsletter, server):
    image = f'<img src="{server.url}/gone" width="90" alt="">'
    newsletter.write("mail.html", PAGE.format(image, WAY_OUT))
    (found,) = online(newsletter, "mail.html")

    assert found[:2] == ("DG407", "warning")
    assert "private network" in found[2]
    assert server.asked == []
    assert [path.name for path in newsletter.folder.iterdir()] == ["mail.html"]


def test_online_and_offline_exclude_each_other(letter, server):
    ran = letter.run("check", "--online", "--offline")

    assert ran.code == 2
    assert "--online and --offline" in ran.err
    assert server.asked == []


def test_the_forms_of_a_report_carry_what_servers_said(letter, server):
    server.statuses["/blog/"] = 410
    ran = letter.run("check", "--online", "--format", "sarif")

    results = json.loads(ran.out)["runs"][0]["results"]
    assert "DG303" in [result["ruleId"] for result in results]


def test_a_rule_says_that_it_asks_servers(newsletter):
    assert "needs `--online`" in newsletter.run("check", "--explain", "DG303").out


def test_digest_toml_silences_what_servers_say(letter, server):
    letter.table('[checks]\noff = ["DG303"]')

    assert online(letter) == []


def test_an_interrupt_ends_the_asking_at_once(letter, server):
    server.statuses["/blog/"] = None
    code = "import sys; from digest.cli.main import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "-C", str(letter.folder), "check", "--online"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ}, text=True)
    while not server.asked:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)

    assert (process.returncode, told) == (130, "interrupted\n")
