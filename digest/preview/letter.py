"""What the preview is given: an issue as its readers get it, and how to read one from disk."""

from collections.abc import Callable
from dataclasses import dataclass

from digest.core.model import Rendered


@dataclass(frozen=True, slots=True)
class Letter:
    """A built issue at the moment of a request; `eml` is None where a clone has none.

    `shown` is `rendered` as one reader gets it, with every merge tag filled in.
    """

    id: str
    title: str
    state: str
    sender: str
    rendered: Rendered
    shown: Rendered
    eml: bytes | None

    @property
    def files(self) -> dict[str, bytes]:
        """What can be downloaded, by file ending."""
        made = {"html": self.rendered.html.encode(), "txt": self.rendered.text.encode()}
        return made if self.eml is None else {**made, "eml": self.eml}


# Raises UsageError for an id that is not in the table of issues.
LookUp = Callable[[str], Letter]
