"""What the preview shows: an issue as its readers get it."""

from digest.core.model import Rendered
from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A built issue at the moment of a request; `eml` is the whole message, `headers` its fields.

    `shown` is `rendered` as one reader gets it, with every merge tag filled in; elements of its
    HTML that the page may point at carry `data-dg`. `build` changes when the issue does.
    """

    id: str
    title: str
    state: str
    sender: str
    rendered: Rendered
    shown: Rendered
    eml: bytes
    headers: tuple[tuple[str, str], ...] = ()
    build: str = ""

    @property
    def files(self) -> dict[str, bytes]:
        """What can be downloaded, by file ending."""
        html, text = self.rendered.html.encode(), self.rendered.text.encode()
        return {"html": html, "txt": text, "eml": self.eml}

    @property
    def sources(self) -> dict[str, str]:
        """What can be read as text, by part."""
        return {
            "html": self.rendered.html,
            "text": self.shown.text,
            "mjml": self.rendered.mjml,
            "headers": "".join(f"{name}: {value}\n" for name, value in self.headers),
            "raw": self.eml.decode("utf-8", "replace"),
        }
