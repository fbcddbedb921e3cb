import pytest

from digest.core.reading import reading


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        # as a Hugo site prints them
        *[(1924, 10), (1937, 10), (2140, 11), (2201, 11), (1006, 5), (1156, 6), (1340, 7)],
        *[(1417, 7), (1473, 7), (1530, 8), (0, 0), (1, 1), (212, 1), (213, 2)],
    ],
)
def test_minutes_agree_with_hugo(words: int, minutes: int) -> None:
    counted = reading("word " * words)
    assert (counted.words, counted.minutes) == (words, minutes)


def test_a_site_that_counts_cjk_reads_500_words_a_minute() -> None:
    assert reading("word " * 1659 + "\u5b57", cjk=True).minutes == 4


def test_in_a_cjk_page_each_character_is_a_word() -> None:
    text = "\u6f22\u5b57\u4eee\u540d and ASCII \u3067\u3059"
    assert reading(text).words == 8
    assert reading(text, cjk=False).words == 4


def test_one_cjk_character_does_not_make_a_cjk_page() -> None:
    assert reading("word " * 100 + "\u5b57").words == 101


def test_white_space_is_what_go_says_it_is() -> None:
    assert reading("a\xa0b\u3000c\x85d").words == 4
    assert reading("a\u200bb\x1cc").words == 1


@pytest.mark.parametrize("char", ["\uff76", "\uf900", "\U00020000", "\ua960", "\u3005"])
def test_rare_cjk_characters_are_cjk_too(char: str) -> None:
    assert reading(char * 3).words == 3
