"""What a template asks of the issue, the newsletter or an item, and they do not have.

Jinja tells it on the day when such a place is reached; a note tells it today. It is no error, as a
template may give these names to things of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches

from digest.render.open_blocks import Mistake
from digest.render.view import IssueView, ItemView, NewsletterView

KINDS = {
    "issue": IssueView,
    "issue.lead": ItemView,
    "item": ItemView,
    "newsletter": NewsletterView,
}
CODE = re.compile(
    r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\}|(?P<tag>\{\{.*?\}\}|\{%.*?%\})", re.DOTALL
)
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
ASKED = re.compile(r"(?<![\w.])(issue\.lead|issue|item|newsletter)\.([A-Za-z_]\w*)")
OTHERS = re.compile(  # such a name for something that is no item, as far as can be seen
    r"\b(?:set|for)\s+(?:[\w ]+,\s*)*(issue|item|newsletter)\b"
    r"(?!\s*=\s*issue\.lead\b|\s+in\s+[\w.]+\.(?:items|opening|briefs)\b)"
)


def unknown_names(source: str) -> Iterator[Mistake]:
    """Those in a template's `source`, in order."""
    tags = [(tag.start(), _without_strings(tag[0])) for tag in CODE.finditer(source) if tag["tag"]]
    others = {name for _, tag in tags for name in OTHERS.findall(tag)}
    for at, tag in tags:
        for found in ASKED.finditer(tag):
            known = [field.name for field in fields(KINDS[found[1]])]
            if found[2] not in known and found[1].partition(".")[0] not in others:
                near = get_close_matches(found[2], known, 1)
                meant = f"; did you mean {near[0]!r}?" if near else ""
                yield Mistake(at + found.start(2), f"{found[1]} has no {found[2]!r}{meant}")


def _without_strings(tag: str) -> str:
    return STRING.sub(lambda found: " " * len(found[0]), tag)
