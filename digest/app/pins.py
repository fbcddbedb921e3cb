"""Use cases: an editor wants a post in an issue, or out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from digest.app.alone import alone
from digest.app.curation import Draft, Edited, open_draft, save, with_values
from digest.app.wiring import Project
from digest.config.issue_items import key_of
from digest.core.context import names
from digest.core.errors import UsageError
from digest.core.model import Post
from digest.core.references import name_of

Key = Literal["pin", "drop"]
DONE = {"pin": "pinned", "drop": "dropped"}
FINAL = ("already-sent", "expired")  # not even a pin brings these in


def put(
    project: Project, issue_id: str | None, key: Key, references: Sequence[str], *, undo: bool
) -> Edited:
    """Pin or drop posts, or with `undo` take that back; what is so already is left alone.

    Raises:
        UsageError: a reference means no post, or several.
        GateError: the issue was sent.
    """
    with alone(project):
        lists = lists_of(open_draft(project, issue_id))
        for reference in references:
            if undo:
                lists.take_back(key, reference)
            else:
                lists.put(key, lists.draft.find(reference))
        return save(lists.draft, lists.data, lists.changed, lists.notes)


@dataclass(slots=True)
class Lists:
    """The pins and drops of an issue while they are edited, and what is to be said of that."""

    draft: Draft
    names: dict[str, list[str]]
    changed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def put(self, key: Key, post: Post) -> None:
        """Pin or drop `post`; what was said against that is taken back."""
        if any(names(name, post) for name in self.names[key]):
            self.notes.append(f'"{post.title}" is {DONE[key]} already')
            return
        name = _name(self.draft, post, key)
        self._remove("drop" if key == "pin" else "pin", post)
        self.names[key].append(name)
        self.changed.append(f'{DONE[key]} "{post.title}"')
        found = next((c for c in self.draft.candidates if c.post == post), None)
        if key == "pin" and found and found.code in FINAL:
            self.notes.append(f'"{post.title}" stays out all the same: {found.reason}')

    def take_back(self, key: Key, reference: str) -> None:
        """Take back a pin or drop; `reference` may be as it is written, else means a post."""
        written = [name for name in self.names[key] if key_of(name) == key_of(reference)]
        for name in written:
            self.names[key].remove(name)
            self.changed.append(f'took back the {key} of "{name}"')
        if not written and not self._remove(key, post := self.draft.find(reference)):
            self.notes.append(f'"{post.title}" is not {DONE[key]}')

    @property
    def data(self) -> dict[str, Any]:
        """What issue.toml holds with the lists that have changed."""
        said = {"pin": self.draft.curation.pin, "drop": self.draft.curation.drop}
        new = {key: list_ for key, list_ in self.names.items() if tuple(list_) != said[key]}
        return with_values(self.draft.data, new)

    def _remove(self, key: Key, post: Post) -> bool:
        found = [name for name in self.names[key] if names(name, post)]
        for name in found:
            self.names[key].remove(name)
            self.changed.append(f'took back the {key} of "{post.title}"')
        return bool(found)


def lists_of(draft: Draft) -> Lists:
    """The pins and drops of an issue, to be edited."""
    return Lists(draft, {"pin": list(draft.curation.pin), "drop": list(draft.curation.drop)})


def _name(draft: Draft, post: Post, key: Key) -> str:
    """What issue.toml calls a post; what is of the editor's own cannot be pinned."""
    if key == "pin" and post in draft.own:
        raise UsageError(
            f'"{post.title}" is of your own: it is in the issue without a pin',
            "type: digest issues move   to give it another place",
        )
    return name_of(post, draft.posts)
