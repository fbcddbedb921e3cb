from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from digest.core.context import Rules
from digest.core.history import History
from digest.core.identity import with_keys
from digest.core.model import Post, Source
from digest.core.select import select
from digest.core.when import When
from digest.core.window import week

W47 = week("2026-W47", ZoneInfo("UTC"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOTES = Source("notes", "feed", "https://notes.example.org/index.xml")
MONDAY = When(None, date(2026, 11, 16), "day", "2026-11-16", "feed")


def codes(*posts: Post, source: Source = NOTES, **more: object) -> dict[str, str]:
    dated = with_keys([replace(post, published=MONDAY) for post in posts])
    rules = replace(Rules(W47, (source,), NOW), **more)  # type: ignore[arg-type]
    return {c.post.title: c.code for c in select(dated, rules, History()).candidates}


def reasons(post: Post, **more: object) -> str:
    rules = replace(Rules(W47, (NOTES,), NOW), **more)  # type: ignore[arg-type]
    dated = with_keys([replace(post, published=MONDAY)])
    return select(dated, rules, History()).candidates[0].reason


RELEASE = Post("notes", "Release", tags=("release",), language="en-GB", words=900)
SHORT = Post("notes", "Short", language="de", words=50)
UNKNOWN = Post("notes", "Unknown")


def test_without_filters_all_come_in() -> None:
    assert set(codes(RELEASE, SHORT, UNKNOWN).values()) == {"selected"}


def test_rules_of_all_sources_and_of_one_both_count() -> None:
    source = replace(NOTES, exclude=("short",))
    found = codes(RELEASE, SHORT, UNKNOWN, source=source, exclude=("tag:release",))
    assert found == {"Release": "excluded", "Short": "excluded", "Unknown": "selected"}
    source = replace(NOTES, include=("release", "short"))
    found = codes(RELEASE, SHORT, UNKNOWN, source=source, include=("tag:release",))
    assert found == {"Release": "selected", "Short": "not-included", "Unknown": "not-included"}


def test_a_reason_names_the_rule_or_whose_rules_they_are() -> None:
    assert reasons(SHORT, exclude=("/^s/",)) == 'excluded by "/^s/"'
    assert reasons(SHORT, include=("tag:x",)) == "no include rule of [select] matches"


def test_other_languages_stay_out_and_an_unknown_one_passes() -> None:
    found = codes(RELEASE, SHORT, UNKNOWN, languages=("EN",))
    assert found == {"Release": "selected", "Short": "other-language", "Unknown": "selected"}
    assert reasons(SHORT, languages=("en", "fr")) == "in de, not in en or fr"


def test_short_posts_stay_out_and_an_unknown_length_passes() -> None:
    found = codes(RELEASE, SHORT, UNKNOWN, min_words=51)
    assert found == {"Release": "selected", "Short": "too-short", "Unknown": "selected"}
    assert codes(SHORT, min_words=50) == {"Short": "selected"}


def test_a_length_of_nought_is_known() -> None:
    assert codes(replace(SHORT, words=0), min_words=1) == {"Short": "too-short"}


def test_the_length_of_a_source_counts_instead_of_that_of_all() -> None:
    source = replace(NOTES, min_words=20)
    assert codes(SHORT, source=source, min_words=200) == {"Short": "selected"}


def test_a_pin_passes_every_filter() -> None:
    found = codes(
        SHORT,
        pins=("Short",),
        exclude=("short",),
        include=("x",),
        languages=("en",),
        min_words=99,
    )
    assert found == {"Short": "pinned"}
