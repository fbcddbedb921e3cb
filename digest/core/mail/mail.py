"""What a rule looks at."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from digest.core.finding import Location, Need, Part
from digest.core.links import asked_for
from digest.core.mail.mime import Leaf, leaves
from digest.core.mail.page import Page, is_hidden, words_of
from digest.core.model import Post
from digest.core.quick import dataclass
from digest.core.spam import NoScore, SpamScore
from digest.core.window import Window

if TYPE_CHECKING:
    from digest.core.mail.features import Use
    from digest.core.probe import Probe

FILLING = "\u034f\u200b\u200c\u200d\u00ad\ufeff "  # keeps what follows out of an inbox's preview


Origin = Callable[[Any, Page], Location | None]


@dataclass(frozen=True, slots=True)
class Edition:
    """What a project knows of an issue beside its bytes.

    `posts` have the titles and words that readers see; the editor's own links are among them.
    `way_out` is the address at which readers leave, `preferences` where they choose, and
    `web_page` where the issue is to stand on the web, as they stand in it. `rehearsal` says that a
    send would reach nobody, as the provider is the outbox.
    """

    preheader: str
    window: Window
    posts: tuple[Post, ...]
    way_out: str | None = None
    rehearsal: bool = False
    preferences: str | None = None
    web_page: str | None = None
    postal_address: str | None = None


@dataclass(frozen=True)
class Mail:
    """An HTML file, a message, or a built issue; None is what it has not.

    `headers` are decoded and unfolded. `message` is the whole of it as it travels. `files` names
    what to open for a part, and `origin` the template that wrote an element, where that is known.
    `web` is what servers say of its addresses, and `spam` what SpamAssassin says of the message, if
    they were asked. `clients` are the families of mail programs that matter, where somebody says
    so. It has no slots, so that what is worked out once can be kept.
    """

    html: str | None = None
    text: str | None = None
    headers: tuple[tuple[str, str], ...] | None = None
    message: bytes | None = None
    edition: Edition | None = None
    files: Mapping[Part, str] = field(default_factory=dict)
    origin: Origin | None = None
    web: "Mapping[str, Probe] | None" = None
    spam: SpamScore | NoScore | None = None
    clients: tuple[str, ...] = ()

    @cached_property
    def page(self) -> Page:
        """The HTML as a tree."""
        return Page(self.html or "")

    @cached_property
    def features(self) -> "tuple[Use, ...]":
        """What the HTML uses that not every mail program can do."""
        from digest.core.mail.features import uses

        return uses(self.page)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The parts of the message."""
        return leaves(self.message or b"")

    @property
    def has(self) -> frozenset[Need]:
        """What rules may ask for."""
        found: dict[Need, object] = {
            "html": self.html,
            "text": self.text,
            "words": self.text if self.html is None else self.html,
            "headers": self.headers,
            "message": self.message,
            "issue": self.edition,
            "online": self.web,
            "spam": self.spam,
        }
        return frozenset(need for need, value in found.items() if value is not None)

    @property
    def posts(self) -> tuple[Post, ...]:
        """Those of the issue, if it is one."""
        return self.edition.posts if self.edition else ()

    @cached_property
    def said(self) -> str:
        """The titles and words of the posts, which may be about anything."""
        return " ".join(f"{post.title} {post.summary}" for post in self.posts)

    def probe(self, href: str | None) -> "Probe | None":
        """What the server of an address says, if it was asked."""
        return self.web.get(asked_for(href) or "") if self.web else None

    def header(self, name: str) -> str | None:
        """The value of the first header field of that name."""
        fields = ((each.lower(), value) for each, value in self.headers or ())
        return next((value for each, value in fields if each == name.lower()), None)

    @cached_property
    def preheader(self) -> str:
        """What an inbox shows behind the subject: the editor's, else what the HTML hides first."""
        if self.edition:
            return self.edition.preheader
        hidden = (each for each in self.page.all("div", "span", "p", "td") if is_hidden(each))
        return next((found for each in hidden if (found := words_of(each))), "").strip(FILLING)
