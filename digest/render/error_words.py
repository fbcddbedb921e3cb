"""What Jinja says of a mistake, in words for the author of a template, with the nearest name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from digest.render.templates import Design

if TYPE_CHECKING:
    from jinja2 import Environment

TAGS = (
    "block call else elif endblock endcall endfilter endfor endif endmacro endraw endset extends"
    " filter for from if import include macro raw set"
).split()
UNKNOWN = re.compile(
    r"'(?P<value>\w+)' is undefined|[Uu]nknown tag '(?P<tag>\w+)'"
    r"|No (?P<kind>filter|test) named '(?P<named>\w+)'"
)
NO_ATTRIBUTE = re.compile(r"'(?:([\w.]+)\.)?(\w+) object' has no attribute '(\w+)'")
OF_NOTHING = re.compile(r"'None' has no attribute '(\w+)'")
NO_ARGUMENT = re.compile(r"macro '(\w+)' takes no keyword argument '(\w+)'")
NO_CALLER = re.compile(r"macro '(\w+)' was invoked with two values for the special caller")
NOT_GIVEN = re.compile(r"parameter '(\w+)' was not provided|No caller defined")
NOT_EXPORTED = re.compile(
    r"the template '(?P<file>.+)' \(imported on line (?P<line>\d+) in '(?P<by>.+)'\)"
    r" does not export the requested name '(?P<name>\w+)'"
)
DEFINED = re.compile(r"\{%[-+]?\s*(?:macro|set)\s+(\w+)")
NO_ELEMENT = re.compile(r"(?:tuple|list) object has no element (\d+)")
SAID_SO = {  # classes, of Python's, Jinja's and ours
    "LoopContext": "loop",
    "TemplateModule": "the imported template",
    "str": "text",
    "int": "a number",
    "tuple": "a list",
    "Rich": "a rich value",
    "ItemView": "an item",
    "SectionView": "a section",
    "IssueView": "issue",
    "NewsletterView": "newsletter",
    "ImageView": "a picture",
    "LogoView": "newsletter.logo",
    "Palette": "a palette",
    "Step": "a step of the type scale",
}
PYTHON_SAYS = (  # and what it means in a template
    (r"\bRich\b", "a rich value is no plain text; write .text behind it, as in item.title.text"),
    (
        r"'NoneType' object|object of type 'NoneType'",
        "this is None here; expected {% if ... %} around it",
    ),
    (r"doesn't define __round__", "only a number can be rounded"),
    (r"(\w+)\(\) missing \d+ required positional arguments?: (.+)", r"\1() lacks \2"),
    (r"'(?:int|float|bool)' object is not iterable", "a number cannot be looped over"),
)


def words_of(
    error: Exception, design: Design, environment: "Environment", values: Mapping[str, object]
) -> str:
    """What is wrong; `values` are those that the template knows where it went wrong."""
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound

    said = str(error)
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}" + _nearest(str(error.name), _files(design))
    if isinstance(error, RecursionError):
        return "the templates go in circles: this line is reached again from itself"
    if not isinstance(error, JinjaError):
        return _of_a_call(said, values) or _of_python(said) or f"{type(error).__name__}: {said}"
    said = (error.message or said).removesuffix(".")
    return _of_a_value(said, environment, values) or _of_a_word(said, environment, values)


def _of_a_call(said: str, values: Mapping[str, object]) -> str | None:
    if found := NO_CALLER.search(said):
        return f"macro {found[1]!r} uses no caller; expected {{{{ {found[1]}(...) }}}}"
    if found := NO_ARGUMENT.search(said):
        return found[0] + _nearest(found[2], getattr(values.get(found[1]), "arguments", ()))
    return None


def _of_python(said: str) -> str | None:
    for pattern, meant in PYTHON_SAYS:
        if found := re.search(pattern, said):
            return found.expand(meant)
    return None


def _of_a_value(said: str, environment: "Environment", values: Mapping[str, object]) -> str | None:
    if found := OF_NOTHING.search(said):
        return f"{found[1]!r} is asked of what is None here; expected {{% if ... %}} around it"
    if found := NO_ELEMENT.search(said):
        return f"there is no element {found[1]} here: the list is shorter"
    if found := NO_ATTRIBUTE.search(said):
        module, name, asked = found.groups()
        names = list(_attributes(module or "builtins", name, values))
        listed = f" (it has {', '.join(names)})" if (module or "").startswith("digest.") else ""
        return f"no {asked!r} in {SAID_SO.get(name, name)}{_nearest(asked, names)}{listed}"
    if found := NOT_GIVEN.search(said):
        lacks = (
            f"its parameter {found[1]!r}" if found[1] else "its content; expected {% call ... %}"
        )
        return f"the macro that is called here lacks {lacks}"
    if found := NOT_EXPORTED.search(said):
        defined = DEFINED.findall(_source(environment, found["file"]))
        return f"no {found['name']!r} in {found['file']!r}{_nearest(found['name'], defined)}"
    return None


def _of_a_word(said: str, environment: "Environment", values: Mapping[str, object]) -> str:
    if said.endswith("got '='"):
        return f"{said}; did you mean '=='?"
    unknown = UNKNOWN.search(said)
    if unknown is None:
        return said
    if unknown["tag"]:
        return said + _nearest(unknown["tag"], TAGS)
    if unknown["value"]:
        return said + _nearest(unknown["value"], values)
    known = environment.filters if unknown["kind"] == "filter" else environment.tests
    return said + _nearest(unknown["named"], known)


def _nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'title'?`, or nothing when no known name is near."""
    near = get_close_matches(name, sorted(set(known)), 1)
    return f"; did you mean {near[0]!r}?" if near and near[0] != name else ""


def _attributes(module: str, name: str, values: Mapping[str, object]) -> Iterator[str]:
    """What may be asked of such an object: of ours the fields."""
    known = getattr(import_module(module), name, None)
    if isinstance(known, type) and is_dataclass(known):
        yield from (field.name for field in fields(known))
        return
    alike = [value for value in values.values() if type(value) is known]
    for one in (known, *alike):
        yield from (attribute for attribute in dir(one) if attribute[0] != "_")


def _source(environment: "Environment", name: str) -> str:
    loader = environment.loader
    return loader.get_source(environment, name)[0] if loader else ""


def _files(design: Design) -> set[str]:
    return {path.name for folder in design.paths() if folder.is_dir() for path in folder.iterdir()}
