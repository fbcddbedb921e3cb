import re
from datetime import date
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers

from digest.core.errors import TemplateError
from digest.render import templates
from digest.render.english import English
from digest.render.words import words

FIRST, LAST = date(2026, 2, 23), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "23 Feb – 1 Mar 2026", "23 February – 1 March 2026"),
        ("en-US", "Feb 23 – Mar 1, 2026", "February 23 – March 1, 2026"),
        ("de", "23. Feb. – 1. März 2026", "23. Februar – 1. März 2026"),
        ("fr", "23 févr. – 1 mars 2026", "23 février – 1 mars 2026"),
        ("es", "23 feb – 1 mar 2026", "23 de febrero – 1 de marzo de 2026"),
        ("pt-BR", "23 de fev. – 1 de mar. de 2026", "23 de fevereiro – 1 de março de 2026"),
        ("ja", "2026年2月23日～3月1日", "2026年2月23日～3月1日"),
        ("zh-Hant", "2026年2月23日至3月1日", "2026年2月23日至3月1日"),
        ("ar", "23 فبراير – 1 مارس 2026", "23 فبراير – 1 مارس 2026"),
        ("ar-EG", "٢٣ فبراير – ١ مارس ٢٠٢٦", "٢٣ فبراير – ١ مارس ٢٠٢٦"),
    ],
)
def test_a_span_of_days_is_written_as_in_the_language(language, short, long):
    assert words(language).span(FIRST, LAST, short=True) == short
    assert words(language).span(FIRST, LAST) == long


def test_a_catalogue_is_for_all_regions_of_its_language():
    assert words("de-AT").gettext("Unsubscribe") == "Abbestellen"
    assert words("de-AT").month(date(2026, 1, 1)) == "Jänner 2026"
    assert words("fr-CA-x-mine").gettext("Unsubscribe") == "Se désabonner"


def test_without_a_catalogue_words_are_english_and_dates_are_not():
    italian = words("it")
    assert italian.gettext("Unsubscribe") == "Unsubscribe"
    assert italian.ngettext("%(n)s post", "%(n)s posts", 2) == "2 posts"
    assert italian.month(FIRST) == "febbraio 2026"
    assert italian.joined(["A", "B"]) == "A e B"
    assert words("ko").minutes(7) == "7분"


def test_nothing_said_is_nothing():
    assert words("ja").gettext("") == ""


def test_a_word_that_a_catalogue_lacks_is_english():
    assert words("ja").gettext("Never heard of") == "Never heard of"
    assert words("ja").ngettext("%(n)s moon", "%(n)s moons", 1) == "1 moon"


@pytest.mark.parametrize("language", ["en", "EN", "tlh", "xx-YY"])
def test_an_unknown_language_is_english(language):
    assert isinstance(words(language), English)


def test_numbers_have_the_digits_of_the_language():
    assert words("ar-EG").gettext("Issue %(number)s", number=12) == "العدد ١٢"
    assert words("ar").gettext("Issue %(number)s", number=12) == "العدد 12"
    assert words("fa").day(FIRST, this_year=2026) == "۲۳ فوریه"


@pytest.mark.parametrize(
    ("n", "shown"),
    [(1, "دقيقة واحدة"), (2, "دقيقتان"), (3, "3 دقائق"), (11, "11 دقيقة"), (100, "100 دقيقة")],
)
def test_arabic_has_a_form_for_every_kind_of_number(n, shown):
    assert words("ar").minutes(n) == shown


def test_dates_can_be_written_in_every_language_that_babel_knows(monkeypatch):
    # Babel 2.18 keeps aliases resolved in data that locales share: Coptic first, and Persian is bad
    monkeypatch.setattr("babel.localedata._cache", {})
    for name in sorted(name for name in locale_identifiers() if "_" not in name):
        own = words.__wrapped__(name)
        days = (own.span(FIRST, LAST), own.span(FIRST, LAST, short=True), own.span(FIRST, FIRST))
        facts = (own.month(FIRST), own.day(FIRST, this_year=2020), own.minutes(5))
        assert all((*days, *facts, own.joined(["A", "B"]))), name


@pytest.fixture
def said(tmp_path: Path):
    """What a template makes of its words."""

    def fill(source: str, *, autoescape: bool = True, language: str = "de", **context: object):
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine/a.j2").write_text(source, "utf-8")
        design = templates.design("mine", [tmp_path], language)
        environment = templates.new_environment(design, autoescape=autoescape)
        return templates.fill(environment, design, "a.j2", context)

    return fill


def test_templates_speak_the_language_of_the_newsletter(said):
    assert said("{{ _('Unsubscribe') }}") == "Abbestellen"
    assert said("{{ _('Unsubscribe') }}", language="en") == "Unsubscribe"
    assert said("{{ ngettext('%(n)s min', '%(n)s min', 2) }}", language="ar") == "دقيقتان"


def test_what_is_put_into_words_is_escaped_in_html_alone(said):
    source = "{{ _('Issue %(number)s', number=x) }}"
    assert said(source, x="<b> & 'c'") == "Ausgabe &lt;b&gt; &amp; &#39;c&#39;"
    assert said(source, x="<b> & 'c'", autoescape=False) == "Ausgabe <b> & 'c'"
    assert said(source, x=9, language="ar-EG") == "العدد ٩"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "{{ _('Read on %(host)s', site=1) }}",
            "'Read on %(host)s' wants a value: write _(..., host",
        ),
        ("{{ _('50% off') }}", "'50% off' cannot be said: %o format"),
        ("{{ ngettext('a', 'b', 'many') }}", "'b' cannot be said: Plural value must be"),
    ],
)
def test_words_that_cannot_be_filled_in_are_told_at_their_line(said, source, told):
    with pytest.raises(TemplateError, match=re.escape(told)) as error:
        said(f"\n{source}")
    assert "mine/a.j2:2:" in str(error.value)
