"""YAML front matter that is plain enough to be read without a YAML parser.

PyYAML takes ten times as long. What is read here, PyYAML reads likewise; for all else the answer is
None, and PyYAML is asked.
"""

import re
from typing import Any

ODD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
QUOTED = rf"\"[^\"\\{ODD}]*\"|'[^'{ODD}]*'"
PLAIN = rf"\w(?:[^:#{ODD}]|:(?=\S)|(?<=[^\s])\#)*?"
IN_FLOW = rf"\w[^:#,\[\]{{}}{ODD}]*?"
BELOW = rf"(?: *(?:\#[^{ODD}]*)?\n)*"  # blank lines and comments
REST = rf"(?: +\#[^{ODD}]*)? *\n{BELOW}"

BEFORE = re.compile(BELOW)
BLOCK = re.compile(r"([A-Za-z_][\w-]*):((?:[ ].*)?\n(?:(?:[ \t#-].*)?\n)*)", re.ASCII)
SCALAR = re.compile(rf"(?: +({QUOTED}|{PLAIN}))?{REST}")
FLOW = re.compile(
    rf" +\[ *((?:{QUOTED}|{IN_FLOW})(?: *, *(?:{QUOTED}|{IN_FLOW}))*)? *(?:(?<!\[), *)?\]{REST}"
)
ITEMS = re.compile(rf"{QUOTED}|{IN_FLOW}(?= *(?:,|\Z))")
LIST = re.compile(rf" *\n( *)- +(?:{QUOTED}|{PLAIN}) *\n(?:\1- +(?:{QUOTED}|{PLAIN}) *\n)*{BELOW}")
ITEM = re.compile(rf"^ *- +({QUOTED}|{PLAIN}) *$", re.MULTILINE)
NULLS = ("null", "Null", "NULL")
CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}

UNCLEAR = object()


def read(text: str, wanted: frozenset[str] | None = None) -> dict[str, Any] | None:
    """The values of the keys in `wanted`, else of all keys, or None when it takes a YAML parser.

    `text` ends with a line end. `wanted` is in lower case; what is not wanted is not understood.
    """
    data: dict[str, Any] = {}
    before = BEFORE.match(text)
    end = before.end() if before else 0
    for found in BLOCK.finditer(text, end):
        key, value = found.groups()
        if found.start() != end or key in NULLS:
            return None
        end = found.end()
        if wanted is None or key.lower() in wanted:
            data[key] = _value(value)
            if data[key] is UNCLEAR:
                return None
        elif not _is_closed(value.strip()):
            return None
    return data if end == len(text) else None


def _value(text: str) -> Any:
    """A scalar as text, a list of scalars, or `UNCLEAR`."""
    if found := SCALAR.fullmatch(text):
        return _scalar(found[1])
    if found := FLOW.fullmatch(text):
        return [_scalar(item) for item in ITEMS.findall(found[1] or "")]
    if LIST.fullmatch(text):
        return [_scalar(item) for item in ITEM.findall(text)]
    return UNCLEAR


def _scalar(written: str | None) -> str | None:
    if not written or written in NULLS:
        return None
    return written[1:-1] if written[0] in "\"'" else written


def _is_closed(value: str) -> bool:
    """Whether a value certainly ends before the next key does."""
    closing = CLOSING.get(value[:1])
    return closing is None or (len(value) > 1 and value.endswith(closing))
