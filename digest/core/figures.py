"""Reading times and word counts, in the languages that blogs are written in."""

import re

from digest.core.month_names import fold

NUMBER = re.compile(r"\d{1,3}(?:[.,'’ ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
LETTERS = re.compile(r"[^\W\d_]+")
THOUSANDS = re.compile(r"(\d+)(?:[.,](\d))?\s?k\b")
HOURS = re.compile(
    r"(\d+) ?(?:h|hr|hrs|hour|hours|std|stunden?|heures?|horas?|ore|時間|小时)\.?,? "
)
PUNCTUATION = frozenset(" .,:;~<≈+-–()'’&|/")

MINUTES = frozenset(
    fold(
        "m min mins minute minutes minuten minuto minutos minuti minut minuta minuty minuter "
        "minutter мин минут минута минуты хв хвилин хвилини dk dakika دقيقة دقائق 分 分钟 分鐘 분"
    ).split()
)
READING = frozenset(
    fold(
        "read reading time to about approx approximately est estimated less than a ca circa etwa "
        "lesezeit lesedauer environ lecture de du temps tiempo lectura tempo leitura di lettura "
        "leestijd lezen läsning lästid læsetid lesetid lesing czas czytania doba čas čtení время "
        "чтения на чтение час читання okuma süresi وقت قراءة القراءة للقراءة"
    ).split()
)
WORDS = frozenset(
    fold(
        "word words wort wörter worte mot mots palabra palabras palavra palavras parola parole "
        "woord woorden ord słowo słowa słów slovo slova slov слово слова слов слів kelime sözcük "
        "كلمة كلمات 字 文字 단어"
    ).split()
)
COUNTING = frozenset(fold("about approx ca circa etwa environ word count total").split())
# Scripts without spaces: what may stand beside the number, glyph by glyph
READING_GLYPHS = frozenset(
    fold("约約大分钟鐘間间時时読讀阅閱读めますできるれ了预计需要長长度略쯤약분읽기는시간소요예상")
)
COUNTING_GLYPHS = frozenset(fold("约約大共字文数數总總計计약단어자"))


def minutes(text: str) -> int | None:
    """The reading time that `text` is: `4 min read`, `7 Min. Lesezeit`, `約5分`."""
    hours = HOURS.match(text)
    rest = text[hours.end() :] if hours else text
    count = _count(rest, MINUTES, READING, READING_GLYPHS)
    return count + 60 * int(hours[1]) if hours and count is not None else count


def words(text: str) -> int | None:
    """The word count that `text` is: `1937 words`, `1.660 Wörter`, `1.2k words`.

    Hugo's themes print a page of one word as `word`.
    """
    return 1 if text == "word" else _count(text, WORDS, COUNTING, COUNTING_GLYPHS)


def _count(
    text: str, units: frozenset[str], beside: frozenset[str], glyphs: frozenset[str]
) -> int | None:
    """The only number in a text that else consists of a unit and words about it."""
    folded = THOUSANDS.sub(lambda k: f"{k[1]}{k[2] or 0}00", fold(text))
    numbers = NUMBER.findall(folded)
    rest = NUMBER.sub(" ", folded)
    if len(numbers) != 1 or not PUNCTUATION.issuperset(LETTERS.sub("", rest)):
        return None
    found = LETTERS.findall(rest)
    named = any(word in units for word in found)
    if named and all(word in units or word in beside for word in found):
        return _number(numbers[0])
    unit = any(glyph in units for word in found for glyph in word)
    return _number(numbers[0]) if unit and glyphs.issuperset("".join(found)) else None


def _number(text: str) -> int:
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return round(float(text.replace(",", ".")))
    return int(re.sub(r"\D", "", text))
