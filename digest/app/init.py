"""Use case: begin a newsletter project."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.app.find_sources import Found, find
from digest.app.wiring import built_in
from digest.config.edit import add_sources
from digest.core.errors import UsageError
from digest.core.model import Failure
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.core.text import one_line
from digest.store.files import write

GITIGNORE = (
    ".digest/",
    "digest.db*",
    "readers.csv",
    "issues/*/issue.mjml",
    "issues/*/issue.eml",
    "issues/*/checks.json",
    "issues/*/.new/",
)
GITATTRIBUTES = (
    "issues/seen.jsonl merge=union",
    "issues/*/* -text",  # an approval is of bytes: line ends stay as they are
)
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
template = "weekly"           # weekly | compact | magazine | plain, or one of templates/
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
# Where posts come from: type digest sources add URL, or remove the # of one.

# [[sources]]
# name = "my-blog"
# kind = "feed"               # feed | listing | markdown | capture
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
    """A new project; `left_out` are the addresses that are no source of it, and why not."""

    folder: Path
    sources: int
    left_out: tuple[Failure, ...] = ()


def run(
    folder: Path,
    urls: Sequence[str] = (),
    *,
    sample: bool = False,
    web: Web | None = None,
    allow_private: bool = False,
) -> Begun:
    """Write digest.toml and what belongs beside it; with `sample`, sources to try it on.

    The sources behind `urls` are found through `web`. What cannot be followed stands in digest.toml
    as a comment. Nothing is written before all of them were asked.

    Raises:
        UsageError: there is a digest.toml already.
    """
    config = folder / "digest.toml"
    if config.exists():
        raise UsageError(f"{config} exists: nothing was changed", "type: digest build")
    found = find(urls, folder, web, allow_private=allow_private) if web else Found()
    if sample:
        shutil.copytree(built_in("sample"), folder / "sample", dirs_exist_ok=True)
    text = built_in("digest.toml").read_text("utf-8") if sample else _config(folder.name, found)
    for name in ("templates", "issues"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _add_lines(folder / ".gitignore", GITIGNORE)
    _add_lines(folder / ".gitattributes", GITATTRIBUTES)
    write(config, text)  # last: only with it is the folder a project
    return Begun(folder, 7 if sample else len(found.tables), found.left_out)


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


def _config(name: str, found: Found) -> str:
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or "My letter"
    failed = [f"# {one_line(f'{each.source}: {each.error}')}\n" for each in found.left_out]
    head = "# Where posts come from. To add one, type: digest sources add URL\n"
    text = CONFIG.format(
        title=f'"{title}"',
        sender=f'"{title} <digest@example.org>"',
        zone=local_zone(),
        sources=(head if found.tables else EXAMPLES)
        + ("\n# Left out, as they could not be followed:\n" if failed else "")
        + "".join(failed),
    )
    return add_sources(text, found.tables)


def _add_lines(file: Path, lines: Sequence[str]) -> None:
    """Add what a file lacks, and leave what it has."""
    known = file.read_text("utf-8").splitlines() if file.is_file() else []
    missing = [line for line in lines if line not in known]
    if missing:
        write(file, "\n".join([*known, *missing]) + "\n")
