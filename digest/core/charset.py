"""The text of a document, whatever encoding it is in and whoever says so."""

import codecs
import re

from digest.core.ports import Document

BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,30})", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,30})", re.ASCII)
META = re.compile(rb"(?ai)<meta\b[^>]{0,500}?charset\s*=\s*[\"']?([\w.:-]{1,30})")
META_BYTES = 4096  # Source: html.spec.whatwg.org asks for 1024; real pages are later than that
# Python knows more codecs than the web does, and some of them are slow: punycode is quadratic
KNOWN = re.compile(
    r"utf-?8|utf-16(?:le|be|-le|-be)?|(?:us-)?ascii|latin-?1|(?:iso-?8859|windows|cp|koi8|euc"
    r"|iso-2022)[-_]?\w+(?:-\w+)?|gb2312|gbk|gb18030|big5|shift[-_]jis|sjis|ks_c_5601-1987|tis-620|macintosh",
    re.IGNORECASE,
)
# Source: encoding.spec.whatwg.org: what these names mean on the web
MEANT = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "iso-8859-9": "cp1254", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
    "tis-620": "cp874", "windows-31j": "cp932",
}  # fmt: skip


def charset(document: Document) -> str:
    """The document as text, without its byte order mark.

    The mark counts most, then the header, an XML declaration and a `<meta>`. A claim that does not
    fit gives way to the next, then to UTF-8. Never fails: the last resort is Windows-1252.
    """
    body = document.body
    for mark, name in BOMS.items():
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for name in (*_claims(document), "utf-8"):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _claims(document: Document) -> list[str]:
    """The encodings that header, XML declaration and `<meta>` name, where they are known."""
    start = document.body[:META_BYTES]
    header = HEADER.search(document.content_type or "")
    inside = (found[1].decode("ascii") for found in (XML.match(start), META.search(start)) if found)
    # a declaration that can be read byte by byte is not in UTF-16, whatever it says
    inner = (name for name in inside if not name.lower().startswith("utf-16"))
    names = (*((header[1],) if header else ()), *inner)
    return [MEANT.get(name.lower(), name.lower()) for name in names if KNOWN.fullmatch(name)]
