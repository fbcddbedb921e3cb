"""The email for its frame: the bytes of the issue, but for what must not happen in a frame.

Our script and the local pictures stand in it, so that it asks for nothing: a frame without an
origin is a stranger to its own server. None of it is needed for safety, which the headers give.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import partial

from digest.core.errors import DigestError
from digest.preview.forced import DEFAULT, darkened
from digest.preview.rewrite import COMMENT, LOADERS, Tag, defused, rewritten
from digest.preview.scheme import emulate
from digest.preview.view import View

Picture = Callable[[str], tuple[bytes, str]]

# Whatever stands before it, a hostile tag cannot swallow it: it is the first after the doctype.
_BEGIN = re.compile(rf"\A(?>(?>\s|{COMMENT}|<\?[^>]*>)*)<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
# A scroll bar would take its width from the email's, which on a phone it does not; an image that is
# not shown keeps its room; of the two rings around what is pointed at, one is seen on any ground.
_STYLE = (
    "<style>html{scrollbar-width:none}"
    "img:not([src]){display:inline-block;overflow:hidden;outline:1px solid #8888}"
    "[data-dg-shown]{outline:3px solid #d6336c!important;outline-offset:3px!important;"
    "box-shadow:0 0 0 3px #fff!important}</style>"
)
_DATA = re.compile(r"data:image/", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_CONTROLS = frozenset("button input select textarea".split())


def framed(html: str, view: View, picture: Picture, script: str = "") -> str:
    """`html` in the colours of `view` and with its images, as `picture` gives the local ones."""
    html = rewritten(html, partial(_tamed, images=view.images, picture=picture))
    html = emulate(html, "dark" if view.scheme == "dark" else "light")
    forced = view.scheme == "forced"
    html = defused(darkened(html) if forced else html)
    begin = _BEGIN.match(html)
    at = begin.end() if begin else 0
    return f"{html[:at]}{script}{_STYLE}{DEFAULT if forced else ''}{html[at:]}"


def script_tag(code: str, nonce: str) -> str:
    """Our own script for the frame."""
    return f'<script type="module" nonce="{nonce}">{code}</script>'


def _tamed(tag: Tag, images: str, picture: Picture) -> Tag | None:
    if tag.name in LOADERS or (tag.name == "meta" and tag.get("http-equiv")):
        kept = tag.name == "meta" and (tag.get("http-equiv") or "").lower() != "refresh"
        return tag if kept else None
    if tag.name in ("a", "area"):
        return tag.having({"target": "_blank", "rel": "noopener noreferrer"})
    if tag.name in _CONTROLS:
        return tag.having({"disabled": ""})
    if tag.name == "img":
        return _image(tag, images, picture)
    if tag.name == "source" and images != "remote":
        return None
    return tag if images == "remote" else tag.without(("background",))


def _image(tag: Tag, images: str, picture: Picture) -> Tag:
    """An image with what it may show; one without shows its alternative text, as clients do."""
    source = tag.get("src") or ""
    if images == "remote" and _REMOTE.match(source):
        return tag
    tag = tag.without(("src", "srcset"))
    shown = _local(source, picture) if images != "off" else None
    return tag.having({"src": shown}) if shown else tag


def _local(source: str, picture: Picture) -> str | None:
    """What an image of this machine is as an address; None for others, and where there is none."""
    if _DATA.match(source):
        return source
    if not source or _REMOTE.match(source):
        return None
    try:
        data, kind = picture(source.removeprefix("cid:"))
    except DigestError:
        return None
    return f"data:{kind};base64,{b64encode(data).decode()}"
