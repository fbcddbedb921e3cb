"""What is said of SPF records."""

import pytest

from digest.core.domain import spf_advice
from tests.zones import FAILS, lookup_in

OWN = "mail.example.org"


def advice(*lines, host=None, **more):
    zone = {"example.org": lines, OWN: ["A 203.0.113.5"], **more}
    zone = {
        name: tuple(f"TXT {li}" if li[:2] == "v=" else li for li in zone[name]) for name in zone
    }
    return {
        verdict.name: verdict for verdict in spf_advice.look("example.org", host, lookup_in(zone))
    }


def states(*lines, **more):
    return {name: verdict.state for name, verdict in advice(*lines, **more).items()}


def test_a_good_record_is_good_in_all_ways():
    assert set(states("v=spf1 a:mail.example.org -all", host=OWN).values()) == {"ok"}


@pytest.mark.parametrize(
    ("host", "record"),
    [
        (None, "v=spf1 include:YOUR-PROVIDER ~all"),
        (OWN, "v=spf1 ip4:203.0.113.5 ~all"),
        ("smtp.fastmail.com", "v=spf1 include:spf.messagingengine.com ~all"),
    ],
)
def test_a_missing_record_comes_with_one_to_publish(host, record):
    verdict = advice("MX 10 mx.example.org", host=host)["spf-record"]

    assert (verdict.state, verdict.record.value) == ("error", record)


@pytest.mark.parametrize("text", ['"v=spf1 mx -all"', " v=spf1 mx -all"])
def test_what_is_nearly_a_record_is_told_with_the_right_one(text):
    verdict = advice(f"TXT {text}")["spf-record"]

    assert "does not count" in verdict.message
    assert (verdict.state, verdict.record.value) == ("error", "v=spf1 mx -all")


def test_two_records_are_made_one():
    verdict = advice("v=spf1 a -all", "v=spf1 mx a ~all", "v=spf1 redirect=b.example")["spf-record"]

    assert verdict.state == "error"
    assert verdict.record.value == "v=spf1 a mx include:b.example ~all"


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("v=spf1 +all", "spf-strangers", "error"),
        ("v=spf1 ip4:0.0.0.0/0 -all", "spf-strangers", "error"),
        ("v=spf1 a ?all", "spf-strangers", "warning"),
        ("v=spf1 a", "spf-strangers", "warning"),
        ("v=spf1 a:gone.example ~all", "spf-lookups", "warning"),
        ("v=spf1 a:a.example a:b.example a:c.example -all", "spf-record", "error"),
        ("v=spf1 ip4:1.2.3 -all", "spf-record", "error"),
        ("v=spf1 include:nothing.example -all", "spf-record", "error"),
        ("v=spf1 include:example.org -all", "spf-record", "error"),
    ],
)
def test_what_is_wrong_with_a_record(text, name, state):
    assert states(text)[name] == state


@pytest.mark.parametrize(
    ("terms", "lookups"),
    [
        ("exists:%{i}.a.example exists:%{i}.b.example exists:%{ir}.c.example", 3),
        ("include:%{i}._ip.%{h}._ehlo.%{d}._spf.vali.example", 1),
        ("exists:%{l}.a.example exists:%{S}.b.example a:%{p}.c.example mx:%{v}.d.example", 4),
        ("ptr", 1),
    ],
)
def test_what_hangs_on_the_client_is_counted_and_not_held_against_the_record(terms, lookups):
    verdicts = advice(f"v=spf1 {terms} ~all")

    assert {verdict.state for verdict in verdicts.values()} == {"ok"}
    assert verdicts["spf-lookups"].message == f"{lookups} of 10 lookups"


def test_macros_that_are_the_same_for_everybody_are_asked():
    assert states("v=spf1 include:%{d}.gone.example -all")["spf-record"] == "error"
    assert states("v=spf1 exists:%{o}.gone.example -all")["spf-lookups"] == "warning"


def test_who_goes_on_at_each_client_elsewhere_says_nothing_of_strangers():
    found = states("v=spf1 redirect=%{i}._spf.example.net")

    assert found == {"spf-record": "ok", "spf-strangers": "unknown", "spf-lookups": "ok"}


def test_our_own_server_is_asked_about_by_its_macros():
    there = {f"203.0.113.5._ip.{OWN}._ehlo.example.net": ["v=spf1 +all"]}

    found = states("v=spf1 include:%{i}._ip.%{h}._ehlo.example.net -all", host=OWN, **there)

    assert found["spf-host"] == "ok"


def test_a_host_with_an_ipv6_address_alone_is_not_gone():
    assert states("v=spf1 a:six.example ~all", **{"six.example": ["AAAA 2001:db8::1"]}) == {
        "spf-record": "ok",
        "spf-strangers": "ok",
        "spf-lookups": "ok",
    }


def test_lookups_are_counted_beyond_the_limit():
    includes = {f"_{n}.example.org": ["v=spf1 -all"] for n in range(12)}
    text = f"v=spf1 {' '.join(f'include:{name}' for name in includes)} -all"

    verdict = advice(text, host=OWN, **includes)["spf-lookups"]

    assert (verdict.state, verdict.message[:10]) == ("error", "12 lookups")


@pytest.mark.parametrize(
    ("text", "host", "state"),
    [
        ("v=spf1 ip4:203.0.113.0/24 -all", OWN, "ok"),
        ("v=spf1 ip4:198.51.100.1 -all", OWN, "error"),
        ("v=spf1 ip4:198.51.100.1 -all", "smtp.isp.example", "unknown"),
        ("v=spf1 include:spf.messagingengine.com -all", "smtp.fastmail.com", "ok"),
        ("v=spf1 ip4:198.51.100.1 -all", "smtp.fastmail.com", "error"),
        ("v=spf1 -all", "email-smtp.eu-west-1.amazonaws.com", "info"),
    ],
)
def test_whether_our_server_may_send(text, host, state):
    more = {
        "spf.messagingengine.com": ["v=spf1 ip4:198.51.100.7 ~all"],
        "smtp.isp.example": ["A 203.0.113.9"],
        "smtp.fastmail.com": ["A 203.0.113.8"],
    }

    assert states(text, host=host, **more)["spf-host"] == state


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("v=spf1 a:a.example -all", "v=spf1 a:a.example ip4:203.0.113.5 -all"),
        ("v=spf1 ?ALL exp=why.example", "v=spf1 ip4:203.0.113.5 ?ALL exp=why.example"),
        ("v=spf1 ip4:198.51.100.1", "v=spf1 ip4:198.51.100.1 ip4:203.0.113.5"),
        ("v=spf1 redirect=a.example", "v=spf1 ip4:203.0.113.5 redirect=a.example"),
    ],
)
def test_the_record_is_shown_whole_with_what_it_lacks(text, record):
    there = {"a.example": ["v=spf1 -all", "A 198.51.100.1"]}

    verdict = advice(text, host=OWN, **there)["spf-host"]

    assert (verdict.state, verdict.record.value) == ("error", record)


@pytest.mark.parametrize(
    "host",
    [
        "smtp.sendgrid.net",
        "email-smtp.eu-west-1.amazonaws.com",
        "smtp.resend.com",
        "smtp.sparkpostmail.com",
    ],
)
def test_where_the_envelope_has_another_domain_there_is_nothing_to_publish(host):
    verdicts = advice("A 203.0.113.1", host=host)

    assert {name: v.state for name, v in verdicts.items()} == {
        "spf-record": "info",
        "spf-host": "info",
    }
    assert {verdict.record for verdict in verdicts.values()} == {None}


BELOW = {
    "smtp.resend.com": {"send.example.org": ["v=spf1 include:amazonses.com ~all"]},
    "smtp.postmarkapp.com": {"pm-bounces.example.org": ["CNAME pm.mtasv.net"]},
    "smtp.eu.mailgun.org": {"mg.example.org": ["v=spf1 include:mailgun.org ~all"]},
}
THEIRS = {
    name: ["v=spf1 ip4:198.51.100.7 -all"]
    for name in ("amazonses.com", "pm.mtasv.net", "mailgun.org")
}


@pytest.mark.parametrize("host", BELOW)
def test_a_providers_domain_below_that_of_from_counts_for_it(host):
    assert states("MX 10 mx.example.org", host=host, **BELOW[host], **THEIRS) == {
        "spf-record": "info",
        "spf-host": "ok",
    }
    assert states("v=spf1 -all", host=host, **BELOW[host], **THEIRS)["spf-host"] == "ok"


@pytest.mark.parametrize(
    "lines", [["v=spf1 -all"], ["A 192.0.2.1"], ["v=spf1 a:x", "v=spf1 b"], [FAILS]]
)
def test_a_domain_below_that_is_somebody_elses_does_not(lines):
    more = {"send.example.org": lines, **THEIRS}

    assert states("v=spf1 -all", host="smtp.resend.com", **more)["spf-host"] == "info"


@pytest.mark.parametrize(
    ("host", "record"),
    [
        ("smtp.zoho.eu", "zohomail.eu"),
        ("smtppro.zoho.com", "zoho.com"),
        ("ssl0.ovh.net", "mx.ovh.com"),
        ("smtp.ionos.de", "_spf-us.ionos.com"),
        ("smtp.yandex.ru", "_spf.yandex.net"),
    ],
)
def test_providers_are_known_by_the_names_of_their_servers(host, record):
    more = {record: ["v=spf1 ip4:198.51.100.7 -all"]}

    assert states(f"v=spf1 include:{record} -all", host=host, **more)["spf-host"] == "ok"


def test_mailgun_sends_with_the_domain_that_was_set_up_there():
    host, there = "smtp.mailgun.org", {**THEIRS, "smtp.mailgun.org": ["A 198.51.100.9"]}

    missing = advice("MX 10 mx.example.org", host=host, **there)["spf-record"]
    assert (missing.state, missing.record.value) == ("error", "v=spf1 include:mailgun.org ~all")
    assert states("v=spf1 include:mailgun.org -all", host=host, **there)["spf-host"] == "ok"
    assert states("v=spf1 a -all", host=host, **there)["spf-host"] == "error"


def test_a_failing_dns_says_nothing_of_the_record():
    assert states(FAILS) == {"spf-record": "unknown"}
    assert states("v=spf1 include:x.example -all", **{"x.example": [FAILS]}) == {
        "spf-record": "unknown"
    }
