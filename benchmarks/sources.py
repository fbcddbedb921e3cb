"""How long it takes to read many feeds, beside a bare HTTP client, rss2email and reader.

A server of our own answers each of a thousand loopback hosts after a fixed time. The bare client is
httpx in as many threads as digest has: it fetches, and does nothing with what it gets. The peers
read 50 feeds, as they need half a second for each; they keep all entries, and clean their HTML.

Every figure is the median of whole processes that take turns. Memory is the most that a process and
those it started had at one time, looked up ten times a second.
"""

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

LATENCY_S = 0.15  # what a server far away takes
ENTRIES = 50
BODY_BYTES = 6_000
SIZES = (1, 100, 1000)
PEER_FEEDS = 50
ROUNDS = 3
THREADS = 64
NEWEST = datetime(2026, 11, 20, 8, tzinfo=UTC)
PEERS = Path(__file__).parent / ".peers" / "python"
WORDS = "A queue forgets what nobody wrote down, and `retries` make it forget <b>twice</b>. "

ITEM = """<item><title>Post {n} of feed @@</title><link>https://blog@@.example.org/{n}</link>
<guid>https://blog@@.example.org/{n}</guid><pubDate>{date}</pubDate><author>Ann</author>
<category>queues</category><description>What a queue forgets, part {n}.</description>
<content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Feed @@</title><link>https://blog@@.example.org/</link>{items}</channel></rss>"""

BARE = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import httpx
marks = Path("marks.json")
known = json.loads(marks.read_text()) if marks.exists() else {}
def get(url):
    headers = {"If-None-Match": known[url]} if url in known else {}
    answer = client.get(url, headers=headers)
    assert answer.status_code == (304 if headers else 200)
    return url, answer.headers["etag"]
with httpx.Client(trust_env=False) as client, ThreadPoolExecutor(int(sys.argv[1])) as pool:
    marks.write_text(json.dumps(dict(pool.map(get, json.loads(Path("urls.json").read_text())))))
"""
READER = """
import json
from pathlib import Path
from reader import make_reader
reader = make_reader("reader.sqlite")
for url in json.loads(Path("urls.json").read_text()):
    reader.add_feed(url, exist_ok=True)
reader.update_feeds(workers=4, scheduled=False)
assert reader.get_entry_counts().total == 50 * reader.get_feed_counts().total
"""
RSS2EMAIL = "from rss2email.main import run; run()"


@dataclass
class Job:
    """A command that reads `feeds` feeds in a folder of its own, and what its runs took."""

    name: str
    feeds: int
    argv: Sequence[str]
    folder: Path
    before: Callable[[Path], None] = lambda _: None
    rounds: int = ROUNDS
    env: dict[str, str] = field(default_factory=dict)
    wall_s: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run it once and note what it took."""
        self.before(self.folder)
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        start = time.perf_counter()
        process = subprocess.Popen(
            self.argv,
            cwd=self.folder,
            env=env | self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        peak = Peak(process.pid)
        _, errors = process.communicate()
        self.wall_s.append(time.perf_counter() - start)
        self.peak_mb.append(peak.stop())
        if process.returncode:
            sys.exit(f"{self.name}: exit {process.returncode}\n{errors.decode()[-2000:]}")


class Peak:
    """Watches the memory of a process and of those it started: Linux tells, others do not."""

    def __init__(self, session: int) -> None:
        self.session, self.most, self.done = str(session), 0, threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def stop(self) -> float:
        """The peak in MB."""
        self.done.set()
        self.thread.join()
        return self.most * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _watch(self) -> None:
        while not self.done.wait(0.1):
            self.most = max(self.most, sum(self._pages()))

    def _pages(self) -> Iterator[int]:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                about = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if about[3] == self.session:
                yield int(about[21])


class Hosts(asyncio.Protocol):
    """A server that is every host of loopback: a feed per path, 304 to those who know it."""

    feed = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to listen."""
        self.transport, self.asked = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer each question after the time it takes."""
        self.asked += data
        while b"\r\n\r\n" in self.asked:
            head, _, self.asked = self.asked.partition(b"\r\n\r\n")
            asyncio.get_running_loop().call_later(LATENCY_S, self.answer, head)

    def answer(self, head: bytes) -> None:
        """Send the feed, or that it is the same."""
        known = b"if-none-match" in head.lower()
        number = head.partition(b"/")[2].partition(b".")[0]
        body = b"" if known else self.feed.replace(b"@@", number)
        status = b"304 Not Modified" if known else b"200 OK"
        about = b'HTTP/1.1 %s\r\nETag: "%s"\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n'
        self.transport.write(about % (status, number, len(body)) + body)


async def serve() -> None:
    """Print the port, and answer for ever."""
    days = ((n, NEWEST - timedelta(weeks=n)) for n in range(ENTRIES))
    body = (WORDS * (BODY_BYTES // len(WORDS) + 1))[:BODY_BYTES]
    items = "".join(ITEM.format(n=n, date=format_datetime(day), body=body) for n, day in days)
    Hosts.feed = FEED.format(items=items).encode()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Hosts, "0.0.0.0", 0, backlog=2000)  # noqa: S104
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def server() -> Iterator[int]:
    """The port of a server that runs in a process of its own."""
    process = subprocess.Popen((sys.executable, __file__, "--serve"), stdout=subprocess.PIPE)
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.communicate()


def main() -> None:
    """Measure and print one table."""
    if not sys.platform.startswith("linux"):
        sys.exit("only Linux has a thousand loopback hosts without being asked for them")
    with TemporaryDirectory() as name, server() as port:
        jobs = list_jobs(Path(name), port)
        for turn in range(ROUNDS):
            for job in jobs:
                if turn < job.rounds:
                    job.run()
        print_table(jobs)


def list_jobs(folder: Path, port: int) -> list[Job]:
    """The jobs in the order of the table; a job without `before` finds what the last one left."""
    jobs: list[Job] = []
    digest = (sys.executable, "-m", "digest", "--now", "2026-11-20T12:00:00Z", "posts")
    posts = (*digest, "--last", "7d", "--json")
    bare = (sys.executable, "-c", BARE, str(THREADS))
    peers = install_peers()
    for size in sorted({*SIZES, PEER_FEEDS}):
        place = folder / str(size)
        write_newsletter(place, size, port)
        jobs += [
            Job("bare client, cold", size, bare, place, forget),
            Job("bare client, unchanged", size, bare, place),
            Job("digest posts, cold", size, posts, place, forget_digest),
            Job("digest posts, unchanged", size, posts, place),
        ]
        if size == PEER_FEEDS and peers:
            env = {"PYTHONPATH": str(PEERS)}
            reader = (sys.executable, "-c", READER)
            r2e = ("-c", "r2e.cfg", "-d", "r2e.json", "run", "--no-send")
            rss2email = (sys.executable, "-c", RSS2EMAIL, *r2e)
            jobs += [
                Job("rss2email, cold", size, rss2email, place, rounds=1, env=env),
                Job("rss2email, unchanged", size, rss2email, place, rounds=1, env=env),
                Job("reader, cold", size, reader, place, rounds=1, env=env),
                Job("reader, unchanged", size, reader, place, rounds=1, env=env),
            ]
    return jobs


def forget(folder: Path) -> None:
    """Make the next run of the bare client a first one."""
    (folder / "marks.json").unlink(missing_ok=True)


def forget_digest(folder: Path) -> None:
    """Make the next run of digest a first one."""
    shutil.rmtree(folder / ".digest", ignore_errors=True)


def install_peers() -> bool:
    """The peers, in a folder of this benchmark's own."""
    if (PEERS / "reader").exists() and (PEERS / "rss2email").exists():
        return True
    install = ("-m", "pip", "install", "--disable-pip-version-check", "--target", str(PEERS))
    what = ("rss2email", "reader", "sgmllib3k")  # the last is what reader needs and does not say
    done = subprocess.run((sys.executable, *install, *what), capture_output=True, check=False)
    if done.returncode:
        print("rss2email and reader cannot be had: their rows are left out")
    return not done.returncode


def write_newsletter(folder: Path, size: int, port: int) -> None:
    """Projects of digest, rss2email and reader with the same feeds, each of a host of its own."""
    folder.mkdir()
    urls = [f"http://127.0.{1 + n // 250}.{1 + n % 250}:{port}/{n}.xml" for n in range(size)]
    (folder / "urls.json").write_text(json.dumps(urls))
    sources = (
        f'[[sources]]\nname = "feed-{n}"\nkind = "feed"\nurl = "{url}"\nallow_private = true\n'
        for n, url in enumerate(urls)
    )
    head = '[newsletter]\ntitle = "Bench"\nfrom = "Bench <bench@example.org>"\n'
    (folder / "digest.toml").write_text(head + "".join(sources))
    feeds = "".join(f"[feed.feed-{n}]\nurl = {url}\n" for n, url in enumerate(urls))
    (folder / "r2e.cfg").write_text(f"[DEFAULT]\nto = bench@example.org\n{feeds}")


def print_table(jobs: Sequence[Job]) -> None:
    """Medians, and each against the bare client that did the same."""
    print(f"{ENTRIES} entries of {BODY_BYTES / 1000:g} KB a feed, {LATENCY_S * 1000:g} ms latency")
    print(f"medians of {ROUNDS} whole processes, taking turns; of the peers, one run each\n")
    print(f"{'':<26}{'feeds':>6}{'wall s':>9}{'ms a feed':>11}{'x bare':>8}{'peak MB':>9}")
    bare: dict[str, float] = {}
    for job in jobs:
        wall, what = statistics.median(job.wall_s), f"{job.feeds} {job.name.rpartition(' ')[2]}"
        bare.setdefault(what, wall)
        figures = f"{wall:>9.2f}{wall / job.feeds * 1000:>11.1f}{wall / bare[what]:>8.2f}"
        print(f"{job.name:<26}{job.feeds:>6}{figures}{statistics.median(job.peak_mb):>9.0f}")


if __name__ == "__main__":
    asyncio.run(serve()) if "--serve" in sys.argv else main()
