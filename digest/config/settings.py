"""Everything digest.toml can say, as frozen data; the docstrings are the manual."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.core.model import OrderKey, SectionRule, Source, Thin
from digest.core.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Newsletter:
    """`[newsletter]`: whose letter it is. Only `title` and `sender` (`from`) are required."""

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
    """`[design]`: which template, and its accent colour, logo and number of full items.

    Items after the first `full_items` are listed by title only, under "Also worth your time".
    """

    template: str = "weekly"
    accent: str = "#0f5c4d"
    logo: str | None = None
    full_items: int = 9


@dataclass(frozen=True, slots=True)
class Audience:
    """`[audience]`: a CSV file with a column `email`, or the addresses themselves."""

    file: Path | None = None
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """`[delivery]`: the provider, and how to reach it. `password` is a reference, never a secret.

    `security` is starttls, tls or none. `timeout_s` bounds each answer of the server.
    """

    provider: str = "outbox"
    host: str | None = None
    port: int | None = None
    security: str = "starttls"
    username: str | None = None
    password: str | None = None
    ca_file: Path | None = None


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
