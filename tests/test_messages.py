"""The catalogues have every word that templates and code say."""

import runpy
from gettext import GNUTranslations
from pathlib import Path
from shutil import copytree

import pytest
from babel import Locale

ROOT = Path(__file__).parents[1]
LANGUAGES = "ar de es fr ja".split()
PO = "de/LC_MESSAGES/digest.po"


@pytest.fixture
def tool():
    return runpy.run_path(str(ROOT / "tools/messages.py"))


@pytest.fixture
def mistakes(tool, tmp_path):
    """What the tool says of the German catalogue after a change to it."""

    def told(old="", new=""):
        copytree(ROOT / "digest/locale", tmp_path / "locale", dirs_exist_ok=True)
        path = tmp_path / "locale" / PO
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return [text.partition(": ")[2] for text in tool["mistakes"](path, tool["said"]())]

    return told


def test_the_languages_that_we_promise_are_there(tool):
    assert [path.parents[1].name for path in tool["catalogues"]()] == LANGUAGES


def test_every_word_is_translated_and_compiled(tool):
    said = tool["said"]()
    assert [text for path in tool["catalogues"]() for text in tool["mistakes"](path, said)] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Unsubscribe"', '"Leave"', "not there: 'Unsubscribe'"),
        ('"Unsubscribe"', '"Leave"', "nobody says 'Leave'"),
        ('"Abbestellen"', '""', "not translated: 'Unsubscribe'"),
        ('"Abbestellen"', '"Abmelden"', "the .mo beside it has other words"),
        ('"Auf %(host)s lesen"', '"Dort lesen"', "'Dort lesen' has not the placeholders of"),
        ('"Auf %(host)s lesen"', '"Auf %(ort)s"', "'Auf %(ort)s' has not the placeholders of"),
        ('"Abbestellen"', '"100 %"', "'100 %' has a lone %: write %%"),
    ],
)
def test_a_mistake_in_a_catalogue_is_told(mistakes, old, new, said):
    assert any(text.startswith(said) for text in mistakes(old, new)), mistakes(old, new)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_take_the_form_that_the_language_has_for_them(tool, language):
    path = ROOT / "digest/locale" / language / "LC_MESSAGES/digest.mo"
    with path.open("rb") as file:
        form = GNUTranslations(file).plural
    names = Locale(language).plural_form
    forms = {(form(n), names(n)) for n in range(1000)}

    assert len(forms) == len({name for _, name in forms}) == len({index for index, _ in forms})
