"""Merge tags on their way through the pipeline, and filled in for one reader at its end.

`{{name}}`, `{% if x %}`, `%name%`, `*|NAME|*`, `[[name]]` and our own `{unsubscribe_url}` come out
of the compiler and the inliner byte for byte as they went in.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from digest.core.merge_tags import EMAIL, NAME, TAG, WORD_JOINER, Tag, split
from digest.core.model import Rendered
from digest.core.text import one_line
from digest.render.links import EMAIL as OWN_EMAIL
from digest.render.places import Piece, Place, in_markup, in_plain

WAY_OUT = "unsubscribe_url"
STYLE = re.compile(r"(<style\b.*?</style\s*>)", re.DOTALL | re.IGNORECASE)
MERGE_TAG = re.compile(
    rf"(?P<text>\{{(?:{WORD_JOINER}|&#8288;)(?=[a-z_.]+[|}}]))|{TAG.pattern}"
    r"|\{\{[^{}<>\n]*\}\}|\{%[^{}<>\n]*%\}|\*\|[^|<>\"\n]*\|\*|\[\[[^\]<>\"\n]*\]\]"
    r"|\{[A-Za-z_]\w*\}|%[A-Za-z_][\w.]*%"
)


class Reader(NamedTuple):
    """Whose copy it is, and the `sender` to whom one writes where there is no other way out."""

    email: str
    name: str = ""
    sender: str = ""


def leaving_by_mail(sender: str) -> str:
    """The way out of a letter that has no page for it (RFC 2369, 3.2)."""
    return f"mailto:{quote(sender, safe='@')}?subject=unsubscribe"


class Slot(NamedTuple):
    """Where a reader's own words stand."""

    tag: Tag
    place: Place


def masked(html: str, step: Callable[[str], str]) -> str:
    """What `step` makes of `html`, with every merge tag outside style sheets hidden from it.

    Text that only looks like one of our own gets its brace as an entity.
    """
    mask = "mergetag"
    while mask in html:
        mask += "z"
    tags: list[str] = []

    def hide(found: re.Match[str]) -> str:
        tags.append("&#123;" if found["text"] else found[0])
        return f"{mask}{len(tags) - 1}x"

    pieces = STYLE.split(html)
    pieces[::2] = [MERGE_TAG.sub(hide, piece) for piece in pieces[::2]]
    return re.sub(rf"{mask}(\d+)x", lambda found: tags[int(found[1])], step("".join(pieces)))


def for_reader(rendered: Rendered, reader: Reader, shared: tuple[str, ...] = ()) -> Rendered:
    """The issue as one reader gets it: every merge tag is filled in, and `{email}` in `shared`.

    Without an `unsubscribe_url` in digest.toml a reader leaves by a mail to the sender; any other
    address that it does not give leads to a host which says so and cannot exist.
    """
    return replace(
        rendered,
        html=_filled(_in_html(rendered.html, shared), reader),
        text=_filled(_in_text(rendered.text, shared), reader),
        subject=_filled(_of([Piece(rendered.subject, "plain")]), reader),
        preheader=_filled(_of([Piece(rendered.preheader, "plain")]), reader),
    )


@lru_cache(maxsize=4)  # a send fills in the same document for every reader
def _in_html(html: str, shared: tuple[str, ...]) -> tuple[str | Slot, ...]:
    for url in map(escape, shared):
        html = html.replace(url, _with_tag(url))
    return _of(in_markup(html))


@lru_cache(maxsize=4)
def _in_text(text: str, shared: tuple[str, ...]) -> tuple[str | Slot, ...]:
    for url in shared:
        text = text.replace(url, _with_tag(url))
    return _of(in_plain(text))


def _with_tag(url: str) -> str:
    return url.replace(OWN_EMAIL, str(Tag(EMAIL)))


def _of(pieces: Iterable[Piece]) -> tuple[str | Slot, ...]:
    """Literal text and slots in turn, with as few strings as can be."""
    parts: list[str | Slot] = []
    literal: list[str] = []
    for text, place in pieces:
        for part in split(text) if place else [text]:
            if place and isinstance(part, Tag):
                parts += ["".join(literal), Slot(part, place)]
                literal.clear()
            else:
                literal.append(str(part))
    return (*parts, "".join(literal))


def _filled(parts: Iterable[str | Slot], reader: Reader) -> str:
    return "".join(part if isinstance(part, str) else _value(part, reader) for part in parts)


def _value(slot: Slot, reader: Reader) -> str:
    tag, place = slot
    known = {NAME: one_line(reader.name) or tag.fallback, EMAIL: reader.email}
    if tag.name == WAY_OUT and reader.sender:
        return leaving_by_mail(reader.sender)
    if tag.name not in known:
        return f"https://{tag.name.replace('_', '-')}-is-not-set.invalid/"
    if place in ("url", "plain url"):
        return quote(known[tag.name], safe="")
    return known[tag.name] if place == "plain" else escape(known[tag.name])
