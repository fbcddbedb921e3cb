"""Will Gmail cut the message short?

Gmail hides what follows the first 102 KB or so of HTML behind "View entire message", and with it
the way to unsubscribe. Google documents no number. Source: spamresource.com/2022/01, which measured
102 to 105 KB of decoded HTML.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG101", "size-clip", "error", ("html",)
CLIP_BYTES = 102_400  # of UTF-8, before transfer encoding
NEAR_BYTES = 81_920
FIX = "set a lower max_posts, or shorter blurbs in issue.toml"
FIX_ELSEWHERE = "shorten the text, or take out comments, spaces and repeated styles"


def check(mail: Mail) -> Iterator[Fault]:
    """Error above the clip size, warning above 80 KB."""
    size = len((mail.html or "").encode())
    told = f"the HTML is {size / 1024:.0f} KB; Gmail clips at {CLIP_BYTES // 1024} KB"
    if size > NEAR_BYTES:
        yield Fault(told, about="size", severity="error" if size > CLIP_BYTES else "warning")
