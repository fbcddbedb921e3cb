"""Does the mail hold words that stood there until the real ones came?

"Lorem ipsum", a note to oneself, or the name of an empty value where a name should stand.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.page import in_code

ID, NAME, SEVERITY, NEEDS = "DG702", "placeholder", "warning", ("html",)
FIX = "write the real words"
WORDS = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b"
    r"|\b(?:your|insert|add) (?:text|title|headline|content|logo) (?:here|goes here)\b"
    r"|(?-i:\b(?:TODO|FIXME|TBD|XXX)\b:)|\[(?:TODO|TBD|FIXME)\b",
    re.IGNORECASE,
)
EMPTY = re.compile(r"\s*(?:None|null|undefined|NaN|\[object Object\]|N/A|nil)\s*")


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each of them outside of code."""
    for words in mail.page.words:
        found = WORDS.search(words.text) or EMPTY.fullmatch(words.text)
        if found and not in_code(words.within):
            yield Fault(f'"{found[0].strip()}" looks like a placeholder', words.within)
