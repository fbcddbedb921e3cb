"""Check DG101 "size-clip": will Gmail cut the message short?

Gmail hides what follows the first 102 KB or so behind "View entire message".
Google documents no number. Source: spamresource.com/2022/01, which measured 102 to 105 KB.
"""

from collections.abc import Iterator

from digest.core.finding import Finding
from digest.core.model import Rendered

CLIP_BYTES = 102_400  # of UTF-8 HTML, before transfer encoding
NEAR_BYTES = 81_920


def check(issue: Rendered) -> Iterator[Finding]:
    """Error above the clip size, warning above 80 KB."""
    size = len(issue.html.encode())
    told = f"the HTML is {size / 1024:.0f} KB; Gmail clips at {CLIP_BYTES // 1024} KB"
    fix = "set a lower max_posts, or shorter blurbs in issue.toml"
    if size > NEAR_BYTES:
        clipped = size > CLIP_BYTES
        yield Finding("DG101", "size-clip", "error" if clipped else "warning", told, fix)
