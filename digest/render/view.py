"""What templates get to see: everything decided and formatted, so that they only lay out.

docs/templates.md is the manual of these classes.
"""

from digest.core.model import ItemKind
from digest.core.quick import dataclass
from digest.render.rich import Rich


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture with an address; `alt` is empty when it is decoration."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class LogoView:
    """The picture that stands for the title; sizes in px, the height may be unknown."""

    url: str
    alt: str
    width: int
    height: int | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """A post in the issue, or something of the editor's own.

    `url` and `host` are None when it has no address. `by` is its author or source, `facts` are
    minutes and date as far as known; of a link `by` is its host, of a sponsor the word that says
    so. `lang` is set where it differs from the newsletter's; `dir` is the direction of its title.
    """

    title: Rich
    url: str | None
    host: str | None
    by: str
    facts: tuple[str, ...]
    summary: Rich
    image: ImageView | None
    lang: str | None
    dir: str
    kind: ItemKind


@dataclass(frozen=True, slots=True)
class SectionView:
    """Items under a heading; the title is empty for those that have none."""

    title: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue: the lead item, sections of full items, then `briefs`, to be listed by title.

    `opening` is what the editor put above the lead. `long` issues want a table of contents.
    """

    title: Rich
    subject: str
    preheader: str
    number: int
    days: str
    intro: Rich
    outro: Rich
    opening: tuple[ItemView, ...]
    lead: ItemView | None
    sections: tuple[SectionView, ...]
    briefs: tuple[ItemView, ...]
    long: bool


@dataclass(frozen=True, slots=True)
class NewsletterView:
    """Whose letter it is; the addresses are None when there are none, but there is a way out."""

    title: str
    url: str | None
    host: str | None
    lang: str
    dir: str
    logo: LogoView | None
    reason: str
    postal_address: str
    web_url: str | None
    preferences_url: str | None
    unsubscribe_url: str
