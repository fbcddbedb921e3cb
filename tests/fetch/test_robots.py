import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fetch.robots import allows

SITE = "https://example.org"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/", True),
        ("Disallow: /", "/blog", False),
        ("Disallow:", "/blog", True),
        ("Disallow: /private", "/privately", False),
        ("Disallow: /private/", "/private", True),
        ("Disallow: /\nAllow: /blog", "/blog/post", True),
        ("Allow: /blog\nDisallow: /blog", "/blog", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x", True),
        ("Disallow: /*?q=", "/find?q=x", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: /a*b*c", "/a-b-c-d", False),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/blog", True),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /b # not the blog", "/b", False),
        ("disallow : /b\nnonsense", "/b", False),
    ],
)
def test_the_longest_rule_decides(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}", "digest", SITE + path) is allowed


def test_a_group_of_ones_own_hides_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: Digest/1.0\nDisallow: /x\n"
    assert allows(text, "digest", f"{SITE}/blog")
    assert not allows(text, "digest", f"{SITE}/x")
    assert not allows(text, "another", f"{SITE}/blog")


def test_groups_of_one_name_are_one_group() -> None:
    text = "User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: *\nDisallow: /b"
    assert not allows(text, "digest", f"{SITE}/a")
    assert not allows(text, "digest", f"{SITE}/b")
    assert allows(text, "digest", f"{SITE}/c")


def test_rules_before_any_agent_are_of_nobody() -> None:
    assert allows("Disallow: /\nUser-agent: *\nAllow: /", "digest", SITE)


def test_many_stars_take_no_time() -> None:
    rule = "User-agent: *\nDisallow: /" + "a*" * 200_000 + "b$"
    assert allows(rule, "digest", f"{SITE}/{'a' * 5000}")


@given(st.text(max_size=200), st.text(max_size=40))
def test_no_text_fails(text: str, path: str) -> None:
    assert allows(f"User-agent: *\n{text}", "digest", f"{SITE}/{path}") in (True, False)
