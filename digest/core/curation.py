"""The wishes of an editor: what issue.toml, intro.md and outro.md say, understood."""

from collections.abc import Mapping
from dataclasses import field
from textwrap import shorten

from digest.core.model import Image, ItemKind
from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Override:
    """How one post is shown; `post` names it by URL or title, what is empty changes nothing.

    `image` may be an alternative text alone, for the post's own picture.
    """

    post: str
    title: str = ""
    blurb: str = ""
    image: Image | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """Something of the editor's own: one `[[add]]` table.

    `place` counts from 1 over all items that readers see; without one it stands at the end of its
    section. With `again` it comes in though a sent issue had it.
    """

    kind: ItemKind = "link"
    url: str | None = None
    title: str = ""
    blurb: str = ""
    image: Image | None = None
    section: str = ""
    place: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Curation:
    """What issue.toml, intro.md and outro.md say; posts are named by URL or title.

    `sections` has other words for a heading.
    """

    title: str = ""
    subject: str = ""
    preheader: str = ""
    pin: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    feature: str = ""
    items: tuple[Override, ...] = ()
    add: tuple[Own, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    intro: str = ""
    outro: str = ""

    def named(self) -> tuple[tuple[str, str], ...]:
        """Every reference to a post, with the key of issue.toml that it stands under."""
        lists = {"pin": self.pin, "drop": self.drop, "order": self.order}
        found = [(key, reference) for key, references in lists.items() for reference in references]
        found += [("items", item.post) for item in self.items]
        return (*found, *((("feature", self.feature),) if self.feature else ()))


def called(own: Own) -> str:
    """Its title; a text without one is called by its first words."""
    return own.title or shorten(own.blurb, 60, placeholder="…")
