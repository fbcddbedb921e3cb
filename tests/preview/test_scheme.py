"""Emulation of light and dark by rewriting what asks for them."""

import pytest

from digest.preview.scheme import ALWAYS, NEVER, emulate

STYLE = "<style>@media screen and (prefers-color-scheme:{}) {{ p {{ color: red }} }}</style>"


@pytest.mark.parametrize(
    ("asked", "scheme", "becomes"),
    [
        ("dark", "dark", ALWAYS),
        ("dark", "light", NEVER),
        ("light", "light", ALWAYS),
        (" LIGHT ", "dark", NEVER),
    ],
)
def test_media_feature_becomes_constant(asked, scheme, becomes):
    assert f"screen and {becomes} {{" in emulate(STYLE.format(asked), scheme)


def test_picture_sources_follow_the_scheme():
    source = '<source media="(prefers-color-scheme: dark)" srcset="dark.png">'
    assert emulate(source, "dark") == source.replace("(prefers-color-scheme: dark)", ALWAYS)


@pytest.mark.parametrize(
    "declared",
    [
        '<meta name="color-scheme" content="{}">',
        "<style>:root {{ color-scheme: {}; }}</style>",
        '<html style="color-scheme:{}">',
    ],
)
def test_email_that_supports_both_schemes_gets_one(declared):
    assert emulate(declared.format("light dark"), "dark") == declared.format("dark")
    assert emulate(declared.format("dark light"), "light") == declared.format("light")


def test_email_that_supports_light_only_stays_light():
    only = '<meta name="color-scheme" content="light">'
    assert emulate(only, "dark") == only


def test_words_of_a_post_are_left_alone():
    post = "<p>Write <code>@media (prefers-color-scheme: dark)</code> and color-scheme: light dark"
    assert emulate(post, "dark") == post


def test_other_properties_are_left_alone():
    style = "<style>p { supported-color-schemes: light dark; my-color-scheme: light dark }</style>"
    assert emulate(style, "dark") == style
