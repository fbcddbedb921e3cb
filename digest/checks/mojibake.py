"""Was text read in the wrong encoding?

UTF-8 that somebody took for Latin-1 shows "Ã©" for "é" and "â€™" for an apostrophe; U+FFFD stands
where nothing could be made of a byte.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.passages import passages

ID, NAME, SEVERITY, NEEDS = "DG703", "mojibake", "warning", ("words",)
FIX = "mend the words in the post, or give them anew in issue.toml"
FIX_ELSEWHERE = "mend the words, or what reads them in the wrong encoding"
BROKEN = re.compile(
    r"\ufffd|[\u00c3\u00c2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    r"\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac"
)


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each word with such signs."""
    for passage in passages(mail, BROKEN):
        for word in filter(BROKEN.search, passage.text.split(" ")):
            told = f'"{word[:40]}"{passage.where} was read in the wrong encoding'
            yield passage.fault(told)
