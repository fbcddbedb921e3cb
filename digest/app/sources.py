"""Use cases: a project's sources are tried, added and removed."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from digest.app import collect
from digest.app.discover import Proposal
from digest.app.wiring import Project
from digest.config.edit import add_sources, remove_source
from digest.config.reader import nearest
from digest.core import fields
from digest.core.errors import SourceError, UsageError
from digest.core.model import Post, Source
from digest.core.quick import dataclass
from digest.core.source_names import source_name
from digest.core.urls import url_key
from digest.core.window import Window, between
from digest.store.files import write

log = logging.getLogger("digest")


@dataclass(frozen=True, slots=True)
class Tried:
    """What a source gives; `missing` says which fields, and in how many of the posts."""

    source: Source
    posts: tuple[Post, ...]
    missing: Mapping[str, int]


def named(project: Project, name: str) -> Source:
    """The source of that name.

    Raises:
        UsageError: there is none.
    """
    for source in project.settings.sources:
        if source.name == name:
            return source
    names = [source.name for source in project.settings.sources]
    near = nearest(name, names)
    hint = f"did you mean {near}?" if near else f"the sources are: {', '.join(names) or 'none yet'}"
    raise UsageError(f"no source {name}", hint)


def try_out(project: Project, name: str) -> Tried:
    """Fetch one source and see what is understood of it.

    Raises:
        UsageError: there is no such source.
        SourceError: it cannot be had or understood.
    """
    source = named(project, name)
    alone = replace(project, settings=replace(project.settings, sources=(source,)))
    read = collect.run(alone, _all_time(project), every=True)
    for failure in read.failures:
        if not failure.in_part:
            raise SourceError(f"{name}: {failure.error}", failure.hint)
        log.warning("%s", failure)
    return Tried(source, read.posts, fields.missing(read.posts))


def _all_time(project: Project) -> Window:
    """A window so wide that every post is understood in full."""
    zone = project.settings.newsletter.timezone
    return between(date(1990, 1, 1), date(9000, 1, 1), zone)


def followed(project: Project, location: str) -> str | None:
    """The name of the source that reads this address or path already."""
    key = url_key(location) or location
    known = ((url_key(s.location) or s.location, s.name) for s in project.settings.sources)
    return next((name for place, name in known if place == key), None)


def refuse_known(project: Project, location: str, name: str | None) -> None:
    """Refuse what a source reads already, and a name that one has.

    Raises:
        UsageError: there is such a source.
    """
    if known := followed(project, location):
        raise UsageError(
            f"{location} is followed already, as {known}", f"type: digest sources test {known}"
        )
    if any(source.name == name for source in project.settings.sources):
        raise UsageError(
            f"there is a source {name} already: {named(project, name or '').location}",
            "give another name after --name",
        )


def keys_of(
    project: Project,
    proposal: Proposal,
    name: str | None,
    section: str | None,
    *,
    allow_private: bool,
) -> dict[str, object]:
    """The table of what was found; without a name it gets one that is free.

    Raises:
        UsageError: it is followed already, or the name is taken.
    """
    refuse_known(project, proposal.url, name)
    taken = [source.name for source in project.settings.sources]
    title = proposal.site or ("" if "://" in proposal.url else Path(proposal.url).stem)
    return table(
        project.settings.folder,
        name or source_name(title, proposal.url, taken),
        proposal.kind,
        proposal.url,
        section=section,
        allow_private=allow_private,
        options=proposal.options,
    )


def table(
    project_folder: Path,
    name: str,
    kind: str,
    location: str,
    *,
    section: str | None = None,
    allow_private: bool = False,
    options: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """The `[[sources]]` table of a source, its path relative where that is below the project."""
    keys: dict[str, object] = {"name": name, "kind": kind}
    if "://" in location:
        keys["url"] = location
    else:
        path = Path(location)
        below = path.is_relative_to(project_folder)
        keys["path"] = (path.relative_to(project_folder) if below else path).as_posix()
    if section:
        keys["section"] = section
    if allow_private and "url" in keys:
        keys["allow_private"] = True
    return {**keys, **(options or {})}


def add(project: Project, tables: Sequence[Mapping[str, object]]) -> None:
    """Write sources into digest.toml, and change nothing else in it.

    Raises:
        ConfigError: that cannot be done.
    """
    write(_file(project), add_sources(_text(project), tables))


def remove(project: Project, name: str) -> None:
    """Take a source out of digest.toml, and change nothing else in it.

    Raises:
        UsageError: there is no such source.
        ConfigError: it cannot be done.
    """
    write(_file(project), remove_source(_text(project), named(project, name).name))


def _file(project: Project) -> Path:
    return project.settings.file.resolve()  # a link stays one


def _text(project: Project) -> str:
    """Digest.toml with its own line ends."""
    return _file(project).read_bytes().decode("utf-8")
