"""A project is opened, and its settings become what reads, fetches and sends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import digest
from digest.app.options import Globals
from digest.app.shelves import SourceKinds, rules, shelf
from digest.config.load import find, load
from digest.config.secrets import resolve
from digest.config.settings import Settings
from digest.core.errors import ConfigError
from digest.core.ports import Transport
from digest.core.quick import dataclass
from digest.core.window import read_moment
from digest.store.stats import stats

if TYPE_CHECKING:
    from digest.fetch.web import Web as Fetcher


@dataclass(frozen=True, slots=True)
class Project:
    """A newsletter project with the moment at which the command runs.

    `opened` tells by its `stats` which digest.toml the settings are of.
    """

    settings: Settings
    now: datetime
    offline: bool = False
    opened: tuple[str, ...] = ()

    @property
    def issues(self) -> Path:
        """Where issue folders lie."""
        return self.settings.folder / "issues"

    @property
    def cache(self) -> Path:
        """Where what may be deleted lies."""
        return self.settings.folder / ".digest"

    @property
    def outbox(self) -> Path:
        """Where the provider of that name writes."""
        return self.cache / "outbox"

    @property
    def templates(self) -> tuple[Path, ...]:
        """Where designs are looked up: the project's own first, then the built-in ones."""
        return _templates(self.settings.folder)


def open_project(options: Globals) -> Project:
    """The project that a command is about.

    Raises:
        ConfigError: there is no digest.toml, or it has mistakes.
        UsageError: `--now` is no date.
    """
    file = _file(options)
    opened = tuple(stats([str(file)]))  # before it is read: it may be saved again meanwhile
    settings = load(
        file, SourceKinds(), shelf("digest.delivery.transports"), _designs(file), rules()
    )
    zone = settings.newsletter.timezone
    now = (
        read_moment(options.now, zone, "--now")
        if options.now
        else datetime.now(UTC).replace(microsecond=0)
    )
    return Project(settings, now, options.offline, opened)


def project_near(options: Globals) -> Project | None:
    """The project that a file of anybody's is checked for, and None where there is none."""
    try:
        _file(options)
    except ConfigError:
        if options.config:
            raise
        return None
    return open_project(options)


def built_in(name: str) -> Path:
    """A file or folder that ships with digest: inside the installed package, or beside it."""
    package = Path(digest.__file__).parent
    inside = package / name
    return inside if inside.exists() else package.parent / name


def _templates(folder: Path) -> tuple[Path, ...]:
    return (folder / "templates", built_in("templates"))


def _designs(file: Path) -> tuple[str, ...]:
    """The designs that a digest.toml may name: the folders among the templates."""
    found = (place for templates in _templates(file.parent) for place in templates.glob("*/"))
    return tuple(sorted({place.name for place in found}))


def web_of(project: Project) -> "Fetcher":
    """Reads files and URLs, and remembers what servers said."""
    from digest.fetch.cache import Cache
    from digest.fetch.hosts import Hosts
    from digest.fetch.web import Web as Fetcher

    folder = project.cache / "http"
    return Fetcher(
        contact=project.settings.newsletter.url,
        offline=project.offline,
        cache=Cache(folder),
        hosts=Hosts(folder / "waits.json"),
    )


@contextmanager
def transport_of(project: Project) -> Iterator[Transport]:
    """The provider of digest.toml, with its secret resolved; closed at the end.

    Raises:
        CredentialsError: the secret cannot be had.
    """
    transport = _transport(project)
    try:
        yield transport
    finally:
        transport.close()


def _transport(project: Project) -> Transport:
    delivery = project.settings.delivery
    adapter = import_module(f"digest.delivery.transports.{delivery.provider}").Adapter
    if delivery.provider == "outbox":
        outbox: Transport = adapter(project.outbox)
        return outbox
    password = delivery.password
    server: Transport = adapter(
        host=delivery.host,
        port=delivery.port,
        security=delivery.security,
        username=delivery.username,
        password=resolve(password, folder=project.settings.folder) if password else None,
        ca_file=delivery.ca_file,
    )
    return server


def _file(options: Globals) -> Path:
    folder = (options.directory or Path()).absolute()
    if not folder.is_dir():
        raise ConfigError(f"{folder}: no such folder", "name an existing folder after -C")
    named = options.config or os.environ.get("DIGEST_CONFIG")
    return folder / named if named else find(folder)
