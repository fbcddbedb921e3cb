"""Are the pictures light enough?

Each reader's phone loads them over its own line, and a mail that carries heavy ones is held back or
refused. What pictures on the web weigh is known where their servers were asked (`--online`).
Source: react.email, whose linter warns from 1 MiB on; the other bounds are ours.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.weight import HEAVY_BYTES, Picture, too_heavy

ID, NAME, SEVERITY, NEEDS = "DG403", "img-weight", "error", ("html",)
FIX = f"save it smaller, below {HEAVY_BYTES // 1024} KB; 1,200 pixels of width are plenty"


def check(mail: Mail) -> Iterator[Fault]:
    """Error or warning for each heavy picture, and a warning where all of them are too much."""
    yield from too_heavy(_pictures(mail))


def _pictures(mail: Mail) -> Iterator[Picture]:
    """Those within the HTML, those that travel beside it, and those on the web."""
    shown = {(image.get("src") or "").strip(): image for image in reversed(mail.page.all("img"))}
    for src, image in shown.items():
        if src[:5].lower() == "data:":
            yield Picture(f'the picture "{image.get("alt") or ""}"', _size(src), image)
        elif (probe := mail.probe(src)) and probe.size_bytes:
            yield Picture(src, probe.size_bytes, image)
    for leaf in mail.leaves if mail.message is not None else ():
        if leaf.is_image:
            name = leaf.name or leaf.content_id or leaf.kind
            yield Picture(name, leaf.size_bytes, shown.get(f"cid:{leaf.content_id}"))


def _size(src: str) -> int:
    head, _, data = src.partition(",")
    return len(data) * 3 // 4 if head.lower().endswith(";base64") else len(data)
