"""Questions to a DNS server on this machine."""

import errno

import pytest
from dns.exception import DNSException

from digest.core.domain.answer import Answer
from digest.core.errors import UsageError
from digest.fetch.dns import Dns, server_of
from tests.name_server import SERVFAIL, SILENT, WHOLE_BY_TCP, NameServer, name_server

LONG = "v=DKIM1; k=rsa; p=" + "A" * 700
ZONE = {
    "example.org": ["TXT v=spf1 -all", "MX 10 mx.example.org.", "A 192.0.2.1"],
    "mx.example.org": ["AAAA 2001:db8::1"],
    "null.example": ["MX 0 ."],
    "s1._domainkey.example.org": ["CNAME s1.provider.example."],
    "s2._domainkey.example.org": ["CNAME s2.gone.example."],
    "s1.provider.example": ["CNAME s1.keys.example."],
    "s1.keys.example": [f"TXT {LONG}"],
    "large.example": [WHOLE_BY_TCP, f"TXT {LONG}"],
    "broken.example": [SERVFAIL],
    "silent.example": [SILENT],
    "1.2.0.192.in-addr.arpa": ["PTR Mail.Example.ORG."],
}


@pytest.fixture
def server():
    with name_server(ZONE) as server:
        yield server


@pytest.fixture
def dns(server):
    """Patient: an answer comes, however busy this machine is."""
    return Dns(server.address, timeout_s=5)


@pytest.fixture
def hasty(server):
    """For questions that stay without an answer."""
    return Dns(server.address, timeout_s=0.2)


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("example.org", "TXT", ("v=spf1 -all",)),
        ("Example.ORG.", "MX", ("10 mx.example.org",)),
        ("null.example", "MX", ("0 ",)),
        ("mx.example.org", "AAAA", ("2001:db8::1",)),
        ("1.2.0.192.in-addr.arpa", "PTR", ("mail.example.org",)),
    ],
)
def test_values_are_plain_texts(dns, name, kind, values):
    assert dns(name, kind) == Answer("found", values)


def test_the_strings_of_a_long_text_are_joined_at_the_end_of_a_chain(dns):
    assert dns("s1._domainkey.example.org", "TXT") == Answer("found", (LONG,), "s1.keys.example")


def test_a_chain_that_leads_nowhere_tells_where_that_is(dns):
    assert dns("s2._domainkey.example.org", "TXT") == Answer("missing", alias="s2.gone.example")


def test_names_in_a_zone_are_whole_without_a_last_dot(server, dns):
    server.zone |= {"mx.example": ("MX 10 a.example",), "alias.example": ("CNAME mx.example",)}

    assert dns("alias.example", "MX") == Answer("found", ("10 a.example",), "mx.example")


def test_a_mistake_in_a_zone_is_told_by_the_test_that_has_it():
    server = NameServer({"a.example": ["A nonsense"]})

    answer = Dns(server.address, timeout_s=5)("a.example", "A")

    assert answer.reason == "the resolver says SERVFAIL"
    with pytest.raises(DNSException):
        server.stop()


def test_no_such_name_differs_from_no_such_record(dns):
    assert dns("nowhere.example", "TXT").status == "missing"
    assert dns("mx.example.org", "TXT").status == "empty"
    assert dns("_domainkey.example.org", "TXT").status == "empty"


@pytest.mark.parametrize("name", ["a..example.org", f"{'a' * 64}.example.org", "a." * 140 + "org"])
def test_a_name_that_cannot_be_is_no_name(dns, name):
    assert dns(name, "TXT").status == "missing"


def test_a_truncated_answer_is_asked_for_by_tcp(dns, server):
    assert dns("large.example", "TXT").values == (LONG,)
    assert [protocol for *_, protocol in server.asked] == ["udp", "tcp"]


def test_a_server_that_fails_says_nothing_of_the_name(dns):
    answer = dns("broken.example", "TXT")

    assert (answer.status, answer.reason) == ("failed", "the resolver says SERVFAIL")


def test_silence_says_nothing_of_the_name(hasty):
    answer = hasty("silent.example", "TXT")

    assert (answer.status, answer.reason) == ("failed", "no answer within 0.4 s")


def test_the_same_question_is_asked_once(dns, server):
    dns.ahead([("example.org", "TXT"), ("example.org", "MX")])
    dns("EXAMPLE.org.", "TXT")

    assert len(server.asked) == 2


def test_a_resolver_that_never_answers_is_given_up(server):
    dns = Dns(server.address, timeout_s=0.05)
    server.zone = {f"{n}.example": (SILENT,) for n in range(9)}
    for n in range(3):
        dns(f"{n}.example", "TXT")
    asked = len(server.asked)

    assert dns.is_silent
    assert dns("8.example", "TXT").reason == "not asked, as the resolver does not answer"
    assert len(server.asked) == asked


def test_a_network_that_is_not_there_is_silence(monkeypatch):
    def unreachable(*_args, **_kwargs):
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr("dns.query.udp", unreachable)
    dns = Dns("127.0.0.1", timeout_s=0.1)

    answer = dns("example.org", "TXT")

    assert answer == Answer("failed", reason="the resolver cannot be reached")
    assert dns.is_silent


def test_one_silent_name_does_not_give_the_resolver_up(server):
    dns = Dns(server.address, timeout_s=0.5)
    for name in ("example.org", "silent.example"):
        dns(name, "TXT")

    assert not dns.is_silent


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("9.9.9.9", ("9.9.9.9", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("localhost:53", ("127.0.0.1", 53)),
        ("::1", ("::1", 53)),
        ("[::1]:5353", ("::1", 5353)),
        ("[::1]", ("::1", 53)),
    ],
)
def test_a_server_has_an_address_and_perhaps_a_port(text, server):
    assert server_of(text) == server


@pytest.mark.parametrize("text", ["", "dns.example.org", "9.9.9.9:x", "9.9.9.9:0", "1:99999", "["])
def test_what_is_no_server_is_refused(text):
    with pytest.raises(UsageError, match="--resolver"):
        server_of(text)
