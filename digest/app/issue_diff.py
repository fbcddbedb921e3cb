"""Use case: how two issues differ, as their readers see them."""

from collections.abc import Sequence
from dataclasses import asdict
from difflib import SequenceMatcher

from digest.app.wiring import Project
from digest.core.quick import dataclass
from digest.store import issues as store
from digest.store.manifest import Entry, Manifest


@dataclass(frozen=True, slots=True)
class Pair:
    """What something was in the one issue, and is in the other."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Diff:
    """From the issue `old` to the issue `new`.

    `words` are the title, the subject and such; `moved` tells the old and the new place of an item,
    `retitled` its old and new title.
    """

    old: str
    new: str
    words: tuple[Pair, ...]
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    moved: tuple[Pair, ...]
    retitled: tuple[Pair, ...]

    @property
    def same(self) -> bool:
        """Whether readers would see no difference in what is told here."""
        return not (self.words or self.added or self.removed or self.moved or self.retitled)


def run(project: Project, old: str, new: str) -> Diff:
    """The difference between two stored issues.

    Raises:
        UsageError: there is no such issue.
    """
    one, other = (store.find(project.issues, issue_id).manifest for issue_id in (old, new))
    return between(old, one, new, other)


def to_json(diff: Diff) -> dict[str, object]:
    """The form of `issues diff --json`."""
    return {
        "from": diff.old,
        "to": diff.new,
        "changed": {pair.name: {"old": pair.old, "new": pair.new} for pair in diff.words},
        "added": [asdict(entry) for entry in diff.added],
        "removed": [asdict(entry) for entry in diff.removed],
        "moved": [{"title": p.name, "old": p.old, "new": p.new} for p in diff.moved],
        "retitled": [{"key": p.name, "old": p.old, "new": p.new} for p in diff.retitled],
    }


def between(old_id: str, old: Manifest, new_id: str, new: Manifest) -> Diff:
    """The difference between two manifests; an item is the same when its key is."""
    before = {entry.key: entry for entry in old.entries}
    after = {entry.key: entry for entry in new.entries}
    both = [key for key in after if key in before]
    return Diff(
        old_id,
        new_id,
        words=_words(old, new),
        added=tuple(entry for key, entry in after.items() if key not in before),
        removed=tuple(entry for key, entry in before.items() if key not in after),
        moved=_moved(old, new, both),
        retitled=tuple(
            Pair(key, before[key].title, after[key].title)
            for key in both
            if before[key].title != after[key].title
        ),
    )


def _words(old: Manifest, new: Manifest) -> tuple[Pair, ...]:
    pairs = (
        Pair("title", old.title, new.title),
        Pair("subject", old.subject, new.subject),
        Pair("preheader", old.preheader, new.preheader),
        Pair("from", old.sender, new.sender),
        Pair("window", _span(old), _span(new)),
    )
    return tuple(pair for pair in pairs if pair.old != pair.new)


def _span(manifest: Manifest) -> str:
    return f"{manifest.window['start']} to {manifest.window['end']}"


def _moved(old: Manifest, new: Manifest, both: Sequence[str]) -> tuple[Pair, ...]:
    """Items under another heading, and the fewest that stand in another order than before."""
    headings, places = _headings(old), _headings(new)
    order = [key for key in headings if key in places]
    matcher = SequenceMatcher(None, order, both, autojunk=False)
    kept = {key for block in matcher.get_matching_blocks() for key in both[block.b :][: block.size]}
    titles = {entry.key: entry.title for entry in new.entries}
    return tuple(
        Pair(titles[key], _place(old, key), _place(new, key))
        for key in both
        if key not in kept or headings[key] != places[key]
    )


def _headings(manifest: Manifest) -> dict[str, str | None]:
    return {entry.key: part.title for part in manifest.sections for entry in part.entries}


def _place(manifest: Manifest, key: str) -> str:
    """`2 in Systems`, counted within the heading."""
    for part in manifest.sections:
        for place, entry in enumerate(part.entries, 1):
            if entry.key == key:
                return f"{place} in {part.title}" if part.title else f"{place} at the top"
    raise KeyError(key)
