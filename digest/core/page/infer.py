"""A rule for a page that nobody made one for: the block that repeats as posts do.

It only proposes. On real pages the block may be a menu or an archive of years, so a person has to
look at what the rule finds before it is followed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from digest.core.figures import minutes, words
from digest.core.page.card import Card, distinct, read_when, signed
from digest.core.page.dom import Page, select, words_of
from digest.core.page.prose import READ_MORE
from digest.core.page.rule import Rule, rule_cards
from digest.core.page.selectors import classes, place, step
from digest.core.quick import dataclass
from digest.core.urls import same_site, url_key

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

FEWEST = 3  # items that make a list
LIKELY = 0.5
ITEMS = "li article div section a tr p h2 h3 h4 dt".split()
TITLE_TAGS = {tag: rank for rank, tag in enumerate("h1 h2 h3 h4 h5 h6 a".split())}
ALONE = frozenset("h2 h3 h4 dt".split())  # items whose summary stands behind them
CHROME = (
    "nav, aside, form, select, thead, body > header, body > footer, [role=navigation], .sidebar"
)
LOOKED_AT = 30  # items
MOST_TRIED = 80  # selectors
USUAL = 0.6  # share of the items that have what a rule names
NO_TITLE = re.compile(r"[\W\d_]*|.*\(\d+\)|.{0,3}")  # `2024`, `python (12)`
NO_POST = re.compile(r"/(?:tags?|categor(?:y|ies)|authors?|topics?|archives?)/[^/]+$|/page/\d+$")
SUMMARY_AT_LEAST = 40  # characters
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Inferred:
    """A rule, what it finds, and how likely that is the list of posts: from 0 to 1."""

    rule: Rule
    cards: tuple[Card, ...]
    confidence: float


def infer(page: Page) -> Inferred | None:
    """The likeliest rule, or None when nothing on the page repeats as posts do."""
    chrome = set(select(page.root, CHROME))
    guesses = [_guess(page, css, chrome) for css in _repeating(page, chrome)]
    best = max(filter(None, guesses), key=lambda guess: guess.confidence, default=None)
    return best if best and best.confidence >= LIKELY else None


def _repeating(page: Page, chrome: "set[Node]") -> list[str]:
    """Selectors of what repeats, the most frequent first."""
    siblings: dict[tuple[Node, str], list[Node]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for node in page.root.iter(*ITEMS):
        above = node.getparent()
        if above is not None and chrome.isdisjoint((node, *node.iterancestors())):
            siblings[above, str(node.tag)].append(node)
            counts[f"{place(above)} > {step(node)}"] += 1
    for (above, _), nodes in siblings.items():
        shared = [name for name in classes(nodes[0]) if all(name in classes(n) for n in nodes)]
        css = f"{place(above)} > {step(nodes[0], tuple(shared))}"
        counts[css] = max(counts[css], len(nodes))
    return [css for css, count in counts.most_common(MOST_TRIED) if count >= FEWEST]


def _guess(page: Page, css: str, chrome: "set[Node]") -> Inferred | None:
    items = select(page.root, css)
    outside = sum(not chrome.isdisjoint((n, *n.iterancestors())) for n in items[:LOOKED_AT])
    rule = None if outside else _rule(page, css, items[:LOOKED_AT])
    if rule is None:
        return None
    cards = distinct(signed(card, "rule") for card in rule_cards(page, rule))
    return Inferred(rule, cards, _confidence(cards, page)) if len(cards) >= FEWEST else None


def _rule(page: Page, css: str, items: "Sequence[Node]") -> Rule | None:
    """The rule that fits the items: what of each lies where in most of them."""
    slots = _slots(items)
    date = next((slot for slot, nodes in slots.items() if _mostly_dates(page, nodes)), "")
    titles = [slot for slot, nodes in slots.items() if slot != date and _may_be_titles(nodes)]
    titles.sort(key=lambda slot: TITLE_TAGS.get(slot.split(".")[0], len(TITLE_TAGS)))
    if not titles:
        return None
    holders = {above for node in slots[titles[0]] for above in (node, *node.iterancestors())}
    others = {s: nodes for s, nodes in slots.items() if s != date and holders.isdisjoint(nodes)}
    summary = max(others, key=lambda slot: _length(others[slot]), default="")
    if not summary or _length(others[summary]) < SUMMARY_AT_LEAST:
        summary = _behind(items) or "p"
    return Rule(item=css, title=titles[0], summary=summary, date=date or "time")


def _slots(items: "Sequence[Node]") -> "dict[str, list[Node]]":
    """The elements with words that most items have, by their selectors; the first one in each."""
    slots: dict[str, list[Node]] = defaultdict(list)
    for item in items:
        own: dict[str, Node] = {}
        for node in item.iter("*"):
            if _says(node) and (node is not item or not len(item)):
                own.setdefault(step(node), node)
        for css, node in own.items():
            slots[css].append(node)
    return {css: nodes for css, nodes in slots.items() if len(nodes) >= USUAL * len(items)}


def _says(node: "Node") -> bool:
    """Whether an element has words of its own, and not only through others; a heading need not."""
    own = (node.text, *(child.tail for child in node))
    return bool(words_of(node)) and (node.tag in TITLE_TAGS or any(t and t.strip() for t in own))


def _behind(items: "Sequence[Node]") -> str:
    """The element that stands right behind most headings of a page without containers."""
    behind = (node.getnext() for node in items if node.tag in ALONE)
    tags = Counter(str(node.tag) for node in behind if node is not None)
    return next((f"+ {t}" for t in ("p", "dd", "div") if tags[t] >= USUAL * len(items)), "")


def _mostly_dates(page: Page, nodes: "Sequence[Node]") -> bool:
    def is_date(node: "Node") -> bool:
        raws = (node.get("datetime") or "", words_of(node))
        return any(read_when(raw, page.zone, order="dmy", label_words=0) for raw in raws)

    return sum(map(is_date, nodes)) >= USUAL * len(nodes)


def _may_be_titles(nodes: "Sequence[Node]") -> bool:
    texts = [words_of(node) for node in nodes]
    good = [text for text in texts if _is_title(text)]
    return len(set(good)) >= USUAL * len(nodes)


def _is_title(text: str) -> bool:
    facts = minutes(text) is not None or words(text) is not None or READ_MORE.fullmatch(text)
    return len(text) <= LONGEST_TITLE and not facts and not NO_TITLE.fullmatch(text)


def _length(nodes: "Sequence[Node]") -> float:
    return median(len(words_of(node)) for node in nodes)


def _confidence(cards: Sequence[Card], page: Page) -> float:
    """What share of the cards has what posts have; long lists count for a little more."""
    here = url_key(page.address or "") or ""
    keys = [url_key(card.url or "") or "" for card in cards]
    count = len(cards)
    titled = sum(_is_title(card.title) and len(card.title.split()) > 1 for card in cards) / count
    linked = sum(same_site(key, here) and not NO_POST.search(key) for key in keys) / count
    told = sum(len(card.summary) >= SUMMARY_AT_LEAST for card in cards) / count
    dated = sum(card.published is not None for card in cards) / count
    share = 0.35 + 0.2 * linked + 0.2 * told + 0.2 * dated
    return round(titled * share * (1 - any(map(NO_POST.search, keys)) / 2), 2)
