"""Languages other than English: words from a catalogue, dates and lists from Unicode's CLDR."""

import re
from collections.abc import Sequence
from datetime import date
from gettext import NullTranslations
from typing import TYPE_CHECKING

from digest.core.quick import dataclass

if TYPE_CHECKING:
    from babel import Locale

MONTH = re.compile(r"(?<![ML])([ML])\1\1(?![ML])")  # in a pattern: a month's name, abbreviated
THIN_SPACE = "\u2009"  # around CLDR's dashes: fonts of mail clients lack it
ZEROS = {  # of the digits that CLDR knows as the usual ones of some language
    "adlm": 0x1E950, "arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "cakm": 0x11136,
    "deva": 0x0966, "hmnp": 0x1E140, "mtei": 0xABF0, "mymr": 0x1040, "nkoo": 0x07C0,
    "olck": 0x1C50, "tibt": 0x0F20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Translated:
    """What `catalogue` lacks stays English; see `render.words.Words`."""

    locale: "Locale"
    catalogue: NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """The catalogue's words for `message`."""
        said = self.catalogue.gettext(message) if message else ""  # that of "" is its header
        return said % self._shown(values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The catalogue's words for `n`, in one of up to six forms."""
        return self.catalogue.ngettext(one, many, n) % self._shown({"n": n, **values})

    def day(self, day: date, *, this_year: int) -> str:
        """`27. Feb.`, with the year where it is another."""
        from babel.dates import format_skeleton

        skeleton = "MMMd" if day.year == this_year else "yMMMd"
        return self._digits(format_skeleton(skeleton, day, locale=self.locale))

    def month(self, day: date, *, short: bool = False) -> str:
        """`février 2026`; lower case where the language has it so."""
        from babel.dates import format_skeleton

        skeleton = "yMMM" if short else "yMMMM"
        return self._digits(format_skeleton(skeleton, day, locale=self.locale))

    def span(self, first: date, last: date, *, short: bool = False) -> str:
        """`23. Feb. – 1. März 2026`."""
        from babel.dates import format_date, format_interval, format_skeleton

        if first >= last and short:
            shown = format_skeleton("yMMMd", last, locale=self.locale)
        elif first >= last:
            shown = format_date(last, "long", locale=self.locale)
        elif short:
            shown = format_interval(first, last, "yMMMd", locale=self.locale)
        else:
            shown = self._long_span(first, last)
        return self._digits(shown.replace(THIN_SPACE, " "))

    def minutes(self, n: int) -> str:
        """`7 Min.`; CLDR's words where there is no catalogue."""
        if type(self.catalogue) is not NullTranslations:
            return self.ngettext("%(n)s min", "%(n)s min", n)
        from babel.units import format_unit

        return self._digits(format_unit(n, "duration-minute", "short", locale=self.locale))

    def joined(self, names: Sequence[str]) -> str:
        """`A und B`."""
        from babel.lists import format_list

        return format_list(names, locale=self.locale)

    def _long_span(self, first: date, last: date) -> str:
        """With months in full, which most languages have no pattern for.

        Then those of the short one are spelt out, as ICU does it.
        """
        from babel.dates import format_date, format_interval

        known = self.locale.interval_formats
        if "yMMMMd" in known:
            return format_interval(first, last, "yMMMMd", locale=self.locale)
        apart = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = (MONTH.sub(r"\1\1\1\1", pattern) for pattern in known["yMMMd"][apart])
        ends = zip((first, last), patterns, strict=True)
        return "".join(format_date(day, pattern, locale=self.locale) for day, pattern in ends)

    def _shown(self, values: dict[str, object]) -> dict[str, object]:
        """Numbers in the language's digits."""
        return {
            name: self._digits(str(value)) if isinstance(value, int) else value
            for name, value in values.items()
        }

    def _digits(self, text: str) -> str:
        zero = ZEROS.get(self.locale.default_numbering_system, ord("0"))
        return text.translate({ord("0") + n: zero + n for n in range(10)})
