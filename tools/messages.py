"""The catalogues in digest/locale, held to the words of the templates and of the code.

`make messages` brings them up to date: a new word waits in each .po for its translation, one that
nobody says any more goes, and the .mo are compiled. With --check it only tells what is wrong.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "digest/locale"
SAYING = (
    ("templates/**.j2", "jinja2.ext:babel_extract"),
    ("digest/core/**.py", "python"),
    ("digest/render/**.py", "python"),
)
BEGUN = datetime(2026, 11, 20, tzinfo=UTC)
PLACE = re.compile(r"%\((\w+)\)s")
COUNT = "n"  # some languages have a form for two that needs no digit


def main() -> None:
    """Write the catalogues, or check them."""
    template = said()
    if "--check" in sys.argv:
        wrong = [text for path in catalogues() for text in mistakes(path, template)]
        sys.exit("\n".join([*wrong, "type: make messages"]) if wrong else 0)
    for path in catalogues():
        catalogue = _read(path)
        _update(catalogue, template)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))


def catalogues() -> list[Path]:
    """The .po files; for a new language make an empty one."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/digest.po"))


def said() -> Catalog:
    """All that templates and code say, and where."""
    found = Catalog()
    options = {"templates/**.j2": {"trim_blocks": "true", "silent": "false"}}
    for file, _, message, _, _ in extract_from_dir(ROOT, SAYING, options):
        found.add(message, None, [(file, 0)])
    return found


def mistakes(path: Path, template: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, one line each."""
    catalogue, where = _read(path), "/".join(path.parts[-4:])
    known = {_id(message) for message in catalogue if message.id}
    wanted = {_id(message) for message in template if message.id}
    yield from (f"{where}: not there: {text!r}" for text in sorted(wanted - known))
    yield from (f"{where}: nobody says {text!r}" for text in sorted(known - wanted))
    for message in catalogue:
        if message.id:
            yield from (f"{where}: {text}" for text in _faults(message, catalogue.num_plurals))
    if _words(path.with_suffix(".mo").read_bytes()) != _words(compiled(catalogue)):
        yield f"{where}: the .mo beside it has other words"


def compiled(catalogue: Catalog) -> bytes:
    """The .mo of a catalogue."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _faults(message: Message, plurals: int) -> Iterator[str]:
    ids = _several(message.id)
    forms = _several(message.string)
    if len(forms) != (plurals if len(ids) > 1 else 1) or not all(forms) or message.fuzzy:
        yield f"not translated: {ids[0]!r}"
        return
    places = set(PLACE.findall(ids[-1]))
    for form in forms:
        optional = {COUNT} if len(ids) > 1 else set()
        if not places - optional <= set(PLACE.findall(form)) <= places:
            yield f"{form!r} has not the placeholders of {ids[-1]!r}"
        if "%" in PLACE.sub("", form).replace("%%", ""):
            yield f"{form!r} has a lone %: write %%"


def _update(catalogue: Catalog, template: Catalog) -> None:
    catalogue.update(template, no_fuzzy_matching=True)
    language = catalogue.locale.english_name
    catalogue.header_comment = f"# The words of digest's designs in {language}."
    catalogue.project, catalogue.version = "digest", "designs"
    catalogue.msgid_bugs_address = "the issues of the project"
    catalogue.last_translator, catalogue.language_team = "the maintainers of digest", language
    catalogue.creation_date = catalogue.revision_date = BEGUN  # git knows better, and no diff
    catalogue.fuzzy = False


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def _words(compiled: bytes) -> dict[object, str]:
    """Without the header, which says who compiled it."""
    words = dict(GNUTranslations(BytesIO(compiled))._catalog)  # noqa: SLF001
    words.pop("")
    return words


def _id(message: Message) -> str:
    return _several(message.id)[0]


def _several(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text or ""),)


if __name__ == "__main__":
    main()
