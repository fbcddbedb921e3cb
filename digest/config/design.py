"""`[design]` of digest.toml, and design.toml: what a design says of itself.

Both have the same keys. What digest.toml does not say is as in the design's own file, then as in
the designs that it extends, then as in the house.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

from digest.config import toml_text
from digest.config.reader import Table, all_mistakes
from digest.config.settings import FONTS, SPACINGS, Design
from digest.core.errors import ConfigError, Problem
from digest.core.file_errors import unreadable
from digest.core.palette import Colours, Palette
from digest.core.quick import dataclass

LETTERS = "0123456789abcdefABCDEF"
SMALLEST, LARGEST = 14, 20  # px of text
WIDEST = 536  # px, the room between the gutters


@dataclass(frozen=True, slots=True)
class DesignFile:
    """What stands in a design.toml: the design that this one extends, and its tokens."""

    extends: str | None
    tokens: Design


def read_design(table: Table, designs: Iterable[str]) -> Design:
    """`[design]`: how it looks; `designs` are the templates that exist."""
    template = table.choice("template", designs) or Design().template
    design = replace(_tokens(table), template=template, max_bytes=_max_bytes(table))
    table.close()
    return design


def _max_bytes(table: Table) -> int:
    """The size that fits; `false` is none, as 0 is."""
    table.known.add("max_bytes")
    if table.data.get("max_bytes") is False:
        return 0
    given = table.positive("max_bytes", zero=True)
    return Design().max_bytes if given is None else given


def read_design_file(file: Path) -> DesignFile:
    """What design.toml says.

    Raises:
        ConfigError: it cannot be read, or has mistakes; all of them are in `problems`.
    """
    try:
        toml = toml_text.read(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(*unreadable(file, error, "save it as UTF-8 text")) from None
    problems: list[Problem] = list(toml.problems)
    table = Table(toml, (), toml.data, problems)
    found = DesignFile(table.get("extends", str), _tokens(table))
    table.close()
    if problems:
        raise all_mistakes(file, f"{file.parent.name}/{file.name}", problems)
    return found


def over(base: Design, own: Design) -> Design:
    """`own`, and what it does not say as in `base`; of colours each by itself."""
    house = Design()
    said = {
        name: getattr(own, name)
        for name in (field.name for field in fields(Design))
        if name in own.written or getattr(own, name) != getattr(house, name)
    }
    colours = {"light": base.light + own.light, "dark": base.dark + own.dark}
    written = tuple(dict.fromkeys((*base.written, *own.written)))
    return replace(base, **{**said, **colours, "written": written})


def _tokens(table: Table) -> Design:
    house = Design()
    accent = _colour(table, "accent")
    size = table.positive("text_size")
    if size and not SMALLEST <= size <= LARGEST:
        table.problem("text_size", f"text_size = {size}: expected {SMALLEST} to {LARGEST}")
        size = None
    full_items = table.positive("full_items", zero=True)
    contents = table.positive("contents", zero=True)
    return Design(
        accent=accent or house.accent,
        light=_colours(table, "light"),
        dark=_colours(table, "dark"),
        headings=table.choice("headings", FONTS) or house.headings,
        text=table.choice("text", FONTS) or house.text,
        text_size=size or house.text_size,
        spacing=table.choice("spacing", SPACINGS) or house.spacing,
        logo=_logo(table),
        logo_width=table.positive("logo_width", most=WIDEST) or house.logo_width,
        logo_height=table.positive("logo_height"),
        logo_alt=table.get("logo_alt", str),
        full_items=house.full_items if full_items is None else full_items,
        contents=house.contents if contents is None else contents,
        written=tuple(field.name for field in fields(Design) if field.name in table.data),
    )


def _logo(table: Table) -> str | None:
    """The address of the logo; an empty one is for none."""
    url = table.get("logo", str)
    scheme, _, rest = (url or "").partition("://")
    if url and (scheme.lower() not in ("http", "https") or rest[:1] in ("", "/")):
        told = f'logo = "{url}": not the address of a picture'
        table.problem("logo", told, "put the picture on the web, and write its https:// address")
        return None
    return url


def _colours(table: Table, name: str) -> Colours:
    """`[design.light]`: the colours that the owner chose."""
    table.known.add(name)
    own = Table(table.toml, (*table.path, name), table.data.get(name), table.problems)
    names = [f.name for f in fields(Palette) if name == "dark" or f.name != "accent"]
    found = tuple((key, value) for key in names if (value := _colour(own, key)))
    own.close()
    return found


def _colour(table: Table, key: str) -> str | None:
    text = table.get(key, str)
    if text is None or (len(text) == 7 and text[0] == "#" and all(c in LETTERS for c in text[1:])):
        return text
    table.problem(key, f'{key} = "{text}": not a colour', 'as in "#0f5c4d"')
    return None
