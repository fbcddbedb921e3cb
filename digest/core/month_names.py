"""The names of months and weekdays in the languages that blogs are written in."""

import re
import unicodedata
from functools import lru_cache

# January to December; `/` separates spellings. The first three letters of one will do, as long as
# they mean one month only.
_MONTHS = """
january february march april may june july august september/sept october november december
januar/jänner februar märz/mrz april mai juni juli august september oktober november dezember
janvier/janv février/févr mars avril mai juin juillet/juil août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre/sett ottobre novembre dicembre
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november desember
stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec \
lipca/lipiec sierpnia/sierpień września/wrzesień października/październik listopada grudnia/grudzień
ledna/leden února/únor března/březen dubna/duben května/květen června/červen/čvn \
července/červenec/čvc srpna/srpen září října/říjen listopadu prosince/prosinec
января/январь февраля/февраль/февр марта/март апреля/апрель мая/май июня/июнь июля/июль \
августа/август сентября/сентябрь/сент октября/октябрь ноября/ноябрь/нояб декабря/декабрь
січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень \
липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада грудня/грудень
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
segunda terça quarta quinta sexta feira
lunedì martedì mercoledì giovedì venerdì sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
poniedziałek wtorek środa czwartek piątek sobota niedziela
pondělí úterý středa čtvrtek pátek neděle
понедельник вторник среда четверг пятница суббота воскресенье
понеділок вівторок середа четвер п'ятниця субота неділя
pazartesi salı çarşamba perşembe cuma cumartesi pazar
الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
"""

_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents, direction marks and odd spaces: what the tables are keyed by."""
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def month_number(word: str) -> int | None:
    """The month that a folded name, or its first three letters, stands for."""
    return _MONTH_OF.get(word)


def is_weekday(word: str) -> bool:
    """Whether a folded word is a weekday's name or its beginning."""
    return word in _WEEKDAY_STARTS


def _month_table() -> dict[str, int]:
    names = {
        fold(name): month
        for row in _MONTHS.strip().splitlines()
        for month, spellings in enumerate(row.split(), start=1)
        for name in spellings.split("/")
    }
    short: dict[str, set[int]] = {}
    for name, month in names.items():
        short.setdefault(name[:3], set()).add(month)
    return {start: min(months) for start, months in short.items() if len(months) == 1} | names


_MONTH_OF = _month_table()
_WEEKDAY_STARTS = frozenset(
    name[:end] for name in map(fold, _WEEKDAYS.split()) for end in range(2, len(name) + 1)
)
