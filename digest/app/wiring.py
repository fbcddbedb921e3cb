"""Settings become adapters: the one place that knows which files exist on the shelves."""

import dataclasses
import os
import pkgutil
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import digest
from digest.app.options import Globals
from digest.config.load import find, load
from digest.config.secrets import resolve
from digest.config.settings import Settings
from digest.core.errors import ConfigError
from digest.core.horizon import Horizon
from digest.core.model import Source
from digest.core.ports import PostSource, Transport, Web
from digest.core.window import read_moment
from digest.store.stats import stats

if TYPE_CHECKING:
    from digest.fetch.web import Web as Fetcher

HANDED_IN = ("source", "web", "cache", "horizon", "complain")  # fields that are no options


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


class SourceKinds:
    """The source kinds: the files in `digest/sources`, their options the fields of `Adapter`."""

    def names(self) -> tuple[str, ...]:
        """All kinds."""
        return shelf("digest.sources")

    def options(self, kind: str) -> Mapping[str, type]:
        """The keys of one kind beyond those of every source."""
        return _options(kind)


@cache
def _options(kind: str) -> Mapping[str, type]:
    adapter = import_module(f"digest.sources.{kind}").Adapter
    hints = typing.get_type_hints(adapter)
    own = [f.name for f in dataclasses.fields(adapter) if f.name not in HANDED_IN]
    return {name: typing.get_origin(hints[name]) or hints[name] for name in own}


@cache
def shelf(package: str) -> tuple[str, ...]:
    """The names of the modules in a package: the file name is the registration."""
    path = import_module(package).__path__
    return tuple(sorted(m.name for m in pkgutil.iter_modules(path) if m.name[0] != "_"))


def open_project(options: Globals) -> Project:
    """The project that a command is about.

    Raises:
        ConfigError: there is no digest.toml, or it has mistakes.
        UsageError: `--now` is no date.
    """
    file = _file(options)
    opened = tuple(stats([str(file)]))  # before it is read: it may be saved again meanwhile
    settings = load(
        file, SourceKinds(), shelf("digest.delivery.transports"), _designs(file), _rules()
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


def _rules() -> Iterator[str]:
    """The ids of the rules of the pre-flight; they are loaded for a digest.toml that names some."""
    yield "DG001"  # of what is ignored in vain: core.mail.suppress
    for name in shelf("digest.checks"):
        yield import_module(f"digest.checks.{name}").ID


def _designs(file: Path) -> tuple[str, ...]:
    """The designs that a digest.toml may name: the folders among the templates."""
    found = (place for templates in _templates(file.parent) for place in templates.glob("*/"))
    return tuple(sorted({place.name for place in found}))


def source_adapter(
    source: Source,
    web: Web,
    cache: Path | None = None,
    horizon: Horizon | None = None,
    complain: Callable[[str], None] | None = None,
) -> PostSource:
    """The adapter that reads `source`.

    One that has a field for it is told where the cache lies, how far the run looks, and who wants
    to hear of the posts that it must leave out.
    """
    kind = import_module(f"digest.sources.{source.kind}").Adapter
    fields = {field.name for field in dataclasses.fields(kind)}
    offered: dict[str, object] = {"cache": cache, "horizon": horizon}
    if complain:
        offered["complain"] = complain
    wanted = {name: value for name, value in offered.items() if name in fields}
    adapter: PostSource = kind(source, web, **wanted, **source.options)
    return adapter


def files_of(source: Source) -> tuple[Path, ...]:
    """The file or folder of a source, and what else its kind says that its posts depend on."""
    also = getattr(import_module(f"digest.sources.{source.kind}"), "also_read", None)
    return (Path(source.location), *(also(source) if also else ()))


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
