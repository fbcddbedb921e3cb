"""Everything digest.toml can say, as frozen data; the docstrings are the manual."""

from dataclasses import field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.core.finding import Severity
from digest.core.mail.suppress import Ignore
from digest.core.model import OrderKey, SectionRule, Source, Thin
from digest.core.palette import Colours
from digest.core.quick import dataclass
from digest.core.schedule import Schedule

FONTS = ("serif", "sans", "mono")
SPACINGS = ("tight", "normal", "roomy")


@dataclass(frozen=True, slots=True)
class Links:
    """`[links]`: what is added to the addresses of posts, for statistics; by itself nothing.

    `untagged` are hosts whose addresses stay as they are, and those below them.
    """

    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    untagged: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The parameters that are set, in their order."""
        named = ("utm_source", "utm_medium", "utm_campaign")
        return tuple((name, getattr(self, name)) for name in named if getattr(self, name))

    def of(self, issue_id: str) -> "Links":
        """The same with the issue's id for `{issue}`."""
        named = {name: value.replace("{issue}", issue_id) for name, value in self.parameters}
        return Links(**named, untagged=self.untagged)


@dataclass(frozen=True, slots=True)
class Newsletter:
    """`[newsletter]`: whose letter it is. Only `title` and `sender` (`from`) are required.

    `links` is the table of that name.
    """

    title: str
    sender: str
    url: str | None = None
    language: str = "en"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    postal_address: str | None = None
    unsubscribe_url: str | None = None
    preferences_url: str | None = None
    web_url: str | None = None
    reason: str | None = None
    links: Links = Links()


@dataclass(frozen=True, slots=True)
class Select:
    """`[select]`: which posts, how many, how late one may still come in, and in which order.

    `include`, `exclude` and the keys of `weights` are filter rules, as in `core.rules`. `order`
    holds every key.
    """

    min_posts: int = 1
    max_posts: int = 12
    max_age: timedelta = timedelta(weeks=4)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_words: int | None = None
    order: tuple[OrderKey, ...] = ("date", "weight", "source", "title")
    weights: tuple[tuple[str, float], ...] = ()
    thin: Thin = "skip"


@dataclass(frozen=True, slots=True)
class Design:
    """`[design]`: which template, and the tokens that all designs share.

    `light` and `dark` hold the colours that the owner chose, by name. Sizes are px. Items after
    the first `full_items` are listed by title only; from `contents` posts on there is a table of
    contents, 0 is never. HTML of more than `max_bytes` is shortened, 0 is no limit. `written` names
    the keys that a file said, be it what the house says.
    """

    template: str = "weekly"
    accent: str = "#0f5c4d"
    light: Colours = ()
    dark: Colours = ()
    headings: str = "serif"
    text: str = "sans"
    text_size: int = 16
    spacing: str = "normal"
    logo: str | None = None
    logo_width: int = 140
    logo_height: int | None = None
    logo_alt: str | None = None
    full_items: int = 9
    contents: int = 15
    max_bytes: int = 100_000
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """`[audience]`: a CSV file with a column `email`, or the addresses themselves.

    `test` are those to whom the preview may send a test.
    """

    file: Path | None = None
    to: tuple[str, ...] = ()
    test: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """`[delivery]`: the provider, and how to reach it. `password` is a reference, never a secret.

    `security` is starttls, tls or none. `dkim_selector` is what the provider signs with, for
    `digest doctor`.
    """

    provider: str = "outbox"
    host: str | None = None
    port: int | None = None
    security: str = "starttls"
    username: str | None = None
    password: str | None = None
    ca_file: Path | None = None
    dkim_selector: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checks:
    """`[checks]`: the rules that are `off`, how severe others are, and for which posts not.

    `spamd` is where SpamAssassin's daemon listens, `host:port` or the path of a socket. `clients`
    are the families of mail programs that matter; with none named, the great ones do.
    """

    off: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    ignore: tuple[Ignore, ...] = ()
    spamd: str | None = None
    clients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """A newsletter project: its folder, its digest.toml, and what that says."""

    folder: Path
    file: Path
    newsletter: Newsletter
    schedule: Schedule
    select: Select
    sections: tuple[SectionRule, ...]
    sources: tuple[Source, ...]
    design: Design
    audience: Audience
    delivery: Delivery
    checks: Checks = Checks()
