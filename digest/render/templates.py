"""Find and fill in the templates of a design.

A design is a folder `<templates>/<name>/`. Its files are looked for in the project's templates
first, then in the built-in ones; what neither has is taken from the design that it extends, in the
end from `weekly`. `{% extends "weekly/item.mjml.j2" %}` names a file of one of these designs.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from digest.core.errors import TemplateError
from digest.core.quick import dataclass
from digest.render.design_files import HOUSE, lineage
from digest.render.plain import direction, isolate, wrap
from digest.render.rich import unmarked
from digest.render.sayings import sayings

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.ext import Extension

ENCODING = "utf-8-sig"  # what Notepad puts first is none of the text
State = tuple[Path, int, int]  # of a file: mtime in ns, size in bytes


@dataclass(frozen=True, slots=True)
class Design:
    """A design by name, the folders that may hold it (the first wins), and its words' language.

    `names` are its own name and those of the designs whose files it takes, in order.
    """

    name: str
    folders: tuple[Path, ...]
    language: str
    names: tuple[str, ...]

    def paths(self) -> tuple[Path, ...]:
        """Where its files may lie, in order."""
        return tuple(folder / name for name in self.names for folder in self.folders)

    def shown(self, file: str | Path) -> str:
        """A template's path as its author knows it: `templates/weekly/item.mjml.j2`."""
        for folder in self.folders:
            if Path(file).is_relative_to(folder):
                return f"{folder.name}/{Path(file).relative_to(folder).as_posix()}"
        return str(file)


def design(name: str, folders: Sequence[Path], language: str = "en") -> Design:
    """The design `name`, with its words in `language`.

    Raises:
        TemplateError: no folder has it, or one that it extends.
        ConfigError: what it says of itself has mistakes.
    """
    _find(name, folders, "[design] template")
    names = lineage(name, folders)
    for extended, base in pairwise(names):
        if base != HOUSE:
            _find(base, folders, f"templates/{extended}/design.toml: extends")
    return Design(name, tuple(folders), language, names)


def known_designs(folders: Sequence[Path]) -> list[str]:
    """The names of all designs, in order."""
    places = (path for folder in folders if folder.is_dir() for path in folder.iterdir())
    return sorted({path.name for path in places if path.is_dir() and path.name[0] != "."})


def _find(name: str, folders: Sequence[Path], asked: str) -> None:
    plain = name not in ("", "..") and Path(name).name == name
    if plain and any((folder / name).is_dir() for folder in folders):
        return
    from difflib import get_close_matches

    known = known_designs(folders)
    near = get_close_matches(name, known, 1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    places = " or ".join(str(folder) for folder in folders)
    raise TemplateError(
        f"{asked}: no design {name!r} in {places}{meant}",
        f"choose one of: {', '.join(known) or 'none'}",
    )


def environment(design: Design, *, autoescape: bool = True) -> "Environment":
    """The Jinja environment for the files of `design` as they are now; templates stay compiled."""
    return _kept(design, autoescape, tuple(_states(design)))


@lru_cache(maxsize=8)
def _kept(design: Design, autoescape: bool, _states: tuple[State, ...]) -> "Environment":
    from digest.render.bytecode import kept

    made = new_environment(design, autoescape=autoescape)
    made.bytecode_cache = kept(autoescape=autoescape)
    return made


def _states(design: Design) -> Iterator[State]:
    """What changes when a file of `design` does, or when one comes that overrides another."""
    for folder in design.paths():
        for file in folder.rglob("*"):
            with suppress(OSError):  # an editor's swap file comes and goes
                state = file.stat()
                yield file, state.st_mtime_ns, state.st_size


def new_environment(
    design: Design, *, autoescape: bool = True, extensions: "Sequence[type[Extension]]" = ()
) -> "Environment":
    """An environment of one's own for the files of `design`; an unknown name is an error."""
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )

    named = {
        name: FileSystemLoader([folder / name for folder in design.folders], ENCODING)
        for name in design.names
    }
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(design.paths(), ENCODING), PrefixLoader(named)]),
        autoescape=autoescape,  # noqa: S701 - off for plain text and for style sheets
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # whoever keeps it looks at the files
        extensions=extensions,
    )
    found.globals |= sayings(design.language, autoescape=autoescape)
    found.filters |= {"wrap": wrap, "isolate": isolate, "direction": direction}
    return found


def fill(
    environment: "Environment", design: Design, name: str, context: Mapping[str, object]
) -> str:
    """The template `name` with `context` in it.

    Raises:
        TemplateError: the template is missing or wrong; says the file, the line and what is known.
    """
    try:
        return unmarked(environment.get_template(name).render(context))
    except Exception as error:
        from digest.render.template_errors import explain

        raise explain(error, design, environment) from error
