"""Values as TOML writes them."""

import json
import re
from collections.abc import Sequence

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # but for tab and line feed
QUOTES = re.compile(r'"(?="|\Z)')  # three of them, or one before the end, would end the text


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def written(value: str | int | Sequence[str], end: str = "\n") -> str:
    """A value; a text of several lines stays one of several lines, which end in `end`."""
    if isinstance(value, int):
        return str(value).lower()  # True and False are numbers, too
    if not isinstance(value, str):
        return f"[{', '.join(map(quoted, value))}]"
    return _lines(value).replace("\n", end) if "\n" in value else quoted(value)


def quoted(text: str) -> str:
    """A text in one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(text: str) -> str:
    escaped = QUOTES.sub(r'\\"', text.replace("\\", r"\\"))
    escaped = CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f'"""\n{escaped}"""'
