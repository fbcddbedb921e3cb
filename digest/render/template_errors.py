"""From Jinja's errors to ours: the file, line and column, what stands there, the nearest name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, NamedTuple

from digest.core.errors import TemplateError
from digest.render.error_words import NOT_EXPORTED, NOT_GIVEN, UNKNOWN, words_of
from digest.render.open_blocks import Mistake
from digest.render.syntax_mistakes import syntax_mistake
from digest.render.templates import ENCODING, Design

if TYPE_CHECKING:
    from jinja2 import Environment

HINT = "docs/templates.md lists what a template may use"
OF_A_VALUE = re.compile(r"no '\w+' in (?!')|'\w+' is asked of")  # as we say it
AROUND_TAGS = re.compile(r"(?:^|[%}]\}).*?(?:\{[{%]|$)")
MACRO = re.compile(r"\{%[-+]?\s*macro\b.*?%\}")
QUOTED = re.compile(r"'([^']+)'")
IMPORT = re.compile(r"\{%[-+]?\s*(?:from|import)\s+[\"'](?P<name>[^\"'%]+)[\"'][^%]*%\}")


class Place(NamedTuple):
    """A place in a template; the column is found in the line where it is None."""

    file: str
    line: int
    column: int | None = None


class Step(NamedTuple):
    """A line of a template that an error went through, and the values that are known there."""

    place: Place
    values: Mapping[str, object] = MappingProxyType({})


def explain(error: Exception, design: Design, environment: "Environment") -> TemplateError:
    """`error`, raised by Jinja or by what a template calls, as one that says where and what."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, UnicodeDecodeError):
        return _not_text(error, design)
    if told := _lost_context(error, design):
        return TemplateError(told, HINT)
    step = _import(error, environment) or _step(error, design)
    said = words_of(error, design, environment, step.values if step else {})
    if step is None:
        return TemplateError(f"templates/{design.name}: {said}", HINT)
    place = step.place
    if isinstance(error, TemplateSyntaxError):
        mistake = syntax_mistake("\n".join(_lines(place.file)), said, place.line)
        if mistake:
            return at_its_line(mistake, place.file, design)
    return TemplateError(located(design, place, said), HINT)


def at_its_line(mistake: Mistake, file: str | Path, design: Design) -> TemplateError:
    """`mistake` as one of the template `file`."""
    source = "\n".join(_lines(str(file)))
    line = source.count("\n", 0, mistake.at) + 1
    column = mistake.at - source.rfind("\n", 0, mistake.at)
    return TemplateError(located(design, Place(str(file), line, column), mistake.said), HINT)


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


def _step(error: Exception, design: Design) -> Step | None:
    """The innermost line of the traceback that is of a template: Jinja writes those into it.

    Of an unknown name, the innermost line that mentions it, best where it is no parameter: a macro
    may be handed one. Of templates that go in circles, the line that was passed most often.
    """
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        file = error.filename or error.name  # the lexer gives the one for the other
        return Step(Place(file, error.lineno)) if file else None
    steps = list(_steps(error.__traceback__, design))
    if steps and isinstance(error, RecursionError):
        return Step(Counter(step.place for step in steps).most_common(1)[0][0])
    if asked := NOT_GIVEN.search(str(error)):
        return _call(steps, asked[1])
    unknown = UNKNOWN.search(str(error))
    mentions = _mentions(steps, unknown[unknown.lastindex or 0]) if unknown else ()
    return next(reversed(mentions or steps), None)


def _mentions(steps: Sequence[Step], name: str) -> Sequence[Step]:
    found = [step for step in steps if re.search(rf"\b{name}\b", _line(step.place))]
    return [step for step in found if name not in step.values] or found


def _call(steps: Sequence[Step], name: str | None) -> Step | None:
    """The call of a macro that forgot `name`, be it one that hands it on, or its caller."""
    calls = [_at_call(step) for step in steps[:-1] or steps]
    handed_on = re.compile(rf"\([^)]*\b{name}\b") if name else None
    for step in reversed(calls):
        if not handed_on or not handed_on.search(_line(step.place), (step.place.column or 1) - 1):
            return step
    return calls[-1] if calls else None


def _at_call(step: Step) -> Step:
    """The step with the column of the first call in its line; a macro's head is none."""
    line = MACRO.sub(lambda found: " " * len(found[0]), _line(step.place))
    call = re.search(r"\w+\(", line)
    return step._replace(place=step.place._replace(column=call.start() + 1)) if call else step


def _import(error: Exception, environment: "Environment") -> Step | None:
    """Where a name is imported that is not there: it is missed later."""
    found = NOT_EXPORTED.search(str(error))
    if found is None or environment.loader is None:
        return None
    file = environment.loader.get_source(environment, found["by"])[1]
    return Step(Place(file, int(found["line"]))) if file else None


def _lost_context(error: Exception, design: Design) -> str | None:
    """What to say of a name that only a template imported without its context does not know."""
    unknown = UNKNOWN.search(str(error))
    steps = list(_steps(error.__traceback__, design))
    if not steps or unknown is None:
        return None
    asked = Path(steps[-1].place.file).name
    for step in reversed(steps):
        place = _bare_import(asked, step.place.file) if unknown["value"] in step.values else None
        if place:
            said = f"{unknown['value']!r} is not known in {asked}, which is imported without it"
            return located(design, place, f"{said}; expected {{% ... import ... with context %}}")
    return None


def _bare_import(name: str, file: str) -> Place | None:
    """Where `file` imports the template `name` without its context."""
    for number, line in enumerate(_lines(file), 1):
        for found in IMPORT.finditer(line):
            if Path(found["name"]).name == name and "with context" not in found[0]:
                return Place(file, number, found.start() + 1)
    return None


def _steps(step: TracebackType | None, design: Design) -> Iterator[Step]:
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in design.folders):
            yield Step(Place(file, step.tb_lineno), step.tb_frame.f_locals)
        step = step.tb_next


def _line(place: Place) -> str:
    lines = _lines(place.file)
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(ENCODING).split("\n")
    except (OSError, UnicodeDecodeError):
        return []


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
