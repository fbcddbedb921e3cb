"""`[[sources]]` of digest.toml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from digest.config.reader import Table, nearest
from digest.config.select_table import rules, weight
from digest.config.settings import Newsletter
from digest.config.toml_text import Toml
from digest.core.errors import Problem
from digest.core.model import Source

UNDATED = ("first-seen", "queue", "skip")


class Kinds(Protocol):
    """The source kinds that exist, and what only one of them understands."""

    def names(self) -> tuple[str, ...]:
        """All kinds."""

    def options(self, kind: str) -> Mapping[str, type]:
        """The keys of one kind, each with the type of its value."""


def read_sources(
    toml: Toml, problems: list[Problem], folder: Path, kinds: Kinds, newsletter: Newsletter
) -> tuple[Source, ...]:
    """Every source, in the file's order; names are unique."""
    tables = toml.data.get("sources", [])
    if not isinstance(tables, list):
        line = toml.lines.get(("sources",))
        problems.append(Problem("sources should be written as [[sources]]", line))
        return ()
    sources: list[Source] = []
    names: set[str] = set()
    for number, data in enumerate(tables):
        table = Table(toml, ("sources", number), data, problems)
        source = _source(table, folder, kinds, newsletter)
        if source.name in names:
            table.problem("name", f'two sources have the name "{source.name}"', "rename one")
        names |= {source.name} - {""}
        sources.append(source)
    return tuple(sources)


def _source(table: Table, folder: Path, kinds: Kinds, newsletter: Newsletter) -> Source:
    default = Source("", "", "")
    name = table.get("name", str, required=True) or ""
    kind = table.choice("kind", kinds.names()) or ""
    if not table.wrote("kind"):
        table.problem(None, f"[{table.name}] lacks kind", f"one of {', '.join(kinds.names())}")
    initial, per_issue = table.positive("initial", zero=True), table.positive("per_issue")
    heavy = weight(table, "weight")
    undated = table.choice("undated", UNDATED)
    source = Source(
        name=name,
        kind=kind,
        location=_location(table, folder),
        base_url=_web_address(table, "base_url"),
        section=table.get("section", str) or None,
        weight=default.weight if heavy is None else heavy,
        max_posts=table.positive("max_posts"),
        undated=undated,  # type: ignore[arg-type]  # `choice` allows nothing else
        per_issue=per_issue or default.per_issue,
        initial=default.initial if initial is None else initial,
        timezone=_zone_name(table) or newsletter.timezone.key,
        language=table.get("language", str),
        include=rules(table, "include"),
        exclude=rules(table, "exclude"),
        min_words=table.positive("min_words"),
        flood=table.positive("flood"),
        allow_private=table.get("allow_private", bool) or False,
        options=_options(table, kinds.options(kind) if kind else {}),
    )
    table.close(complete=bool(kind))
    return source


def _location(table: Table, folder: Path) -> str:
    url, file = _web_address(table, "url"), table.file("path", folder)
    given = [key for key in ("url", "path") if table.wrote(key)]
    if len(given) != 1:
        said = "both url and path" if given else "neither url nor path"
        table.problem(None, f"[{table.name}] has {said}", 'give one, as in path = "posts"')
    return _existing(table, file) if file else url or ""


def _existing(table: Table, file: Path) -> str:
    if file.exists():
        return str(file)
    place = file.parent
    names = [entry.name for entry in place.iterdir()] if place.is_dir() else []
    near = nearest(file.name, names)
    hint = f"did you mean {near}?" if near else "paths start from the folder of digest.toml"
    table.problem("path", f'path = "{table.data["path"]}": no such file or folder', hint)
    return str(file)


def _web_address(table: Table, key: str) -> str | None:
    url = table.get(key, str)
    if url is not None and not url.startswith(("http://", "https://")):
        hint = 'for a file, write path = "..."' if key == "url" else "begin with https://"
        table.problem(key, f'{key} = "{url}": not a web address', hint)
        return None
    return url


def _zone_name(table: Table) -> str | None:
    name = table.get("timezone", str)
    try:
        return ZoneInfo(name).key if name else None
    except (ValueError, KeyError, OSError):
        table.problem("timezone", f'timezone = "{name}": no such time zone', 'as "Europe/Berlin"')
        return None


def _options(table: Table, options: Mapping[str, type]) -> dict[str, object]:
    """The values of the kind's own keys; a tuple-typed one is a list of text."""
    values: dict[str, object] = {}
    for key, kind in options.items():
        value = table.texts(key) if kind is tuple else table.get(key, kind)
        if key in table.data:
            values[key] = value
    return values
