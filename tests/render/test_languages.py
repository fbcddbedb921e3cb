"""A small letter in each language, to be reviewed as a diff.

UPDATE_GOLDEN=1 pytest tests/render/test_languages.py writes the files anew. Of the HTML the words
are kept, with the language and direction that each is said to be in.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from digest.config.settings import Design, Newsletter
from digest.core.curate import compose
from digest.core.curation import Curation, Own
from digest.core.model import Issue, Post, Rendered, SectionRule
from digest.core.sections import Layout
from digest.core.when import When
from digest.core.window import week
from digest.render.issue import render
from digest.render.words import words

TEMPLATES = Path(__file__).parents[2] / "templates"
GOLDEN = Path(__file__).parents[1] / "golden/languages"
LANGUAGES = ("de", "fr", "es", "ja", "ar", "ar-EG")
ENGLISH = (
    "Why `vllm serve` works on day zero (and what it takes)",
    "From a fallback that runs any model to the path that runs it well.",
)
LETTERS = {  # newsletter, section, authors, and of each post the title and the summary
    "de": (
        "Systeme & Modelle",
        "Werkzeuge",
        ("Jürgen Groß", "Zoë Weiß"),
        ("Was einen Absturz übersteht", "Ein Ereignisprotokoll, ein Rechner und ihr Preis."),
        ("Warteschlangen, kurz erklärt", "Was wartet, kostet. Was nicht wartet, auch."),
        ("Vier Prüfungen, die zählen", ""),
    ),
    "fr": (
        "Systèmes & modèles",
        "Outils",
        ("Zoé Lefèvre", "Noël Garçon"),
        ("Ce qui survit à une panne", "Un journal d’événements, une calculatrice et leur prix."),
        ("Les files d’attente, en bref", "Ce qui attend coûte. Ce qui n’attend pas aussi."),
        ("Quatre évaluations qui comptent", ""),
    ),
    "es": (
        "Sistemas y modelos",
        "Herramientas",
        ("Íñigo Núñez", "María Peña"),
        ("Lo que sobrevive a una caída", "Un registro de eventos, una calculadora y su precio."),
        ("Las colas, en breve", "Lo que espera cuesta. Lo que no espera, también."),
        ("Cuatro pruebas que importan", ""),
    ),
    "ja": (
        "システムとモデル",
        "道具",
        ("山田太郎", "佐藤花子"),
        ("クラッシュに耐えるもの", "イベントログと電卓、そしてその代償について考えます。"),
        ("待ち行列のかんたんな説明", "待つものには費用がかかる。待たないものにも。"),
        ("意味のある四つの評価", ""),
    ),
    "ar": (
        "أنظمة ونماذج",
        "أدوات",
        ("ليلى حداد", "عمر ناصر"),
        ("ما الذي ينجو من الانهيار", "سجل أحداث وآلة حاسبة وما يكلفانه."),
        ("الطوابير باختصار", "ما ينتظر له ثمن، وما لا ينتظر له ثمن أيضًا."),
        ("أربعة اختبارات مهمة", ""),
    ),
}


def letter(language: str) -> tuple[Issue, Newsletter]:
    """Posts in the language, one in English, and a sponsor; an editor gave no title."""
    name, tools, (one, two), *texts = LETTERS[language.partition("-")[0]]
    authors = ((one, two), (one, two, "M. Jawad"), ())
    days = ("2026-02-27", "2025-12-30", "2026-02-23")
    posts = [
        post(title, says, by, minutes, day)
        for (title, says), by, minutes, day in zip(texts, authors, (23, 2, 11), days, strict=True)
    ]
    english = post(*ENGLISH, ("M. Jawad", one), 1, "2026-02-24", language="en")
    posts[2:2] = [replace(english, key="english", url="https://example.com/day-zero")]
    newsletter = Newsletter(
        title=name,
        sender="a@example.org",
        url="https://example.org/",
        language=language,
        web_url="https://example.org/{issue}",
        preferences_url="https://example.org/preferences",
        unsubscribe_url="https://example.org/unsubscribe",
    )
    sponsor = Own("sponsor", "https://cloud.example.org/", "Example Cloud", section=tools)
    issue = compose(
        posts,
        Curation(feature=texts[0][0], add=(sponsor,)),
        issue_id="2026-W09",
        number=9,
        window=week("2026-W09", newsletter.timezone),
        layout=Layout((SectionRule(tools),), ()),
        words=words(language),
    )
    return issue, newsletter


def post(
    title: str, says: str, authors: tuple[str, ...], minutes: int, day: str, **fields: str
) -> Post:
    known = {
        "source": "Field Notes",
        "key": title,
        "url": f"https://example.org/{minutes}/",
    } | fields
    when = When(None, date.fromisoformat(day), "day", day, "feed")
    return Post(
        title=title, summary=says, authors=authors, minutes=minutes, published=when, **known
    )


def made(language: str) -> Rendered:
    return render(*letter(language), Design(full_items=3), folders=[TEMPLATES])


def said(page: str) -> str:
    """The words of a page, a line for each piece; where they change, its language and direction."""
    lines = []
    for element in html.document_fromstring(page).iter():
        if element.tag in ("style", "script") or not isinstance(element.tag, str):
            continue
        marks = [f"{name}={element.get(name)}" for name in ("lang", "dir") if element.get(name)]
        text = " ".join((element.text or "").split())
        if text or marks:
            lines.append(" ".join([f"<{element.tag}>", *marks, text]).rstrip())
        if tail := " ".join((element.tail or "").split()):
            lines.append(f"  {tail}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_reads_as_reviewed(language: str) -> None:
    rendered = made(language)
    shown = {"txt": f"{rendered.subject}\n\n{rendered.text}", "html": said(rendered.html)}
    for ending, text in shown.items():
        file = GOLDEN / f"{language}.{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")
