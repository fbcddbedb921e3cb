"""Use cases: an editor's words for a post, for something of their own, or for the whole issue."""

import shlex
import subprocess
from collections.abc import Mapping
from typing import Any

from digest.app.alone import alone
from digest.app.curation import (
    Data,
    Draft,
    Edited,
    brief,
    check_text,
    editable,
    edited,
    open_draft,
    save,
    with_values,
)
from digest.app.wiring import Project
from digest.core.context import names
from digest.core.errors import UsageError
from digest.core.model import Post
from digest.core.references import name_of
from digest.core.sections import Layout
from digest.core.text import ILLEGAL
from digest.store.files import write

FILES = {"intro": "intro.md", "outro": "outro.md"}


def of_issue(project: Project, issue_id: str | None, words: Mapping[str, str]) -> Edited:
    """Other words for an issue: title, subject, preheader, intro, outro; empty ones go back.

    Raises:
        GateError: the issue was sent.
        ConfigError: issue.toml has mistakes, or cannot be edited.
    """
    cleaned = _cleaned(words)
    with alone(project):
        draft = open_draft(project, issue_id)
        new = {key: text for key, text in cleaned.items() if text != _said(draft, key)}
        changed = [_told(FILES.get(key, key), text) for key, text in new.items()]
        keys = {key: text for key, text in new.items() if key not in FILES}
        done = save(draft, with_values(draft.data, keys), changed)
        for key in new.keys() & FILES.keys():
            _write(draft, FILES[key], new[key])
        return done


def of_post(
    project: Project,
    issue_id: str | None,
    reference: str,
    words: Mapping[str, str],
    *,
    feature: bool | None = None,
) -> Edited:
    """Other words for one item of an issue, and whether it leads; empty words go back.

    Raises:
        UsageError: the reference means no post, or several.
        GateError: the issue was sent.
        ConfigError: issue.toml has mistakes, or cannot be edited.
    """
    cleaned = _cleaned(words)
    with alone(project):
        draft = open_draft(project, issue_id)
        post = draft.find(reference)
        said = table_of(draft, post)
        new = {key: text for key, text in cleaned.items() if text != said.get(key, "")}
        changed = [f'"{post.title}": {_told(key, text)}' for key, text in new.items()]
        data = with_words(draft, draft.data, post, new)
        leads = bool(draft.curation.feature) and names(draft.curation.feature, post)
        if feature is not None and feature != leads:
            data = with_values(data, {"feature": name_of(post, draft.posts) if feature else ""})
            changed.append(f'"{post.title}" {"leads" if feature else "need not lead"} now')
        return save(draft, data, changed, new_heading(draft, new.get("section", "")))


def in_editor(project: Project, issue_id: str | None, program: str) -> Edited:
    """Open an issue's issue.toml in an editor, and see to it that it is understood afterwards.

    Raises:
        UsageError: there is no program, or it cannot be run.
        GateError: the issue was sent.
        ConfigError: issue.toml has mistakes now.
    """
    stored = editable(project, issue_id)
    file = stored.folder / "issue.toml"
    if not program:
        raise UsageError(
            "no option says what to change, and there is no terminal with an $EDITOR",
            f"edit {file}   or type: digest issues edit --help",
        )
    before = file.read_bytes()
    try:
        subprocess.run([*shlex.split(program), str(file)], check=True)  # noqa: S603 - the user's own editor
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise UsageError(f"{program} failed: {error}", f"edit {file}") from None
    draft = open_draft(project, stored.id)
    return edited(draft, () if draft.text.encode() == before else ("issue.toml",))


def new_heading(draft: Draft, title: str) -> tuple[str, ...]:
    """A word on a heading that the issue has not had; it may be a slip of the hand."""
    settings, said = draft.project.settings, draft.curation
    known = {*Layout(settings.sections, settings.sources).titles, *said.sections.values()}
    known |= {one.section for one in said.items} | {own.section for own in said.add}
    listed = ", ".join(sorted(filter(None, known))) or "none"
    return (f'"{title}" is a new heading; so far: {listed}',) if title not in {"", *known} else ()


def table_of(draft: Draft, post: Post) -> Data:
    """What issue.toml says of an item: its `[[add]]`, or the `[[items]]` of a post."""
    if post in draft.own:
        own: Data = draft.data["add"][draft.own.index(post)]
        return own
    items = draft.data.get("items", ())
    return next((item for item in items if names(item["post"], post)), {})


def with_words(draft: Draft, data: Data, post: Post, words: Mapping[str, object]) -> dict[str, Any]:
    """The data with other values for one item; a table that says nothing more is left out."""
    if not words:
        return dict(data)
    said = table_of(draft, post)
    if post in draft.own:
        new = with_values(said, words)
        return {**data, "add": [new if own == said else own for own in data["add"]]}
    new = with_values(said or {"post": name_of(post, draft.posts)}, words)
    items = [new if item == said else item for item in data.get("items", ())]
    items += [] if said else [new]
    return with_values(data, {"items": [item for item in items if item.keys() != {"post"}]})


def _cleaned(words: Mapping[str, str]) -> dict[str, str]:
    """The words without what no reader sees; blank ones are empty, and so go back.

    Raises:
        UsageError: they cannot be written as UTF-8.
    """
    check_text("".join(words.values()))
    seen = {key: ILLEGAL.sub("", text) for key, text in words.items()}
    return {
        key: text if key in FILES and text.strip() else text.strip() for key, text in seen.items()
    }


def _said(draft: Draft, key: str) -> str:
    text: str = getattr(draft.curation, key)
    return text.removesuffix("\n") if key in FILES else text


def _told(what: str, text: str) -> str:
    return f'{what} is "{brief(text)}" now' if text else f"{what} is as without you"


def _write(draft: Draft, name: str, text: str) -> None:
    """An empty text takes the file away."""
    file = (draft.stored.folder / name).resolve()
    if text:
        write(file, f"{text}\n")
    else:
        file.unlink(missing_ok=True)
