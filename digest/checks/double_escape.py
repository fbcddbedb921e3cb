"""Was text escaped twice?

`&amp;amp;` shows `&amp;` to the reader, `&amp;lt;p&amp;gt;` shows a tag. Code may mean it.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.passages import passages

ID, NAME, SEVERITY, NEEDS = "DG704", "double-escape", "warning", ("words",)
FIX = "mend the words in the post, or give them anew in issue.toml"
FIX_ELSEWHERE = "mend what escapes the words twice"
ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[\da-f]{2,4});"
)
TAG = re.compile(  # as one that is opened only may be what a post is about
    r"<(p|div|span|strong|em|a|b|i|ul|ol|li|h[1-6])(?:\s[^<>]{0,200})?>[^<>]{0,500}</\1>|<br\s*/?>"
)


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each entity or tag that a reader sees as such."""
    for pattern in (ENTITY, TAG):
        for passage in passages(mail, pattern):
            if found := pattern.search(passage.text):
                yield passage.fault(f"readers see {found[0]}{passage.where}")
