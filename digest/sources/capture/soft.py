"""Lines that are names or topics if every post has such a line in the same place."""

import re
from typing import Literal

from digest.sources.capture.facts import Fact, is_name, names

Soft = Literal["name", "topic"]

MOST_TOPICS = 6
TOPICS = re.compile(r"\s*[,·•|/、，]\s*")
TOPIC = re.compile(r"[^\W\d_][\w.+#&-]{0,24}(?: [^\W\d_][\w.+#&-]{0,24})?")


def soft_facts(text: str, *, repeated: bool) -> tuple[Soft | None, tuple[Fact, ...]]:
    """A line's facts if it is `Jane Doe and John Smith`, or `databases, go`.

    One word is a name only where it is `repeated` on the page.
    """
    if topics := _topics(text):
        return "topic", tuple(Fact("tag", topic) for topic in topics)
    if is_name(text) and (repeated or all(_is_full(name) for name in names(text))):
        return "name", (Fact("author", text),)
    return None, ()


def _topics(text: str) -> tuple[str, ...]:
    """Words in lower case, or one word in capitals."""
    parts = tuple(part for part in TOPICS.split(text) if part)
    cased = text.lower() != text.upper()
    written = text.islower() or (text.isupper() and len(text.split()) == 1)
    fitting = cased and written and 0 < len(parts) <= MOST_TOPICS
    return parts if fitting and all(TOPIC.fullmatch(part) for part in parts) else ()


def _is_full(name: str) -> bool:
    """Whether it is a given name and a family name, without figures."""
    return len(name.split()) > 1 and not any(char.isdigit() for char in name)
