"""Can the reader's mail program fetch every image?

An address that is empty, relative, a file of the sender's, or of a part that the message does not
have (`cid:`), shows a broken picture; one over http is blocked by many programs, and lets others
see who reads.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG405", "img-source", "error", ("html",)
FIX = "put the picture on a web server, and write its whole https address"
ENCLOSE = "put the picture on a web server, or into a part with that Content-ID"
WHOLE = r"(?i)https?://[^/]|cid:\S|data:\S"
TAG = r"\{|\*\||%%|<%|\[\["  # a merge tag, or DG701


def check(mail: Mail) -> Iterator[Fault]:
    """Error for addresses that are none, warning for each host without https."""
    for image in mail.page.all("img"):
        src = (image.get("src") or "").strip()
        if re.match(TAG, src):
            continue
        if not src:
            yield Fault("an image has no address", image)
        elif _is_missing(mail, src):
            told = f"an image is not in the message: {src[:200]}"
            yield Fault(told, image, about="not enclosed", fix=ENCLOSE)
        elif not re.match(WHOLE, src):
            told = f"an image has no address on the web: {src[:200]}"
            yield Fault(told, image, about="not on the web")
        elif src.lower().startswith("http://"):
            host = src[len("http://") :].partition("/")[0].lower()
            told = f"{src} is not https"
            yield Fault(told, image, about=f"pictures of {host}", severity="warning")


def _is_missing(mail: Mail, src: str) -> bool:
    """Whether it is a part of the message that is not there; to bare HTML it may be added yet."""
    name = unquote(src[4:]) if src[:4].lower() == "cid:" and mail.message is not None else ""
    return bool(name) and all(leaf.content_id != name for leaf in mail.leaves)
