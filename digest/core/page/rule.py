"""A page read by a rule of CSS selectors: of digest.toml, of a preset, or inferred."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from digest.core.dates import numeric_order
from digest.core.figures import minutes, words
from digest.core.model import Image
from digest.core.page.card import Card, names, plain_title, read_when
from digest.core.page.dom import Page, first, select, words_of
from digest.core.page.prose import summary_of
from digest.core.quick import dataclass
from digest.core.text import one_line
from digest.core.urls import url_key
from digest.core.when import Origin, When

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

T = TypeVar("T")

FACT_AT_MOST = 60  # characters
WHOLE = frozenset("p pre blockquote td figcaption".split())  # `it took <b>5 minutes</b>` is no fact
BETWEEN_FACTS = re.compile(r"\s*[·•∙⋅‧|]\s*|\xa0\.\xa0")
HEADING = "h1, h2, h3, h4, h5, h6"
BY = re.compile(r"(?:written |posted )?by:?\s+", re.IGNORECASE)
DATE_ATTRIBUTES = ("datetime", "content", "title", "data-date")
IMAGE_ATTRIBUTES = ("src", "data-src", "data-lazy-src", "data-original")


@dataclass(frozen=True, slots=True)
class Rule:
    """CSS selectors; each but `item` counts from an item, and may be empty.

    Without `title` it is the item's first heading, else its link; without `link` the one around or
    in the title, else the first. Dates are in `date`, in its attribute `date_attr` if one is named.
    `meta` holds facts with dots between them; what is neither date nor figure there is the author.
    Items in or below `skip` are none.
    """

    item: str
    title: str = ""
    link: str = ""
    summary: str = "p"
    date: str = "time"
    date_attr: str = ""
    updated: str = ""
    minutes: str = ""
    words: str = ""
    author: str = ""
    tags: str = ""
    image: str = ""
    meta: str = ""
    skip: str = ""
    next: str = ""


def rule_cards(page: Page, rule: Rule, *, origin: Origin = "listing") -> Iterator[Card]:
    """The posts that a rule finds, in the order of the page; what has no title is none.

    Raises:
        SourceError: one of the rule's selectors is none.
    """
    skipped = set(select(page.root, rule.skip)) if rule.skip else set()
    items = [
        item
        for item in select(page.root, rule.item)
        if skipped.isdisjoint((item, *item.iterancestors()))
    ]
    order = numeric_order(" ".join(str(text) for item in items for text in item.itertext()))
    for item in items:
        card = _Reader(
            page, rule, item, partial(read_when, zone=page.zone, order=order, origin=origin)
        ).card()
        if card.title:
            yield card


class _Reader:
    """One item, read by a rule."""

    def __init__(
        self, page: Page, rule: Rule, item: "Node", read_when: Callable[..., When | None]
    ) -> None:
        self.page, self.rule, self.item, self.read_when = page, rule, item, read_when
        self.title = self._title()
        self.dates = self._found(rule.date)
        self.summary = self._summary()

    def card(self) -> Card:
        rule, facts = self.rule, list(self._facts())
        summary, cut = ("", False) if self.summary is None else summary_of(self.summary)
        return Card(
            title="" if self.title is None else plain_title(words_of(self.title)),
            url=self._url(),
            summary=summary,
            truncated=cut,
            published=self._published(facts),
            updated=_one(map(self._when, self._found(rule.updated))),
            authors=names(self._authors(facts)),
            tags=names(words_of(node).lstrip("#") for node in self._found(rule.tags)),
            minutes=_one(map(minutes, self._facts_in(rule.minutes) or facts)),
            words=_one(map(words, self._facts_in(rule.words) or facts)),
            image=_one(map(self._image, self._found(rule.image))),
        )

    def _found(self, css: str) -> "list[Node]":
        return select(self.item, css) if css else []

    def _title(self) -> "Node | None":
        """The first element with words in it."""
        places = (self.rule.title,) if self.rule.title else (HEADING, "a[href]")
        return next((n for css in places for n in select(self.item, css) if words_of(n)), None)

    def _url(self) -> str | None:
        """The address of the first link that leads elsewhere."""
        here = url_key(self.page.address or "")
        urls = (self.page.url(node.get("href")) for node in self._links())
        return next((url for url in urls if url and url_key(url) != here), None)

    def _links(self) -> "Iterator[Node]":
        if self.rule.link:
            yield from select(self.item, self.rule.link)
            return
        if self.title is not None:
            yield from self.title.iterancestors("a")
            yield from select(self.title, "a[href]")
        yield from select(self.item, "a[href]")

    def _summary(self) -> "Node | None":
        """The first that neither holds the title nor is a mere fact."""
        titled = set() if self.title is None else {self.title, *self.title.iterancestors()}
        for node in self._found(self.rule.summary):
            if node not in titled and (text := words_of(node)) and not self._is_fact(node, text):
                return node
        return None

    def _is_fact(self, node: "Node", text: str) -> bool:
        if len(text) > FACT_AT_MOST:
            return False
        dated = any(node in {date, *date.iterancestors()} for date in self.dates)
        return dated or any(
            self.read_when(fact, label_words=0)
            or minutes(fact) is not None
            or words(fact) is not None
            for fact in BETWEEN_FACTS.split(text)
        )

    def _facts(self) -> Iterator[str]:
        """The short texts of the item, but for those in its title and summary."""
        from lxml.etree import iterwalk

        for place in self._found(self.rule.meta) if self.rule.meta else [self.item]:
            walk = iterwalk(place, events=("start", "end"))
            for event, node in walk:
                if event == "end":
                    yield from _short(node.tail) if node is not place else ()
                elif node is self.title or node is self.summary:
                    walk.skip_subtree()
                elif node.tag in WHOLE:
                    walk.skip_subtree()
                    yield from _short(words_of(node))
                else:
                    yield from _short(node.text)

    def _facts_in(self, css: str) -> list[str]:
        return [fact for node in self._found(css) for fact in BETWEEN_FACTS.split(words_of(node))]

    def _published(self, facts: list[str]) -> When | None:
        stated = _one(map(self._when, self.dates))
        if stated or not self.rule.meta:
            return stated
        return _one(map(self.read_when, facts))

    def _when(self, node: "Node") -> When | None:
        """The machine-written date of an attribute, else the one that can be seen."""
        attributes = (self.rule.date_attr,) if self.rule.date_attr else DATE_ATTRIBUTES
        inner = first(node, "time[datetime]")
        nodes = (node,) if inner is None else (inner, node)
        raws = [node.get(name) or "" for node in nodes for name in attributes]
        raws += [words_of(node), *BETWEEN_FACTS.split(words_of(node))]
        return _one(map(self.read_when, raws))

    def _authors(self, facts: list[str]) -> Iterator[str]:
        for node in self._found(self.rule.author):
            yield BY.sub("", words_of(node) or node.get("content") or "")
        if self.rule.meta:
            people = [fact for fact in facts if not re.search(r"\d", fact) and words(fact) is None]
            yield from people[-1].split(", ") if people else ()

    def _image(self, node: "Node") -> Image | None:
        url = _one(self.page.url(node.get(name)) for name in IMAGE_ATTRIBUTES)
        alt = one_line(node.get("alt") or "") or None
        return Image(url, alt) if url or alt else None


def _one(values: Iterable[T | None]) -> T | None:
    """The first that is something; 0 is."""
    return next((value for value in values if value is not None), None)


def _short(text: str | None) -> Iterator[str]:
    """The facts in a text, if it is short enough to hold facts only."""
    if text and len(text) <= 2 * FACT_AT_MOST:
        facts = (one_line(fact).strip("\xa0 ,;") for fact in BETWEEN_FACTS.split(text))
        yield from filter(None, facts)
