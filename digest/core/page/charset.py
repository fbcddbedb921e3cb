"""The text of a page's bytes."""

import codecs
import re

BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
DECLARED = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,30})""", re.IGNORECASE)
# Python knows more codecs than the web does, and some of them are slow: punycode is quadratic
KNOWN = re.compile(
    r"utf-?8|(?:iso-?8859|windows|cp|koi8|euc|iso-2022)[-_]?\w+(?:-\w+)?|(?:us-)?ascii|latin-?1"
    r"|gb2312|gbk|gb18030|big5|shift[-_]jis|macintosh",
    re.IGNORECASE,
)
# Source: encoding.spec.whatwg.org/#names-and-labels
WIDER = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "gb2312": "gb18030",
}  # fmt: skip
META_BYTES = 2048  # browsers look no further than 1024


def decoded(body: bytes, content_type: str | None) -> str:
    """The text, by byte order mark, HTTP header, `<meta>`, or as UTF-8; never fails."""
    for encoding in (*_stated(body, content_type), "utf-8"):
        try:
            return body.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", errors="replace")


def _stated(body: bytes, content_type: str | None) -> list[str]:
    marked = [name for mark, name in BOMS.items() if body.startswith(mark)]
    head = body[:META_BYTES].decode("latin-1")
    places = (content_type or "", head)
    names = [found[1].lower() for place in places if (found := DECLARED.search(place))]
    return marked + [WIDER.get(name, name) for name in names if KNOWN.fullmatch(name)]
