r"""Repair what the MJML compiler (mrml 6) would damage.

It prints attribute values with Rust's debug escapes, so that combining characters, quotes,
backslashes and newlines come out as literal `\u{94d}`, `\"`, `\\`, `\n`; numeric references pass
through unharmed. A unitless `0` in a padding breaks its widths, `#abc` is not expanded, and an
image without `alt` stays without.
"""

import re

TAG = re.compile(
    r"<!--.*?-->|<style\b.*?</style\s*>|<mj-style\b.*?</mj-style\s*>"
    r"|<(?P<name>[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:\s+[^\s=>/\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)*)(?P<end>\s*/?>)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
TITLE = re.compile(r"(<mj-title>)(.*?)(</mj-title>)", re.DOTALL)  # copied to an attribute
ZERO = re.compile(r"(?<!\S)0(?!\S)")
SHORT_COLOUR = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")
WITH_ALT = ("mj-image", "mj-carousel-image", "mj-social-element")


def guard(mjml: str) -> str:
    """`mjml` in a form that compiles to what it says."""
    guarded = TAG.sub(_tag, mjml)
    return TITLE.sub(lambda m: m[1] + _encode(" ".join(m[2].split())) + m[3], guarded)


def _tag(tag: re.Match[str]) -> str:
    name = tag["name"]
    if name is None:  # a comment or a style sheet
        return tag[0]
    attributes = ATTRIBUTE.sub(lambda found: _attribute(name, found), tag["attributes"])
    if name in WITH_ALT and not re.search(r"\salt\s*=", tag["attributes"]):
        attributes += ' alt=""'
    return f"<{name}{attributes}{tag['end']}"


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
    return "".join(_character(char) for char in value)


def _character(char: str) -> str:
    if char in "\r\n\t":
        return " "
    if char in '"\\' or ord(char) > 126:
        return f"&#{ord(char)};"
    return char
