"""Use cases: subscriptions come in from a feed reader, and go out to one."""

import re
from collections.abc import Iterator
from pathlib import Path

from digest.app import sources
from digest.app.wiring import Project, web_of
from digest.core import opml
from digest.core.charset import charset
from digest.core.errors import SourceError
from digest.core.links import absolute
from digest.core.quick import dataclass
from digest.core.source_names import source_name
from digest.core.urls import url_key

FEED_SCHEME = re.compile(r"\s*feed:(?://(?!\w+:)|(?=\w+:))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """The names of the new sources; how many were there already, and what cannot be followed."""

    added: tuple[str, ...]
    duplicates: int
    unusable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A subscription list, how many feeds it has, and the sources that are no feeds on the web."""

    text: str
    feeds: int
    left_out: tuple[str, ...]


def is_list(path: Path) -> bool:
    """Whether a file holds subscriptions, by its name or its beginning."""
    if not path.is_file():
        return False
    if path.suffix.lower() == ".opml":
        return True
    with path.open("rb") as file:
        return b"<opml" in file.read(1000).lower()


def read_in(project: Project, location: str) -> Imported:
    """Follow the feeds of a subscription list, a file or URL; its folders become sections.

    Raises:
        SourceError: it cannot be read, or is no OPML.
        ConfigError: digest.toml cannot be edited.
    """
    try:
        listed = opml.parse(charset(web_of(project).get(location)))
    except SourceError as error:
        told = error.message if location in error.message else f"{location}: {error.message}"
        raise SourceError(told, error.hint) from None
    usable = [(feed, url) for feed in listed if (url := _address(feed.url))]
    new = list(_new(project, usable))
    sources.add(project, new)
    return Imported(
        tuple(str(table["name"]) for table in new),
        len(usable) - len(new),
        tuple(feed.url for feed in listed if not _address(feed.url)),
    )


def write_out(project: Project) -> Exported:
    """The feeds of a project as a subscription list; sections become folders."""
    settings = project.settings
    feeds = [s for s in settings.sources if s.kind == "feed" and "://" in s.location]
    text = opml.write(
        settings.newsletter.title,
        [opml.Subscription(s.name, s.location, s.section) for s in feeds],
    )
    left_out = tuple(s.name for s in settings.sources if s not in feeds)
    return Exported(text, len(feeds), left_out)


def _new(
    project: Project, feeds: list[tuple[opml.Subscription, str]]
) -> Iterator[dict[str, object]]:
    """The tables of feeds that are not followed yet, each once."""
    taken = {source.name for source in project.settings.sources}
    known = {url_key(source.location) for source in project.settings.sources}
    for feed, url in feeds:
        key = url_key(url)
        if key in known:
            continue
        name = source_name(feed.title, url, taken)
        known.add(key)
        taken.add(name)
        yield sources.table(project.settings.folder, name, "feed", url, section=feed.section)


def _address(written: str) -> str | None:
    """The web address of a subscription; some readers write `feed://` for `http://`."""
    found = FEED_SCHEME.match(written)
    if not found:
        return absolute(written)
    rest = written[found.end() :]
    return absolute(f"http://{rest}" if found[0].endswith("//") else rest)
