"""How long a weekly issue takes, side by side with the mjml command line of npm in the same run.

Every figure is one whole process: CPU (user and system) and wall seconds, the median of several
runs that take turns. The peer compiles the MJML that digest made; it neither collects nor selects
posts, nor inlines CSS, nor checks, nor writes a text part. Without npm its row is left out, and it
says so.

A cold build is a new process in a project that was never built: no `.digest`, no issue. Python has
compiled its modules before, and digest its templates, both of which last until an update; what the
very first build pays for the templates is a row of its own.
"""

import math
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 15
POSTS = 12
PEER = "npm mjml, the same MJML"
PEERS = Path(__file__).parent / ".peers"
DIGEST = (sys.executable, "-m", "digest")


@dataclass
class Job:
    """A command, what to do before each run of it, and what its runs took."""

    name: str
    argv: Sequence[str]
    before: Callable[[], None] = lambda: None
    cpu_s: list[float] = field(default_factory=list)
    wall_s: list[float] = field(default_factory=list)

    def run(self, folder: Path) -> None:
        """Run it once in `folder` and note what it took."""
        self.before()
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        start = time.perf_counter()
        process = subprocess.Popen(
            self.argv, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall_s.append(time.perf_counter() - start)
        self.cpu_s.append(usage.ru_utime + usage.ru_stime)
        if process.returncode:
            sys.exit(f"{self.name}: exit {process.returncode}")


def main() -> None:
    """Measure and print one table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        write_newsletter(folder)
        jobs = list_jobs(folder)
        for turn in range(ROUNDS + 1):
            for job in jobs:
                job.run(folder)
                if turn == 0:  # a warm-up, which also compiles the byte code
                    job.cpu_s.clear()
                    job.wall_s.clear()
        print_table(jobs)


def list_jobs(folder: Path) -> list[Job]:
    """The jobs in the order of the table; the first is what the ratios are against."""

    def forget() -> None:
        shutil.rmtree(folder / ".digest", ignore_errors=True)
        shutil.rmtree(folder / "issues", ignore_errors=True)

    def forget_all() -> None:
        forget()
        shutil.rmtree(folder / "cache", ignore_errors=True)

    build = (*DIGEST, "build", "--month", "2026-02")
    jobs = [
        Job("python -c pass", (sys.executable, "-c", "pass")),
        Job("digest --help", (*DIGEST, "--help")),
        Job(f"digest build, {POSTS} posts, first of all", build, forget_all),
        Job(f"digest build, {POSTS} posts, cold", build, forget),
        Job(f"digest build, {POSTS} posts, unchanged", build),
    ]
    peer = mjml_command()
    if peer:
        source = str(folder / "issues/2026-02/issue.mjml")
        jobs.append(Job(PEER, (*peer, source, "-o", str(folder / "peer.html"))))
    else:
        print("npm is not at hand: the peer's row is left out")
    return jobs


def mjml_command() -> tuple[str, ...] | None:
    """The peer's command, installed below this folder when it is not there yet."""
    command = PEERS / "node_modules/.bin/mjml"
    npm = shutil.which("npm")
    if not command.exists() and npm:
        PEERS.mkdir(exist_ok=True)
        subprocess.run((npm, "install", "--silent", "--prefix", str(PEERS), "mjml@4"), check=True)
    return (str(command),) if command.exists() else None


def write_newsletter(folder: Path) -> None:
    """A newsletter whose February has exactly `POSTS` posts, in one text capture."""
    posts = [
        f"What a queue forgets, part {n}\n\n"
        f"In {n} steps from a lost message to a log that knows what happened to each of them. "
        "The numbers come from a week of production, with `retries` off and on.\n\n"
        f"February {n}, 2026 · {n} min · {n * 210} words · Ann\n"
        for n in range(POSTS, 0, -1)
    ]
    (folder / "posts.txt").write_text("\n".join(posts), "utf-8")
    (folder / "digest.toml").write_text(
        '[newsletter]\ntitle = "Bench"\nfrom = "Bench <bench@example.org>"\n'
        '[[sources]]\nname = "posts"\nkind = "capture"\npath = "posts.txt"\n'
        'base_url = "https://example.org/"\n',
        "utf-8",
    )


def print_table(jobs: Sequence[Job]) -> None:
    """Medians, the CPU against the first row, and the wall time against the peer's."""
    base = statistics.median(jobs[0].cpu_s)
    peer = next((statistics.median(job.wall_s) for job in jobs if job.name == PEER), math.nan)
    print(f"medians of {ROUNDS} whole processes, taking turns")
    print(f"{'':<36}{'CPU s':>8}{'wall s':>8}{'x bare':>8}{'x peer':>8}")
    for job in jobs:
        cpu, wall = statistics.median(job.cpu_s), statistics.median(job.wall_s)
        against = f"{cpu / base:>8.1f}{wall / peer:>8.2f}"
        print(f"{job.name:<36}{cpu:>8.3f}{wall:>8.3f}{against}")


if __name__ == "__main__":
    main()
