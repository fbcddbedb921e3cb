"""Use cases about designs: which there are, taking one to change it, beginning one."""

import re
from collections.abc import Sequence
from pathlib import Path

from digest.app.wiring import Project, built_in
from digest.core.errors import UsageError
from digest.core.quick import dataclass
from digest.render.design_files import HOUSE, NAME, lineage
from digest.render.templates import design, known_designs
from digest.store.files import write

SAID = re.compile(r"(?:\{#|#)[ ]*(.+?)[ ]*(?:-?#\})?")  # by a file's first line, of itself
FITTING = re.compile(r"[a-z0-9][a-z0-9_-]*")
NEW = """\
# The design "{name}". What it does not say is as in "{base}": docs/templates.md lists the keys.
extends = "{base}"

accent = "#0a4bb5"              # kickers and links
# headings = "serif"            # serif | sans | mono
# text = "sans"
# text_size = 16                # px; the other sizes follow
# spacing = "normal"            # tight | normal | roomy

# [light]                       # colours by day; [dark] has those by night
# page = "#f3f1ec"
# card = "#fffdf9"
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A design: `origin` is built-in or project; of a built-in one, the files that override it."""

    name: str
    origin: str
    extends: str | None
    overridden: tuple[str, ...]
    used: bool


@dataclass(frozen=True, slots=True)
class Ejected:
    """A file that was copied, what it is for, and whether it was there already as it is."""

    file: Path
    said: str
    same: bool


def listed(project: Project) -> tuple[Listed, ...]:
    """The designs of the project and the built-in ones, by name.

    Raises:
        ConfigError: a design.toml has mistakes.
    """
    found = []
    for name in known_designs(project.templates):
        shipped = (built_in("templates") / name).is_dir()
        mine = () if _ours(project) else _files(_own(project) / name)
        names = lineage(name, project.templates)
        found.append(
            Listed(
                name=name,
                origin="built-in" if shipped else "project",
                extends=names[1] if len(names) > 1 else None,
                overridden=mine if shipped else (),
                used=name == project.settings.design.template,
            )
        )
    return tuple(found)


def eject(
    project: Project, name: str, files: Sequence[str], *, force: bool = False
) -> tuple[Ejected, ...]:
    """Copy files of a design into the project; all that the built-in design has, if none is named.

    A named file may be one that the design takes from another.

    Raises:
        TemplateError: there is no such design.
        UsageError: there is no such file, or one was changed; then nothing is copied.
    """
    found = design(name, project.templates)
    if _ours(project):
        raise UsageError(
            "the built-in designs are those of this project", f"change templates/{name} itself"
        )
    names = tuple(dict.fromkeys(files)) or _files(built_in("templates") / name)
    if not names:
        raise UsageError(
            f"{name} is a design of this project: all its files are here",
            f"name a file that it takes from {found.names[1]}: "
            f"digest templates eject {name} item.mjml.j2",
        )
    sources = [_source(found.paths(), _own(project) / name, file) for file in names]
    copies = [(source, _own(project) / name / source.name) for source in sources]
    changed = [target for source, target in copies if not _same(source, target, or_absent=True)]
    if changed and not force:
        raise UsageError(
            f"{', '.join(target.name for target in changed)}: changed in {changed[0].parent}",
            "--force puts the built-in ones in their place",
        )
    return tuple(_copied(source, target) for source, target in copies)


def new(project: Project, name: str, base: str = HOUSE) -> Path:
    """Begin a design that extends another; returns its design.toml.

    Raises:
        TemplateError: there is no design `base`.
        UsageError: `name` is taken, or would make no good folder.
    """
    if not FITTING.fullmatch(name):
        raise UsageError(
            f"{name!r}: no name for a design", "use small letters, digits, - and _, as in our-look"
        )
    if name in known_designs(project.templates):
        raise UsageError(
            f"there is a design {name!r} already",
            f"choose another name, or change it: digest templates eject {name}",
        )
    design(base, project.templates)
    file = _own(project) / name / NAME
    write(file, NEW.format(name=name, base=base))
    return file


def _own(project: Project) -> Path:
    return project.templates[0]


def _ours(project: Project) -> bool:
    """Whether this is digest's own sample newsletter, beside the built-in designs."""
    return _own(project).resolve() == built_in("templates").resolve()


def _files(folder: Path) -> tuple[str, ...]:
    places = sorted(folder.iterdir()) if folder.is_dir() else ()
    return tuple(file.name for file in places if file.is_file() and file.name[0] != ".")


def _source(paths: Sequence[Path], own: Path, file: str) -> Path:
    """Where the design takes `file` from when the project does not have it."""
    plain = Path(file).name == file
    for folder in paths:
        if plain and folder != own and (folder / file).is_file():
            return folder / file
    from difflib import get_close_matches

    known = sorted({name for folder in paths for name in _files(folder)})
    near = get_close_matches(file, known, 1)
    raise UsageError(
        f"the design has no file {file!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
        f"choose of: {', '.join(known)}",
    )


def _same(source: Path, target: Path, *, or_absent: bool = False) -> bool:
    if not target.is_file():
        return or_absent
    return source.read_bytes() == target.read_bytes()


def _copied(source: Path, target: Path) -> Ejected:
    same = _same(source, target)
    if not same:
        write(target, source.read_bytes())
    first = source.read_text("utf-8").partition("\n")[0]
    said = SAID.fullmatch(first)
    return Ejected(target, said[1] if said else "", same)
