r"""Repair what the MJML compiler (mrml 6) would damage.

It prints attribute values with Rust's debug escapes, so that combining characters, quotes,
backslashes and newlines come out as literal `\u{94d}`, `\"`, `\\`, `\n`; numeric references pass
through unharmed. A unitless `0` in a padding breaks its widths, `#abc` is not expanded, and the
sign of a social element, which its words tell, has no `alt`. It dies of text such as `é >`, which
is looked at byte by byte, and refuses a space between two elements of the head, where it takes a
line break.
"""

import re
from functools import lru_cache

HARMLESS = r"[ -&(-;=?-\[\]-~]*+>(?![^<\"']*+[\"'])"  # and no value goes on after the `>`
PIECE = re.compile(  # what is sure to be right, nearly all of it, is in none
    r"<(?:!--.*?--(?=>)|(?P<css>(?P<sheet>mj-style|style)\b.*?</(?P=sheet)\s*(?=>))"
    rf"|(?P<name>mj-[\w-]+|(?!{HARMLESS})[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:\s+[^\s=>/\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)+)(?P<end>\s*/?(?=>)))"
    r"|>(?P<text>[^<>]*+>[^<]*)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
HEAD = re.compile(r"<mj-head\b.*?</mj-head\s*>", re.DOTALL)
DEFAULTS = re.compile(r"<mj-attributes\b.*?</mj-attributes\s*>", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TITLE = re.compile(r"(<mj-title>)(.*?)(</mj-title>)", re.DOTALL)  # copied to an attribute
ZERO = re.compile(r"(?<!\S)0(?!\S)")
SHORT_COLOUR = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")
WHITE = re.compile(r"[\r\n\t]")
UNSAFE = re.compile(r"[^\x00-!#-\[\]-~]")  # a quote, a backslash, and what is not ASCII


def guard(mjml: str) -> str:
    """`mjml`, which has to be well-formed, in a form that compiles to what it says."""
    guarded = PIECE.sub(_piece, without_notes(mjml))
    guarded = HEAD.sub(lambda found: re.sub(r">\s+<", ">\n<", found[0]), guarded, count=1)
    return TITLE.sub(lambda m: m[1] + _encode(" ".join(m[2].split())) + m[3], guarded, count=1)


def without_notes(mjml: str) -> str:
    """`mjml` with spaces for the comments in `mj-attributes`."""

    def blank(comment: re.Match[str]) -> str:
        return " " * len(comment[0])

    return DEFAULTS.sub(lambda found: COMMENT.sub(blank, found[0]), mjml, count=1)


def _piece(piece: re.Match[str]) -> str:
    if piece["name"]:
        return f"<{piece['name']}{_attributes(piece['name'], piece['attributes'])}{piece['end']}"
    if piece["css"]:
        return re.sub(r"[^\x00-\x7f]", lambda char: f"\\{ord(char[0]):x} ", piece[0])
    return ">" + piece["text"].replace(">", "&gt;") if piece["text"] else piece[0]


@lru_cache(maxsize=1024)  # the items of an issue are much alike
def _attributes(tag: str, attributes: str) -> str:
    guarded = ATTRIBUTE.sub(lambda found: _attribute(tag, found), attributes)
    alone = tag == "mj-social-element" and not re.search(r"\salt\s*=", attributes)
    return f'{guarded} alt=""' if alone else guarded


def _attribute(tag: str, found: re.Match[str]) -> str:
    name, value = found[1], found[2] if found[3] is None else found[3]
    if tag.startswith("mj-"):
        value = _spelt_out(name, value)
    return f'{name}="{_encode(value)}"'


def _spelt_out(name: str, value: str) -> str:
    if "padding" in name:
        return ZERO.sub("0px", value)
    if name.endswith("color") and (short := SHORT_COLOUR.fullmatch(value)):
        return "#" + "".join(2 * digit for digit in short.groups())
    return value


def _encode(value: str) -> str:
    return UNSAFE.sub(lambda char: f"&#{ord(char[0])};", WHITE.sub(" ", value))
