"""The text of a feed's bytes, with everything taken off that only serves an attack."""

import re

from digest.core.charset import BOMS, HEADER, XML

MARKS = {**BOMS, b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
# Python knows more codecs than the web does, and some of them are slow: punycode is quadratic
KNOWN = re.compile(
    r"utf-?8|(?:iso-?8859|windows|cp|koi8|euc|iso-2022)[-_]?\w+(?:-\w+)?|(?:us-)?ascii|latin-?1"
    r"|gb2312|gbk|gb18030|big5|shift[-_]jis|macintosh",
    re.IGNORECASE,
)
WIDER = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "gb2312": "gb18030",
}  # fmt: skip
# Illegal in XML, as are U+FFFE and U+FFFF; bytes are translated four times faster than a regex is
CONTROLS = bytes(32 if code < 32 and code not in b"\t\n\r" else code for code in range(256))
# A feed needs no DOCTYPE, and its entity declarations can grow a kilobyte into gigabytes
PROLOG = re.compile(
    r"\A(?>\s+|<\?.*?\?>|<!--.*?-->)*+(?:<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)?",
    re.DOTALL | re.IGNORECASE,
)


def decoded(body: bytes, content_type: str | None) -> str:
    """The feed as text, from its first element on.

    The byte order mark counts more than the XML declaration, and that more than the HTTP header,
    which servers get wrong more often. Never fails: the last resort is Windows-1252.
    """
    text = _legal(_text(body, content_type).removeprefix("\ufeff"))
    return text[PROLOG.match(text).end() :]  # type: ignore[union-attr]  # it matches the empty string


def _legal(text: str) -> str:
    clean = text.encode("utf-8", "replace").translate(CONTROLS).decode()
    return clean.replace("\ufffe", " ").replace("\uffff", " ")


def _text(body: bytes, content_type: str | None) -> str:
    for encoding in (*_stated(body, content_type), "utf-8"):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", errors="replace")


def _stated(body: bytes, content_type: str | None) -> list[str]:
    marked = [name for mark, name in MARKS.items() if body.startswith(mark)][:1]
    declared = XML.match(body)
    header = HEADER.search(content_type or "")
    names = [declared[1].decode("ascii")] if declared else []
    names += [header[1]] if header else []
    known = [name.lower() for name in names if KNOWN.fullmatch(name)]
    return marked + [WIDER.get(name, name) for name in known]
