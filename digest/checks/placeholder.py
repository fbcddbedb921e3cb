"""Does the mail hold words that stood there until the real ones came?

"Lorem ipsum", a note to oneself, or the name of an empty value where a name should stand. Code may
hold them, and `[object Object]` and the like may be what a post is about.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.passages import passages

ID, NAME, SEVERITY, NEEDS = "DG702", "placeholder", "warning", ("words",)
FIX = "write the real words"
EMPTY = r"None|null|undefined|NaN|\[object Object\]|N/A|nil"
SIGN = re.compile(
    r"(?i:\blorem ipsum\b|\bdolor sit amet\b"
    r"|\b(?:your|insert|add) (?:text|title|headline|content|logo) (?:here|goes here)\b)"
    rf"|\b(?:TODO|FIXME|TBD|XXX)\b:|\[(?i:TODO|TBD|FIXME)\b|\A\s*(?:{EMPTY})\s*\Z"
    r"|(?P<value>\[object Object\]|\bInvalid Date\b"
    r"|\b(?:Hi|Hello|Hey|Dear) (?:None|null|undefined|NaN)(?=\s*(?:[,!]|\Z)))"
)


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each of them."""
    for passage in passages(mail, SIGN):
        found = SIGN.search(passage.text)
        if found and not (found["value"] and found["value"] in mail.said):
            yield passage.fault(f'"{found[0].strip()}"{passage.where} looks like a placeholder')
