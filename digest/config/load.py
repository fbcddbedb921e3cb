"""digest.toml becomes `Settings`, or one error that lists all its mistakes."""

from collections.abc import Iterable
from pathlib import Path

from digest.config import tables, toml_text
from digest.config.checks_table import read_checks
from digest.config.design import read_design
from digest.config.links_table import read_links
from digest.config.reader import Table, all_mistakes, nearest
from digest.config.select_table import read_sections, read_select
from digest.config.settings import Settings
from digest.config.sources import Kinds, read_sources
from digest.core.errors import ConfigError, Problem
from digest.core.file_errors import unreadable

NAME = "digest.toml"
TABLES = (
    "newsletter",
    "schedule",
    "select",
    "sections",
    "sources",
    "design",
    "links",
    "audience",
    "delivery",
    "checks",
)


def find(folder: Path) -> Path:
    """digest.toml in `folder` or the nearest folder above it.

    Raises:
        ConfigError: there is none.
    """
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
    raise ConfigError(
        f"no {NAME} in {folder} or any folder above it",
        "type: digest init   (or digest init my-letter --sample for one that builds at once)",
    )


def load(
    file: Path,
    kinds: Kinds,
    providers: Iterable[str],
    designs: Iterable[str],
    rules: Iterable[str] = (),
) -> Settings:
    """The settings in `file`; relative paths in it start from its folder.

    Of kinds, providers, designs and ids of rules, it may name those that exist.

    Raises:
        ConfigError: the file cannot be read, or has mistakes; all of them are in `problems`.
    """
    toml = toml_text.read(_text(file))
    problems = list(toml.problems)
    folder = file.parent.resolve()

    def table(name: str) -> Table:
        return Table(toml, (name,), toml.data.get(name), problems)

    _unknown_tables(toml, problems)
    newsletter = tables.read_newsletter(table("newsletter"), read_links(table("links")))
    settings = Settings(
        folder=folder,
        file=file,
        newsletter=newsletter,
        schedule=tables.read_schedule(table("schedule")),
        select=read_select(table("select")),
        sections=read_sections(toml, problems),
        sources=read_sources(toml, problems, folder, kinds, newsletter),
        design=read_design(table("design"), designs),
        audience=tables.read_audience(table("audience"), folder),
        delivery=tables.read_delivery(table("delivery"), folder, providers),
        checks=read_checks(table("checks"), rules),
    )
    if problems:
        raise all_mistakes(file, file.name, problems)
    return settings


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file}: no such file", "type: digest init") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(*unreadable(file, error, "save it as UTF-8 text")) from None


def _unknown_tables(toml: toml_text.Toml, problems: list[Problem]) -> None:
    for name in toml.data:
        if name not in TABLES:
            near = nearest(name, TABLES)
            hint = f"did you mean {near}?" if near else f"known: {', '.join(TABLES)}"
            line = toml.lines.get((name,)) or toml.lines.get((name, 0))
            problems.append(Problem(f"unknown table or key {name}", line, hint))
