import pytest

from digest.core.language import TAG, direction


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "he", "fa-IR", "AR", "pa-Arab-PK", "ff-Adlm"])
def test_some_languages_and_scripts_run_from_right_to_left(tag):
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "ja", "zh-Hant", "ar-Latn", "sd-Deva-IN", ""])
def test_the_others_run_from_left_to_right(tag):
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("tag", "good"),
    [("de-AT", True), ("yue", True), ("English", False), ("de_AT", False), ('en"', False)],
)
def test_a_tag_is_known_by_its_form(tag, good):
    assert bool(TAG.fullmatch(tag)) is good
