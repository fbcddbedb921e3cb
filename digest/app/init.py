"""Use case: begin a newsletter project."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from digest.app.wiring import built_in
from digest.core.errors import UsageError
from digest.store.files import write

GITIGNORE = (
    ".digest/",
    "digest.db*",
    "readers.csv",
    "issues/*/issue.mjml",
    "issues/*/issue.eml",
    "issues/*/checks.json",
)
GITATTRIBUTES = ("issues/seen.jsonl merge=union",)
CONFIG = """\
# digest.toml: what, when, from where, how it looks, through whom.

[newsletter]
title = {title}
from = {sender}
# url = "https://example.org/digest"
language = "en"
timezone = "{zone}"
# postal_address = "..."      # the law of many countries asks for one
# unsubscribe_url = "https://example.org/unsubscribe?to={{email}}"

[schedule]
every = "week"                # day | week | 2 weeks | month
starts = "monday 09:00"

[select]
min_posts = 1                 # with fewer there is no issue, and they wait for the next
max_posts = 12
max_age = "4 weeks"           # how late a post may still come in

{sources}
[design]
template = "weekly"
accent = "#0f5c4d"

[audience]
to = []                       # or: file = "readers.csv", with a column email

[delivery]
provider = "outbox"           # writes .eml files into .digest/outbox: the safe default
# provider = "smtp"
# host = "smtp.example.org"
# port = 587
# security = "starttls"       # starttls | tls | none
# username = "digest"
# password = "env:SMTP_PASSWORD"
"""
EXAMPLES = """\
# Where posts come from: remove the # of one, or add your own.

# [[sources]]
# name = "my-blog"
# kind = "feed"               # feed | markdown | capture
# url = "https://example.org/index.xml"
# section = "Notes"

# [[sources]]
# name = "drafts"
# kind = "markdown"           # a folder of posts with front matter
# path = "content/posts"
# base_url = "https://example.org/"

# [[sources]]
# name = "saved-page"
# kind = "capture"            # a listing page copied as text
# path = "captures/saved-page.txt"
# base_url = "https://example.com/blog"
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """A new project."""

    folder: Path
    sources: int


def run(folder: Path, urls: Sequence[str], *, sample: bool) -> Begun:
    """Write digest.toml and what belongs beside it; with `sample`, sources to try it on.

    Raises:
        UsageError: there is a digest.toml already.
    """
    config = folder / "digest.toml"
    if config.exists():
        raise UsageError(f"{config} exists: nothing was changed", "type: digest build")
    if sample:
        shutil.copytree(built_in("sample"), folder / "sample", dirs_exist_ok=True)
        write(config, built_in("digest.toml").read_bytes())
    else:
        write(config, _config(folder.name, urls))
    for name in ("templates", "issues"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _add_lines(folder / ".gitignore", GITIGNORE)
    _add_lines(folder / ".gitattributes", GITATTRIBUTES)
    return Begun(folder, 7 if sample else len(urls))


def local_zone() -> str:
    """The IANA name of this machine's time zone; UTC when it tells none."""
    named = os.environ.get("TZ", "").lstrip(":")
    linked = str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")[2]
    for name in (named, linked.removeprefix("posix/")):
        try:
            return ZoneInfo(name).key
        except (ValueError, KeyError, OSError):
            continue
    return "UTC"


def _config(name: str, urls: Sequence[str]) -> str:
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or "My letter"
    return CONFIG.format(
        title=f'"{title}"',
        sender=f'"{title} <digest@example.org>"',
        zone=local_zone(),
        sources="\n".join(_source(url) for url in urls) if urls else EXAMPLES,
    )


def _source(url: str) -> str:
    name = (urlsplit(url).hostname or "blog").removeprefix("www.").replace(".", "-")
    return f'[[sources]]\nname = "{name}"\nkind = "feed"\nurl = "{url}"\n'


def _add_lines(file: Path, lines: Sequence[str]) -> None:
    """Add what a file lacks, and leave what it has."""
    known = file.read_text("utf-8").splitlines() if file.is_file() else []
    missing = [line for line in lines if line not in known]
    if missing:
        write(file, "\n".join([*known, *missing]) + "\n")
