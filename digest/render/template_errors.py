"""From Jinja's errors to ours: the file, the line, what stands there, and the nearest name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from digest.core.errors import TemplateError
from digest.render import view
from digest.render.templates import Design

if TYPE_CHECKING:
    from jinja2 import Environment

HINT = "docs/templates.md lists what a template may use"
TAGS = (
    "block call else elif endblock endcall endfilter endfor endif endmacro endraw endset extends"
    " filter for from if import include macro raw set"
).split()
UNKNOWN = re.compile(
    r"'(\w+)' is undefined|[Uu]nknown tag '(\w+)'|No (?:filter|test) named '(\w+)'"
)
NO_ATTRIBUTE = re.compile(r"'digest\.render\.view\.(\w+) object' has no attribute '(\w+)'")


class Place(NamedTuple):
    """A line of a template, and the names that are known there."""

    file: str
    line: int
    names: tuple[str, ...] = ()


def explain(error: Exception, design: Design, environment: "Environment") -> TemplateError:
    """`error`, raised by Jinja or by what a template calls, as one that says where and what."""
    place = _place(error, design)
    known = [*(place.names if place else ()), *TAGS, *environment.filters, *environment.tests]
    said = _said(error, design, known)
    if place is None:
        return TemplateError(f"templates/{design.name}: {said}", HINT)
    return TemplateError(located(design, place, said), HINT)


def located(design: Design, place: Place, said: str) -> str:
    """`templates/weekly/item.mjml.j2:12: <said>`, and the line itself below."""
    return f"{design.shown(place.file)}:{place.line}: {said}\n{place.line:>6} | {_line(place)}"


def _nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'title'?`, or nothing when no known name is near."""
    near = get_close_matches(name, sorted(set(known)), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _place(error: Exception, design: Design) -> Place | None:
    """The innermost line of the traceback that is of a template: Jinja writes those into it.

    Of an unknown name, the innermost line that mentions it: a macro may be handed one.
    """
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Place(error.filename, error.lineno)
    places = list(_template_lines(error.__traceback__, design))
    unknown = UNKNOWN.search(str(error))
    for place in reversed(places):
        if not unknown or re.search(rf"\b{unknown[unknown.lastindex or 0]}\b", _line(place)):
            return place
    return places[-1] if places else None


def _template_lines(step: TracebackType | None, design: Design) -> Iterator[Place]:
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in design.folders):
            yield Place(file, step.tb_lineno, tuple(step.tb_frame.f_locals))
        step = step.tb_next


def _line(place: Place) -> str:
    lines = Path(place.file).read_text("utf-8").splitlines()
    return lines[place.line - 1].strip() if 0 < place.line <= len(lines) else ""


def _said(error: Exception, design: Design, known: Iterable[str]) -> str:
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound

    said = str(error)
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}" + _nearest(str(error.name), _files(design))
    if not isinstance(error, JinjaError):
        return f"{type(error).__name__}: {said}"
    said = (error.message or said).removesuffix(".")
    if found := NO_ATTRIBUTE.search(said):
        names = [field.name for field in fields(getattr(view, found[1]))]
        listed = ", ".join(names)
        return f"no {found[2]!r} in {found[1]}{_nearest(found[2], names)} (it has {listed})"
    if unknown := UNKNOWN.search(said):
        return said + _nearest(next(filter(None, unknown.groups())), known)
    return said


def _files(design: Design) -> set[str]:
    return {path.name for folder in design.paths() if folder.is_dir() for path in folder.iterdir()}
