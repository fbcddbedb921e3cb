"""Findings that somebody does not want to hear of, and wishes that silence nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from digest.core.context import names
from digest.core.finding import Fault, Rule
from digest.core.mail.mail import Mail
from digest.core.mail.whose import around, post_of
from digest.core.quick import dataclass
from digest.core.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

COMMENT = re.compile(r"digest[-:\s]*ignore\b")
PLAIN = re.compile(r"digest-ignore(?:[\s,]+DG\d+)+[\s,]*")
RULE = re.compile(r"DG\d+")
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


def _targets(comment: "HtmlElement") -> "list[HtmlElement]":
    """What a comment is about: the element behind it, and the one before it in the same line."""
    behind = next((each for each in comment.itersiblings() if isinstance(each.tag, str)), None)
    before = next(comment.itersiblings(preceding=True), None)
    near = before is not None and isinstance(before.tag, str) and "\n" not in (before.tail or "")
    return [each for each in (behind, before if near else None) if each is not None]


def _lies_in(element: Any, targets: "Sequence[HtmlElement]") -> bool:
    return any(each is target for each in around(element) for target in targets)
