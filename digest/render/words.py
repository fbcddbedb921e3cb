"""The words of our own in a mail, its dates and numbers, in the newsletter's language.

Templates and code are written in English; a catalogue in `digest/locale` has another language's
words. What it lacks stays English, word by word. Dates are of the language in any case.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from gettext import translation
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from digest.core import ports
from digest.render.english import English

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "digest"
CATALOGUES = Path(__file__).parents[1] / "locale"


class Words(ports.Words, Protocol):
    """A language, for all that a mail says; the days of a span are both inside."""

    def day(self, day: date, *, this_year: int) -> str:
        """`27 Feb`, or `27 Feb 2024` when that is another year."""

    def minutes(self, n: int) -> str:
        """`7 min`, the time that reading takes."""

    def joined(self, names: Sequence[str]) -> str:
        """`A and B`."""


@lru_cache(maxsize=16)
def words(language: str) -> Words:
    """The language of a BCP 47 tag: for `de-AT` the words of `de`, for an unknown one English."""
    locale = None if language.lower() == "en" else _locale(language)
    if locale is None:
        return English()
    from digest.render.translated import Translated

    return Translated(locale, translation(DOMAIN, CATALOGUES, _names(language), fallback=True))


def _locale(language: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    for name in _names(language):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse(name)
    return None


def _names(language: str) -> list[str]:
    """What it may be found under, the best first: `zh_Hant_TW`, `zh_Hant`, `zh`."""
    parts = language.replace("_", "-").split("-")
    return ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
