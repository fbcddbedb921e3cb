"""Pages of every shape are rendered from known posts and must be read back as those posts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from digest.core.model import Post, Source
from digest.sources.capture import parse

SOURCE = Source("blog", "capture", "page.txt", base_url="https://example.org/blog/")

ORDERS = {  # T title, S summary, M all facts on a line, D date, N minutes
    "TSM", "MTS", "TMS", "TS", "TM", "MT", "DTS", "TDS", "TSN", "DTSN", "TNSD", "TSDN",
}  # fmt: skip
LAYOUTS = ("spaced", "block", "tight")
SEPARATORS = ("\xa0·\xa0", " · ", " • ", " | ", " – ", ", ", " / ")

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
DAY_FORMS = {
    "en": "{month} {day}, {year}",
    "de": "{day}. {month} {year}",
    "fr": "{day} {month} {year}",
    "ru": "{day} {month} {year} г.",
    "tr": "{day} {month} {year}",
    "ja": "{year}年{number}月{day}日",
}
MINUTES = {
    "en": ("{} min", "{} min read", "{}-minute read"),
    "de": ("{} Min. Lesezeit", "{} Minuten"),
    "fr": ("lecture de {} min", "{} min de lecture"),
    "ru": ("{} мин", "{} мин чтения"),
    "tr": ("{} dk okuma", "{} dakika"),
    "ja": ("{}分", "約{}分で読めます"),
}
WORDS = {
    "en": ("{:,} words", ","),
    "de": ("{:,} Wörter", "."),
    "fr": ("{:,} mots", " "),
    "ru": ("{:,} слов", " "),
    "tr": ("{:,} kelime", "."),
    "ja": ("{:,}文字", ","),
}
AUTHORS = {
    "en": "Jane Doe", "de": "Jörg Müller", "fr": "Zoé Lefèvre", "ru": "Анна Петрова",
    "tr": "Şule Çağlar", "ja": "山田太郎",
}  # fmt: skip
TEXTS = {
    "en": (
        ("Why `vllm serve` warms up slowly", "We timed each step. Most of it is compilation."),
        ("What happened on May 3, 2026", "A queue filled up, and nobody was told for an hour."),
        ("Do agents need a scheduler?", "They do. Here is the smallest one that we could write."),
        (
            "Sharding without tears",
            "10 min of downtime taught us more than a year of planning did.",
        ),
        ("Part 1 · The cost of attention", "Attention costs $O(N^2)$, and “fast” kernels hide it."),
        ("B-trees, again", "2026 was the year of the B-tree; this post says why, with 17× graphs."),
        (
            "From RLHF to GRPO: a map of the land",
            "Four methods, and what each one asks of your data.",
        ),
        ("The end of the shared cache!", "It was a good idea in 2011. It is not one any more."),
    ),
    "de": (
        ("Warum der Zwischenspeicher lügt", "Drei Messungen zeigen es. Die vierte hilft."),
        ("Vom Monolithen zurück zum Monolithen", "Wir haben alles geteilt und wieder vereint."),
        ("Was kostet ein Token?", "Weniger als gedacht, wenn man richtig rechnet und stapelt."),
        ("Notizen aus dem Maschinenraum", "Eine Woche Bereitschaft, in der fast nichts geschah."),
        ("Abfragen, die niemand versteht", "Und wie man sie mit zwei Indizes wieder lesbar macht."),
    ),
    "fr": (
        ("Pourquoi le cache nous ment", "Trois mesures le montrent. La quatrième le corrige."),
        ("Du monolithe au monolithe", "Nous avons tout séparé, puis tout rassemblé en un an."),
        ("Combien coûte un jeton ?", "Moins qu'on ne le croit, si l'on regroupe les requêtes."),
        (
            "Notes de la salle des machines",
            "Une semaine d'astreinte où presque rien ne s'est passé.",
        ),
        (
            "L'ordonnanceur le plus simple",
            "Cinquante lignes suffisent, à condition d'en jeter mille.",
        ),
    ),
    "ru": (
        ("Почему кэш нас обманывает", "Три измерения это показывают. Четвёртое помогает."),
        ("От монолита к монолиту", "Мы всё разделили, а через год собрали обратно в одно."),
        ("Сколько стоит один токен?", "Меньше, чем кажется, если правильно собирать запросы."),
        (
            "Заметки из машинного отделения",
            "Неделя дежурства, в которую почти ничего не случилось.",
        ),
        (
            "Запросы, которых никто не понимает",
            "И как два индекса снова делают их понятными людям.",
        ),
    ),
    "tr": (
        ("Önbellek bize neden yalan söyler", "Üç ölçüm bunu gösterir. Dördüncüsü düzeltir."),
        ("Monolitten yine monolite", "Her şeyi böldük, bir yıl sonra yeniden birleştirdik."),
        ("Bir belirtecin fiyatı nedir?", "İstekler doğru toplanırsa sanıldığından daha azdır."),
        ("Makine dairesinden notlar", "Neredeyse hiçbir şeyin olmadığı bir nöbet haftası."),
        ("En yalın zamanlayıcı", "Elli satır yeter, ama önce bin satırı atmak gerekir."),
    ),
    "ja": (
        ("キャッシュはなぜ嘘をつくのか", "三つの計測がそれを示します。四つ目が役に立ちます。"),
        ("モノリスからモノリスへ", "すべてを分割し、一年後にまた一つにまとめた記録です。"),
        ("トークンの値段はいくらか?", "リクエストをまとめれば、思ったより安く済むという話。"),
        ("機械室からの覚え書き", "ほとんど何も起こらなかった当番の一週間について書きます。"),
        ("いちばん小さなスケジューラ", "五十行で足りますが、まず千行を捨てる必要があります。"),
    ),
}
HEADS = (
    (),
    ("All articles.",),
    ("Skip to content", "Home About Archive", "Blog"),
    ("Writing", "Blog", "Notes on the systems that we run, and on those that run us."),
)


@dataclass(frozen=True)
class Shape:
    """How one page is written."""

    order: str
    layout: str
    language: str
    separator: str
    iso: bool
    authors: bool
    words: bool
    tags: bool
    alts: bool
    cut: str
    head: tuple[str, ...]
    chrome: bool
    line_end: str


def shapes() -> Iterator[tuple[int, Shape]]:
    """Every order in every layout, all else drawn by lot."""
    seed = 0
    for order in sorted(ORDERS):
        for layout in LAYOUTS:
            for language in Random(seed).sample(sorted(TEXTS), 3):
                lot = Random(seed := seed + 1)
                yield (
                    seed,
                    Shape(
                        order,
                        layout,
                        language,
                        lot.choice(SEPARATORS),
                        iso=lot.random() < 0.3,
                        authors="M" in order and lot.random() < 0.4,
                        words="M" in order and lot.random() < 0.4,
                        tags=order in {"TSM", "TSN"} and lot.random() < 0.3,
                        alts=order in {"TSM", "TSN"} and layout == "spaced" and lot.random() < 0.6,
                        cut=lot.choice(("", " ...", "…", " […]")) if "S" in order else "",
                        head=lot.choice(HEADS),
                        chrome=lot.random() < 0.4,
                        line_end=lot.choice(("\n", "\r\n", "  \n")),
                    ),
                )


@dataclass(frozen=True)
class Listed:
    """What a page says of one post."""

    title: str
    summary: str
    truncated: bool
    published: date | None
    minutes: int | None
    words: int | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    alt: str | None


def posts(shape: Shape, lot: Random) -> Iterator[Listed]:
    dated = bool({"D", "M"}.intersection(shape.order))
    timed = bool({"N", "M"}.intersection(shape.order))
    for place, (title, summary) in enumerate(TEXTS[shape.language]):
        yield Listed(
            title,
            summary if "S" in shape.order else "",
            truncated=bool(shape.cut) and place % 2 == 0,
            published=date(2026, lot.randint(1, 12), lot.randint(1, 28)) if dated else None,
            minutes=lot.randint(0, 40) if timed else None,
            words=lot.randint(2, 9000) if shape.words else None,
            authors=(AUTHORS[shape.language],) if shape.authors else (),
            tags=("llm", "kv-cache") if shape.tags else (),
            alt=f"A diagram of part {place}" if shape.alts and place % 3 == 2 else None,
        )


def written(day: date, shape: Shape) -> str:
    if shape.iso:
        return day.isoformat()
    months = MONTHS.get(shape.language, " " * 12).split(" ")
    return DAY_FORMS[shape.language].format(
        day=day.day, number=day.month, month=months[day.month - 1], year=day.year
    )


def facts(post: Listed, kinds: str, shape: Shape, minutes: str) -> str:
    parts: list[str] = []
    if kinds in "DM" and post.published:
        parts.append(written(post.published, shape))
    if kinds in "NM":
        parts.append(minutes.format(post.minutes))
    if kinds == "M" and post.words is not None:
        form, thousands = WORDS[shape.language]
        parts.append(form.format(post.words).replace(",", thousands))
    if kinds == "M":
        parts.extend(post.authors)
    return shape.separator.join(parts)


def block(post: Listed, shape: Shape, minutes: str) -> Iterator[str]:
    for part in shape.order:
        if part == "T":
            yield post.title
        elif part == "S":
            yield post.summary + (shape.cut if post.truncated else "")
        else:
            yield facts(post, part, shape, minutes)
    if post.tags:
        yield "#llm #kv-cache"
    if shape.chrome:
        yield "Read more →"


def page(shape: Shape, listed: list[Listed], lot: Random) -> str:
    minutes = lot.choice(MINUTES[shape.language])
    lines = [*shape.head]
    for post in listed:
        lines.extend([post.alt] if post.alt else [])
        for place, line in enumerate(block(post, shape, minutes)):
            spaced = shape.layout == "spaced" or (shape.layout == "block" and place == 0)
            lines.extend(["", line] if spaced else [line])
    if shape.chrome:
        lines.extend(["", "Older posts", "« Prev 1 2 3 Next »", "© 2026 Me"])
    return shape.line_end.join(lines)


def told(post: Post) -> Listed:
    return Listed(
        post.title,
        post.summary,
        post.truncated,
        post.published.civil if post.published else None,
        post.minutes,
        post.words,
        post.authors,
        post.tags,
        post.image.alt if post.image else None,
    )


@pytest.mark.parametrize(("seed", "shape"), list(shapes()))
def test_a_rendered_page_is_read_back(seed: int, shape: Shape) -> None:
    lot = Random(seed)
    listed = list(posts(shape, lot))
    assert [told(post) for post in parse(page(shape, listed, lot), SOURCE)] == listed
