import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.addresses import mailbox, normalise


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("Ann@Example.ORG", "Ann@example.org"),
        ("ann+weekly@mail.example.org", "ann+weekly@mail.example.org"),
        ("o'hara@example.org", "o'hara@example.org"),
        ("ann@straße.example", "ann@xn--strae-oqa.example"),
        ("ann@bücher。example", "ann@xn--bcher-kva.example"),
        ("jörg@example.org", "jörg@example.org"),
        ("root@localhost", "root@localhost"),
        (f"{'a' * 64}@example.org", f"{'a' * 64}@example.org"),
    ],
)
def test_mailbox_keeps_the_local_part_and_makes_the_domain_ascii(written: str, served: str) -> None:
    assert mailbox(written) == served


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@b@example.org",
        "ann @example.org",
        "ann@example.org\r\nRCPT TO:<bob@example.org>",
        "ann\0@example.org",
        "ann\u2028@example.org",
        "ann\u200b@example.org",
        "Ann <ann@example.org>",
        '"ann"@example.org',
        "ann@example",
        "ann@example..org",
        "ann@example.org.",
        "ann@-example.org",
        "ann@exa_mple.org",
        "ann@[127.0.0.1]",
        f"{'a' * 65}@example.org",
        f"{'ü' * 33}@example.org",
        f"ann@{'a' * 64}.org",
        f"ann@{'.'.join(['a' * 60] * 5)}.org",
        f"ann@{'ü' * 64}.org",
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        mailbox(wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann@example.org", "ann@EXAMPLE.org"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("jo\u0308rg@example.org", "J\u00d6RG@example.org"),
    ],
)
def test_two_spellings_of_one_person_have_one_identity(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_different_people_keep_different_identities() -> None:
    people = ["ann@example.org", "ann+x@example.org", "a.nn@example.org", "ann@example.net"]
    people += ["strasse@example.org", "straße@example.org", "ann@strasse.example"]
    people += ["ann@straße.example"]
    assert len({normalise(address) for address in people}) == len(people)


@settings(deadline=None)
@given(st.text(), st.sampled_from(["example.org", "bücher.example", "BÜCHER.example"]))
def test_identity_is_an_address_and_its_own_identity(local: str, domain: str) -> None:
    try:
        identity = normalise(f"{local}@{domain}")
    except ValueError:
        return
    assert normalise(identity) == identity
    assert mailbox(identity) == identity
