"""All the templates of a project's own that a design may need, be they for this issue or not.

A mistake in one is told today, not on the day when the first sponsor comes.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from digest.core.errors import TemplateError
from digest.render import templates
from digest.render.templates import ENCODING, Design

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from digest.render.open_blocks import Mistake

SUFFIXES = (".mjml.j2", ".txt.j2", ".css")


def look_over(name: str, folders: Sequence[Path], language: str) -> tuple[str, ...]:
    """Compile the design's files that are not of the last of `folders`.

    There is a note of each unused file, and of each name that is asked for in vain.

    Raises:
        TemplateError: one is no template, or there is no such design; names its file and line.
    """
    *own, built_in = folders
    if not any(folder.is_dir() and folder.resolve() != built_in.resolve() for folder in own):
        return ()
    design = templates.design(name, folders, language)
    paths = design.paths()
    theirs = {file.name for path in paths if path.parent == built_in for file in _files(path)}
    mine = [file for path in paths if path.parent != built_in for file in _files(path)]
    _only_files(design, built_in)
    for file in mine:
        _compile(file, design)
    strange = [file for file in mine if file.name not in theirs]
    unused = _notes(strange, theirs, design) if strange else ()
    return (*unused, *(note for file in mine for note in _unknown(file, design)))


def _files(folder: Path) -> list[Path]:
    """The templates in a folder, in order."""
    places = folder.iterdir() if folder.is_dir() else ()
    return sorted(file for file in places if file.name.endswith(SUFFIXES) and file.is_file())


def _only_files(design: Design, built_in: Path) -> None:
    """Refuse what has a template's name and is none: Jinja would pass it over."""
    folders = (path for path in design.paths() if path.parent != built_in and path.is_dir())
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        if path.name.endswith(SUFFIXES) and path.name[0] != "." and not path.is_file():
            found = "a folder" if path.is_dir() else "a link to nothing"
            said = f"{design.shown(path)} is {found}; expected a file"
            raise TemplateError(said, "delete it, or put the template in its place")


def _compile(file: Path, design: Design) -> None:
    plain = file.name in ("inline.css", "issue.txt.j2")
    environment = templates.environment(design, autoescape=not plain)
    first = next(path / file.name for path in design.paths() if (path / file.name).is_file())
    name = file.name if file == first else f"{file.parent.name}/{file.name}"
    try:
        template = environment.get_template(name)
        mistake = _lost_block(template, environment) if template.blocks else None
    except Exception as error:
        from digest.render.template_errors import explain

        raise explain(error, design, environment) from error
    if mistake:
        from digest.render.template_errors import at_its_line

        raise at_its_line(mistake, file, design)


def _lost_block(template: "Template", environment: "Environment") -> "Mistake | None":
    from digest.render.lost_blocks import lost_block

    return lost_block(template, environment)


def _unknown(file: Path, design: Design) -> list[str]:
    """A note of each name that is asked for in vain, perhaps not by today's issue."""
    from digest.render.asked_names import unknown_names

    mistakes = list(unknown_names(file.read_text(ENCODING)))
    if not mistakes:
        return []
    from digest.render.template_errors import at_its_line

    return [at_its_line(mistake, file, design).message for mistake in mistakes]


def _notes(strange: Sequence[Path], known: set[str], design: Design) -> Iterator[str]:
    """Of files that no built-in design has, those whose names stand in no template."""
    texts = {
        file: file.read_text(ENCODING, "replace")
        for path in design.paths()
        for file in _files(path)
    }
    for file in strange:
        quoted = re.compile(rf"""["'](?:[^"']*/)?{re.escape(file.name)}["']""")
        if any(quoted.search(text) for other, text in texts.items() if other != file):
            continue
        near = get_close_matches(file.name, sorted(known), 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        yield f"{design.shown(file)} is used by no template{meant}"
