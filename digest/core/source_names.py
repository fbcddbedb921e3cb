"""Short names for sources, to be typed after `digest sources test`."""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import urlsplit

LONGEST = 40
# What sites write beside their name, as in: Notes | Ann Example
BESIDE = re.compile(r"\s+[|·•»–—-]\s+|:\s+")


def source_name(title: str, url: str, taken: Collection[str]) -> str:
    """A name made of the site's title, else of its host; numbered when it is `taken`."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    base = _slug(BESIDE.split(title.strip())[0]) or _slug(host) or "source"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def _slug(text: str) -> str:
    """Lower case without accents, in any script, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).casefold()
    bare = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", plain))
    words = re.findall(r"[^\W_]+", bare)
    slug = "-".join(words)
    return (
        slug if len(slug) <= LONGEST else slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    )
