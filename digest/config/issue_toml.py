"""issue.toml, intro.md and outro.md: what the editor of one issue says."""

import json
from dataclasses import replace
from pathlib import Path

from digest.config import toml_text
from digest.config.issue_items import headings, key_of, overrides, own_items
from digest.config.reader import Table, all_mistakes
from digest.core.curation import Curation
from digest.core.errors import ConfigError
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

# [sections]           # other words for a heading
# "Heading" = "..."

# [[items]]            # how one post is shown
# post = "..."
# title = "..."
# blurb = "..."
# image = "https://..."
# alt = "..."
# section = "..."

# [[add]]              # of your own: a link, a sponsor or a text
# kind = "link"
# url = "https://..."
# title = "..."
# blurb = "..."        # of a text: Markdown
# place = 3            # from 1; without it, at the end of its section

# The words before and after the posts go into intro.md and outro.md beside this file.
"""


def read(folder: Path) -> Curation:
    """What the editor's files in an issue's folder say; missing files say nothing.

    Raises:
        ConfigError: issue.toml has mistakes; all of them are in `problems`.
    """
    file = folder / "issue.toml"
    said = parse(_text(file), str(file))
    return replace(said, intro=_text(folder / "intro.md"), outro=_text(folder / "outro.md"))


def parse(text: str, file: str) -> Curation:
    """What the text of an issue.toml says; `file` is what it is called in errors.

    Raises:
        ConfigError: it has mistakes; all of them are in `problems`.
    """
    toml = toml_text.read(text)
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
        items=overrides(table),
        add=own_items(table),
        sections=headings(table),
    )
    _contradiction(table, curation)
    table.close()
    if problems:
        name = "/".join(Path(file).parts[-2:])  # its folder is the issue
        raise all_mistakes(file, name, problems, "mend it and build again")
    return curation


def new(issue_id: str, title: str, subject: str, preheader: str) -> str:
    """The text of a first issue.toml: everything it can say, as comments."""
    texts = {"title": title, "subject": subject, "preheader": preheader}
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in texts.items()}
    return NEW.format(id=issue_id, **quoted)


def _contradiction(table: Table, curation: Curation) -> None:
    """A post that is wanted and not wanted: only the editor knows which."""
    pinned = {key_of(reference) for reference in curation.pin}
    for reference in curation.drop:
        if key_of(reference) in pinned:
            table.problem("drop", f'"{reference}" is both pinned and dropped', "keep one of them")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(*unreadable(file, error, "save it as UTF-8 text")) from None
