"""Whether an address leads anywhere, as its server says: pure."""

from collections.abc import Mapping
from typing import Literal

from digest.core.finding import Severity
from digest.core.quick import dataclass

Verdict = Literal[
    "alive",
    "dead",
    "nowhere",  # there is no such host, or we are not online
    "certificate",
    "trouble",
    "insecure",
    "private",
    "unclear",
    "unasked",
    "personal",  # may be one reader's own
]
GRADES: Mapping[Verdict, Severity] = {
    "dead": "error",
    "nowhere": "error",
    "certificate": "error",
    "trouble": "warning",
    "insecure": "warning",
    "private": "warning",
    "unclear": "info",
    "unasked": "info",
    "personal": "info",
}
GONE = (404, 410)
# To programs, though a reader may well see the page; LinkedIn says 999.
REFUSED = (401, 402, 403, 405, 406, 407, 418, 421, 423, 428, 429, 451, 999)
EMPTY = 416  # to who asks for the first byte of nothing
WALLS = ("cf-mitigated", "x-amzn-waf-action")  # headers of who wants a person


@dataclass(frozen=True, slots=True)
class Question:
    """An address to ask about; `gently` is by HEAD alone, which changes nothing."""

    url: str
    image: bool = False
    gently: bool = False


@dataclass(frozen=True, slots=True)
class Probe:
    """What became of a question.

    `told` goes on where a sentence began with the address. Equal `cause` is one reason for several
    addresses. `moved` is where permanent redirects led from the beginning. `width` and `height` are
    pixels, of images only; `size_bytes` is what a server said.
    """

    verdict: Verdict
    told: str = ""
    cause: str = ""
    moved: str | None = None
    content_type: str | None = None
    size_bytes: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def severity(self) -> Severity | None:
        """How bad that is; None if all is well."""
        return GRADES.get(self.verdict)


def judged(status: int, headers: Mapping[str, str]) -> Verdict:
    """What a status says of the address; a redirect that says not where to is an answer.

    A wall against programs answers with any status, 503 or 200 among them.
    """
    if any(name in headers for name in WALLS):
        return "unclear"
    if status < 400 or status == EMPTY:
        return "alive"
    if status in GONE:
        return "dead"
    return "unclear" if status in REFUSED else "trouble"
