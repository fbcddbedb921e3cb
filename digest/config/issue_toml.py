"""issue.toml, intro.md and outro.md: what the editor of one issue says."""

import json
from pathlib import Path

from digest.config import toml_text
from digest.config.reader import Table
from digest.core.curate import Curation, Override
from digest.core.errors import ConfigError, Problem
from digest.core.file_errors import unreadable

NEW = """\
# Issue {id}: the editor's file. It was written once; what you change here stays.
# Remove the # in front of a line to use it. Posts are named by their URL or title.

# title = {title}
# subject = {subject}
# preheader = {preheader}

# pin = ["..."]        # in, whatever its date and the caps
# drop = ["..."]       # out of this issue; a later one may have it
# order = ["..."]      # these first, in this order
# feature = "..."      # the lead item

# [[items]]            # how one post is shown
# post = "..."
# title = "..."
# blurb = "..."

# The words before and after the posts go into intro.md and outro.md beside this file.
"""


def read(folder: Path) -> Curation:
    """What the editor's files in an issue's folder say; missing files say nothing.

    Raises:
        ConfigError: issue.toml has mistakes; all of them are in `problems`.
    """
    file = folder / "issue.toml"
    toml = toml_text.read(_text(file))
    problems = list(toml.problems)
    table = Table(toml, (), toml.data, problems)
    curation = Curation(
        title=table.get("title", str) or "",
        subject=table.get("subject", str) or "",
        preheader=table.get("preheader", str) or "",
        pin=table.texts("pin"),
        drop=table.texts("drop"),
        order=table.texts("order"),
        feature=table.get("feature", str) or "",
        items=_items(toml, table, problems),
        intro=_text(folder / "intro.md"),
        outro=_text(folder / "outro.md"),
    )
    table.close()
    if problems:
        problems.sort(key=lambda p: p.line or 0)
        raise ConfigError(
            f"{file}: {len(problems)} mistakes" if len(problems) > 1 else f"{file}: 1 mistake",
            "mend it and build again",
            str(file),
            tuple(problems),
        )
    return curation


def new(issue_id: str, title: str, subject: str, preheader: str) -> str:
    """The text of a first issue.toml: everything it can say, as comments."""
    texts = {"title": title, "subject": subject, "preheader": preheader}
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in texts.items()}
    return NEW.format(id=issue_id, **quoted)


def _items(toml: toml_text.Toml, table: Table, problems: list[Problem]) -> tuple[Override, ...]:
    table.known.add("items")
    tables = table.data.get("items", [])
    if not isinstance(tables, list):
        table.problem("items", "items should be written as [[items]]")
        return ()
    found = []
    for number, data in enumerate(tables):
        item = Table(toml, ("items", number), data, problems)
        post = item.get("post", str, required=True) or ""
        found.append(Override(post, item.get("title", str) or "", item.get("blurb", str) or ""))
        item.close()
    return tuple(found)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(*unreadable(file, error, "save it as UTF-8 text")) from None
