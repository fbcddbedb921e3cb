"""Blocks that the template below does not have: Jinja drops what stands in them without a word."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.render.open_blocks import TAG, Mistake

if TYPE_CHECKING:
    from jinja2 import Environment, Template

NAMED = re.compile(r"""\s+["']([^"']+)["']""")


def lost_block(template: "Template", environment: "Environment") -> Mistake | None:
    """The first block of `template` that nothing it extends has, and that it does not use."""
    source = _source(template, environment)
    base = _extended(source)
    if base is None:
        return None
    known = {name for each in _bases(base, environment) for name in each.blocks}
    for at, name in _outer_blocks(source):
        if name not in known and not re.search(rf"\bself\.{name}\b", source):
            return Mistake(
                at, f"{base} has no block {name!r}; {_instead(name, known, environment)}"
            )
    return None


def _instead(name: str, known: set[str], environment: "Environment") -> str:
    part = f"{name}.mjml.j2"
    if environment.loader and part in environment.loader.list_templates():
        return f"write a file {part}"
    return f"it has {', '.join(sorted(known))}" if known else "its parts are files of their own"


def _bases(name: str | None, environment: "Environment") -> "Iterator[Template]":
    """The templates that lie below, nearest first."""
    seen = set()
    while name and name not in seen:
        seen.add(name)
        template = environment.get_template(name)
        yield template
        name = _extended(_source(template, environment))


def _extended(source: str) -> str | None:
    """The template that one extends, where it is named."""
    for tag in TAG.finditer(source):
        if tag["tag"] == "extends" and (named := NAMED.match(tag["rest"])):
            return named[1]
    return None


def _outer_blocks(source: str) -> Iterator[tuple[int, str]]:
    """Where the blocks that stand in no other begin, and their names."""
    depth = 0
    for tag in TAG.finditer(source):
        if tag["tag"] == "block":
            depth += 1
            if depth == 1:
                yield tag.start(), tag["rest"].split()[0]
        elif tag["tag"] == "endblock":
            depth -= 1


def _source(template: "Template", environment: "Environment") -> str:
    loader = environment.loader
    return loader.get_source(environment, str(template.name))[0] if loader else ""
