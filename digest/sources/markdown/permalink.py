"""Names and patterns as generators write them into addresses."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import quote

from digest.core.errors import SourceError

PLACEHOLDER = re.compile(r":([a-z]\w*)(\[[\w:]*\])?")
DATED: Mapping[str, Callable[[date], str]] = {
    "year": lambda day: f"{day:%Y}",
    "short_year": lambda day: f"{day:%y}",
    "month": lambda day: f"{day:%m}",
    "i_month": lambda day: str(day.month),
    "monthname": lambda day: f"{day:%B}".lower(),
    "short_month": lambda day: f"{day:%b}",
    "long_month": lambda day: f"{day:%B}",
    "day": lambda day: f"{day:%d}",
    "i_day": lambda day: str(day.day),
    "yearday": lambda day: str(day.timetuple().tm_yday),
    "y_day": lambda day: f"{day:%j}",
    "weekday": lambda day: str(day.isoweekday() % 7),
    "weekdayname": lambda day: f"{day:%A}".lower(),
    "short_day": lambda day: f"{day:%a}",
    "long_day": lambda day: f"{day:%A}",
    "week": lambda day: f"{day:%V}",
    "w_year": lambda day: f"{day:%G}",
    "w_day": lambda day: str(day.isoweekday()),
}
# What a slug keeps beside letters, digits and their marks
HUGO_KEEPS = "._+~@/-"
JEKYLL_KEEPS = "._~!$&'()+,;=@"
PLAIN = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")


def expand(pattern: str, values: Mapping[str, str], day: date | None) -> str | None:
    """The path that a pattern makes, or None when it needs a date and there is none.

    Raises:
        SourceError: the pattern has a placeholder that nobody knows.
    """
    known = dict(values)
    for name, _ in PLACEHOLDER.findall(pattern):
        if name in DATED:
            if day is None:
                return None
            known[name] = DATED[name](day)
        elif name not in known:
            names = ", ".join(f":{known}" for known in sorted({*values, *DATED}))
            raise SourceError(f'permalink "{pattern}": unknown :{name}', hint=f"known are {names}")
    return quoted(PLACEHOLDER.sub(lambda found: _part(known[found[1]], found[2]), pattern))


def quoted(path: str) -> str:
    """A path from the site's root, percent-encoded."""
    return quote(re.sub(r"/{2,}", "/", f"/{path}"), safe="/!$&'()*+,;=:@%~#?")


def _part(value: str, which: str | None) -> str:
    """Hugo's `:sections[1:]` and `:sections[last]`: a slice of a path."""
    if not which:
        return value
    parts = value.split("/")
    first, colon, after = which.strip("[]").replace("last", str(len(parts) - 1)).partition(":")
    if not colon:
        after = str(int(first) + 1) if first.isdigit() else "0"
    return "/".join(parts[int(first or 0) : int(after) if after else None])


def hugo_path(name: str) -> str:
    """The name of a file or folder as Hugo writes it: a hyphen for each space, no punctuation."""
    if PLAIN.fullmatch(name):
        return name
    kept = "".join(char for char in name.strip() if char.isspace() or _is_kept(char, HUGO_KEEPS))
    return re.sub(r"\s", "-", kept)


def hugo_slug(text: str) -> str:
    """A slug or title as Hugo writes it in a path: as a name, with one hyphen between words."""
    kept = "".join(char for char in text if char.isspace() or _is_kept(char, HUGO_KEEPS))
    words = re.sub(r"\s*-\s*", "-", kept.replace("+", " ").strip())
    return re.sub(r"\s+", "-", words)


def jekyll_slug(text: str) -> str:
    """Text as Jekyll's `:title` has it: case is kept, and hyphens stand for all else."""
    kept = "".join(char if _is_kept(char, JEKYLL_KEEPS) else "-" for char in text)
    return re.sub("-+", "-", kept).strip("-")


def ascii_slug(text: str, *, punctuation: str = "-") -> str | None:
    """Text in lower-case ASCII with hyphens for spaces; None where that takes a transliteration.

    `punctuation` is what stands for all that is neither letter, digit nor space.
    """
    bare = without_accents(text)
    if any(char.isalnum() and not char.isascii() for char in bare):
        return None
    words = re.sub(r"[^\w\s-]|_" if punctuation else r"[^\w\s-]", punctuation, bare.lower())
    return re.sub(r"[-\s]+", "-", words).strip("-")


def without_accents(text: str) -> str:
    """Text with its letters as if they had no marks."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char))


def unicode_slug(text: str) -> str:
    """Text in lower case, hyphens for spaces, without punctuation; letters of any script stay."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def _is_kept(char: str, others: str) -> bool:
    return char.isalnum() or char in others or unicodedata.category(char).startswith("M")
