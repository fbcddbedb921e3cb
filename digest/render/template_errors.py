"""From Jinja's errors to ours: the file, line and column, what stands there, the nearest name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from importlib import import_module
from itertools import product
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from digest.core.errors import TemplateError
from digest.render.syntax_mistakes import syntax_mistake
from digest.render.templates import ENCODING, Design

if TYPE_CHECKING:
    from jinja2 import Environment

HINT = "docs/templates.md lists what a template may use"
TAGS = (
    "block call else elif endblock endcall endfilter endfor endif endmacro endraw endset extends"
    " filter for from if import include macro raw set"
).split()
UNKNOWN = re.compile(
    r"'(\w+)' is undefined|[Uu]nknown tag '(\w+)'|No filter named '(\w+)'|No test named '(\w+)'"
)
NO_ATTRIBUTE = re.compile(r"'digest\.([\w.]+)\.(\w+) object' has no attribute '(\w+)'")
OF_NOTHING = re.compile(r"'None' has no attribute '(\w+)'")
OF_A_VALUE = re.compile(r"no '\w+' in |'\w+' is asked of")  # as we say it
Known = Sequence[Iterable[str]]  # the names of values, tags, filters and tests
AROUND_TAGS = re.compile(r"(?:^|[%}]\}).*?(?:\{[{%]|$)")
QUOTED = re.compile(r"'([^']+)'")


class Place(NamedTuple):
    """A place in a template; the column is found in the line where it is None."""

    file: str
    line: int
    column: int | None = None


class Step(NamedTuple):
    """A line of a template that an error went through, and the names that are known there."""

    place: Place
    names: tuple[str, ...] = ()


def explain(error: Exception, design: Design, environment: "Environment") -> TemplateError:
    """`error`, raised by Jinja or by what a template calls, as one that says where and what."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, UnicodeDecodeError):
        return _not_text(error, design)
    step = _step(error, design)
    known = (step.names if step else (), TAGS, environment.filters, environment.tests)
    said = _said(error, design, known)
    if step is None:
        return TemplateError(f"templates/{design.name}: {said}", HINT)
    place = step.place
    if isinstance(error, TemplateSyntaxError):
        place, said = _where_it_began(place, said)
    return TemplateError(located(design, place, said), HINT)


def _where_it_began(place: Place, said: str) -> tuple[Place, str]:
    source = "\n".join(_lines(place.file))
    mistake = syntax_mistake(source, said, place.line)
    if mistake is None:
        return place, said
    line = source.count("\n", 0, mistake.at) + 1
    column = mistake.at - source.rfind("\n", 0, mistake.at)
    return Place(place.file, line, column), mistake.said


def located(design: Design, place: Place, said: str) -> str:
    """`templates/weekly/item.mjml.j2:12:5: <said>`, and the line itself below."""
    line = _line(place)
    column = place.column or _column(line, said)
    at = spot(design, place._replace(column=column))
    return f"{at}: {said}\n{place.line:>6} | {line.strip()}"


def spot(design: Design, place: Place) -> str:
    """`templates/weekly/item.mjml.j2:12:5`."""
    return f"{design.shown(place.file)}:{place.line}:{place.column}"


def _column(line: str, said: str) -> int:
    """Where the first of the quoted words in a tag of the line begins, or in it, else a tag."""
    before = r"(?<=\.)" if OF_A_VALUE.match(said) else r"(?<!\w)"
    tags = AROUND_TAGS.sub(lambda found: " " * len(found[0]), line)
    for text, word in product((tags, line), QUOTED.findall(said)):
        if found := re.search(rf"{before}{re.escape(word)}(?!\w)", text):
            return found.start() + 1
    found = re.search(r"\{[{%]", line) or re.search(r"\S", line)
    return found.start() + 1 if found else 1


def _nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'title'?`, or nothing when no known name is near."""
    near = get_close_matches(name, sorted(set(known)), 1)
    return f"; did you mean {near[0]!r}?" if near and near[0] != name else ""


def _step(error: Exception, design: Design) -> Step | None:
    """The innermost line of the traceback that is of a template: Jinja writes those into it.

    Of an unknown name, the innermost line that mentions it: a macro may be handed one. Of
    templates that go in circles, the line that was passed most often.
    """
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        file = error.filename or error.name  # the lexer gives the one for the other
        return Step(Place(file, error.lineno)) if file else None
    steps = list(_steps(error.__traceback__, design))
    if steps and isinstance(error, RecursionError):
        return Counter(steps).most_common(1)[0][0]
    unknown = UNKNOWN.search(str(error))
    for step in reversed(steps):
        name = unknown[unknown.lastindex or 0] if unknown else ""
        if not unknown or re.search(rf"\b{name}\b", _line(step.place)):
            return step
    return steps[-1] if steps else None


def _steps(step: TracebackType | None, design: Design) -> Iterator[Step]:
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in design.folders):
            yield Step(Place(file, step.tb_lineno), tuple(step.tb_frame.f_locals))
        step = step.tb_next


def _line(place: Place) -> str:
    lines = _lines(place.file)
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(ENCODING).split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _said(error: Exception, design: Design, known: Known) -> str:
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound

    said = str(error)
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}" + _nearest(str(error.name), _files(design))
    if isinstance(error, RecursionError):
        return "the templates go in circles: this line is reached again from itself"
    if not isinstance(error, JinjaError):
        return f"{type(error).__name__}: {said}"
    return _named((error.message or said).removesuffix("."), known)


def _named(said: str, known: Known) -> str:
    """What Jinja said, with the name that was probably meant."""
    if found := NO_ATTRIBUTE.search(said):
        names = _attributes(found[1], found[2])
        listed = f" (it has {', '.join(names)})" if names else ""
        return f"no {found[3]!r} in {found[2]}{_nearest(found[3], names)}{listed}"
    if found := OF_NOTHING.search(said):
        return f"{found[1]!r} is asked of what is None here; expected {{% if ... %}} around it"
    if unknown := UNKNOWN.search(said):
        kind = unknown.lastindex or 1
        return said + _nearest(unknown[kind], known[kind - 1])
    return said + "; did you mean '=='?" if said.endswith("got '='") else said


def _attributes(module: str, name: str) -> list[str]:
    known = getattr(import_module(f"digest.{module}"), name, None)
    return [field.name for field in fields(known)] if is_dataclass(known) else []


def _files(design: Design) -> set[str]:
    return {path.name for folder in design.paths() if folder.is_dir() for path in folder.iterdir()}


def _not_text(error: UnicodeDecodeError, design: Design) -> TemplateError:
    """A file that is not UTF-8: Jinja does not say which."""
    before = error.object[: error.start]
    where = f"{before.count(10) + 1}:{len(before) - before.rfind(10)}"
    said = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
    folders = (folder for folder in design.paths() if folder.is_dir())
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    file = next((path for path in files if path.read_bytes() == error.object), None)
    name = design.shown(file) if file else f"templates/{design.name}"
    return TemplateError(f"{name}:{where}: {said}", "save the file as UTF-8")
