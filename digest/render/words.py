"""The words of our own in a mail, in the reader's language.

Templates and code are written in English; a catalogue in `digest/locale` has the other languages.
What it lacks stays English, word by word.
"""

from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

DOMAIN = "digest"
CATALOGUES = Path(__file__).parents[1] / "locale"


@lru_cache(maxsize=16)
def catalogue(language: str) -> NullTranslations:
    """The catalogue for a BCP 47 tag: of `de-AT` the one for `de`; of an unknown one English."""
    return translation(DOMAIN, CATALOGUES, _nearest(language), fallback=True)


def _nearest(language: str) -> list[str]:
    """The names that a catalogue may have, the best first: `zh_Hant_TW`, `zh_Hant`, `zh`."""
    parts = language.replace("_", "-").split("-")
    return ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
