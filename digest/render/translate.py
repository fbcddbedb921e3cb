"""An issue for another provider: its merge tags instead of ours, and text that stays text there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape

from digest.core.errors import UsageError
from digest.core.merge_tags import EMAIL, NAME, WORD_JOINER, Tag, split
from digest.core.model import Rendered
from digest.render.links import EMAIL as OWN_EMAIL
from digest.render.places import Piece, Place, in_markup, in_plain
from digest.render.provider import Provider

URLS: tuple[Place, ...] = ("url", "plain url")


def translated(rendered: Rendered, provider: Provider, own: Mapping[str, str | None]) -> Rendered:
    """The issue in the provider's words.

    `own` are the newsletter's addresses by the name of their tag: where the provider has an address
    of its own for the purpose, that stands instead.

    Raises:
        UsageError: the provider has no word for a merge tag; names both, and what to do.
    """

    def written(pieces: Iterable[Piece]) -> str:
        return "".join(_pieces(pieces, provider, own))

    return replace(
        rendered,
        html=written(in_markup(rendered.html)),
        text=written(in_plain(rendered.text)),
        mjml=written(in_markup(rendered.mjml)),
        subject=written([Piece(rendered.subject, "plain")]),
        preheader=written([Piece(rendered.preheader, "plain")]),
    )


def _pieces(
    pieces: Iterable[Piece], provider: Provider, own: Mapping[str, str | None]
) -> Iterator[str]:
    names = {escape(url): name for name, url in own.items() if url} | {
        url: name for name, url in own.items() if url
    }
    for text, place in pieces:
        if place is None:
            yield text
        elif place in URLS and text in names:
            yield _own_address(Tag(names[text]), text, place, provider)
        else:
            yield _words(list(split(text)), place, provider)


def _own_address(tag: Tag, address: str, place: Place, provider: Provider) -> str:
    """The provider's address for `tag`, else the newsletter's own, with the reader's in it."""
    if tag.name in provider.tags:
        return _tag(tag, place, provider)
    parts = [part for half in address.split(OWN_EMAIL) for part in (half, Tag(EMAIL))][:-1]
    return _words(parts, place, provider)


def _words(parts: list[str | Tag], place: Place, provider: Provider) -> str:
    """Text and tags; text that would grow together with a tag beside it is escaped, too."""
    tags = [_tag(part, place, provider) if isinstance(part, Tag) else "" for part in parts]
    around = ["", *tags, ""]
    return "".join(
        tags[at]
        if isinstance(part, Tag)
        else _escaped(part, around[at], around[at + 2], place, provider)
        for at, part in enumerate(parts)
    )


def _tag(tag: Tag, place: Place, provider: Provider) -> str:
    if tag.name == NAME:
        name = provider.name(tag.fallback)
        return name if place in ("plain", "plain url") else name.replace('"', "&quot;")
    if tag.name not in provider.tags:
        raise UsageError(f"{provider.title} has no merge tag for {tag}", provider.missing[tag.name])
    return provider.tags[tag.name]


def _escaped(text: str, before: str, after: str, place: Place, provider: Provider) -> str:
    pieces = list(text)
    for found in provider.syntax.finditer(text + after):
        if found.start() < len(text):
            pieces[found.start()] = _character(found[0], place, provider)
    if before and text[:1] == before[-1]:  # `{{{email}}}` would be another tag than `{{email}}`
        plain = place == "plain"
        pieces[0] = WORD_JOINER + text[0] if plain else _character(text[0], place, provider)
    return "".join(pieces)


def _character(char: str, place: Place, provider: Provider) -> str:
    if place in URLS:
        return f"%{ord(char):02X}"
    if place == "css":
        return f"{char} "
    return provider.in_text(char) if place == "plain" else provider.in_html(char)
