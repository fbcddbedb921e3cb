"""Findings that somebody does not want to hear of, and wishes that silence nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from digest.core.context import names
from digest.core.finding import Fault, Rule
from digest.core.inline_markup import spans
from digest.core.mail.mail import Mail
from digest.core.mail.page import is_hidden, words_of
from digest.core.model import Post
from digest.core.quick import dataclass
from digest.core.text import one_line
from digest.core.urls import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

COMMENT = re.compile(r"digest[-:\s]*ignore\b")
PLAIN = re.compile(r"digest-ignore(?:[\s,]+DG\d+)+[\s,]*")
RULE = re.compile(r"DG\d+")
NEAR = 7  # elements around a fault that may tell its post: from a link to its row of a table
UNUSED = Rule(
    "DG001",
    "unused-ignore",
    "info",
    (),
    "take it away, so that it hides nothing later",
    "Does something say to ignore what is not there?",
    "A `[[checks.ignore]]` whose post is in the issue, or a comment such as "
    "`<!-- digest-ignore DG401 -->`, that silences nothing would hide the next mistake unseen. "
    "So would one that names no rule by its id.",
)
SPELLING = "write the ids of rules alone, as in <!-- digest-ignore DG401, DG402 -->"


@dataclass(frozen=True, slots=True)
class Ignore:
    """`[[checks.ignore]]`: one rule is silent about one post, named by URL or title."""

    rule: str
    post: str


@dataclass(frozen=True)
class Suppression:
    """What is ignored in one mail; it remembers what was of use, so it serves one check of it."""

    mail: Mail
    ignores: Sequence[Ignore]

    @cached_property
    def used(self) -> set[object]:
        """The wishes that silenced something: an `Ignore`, or a comment with its rule."""
        return set()

    def covers(self, rule: str, fault: Fault) -> bool:
        """Whether somebody wants `fault` ignored."""
        named = [ignore for ignore in self.ignores if ignore.rule == rule]
        post = post_of(self.mail, fault) if named else None
        named = [ignore for ignore in named if post and names(ignore.post, post)]
        inline = [key for key, targets in self._inline(rule) if _lies_in(fault.at, targets)]
        self.used.update(named, inline)
        return bool(named or inline)

    def unused(self, ran: frozenset[str], known: frozenset[str]) -> Iterator[Fault]:
        """A fault for each wish that silenced nothing, though its rule is among those that ran.

        Also for each comment that names none of the rules that are `known`.
        """
        for ignore in self.ignores:
            here = any(names(ignore.post, post) for post in self.mail.posts)
            if here and ignore.rule in ran and ignore not in self.used:
                told = f'[[checks.ignore]] {ignore.rule} for "{ignore.post}" silences nothing'
                yield Fault(told, post=ignore.post)
        for comment, rules in self._comments:
            if not rules or not known.issuperset(rules):
                told = f"<!-- {one_line(comment.text or '')[:60]} -->"
                yield Fault(f"{told} names no rule, or not by its id", comment, fix=SPELLING)
            for rule in rules:
                if rule in ran and (comment, rule) not in self.used:
                    yield Fault(f"<!-- digest-ignore {rule} --> silences nothing", comment)

    def _inline(self, rule: str) -> "Iterator[tuple[object, list[HtmlElement]]]":
        for comment, rules in self._comments:
            if rule in rules:
                yield (comment, rule), _targets(comment)

    @cached_property
    def _comments(self) -> "list[tuple[HtmlElement, list[str]]]":
        from lxml.etree import Comment

        comments = [(each, (each.text or "").strip()) for each in self.mail.page.root.iter(Comment)]
        return [
            (comment, RULE.findall(text) if PLAIN.fullmatch(text) else [])
            for comment, text in comments
            if COMMENT.match(text)
        ]


def post_of(mail: Mail, fault: Fault) -> Post | None:
    """The post that `fault` is about: the one it names, or the one whose link or title it is in."""
    if fault.post is not None:
        return next((post for post in mail.posts if fault.post in (post.title, post.key)), None)
    if not mail.posts or _is_preheader(fault.at):
        return None
    for element in islice(_around(fault.at), NEAR):
        words, href = one_line(words_of(element)), element.get("href")
        fitting = [
            post
            for post in mail.posts
            if (href and post.link and url_key(href) == url_key(post.link))
            or _names(words, post.title)
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _names(words: str, title: str) -> bool:
    """Whether the title stands in `words`, where its code is code and its formulas are drawn."""
    pieces = [one_line(span.text) for span in spans(title) if span.kind != "math"]
    pieces = [piece for piece in pieces if piece]
    return bool(pieces) and all(piece in words for piece in pieces)


def _is_preheader(element: Any) -> bool:
    """Whether it is hidden: there stand words of several posts."""
    return element is not None and isinstance(element.tag, str) and is_hidden(element)


def _around(element: Any) -> "Iterator[HtmlElement]":
    """The element and those around it, if it is one."""
    if element is not None and isinstance(element.tag, str):
        yield element
        yield from element.iterancestors()


def _targets(comment: "HtmlElement") -> "list[HtmlElement]":
    """What a comment is about: the element behind it, and the one before it in the same line."""
    behind = next((each for each in comment.itersiblings() if isinstance(each.tag, str)), None)
    before = next(comment.itersiblings(preceding=True), None)
    near = before is not None and isinstance(before.tag, str) and "\n" not in (before.tail or "")
    return [each for each in (behind, before if near else None) if each is not None]


def _lies_in(element: Any, targets: "Sequence[HtmlElement]") -> bool:
    return any(each is target for each in _around(element) for target in targets)
