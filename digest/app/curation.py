"""What an editor's commands share: an issue that may be edited, and its issue.toml written.

Nothing but the editor's own files is touched, and these only while no build is at work.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

from digest.app.issues import refuse_sent
from digest.app.rebuild import rebuild
from digest.app.wiring import Project
from digest.config import issue_edit, issue_toml
from digest.core.curate import own_posts
from digest.core.curation import Curation
from digest.core.errors import ConfigError, UsageError
from digest.core.identity import title_key
from digest.core.model import Candidate, Post
from digest.core.quick import dataclass
from digest.core.references import find
from digest.store import candidates, issues
from digest.store.files import write
from digest.store.issues import Stored

Data = Mapping[str, Any]
ID = re.compile(r"\d{4}-W?\d\d")


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue that is not sent, with its issue.toml as it was read."""

    project: Project
    stored: Stored
    text: str
    data: dict[str, Any]
    curation: Curation
    candidates: tuple[Candidate, ...]

    @property
    def file(self) -> Path:
        """Its issue.toml; where that is a link, what it leads to."""
        return (self.stored.folder / "issue.toml").resolve()

    @property
    def own(self) -> tuple[Post, ...]:
        """What the editor adds, in its order."""
        return own_posts(self.curation)

    @property
    def posts(self) -> tuple[Post, ...]:
        """All that an editor may mean; a post to which a link of the editor's own leads is that."""
        pairs = zip(self.curation.add, self.own, strict=True)
        links = {key for own, post in pairs if own.kind == "link" for key in post.keys}
        theirs = (candidate.post for candidate in self.candidates)
        return (*self.own, *(post for post in theirs if links.isdisjoint(post.keys)))

    def find(self, reference: str) -> Post:
        """The post that an editor means, who may know it by the title of their own.

        Raises:
            UsageError: there is none, or more than one.
        """
        renamed = (said.post for said in self.curation.items if is_title(said.title, reference))
        return find(next(renamed, reference), self.posts)


@dataclass(frozen=True, slots=True)
class Edited:
    """What was changed, in words; without changes the file is untouched, and `notes` tell why."""

    issue: str
    file: Path
    rebuild: str
    changed: tuple[str, ...]
    notes: tuple[str, ...] = ()


def split(project: Project, words: Sequence[str], least: int) -> tuple[str | None, list[str]]:
    """The issue that the first of more than `least` words names, and the other words."""
    first, *rest = words or ("",)
    is_name = len(words) > least and re.fullmatch(r"[\w-]+", first)
    if is_name and (ID.match(first) or (project.issues / first).is_dir()):
        return first, rest
    return None, list(words)


def editable(project: Project, issue_id: str | None) -> Stored:
    """The issue of that id, else the newest draft, if a person may edit it.

    Raises:
        UsageError: there is none, or its issue.toml is gone.
        GateError: it was sent.
    """
    stored = issues.find(project.issues, issue_id)
    refuse_sent(stored)
    file = stored.folder / "issue.toml"
    if not file.is_file():
        raise UsageError(f"{file}: no such file", f"type: {rebuild(project, stored)}")
    return stored


def open_draft(project: Project, issue_id: str | None) -> Draft:
    """The same, with its issue.toml understood.

    Raises:
        UsageError: there is none, or its issue.toml is gone.
        GateError: it was sent.
        ConfigError: its issue.toml has mistakes.
    """
    stored = editable(project, issue_id)
    file = stored.folder / "issue.toml"
    curation = issue_toml.read(stored.folder)
    text = file.read_bytes().decode("utf-8")
    data = issue_edit.read(text, str(file))
    return Draft(project, stored, text, data, curation, candidates.read(stored.folder))


def save(draft: Draft, data: Data, changed: Sequence[str], notes: Sequence[str] = ()) -> Edited:
    """Write `data` into the draft's issue.toml, and leave all else in it as it is.

    Raises:
        ConfigError: that cannot be done.
        UsageError: the file would have mistakes, or was changed meanwhile.
    """
    file = draft.file
    if data != draft.data:
        new = issue_edit.rewritten(draft.text, data, str(file))
        check_text(new)
        _check_meaning(new, file)
        if file.read_bytes() != draft.text.encode():
            raise UsageError(f"{file}: changed meanwhile", "type the same again")
        write(file, new)
    return edited(draft, changed, notes)


def check_text(text: str) -> None:
    """Refuse what was typed in another encoding.

    Raises:
        UsageError: it cannot be written as UTF-8.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError("what you typed is no text in UTF-8", "nothing was changed") from None


def _check_meaning(text: str, file: Path) -> None:
    try:
        issue_toml.parse(text.removeprefix("\ufeff"), str(file))
    except ConfigError as error:
        mistakes = "; ".join(problem.message for problem in error.problems)
        raise UsageError(f"{file} would have mistakes: {mistakes}", "nothing was changed") from None


def with_values(data: Data, values: Mapping[str, object]) -> dict[str, Any]:
    """The data of a table with other values; an empty one takes its key away."""
    both = {**data, **values}
    return {key: value for key, value in both.items() if value or key not in values}


def is_title(title: str, reference: str) -> bool:
    """Whether a title is meant by a reference."""
    return bool(title) and title_key(title) == title_key(reference)


def brief(text: str) -> str:
    """How a text begins, in one line."""
    return shorten(text, 60, placeholder="…")


def edited(draft: Draft, changed: Sequence[str], notes: Sequence[str] = ()) -> Edited:
    """What is said of an edit."""
    stored = draft.stored
    if changed and stored.was_approved:
        notes = (*notes, "it was approved: build it, and approve it again")
    command = rebuild(draft.project, stored)
    return Edited(stored.id, draft.file, command, tuple(changed), tuple(notes))
