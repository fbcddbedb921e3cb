"""Links to leave are known by their words, in the languages of mails."""

import gettext
from pathlib import Path

import pytest

from digest.core.mail import leaving
from digest.core.mail.leaving import leads_out, listed

LOCALE = Path(leaving.__file__).parents[2] / "locale"


@pytest.mark.parametrize(
    "language", sorted(each.name for each in LOCALE.iterdir() if each.is_dir())
)
def test_every_catalogue_calls_it_by_a_word_that_is_known(language):
    words = gettext.translation("digest", LOCALE, [language]).gettext("Unsubscribe")

    assert words != "Unsubscribe"
    assert leads_out(words)


def test_no_stem_is_written_so_that_it_is_never_found():
    stems = [*leaving._leaving(), *leaving._stems(leaving.PERSONAL)]

    assert [
        stem
        for stem in stems
        if stem != stem.strip() or not leaving.acts(f"x {stem} x") or len(stem) < 2
    ] == []


@pytest.mark.parametrize(
    "words",
    [
        "Read on",
        "Manage your time better",
        "Ein Turnier austragen",
        "What a queue forgets",
        "Lesen Sie weiter",
        "",
    ],
)
def test_other_words_lead_nowhere(words):
    assert not leads_out(words)


def test_addresses_of_the_header_are_those_in_brackets():
    assert listed("<mailto:a@e.org>, < https://e.org/x>") == {"mailto:a@e.org", "https://e.org/x"}
    assert listed(None) == frozenset()
