"""Makes posts of lines whose roles are known."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from digest.core.model import Image, Post, Source
from digest.core.text import without_ellipsis
from digest.core.when import When
from digest.sources.capture.facts import Fact, FactKind, names
from digest.sources.capture.roles import FACTS, OUTSIDE, Role
from digest.sources.capture.tokens import Token

Lines = Sequence[tuple[Token, Role]]
TEXT_FIELDS = {Role.TITLE: "title", Role.SUMMARY: "summary", Role.ALT: "image"}
FACT_FIELDS = {
    "published": "published",
    "updated": "updated",
    "minutes": "minutes",
    "words": "words",
    "author": "authors",
    "loose": "authors",
    "tag": "tags",
}


def build_posts(tokens: Sequence[Token], roles: Sequence[Role], source: Source) -> Iterator[Post]:
    """The posts of a page in their order."""
    lines = [pair for pair in zip(tokens, roles, strict=True) if pair[1] not in OUTSIDE]
    turns = enumerate(pairwise(role for _, role in lines), start=1)
    starts = [place for place, (before, role) in turns if role <= Role.TITLE <= before]
    for order, (start, end) in enumerate(pairwise([0, *starts, len(lines)])):
        yield _post(lines[start:end], order, source)


def _post(lines: Lines, order: int, source: Source) -> Post:
    texts = {
        role: " ".join(token.line.text for token, its in lines if its is role) for _, role in lines
    }
    facts = [
        fact for token, role in lines if role in FACTS and token.meta for fact in token.meta.facts
    ]
    summary, truncated = without_ellipsis(texts.get(Role.SUMMARY, ""))
    authors, tags = _people_and_topics(facts)
    return Post(
        source=source.name,
        title=texts[Role.TITLE],
        page=source.base_url,
        summary=summary,
        truncated=truncated,
        published=_date(facts, "published"),
        updated=_date(facts, "updated"),
        authors=authors,
        tags=tags,
        minutes=_count(facts, "minutes"),
        words=_count(facts, "words"),
        image=Image(None, texts[Role.ALT]) if Role.ALT in texts else None,
        language=source.language,
        order=order,
        provenance=_provenance(lines),
    )


def _date(facts: Sequence[Fact], kind: FactKind) -> When | None:
    found = (fact.value for fact in facts if fact.kind == kind)
    return next((value for value in found if isinstance(value, When)), None)


def _count(facts: Sequence[Fact], kind: FactKind) -> int | None:
    found = (fact.value for fact in facts if fact.kind == kind)
    return next((value for value in found if isinstance(value, int)), None)


def _people_and_topics(facts: Sequence[Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and tags: of several texts that may be a name, the first of two words is the one."""
    authors = [str(fact.value) for fact in facts if fact.kind == "author"]
    loose = [str(fact.value) for fact in facts if fact.kind == "loose"]
    if loose and not authors:
        authors = [next((text for text in loose if " " in text), loose[0])]
    tags = [str(fact.value) for fact in facts if fact.kind == "tag"]
    tags += [text for text in loose if text not in authors]
    people = (name for text in authors for name in names(text))
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(tags))


def _provenance(lines: Lines) -> dict[str, str]:
    """The first line that says something of each field."""
    first: dict[str, int] = {}
    for token, role in lines:
        fields = [TEXT_FIELDS[role]] if role in TEXT_FIELDS else []
        if role in FACTS and token.meta:
            fields = [FACT_FIELDS[kind] for kind in token.meta.shape if kind in FACT_FIELDS]
        for name in fields:
            first.setdefault(name, token.line.number)
    return {name: f"line {number}" for name, number in first.items()}
