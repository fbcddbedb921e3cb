"""DKIM keys, and what is said of them."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from digest.core.domain import dkim
from tests.zones import FAILS, lookup_in

KEYS = {
    bits: rsa.RSAPublicNumbers(65537, (1 << bits) - 1).public_key() for bits in (1024, 2048, 4096)
}
NAME = "s1._domainkey.example.org"


def p(key, form=PublicFormat.SubjectPublicKeyInfo):
    raw = form is PublicFormat.Raw
    return base64.b64encode(key.public_bytes(Encoding.Raw if raw else Encoding.DER, form)).decode()


ED25519 = p(ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key(), PublicFormat.Raw)
GOOD = f"v=DKIM1; k=rsa; p={p(KEYS[2048])}"
SHORT = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAP" + "/" * 85 + "8CAwEAAQ=="  # 512 bits


@pytest.mark.parametrize("bits", KEYS)
@pytest.mark.parametrize("form", [PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1])
def test_the_length_is_that_of_the_modulus(bits, form):
    assert dkim.read(f"v=DKIM1; p={p(KEYS[bits], form)}") == dkim.Key("rsa", bits)


def test_spaces_within_a_key_do_not_count():
    text = p(KEYS[1024])

    assert dkim.read(f"k=rsa; p={text[:20]} {text[20:]} ;").bits == 1024


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("v=spf1 -all", "no DKIM key"),
        ("v=DKIM2; p=", "no DKIM key"),
        ("v=DKIM1; k=rsa", "no DKIM key"),
        ("v=DKIM1; k=dsa; p=AAAA", "k=dsa"),
        ("v=DKIM1; p=!!!", "no Base64"),
        (f"v=DKIM1; p={p(KEYS[2048])[:200]}", "no whole RSA key"),
        ("v=DKIM1; k=ed25519; p=AAAA", "3 bytes"),
        ("v=DKIM1; p=AA; p=BB", "twice"),
        ("hello", "no tag=value"),
    ],
)
def test_what_is_no_key_is_refused(text, why):
    with pytest.raises(ValueError, match=why):
        dkim.read(text)


@given(st.binary(max_size=40))
def test_any_bytes_are_a_key_or_refused(data):
    try:
        key = dkim.read(f"v=DKIM1; p={base64.b64encode(data).decode()}")
    except ValueError:
        return
    assert key.bits >= 0


def states(zone, named=("s1",), guessed=(), domains=("example.org",)):
    found = dkim.look(domains, named, guessed, lookup_in(zone))
    return [(verdict.state, verdict.message) for verdict in found]


def state_of(text):
    [(state, _)] = states({NAME: [f"TXT {text}"]})
    return state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (GOOD, "ok"),
        (f"v=DKIM1; p={p(KEYS[1024])}", "warning"),
        (f"v=DKIM1; p={SHORT}", "error"),
        ("v=DKIM1; p=", "error"),
        (f"{GOOD}; t=y:s", "warning"),
        (f"{GOOD}; t=s", "ok"),
        (GOOD.replace("; p", ";; p"), "warning"),
        (f"v=DKIM1;; k=rsa; p={SHORT}", "error"),
        (f"v=DKIM1; k=ed25519; p={ED25519}", "info"),
        ("v=DKIM1; p=broken!", "error"),
    ],
)
def test_how_good_a_key_is(text, state):
    assert state_of(text) == state


def test_a_key_may_be_the_providers_by_cname():
    zone = {NAME: ["CNAME s1.provider.example"], "s1.provider.example": [f"TXT {GOOD}"]}

    assert states(zone) == [("ok", f"{NAME}: rsa, 2048 bits (at s1.provider.example)")]


def test_a_cname_that_leads_nowhere_is_an_error():
    [(state, told)] = states({NAME: ["CNAME gone.provider.example"]})

    assert (state, "is a CNAME to gone.provider.example" in told) == ("error", True)


def test_a_wildcard_record_is_no_key():
    zone = {
        name: ["TXT v=spf1 exp=why.example.org -all"] for name in (NAME, "_domainkey.example.org")
    }

    assert [state for state, _ in states(zone, named=(), guessed=("s1",))] == ["unknown"]
    assert states(zone) == [("error", f"there is no key at {NAME}")]


def test_two_keys_at_one_selector_are_an_error():
    assert states({NAME: [f"TXT {GOOD}", f"TXT {GOOD}"]})[0][0] == "error"


def test_a_named_selector_must_be_there_and_a_guessed_one_need_not():
    zone = {"s2._domainkey.example.org": [f"TXT {GOOD}"]}

    assert states(zone) == [("error", f"there is no key at {NAME}")]
    assert [state for state, _ in states(zone, named=(), guessed=("s1", "s2"))] == ["ok"]


def test_without_any_selector_it_cannot_be_told():
    zone = {"x._domainkey.example.org": [f"TXT {GOOD}"]}

    [(state, told)] = states(zone, named=(), guessed=("s1",))
    assert (state, "looked at: s1" in told) == ("unknown", True)


def test_where_domainkey_is_no_name_there_is_no_key():
    assert states({"example.org": ["TXT v=spf1 -all"]}, named=())[0][0] == "error"


def test_where_domainkey_is_a_name_of_the_organisation_there_may_be_a_key():
    both = ("news.example.org", "example.org")
    zone = {"s20._domainkey.example.org": [f"TXT {GOOD}"], "news.example.org": ["A 192.0.2.1"]}

    assert states(zone, named=(), domains=both)[0][0] == "unknown"
    assert states({}, named=(), domains=both) == [
        ("error", "news.example.org has no DKIM key, nor has example.org: there is no _domainkey")
    ]


def test_a_key_of_the_organisation_is_as_good():
    zone = {NAME: [f"TXT {GOOD}"]}

    assert states(zone, domains=("news.example.org", "example.org"))[0][0] == "ok"


def test_a_failing_dns_says_nothing_of_the_key():
    assert states({NAME: [FAILS]}) == [("unknown", f"{NAME}: no answer within 6 s")]
