import pytest

from digest.core.model import Post
from digest.core.rules import first_match, parse, speaks

POST = Post(
    "notes",
    "The “Cost” of\nRetries: a tale",
    tags=("Release", "C++"),
    authors=("Ann Lee",),
    language="en-GB",
)


@pytest.mark.parametrize(
    "rule",
    [
        "tag:release",
        "TAG: Release",
        "tag:c++",
        "source:Notes",
        "author:ann lee",
        "language:en",
        "language:EN_gb",
        "title:retries",
        'the "cost" of retries',
        "Retries: a",
        "/^the\\b/",
        "/retr(y|ies)/",
    ],
)
def test_a_rule_means_the_post(rule: str) -> None:
    assert parse(rule)(POST)


@pytest.mark.parametrize(
    "rule",
    [
        "tag:rel",
        "source:note",
        "author:ann",
        "language:e",
        "language:en-us",
        "title:release",
        "/^cost/",
        "retry",
    ],
)
def test_a_rule_means_no_other_post(rule: str) -> None:
    assert not parse(rule)(POST)


def test_a_post_without_a_language_is_of_none() -> None:
    assert not parse("language:en")(Post("notes", "One"))
    assert speaks("pt_BR", "pt")


@pytest.mark.parametrize("title", ["std::move", "Notes: a year", "http://example.org", "a / b"])
def test_words_with_a_colon_or_a_slash_are_words(title: str) -> None:
    assert parse(title)(Post("notes", f"On {title} and more"))


@pytest.mark.parametrize(
    ("rule", "told"),
    [("/(/", "no regular expression"), ("tags:x", "no rule begins with tags:"), (" ", "empty")],
)
def test_what_cannot_be_understood_is_told(rule: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse(rule)


def test_the_first_rule_that_means_the_post_is_named() -> None:
    assert first_match(["tag:none", "cost", "tag:release"], Post("notes", "Cost")) == "cost"
    assert first_match((), POST) is None
