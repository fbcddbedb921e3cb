"""The address that Hugo or Jekyll gives a post.

Sources: gohugo.io/content-management/urls, jekyllrb.com/docs/permalinks.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from digest.core.errors import SourceError

HUGO = "/:sections/:slugorcontentbasename/"
JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
PLACEHOLDER = re.compile(r":([a-z]\w*)")
DATED = frozenset(("year", "month", "monthname", "day", "yearday", "y_day"))
DATED |= {"short_year", "i_month", "i_day"}
# What a slug keeps beside letters, digits and their marks
HUGO_KEEPS = "._+~@/-"
JEKYLL_KEEPS = "._~!$&'()+,;=@"


def expand(pattern: str, values: Mapping[str, str], day: date | None) -> str | None:
    """The path that a pattern makes, or None when it needs a date and there is none.

    Raises:
        SourceError: the pattern has a placeholder that nobody knows.
    """
    wanted = PLACEHOLDER.findall(pattern)
    if day is None and DATED.intersection(wanted):
        return None
    known = {**values, **(_dates(day) if day else {})}
    for name in wanted:
        if name not in known:
            names = ", ".join(f":{known}" for known in sorted({*values, *DATED}))
            raise SourceError(f'permalink "{pattern}": unknown :{name}', hint=f"known are {names}")
    path = PLACEHOLDER.sub(lambda found: known[found[1]], pattern)
    return quote(re.sub(r"/{2,}", "/", f"/{path}"), safe="/!$&'()*+,;=:@%~")


def hugo_slug(text: str) -> str:
    """Text as Hugo writes it in a path: lower case, hyphens for spaces, no punctuation."""
    kept = "".join(char for char in text if char.isspace() or _is_kept(char, HUGO_KEEPS))
    return re.sub(r"\s+", "-", re.sub(r"\s*-\s*", "-", kept.strip())).lower()


def jekyll_slug(text: str) -> str:
    """Text as Jekyll's `:title` has it: case is kept, and hyphens stand for all else."""
    kept = "".join(char if _is_kept(char, JEKYLL_KEEPS) else "-" for char in text)
    return re.sub("-+", "-", kept).strip("-")


def _is_kept(char: str, others: str) -> bool:
    return char.isalnum() or char in others or unicodedata.category(char).startswith("M")


def _dates(day: date) -> dict[str, str]:
    return {
        "year": f"{day:%Y}",
        "short_year": f"{day:%y}",
        "month": f"{day:%m}",
        "i_month": str(day.month),
        "monthname": f"{day:%B}".lower(),
        "day": f"{day:%d}",
        "i_day": str(day.day),
        "yearday": str(day.timetuple().tm_yday),
        "y_day": f"{day:%j}",
    }
