"""The whole of a domain, and the rules of mailboxes for bulk senders."""

import pytest

from digest.core.domain import bulk, extras, hosts
from digest.core.domain.examine import Sender, examine, first_questions
from digest.core.domain.verdict import Verdict
from tests.core.test_dkim import GOOD
from tests.zones import FAILS, lookup_in

IP, SIX = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
ZONE = {
    "example.org": [f"TXT v=spf1 ip4:{IP} -all", "MX 10 mx.example.org"],
    "mx.example.org": [f"A {IP}"],
    "mail.example.org": [f"A {IP}"],
    "14.215.184.93.in-addr.arpa": ["PTR mail.example.org"],
    "s1._domainkey.example.org": [f"TXT {GOOD}"],
    "_dmarc.example.org": ["TXT v=DMARC1; p=reject; rua=mailto:dmarc@example.org"],
    "default._bimi.example.org": ["TXT v=BIMI1; l=https://example.org/l.svg; a=https://x/y.pem"],
    "_mta-sts.example.org": ["TXT v=STSv1; id=1"],
    "_smtp._tls.example.org": ["TXT v=TLSRPTv1; rua=mailto:tls@example.org"],
}
OURS = Sender("example.org", "mail.example.org", ("s1",))


def states(sender, zone):
    return {verdict.name: verdict.state for verdict in examine(sender, lookup_in(zone))}


def without(*names):
    return {name: lines for name, lines in ZONE.items() if name not in names}


def without_spf():
    return {**ZONE, "example.org": ["MX 10 mx.example.org"]}


def test_a_domain_in_order_is_ok_in_all_ways():
    assert set(states(OURS, ZONE).values()) == {"ok"}


def test_what_is_asked_first_is_asked_anyway():
    asked = set()
    list(examine(OURS, lambda n, k: asked.add((n, k)) or lookup_in(ZONE)(n, k)))

    assert {*first_questions(OURS)} - asked == set()


@pytest.mark.parametrize(
    "domain", "gmail.com yahoo.co.uk hotmail.fr live.de yandex.com t-online.de zoho.com".split()
)
def test_of_a_free_mailbox_only_that_is_told(domain):
    assert states(Sender(domain), {}) == {"from-domain": "error"}


def test_of_a_domain_that_is_not_there_only_that_is_told():
    assert states(OURS, {}) == {"from-domain": "ok", "mx": "error"}


@pytest.mark.parametrize(
    ("sender", "zone", "state"),
    [
        (OURS, ZONE, "ok"),
        (OURS, without("s1._domainkey.example.org"), "ok"),
        (Sender("example.org"), ZONE, "unknown"),
        (Sender("example.org", "smtp.sendgrid.net"), without("s1._domainkey.example.org"), "error"),
        (Sender("example.org", "smtp.sendgrid.net"), ZONE, "ok"),
        (OURS, {**ZONE, "example.org": ["TXT v=spf1 -all"]}, "ok"),
        (
            Sender("example.org", "mail.example.org", ("s2",)),
            {"example.org": [f"A {IP}"]},
            "error",
        ),
        (Sender("example.org", "smtp.isp.example", ("s2",)), ZONE, "unknown"),
    ],
)
def test_dmarc_passes_by_dkim_or_by_spf(sender, zone, state):
    assert states(sender, zone)["alignment"] == state


def test_a_strict_dmarc_wants_the_very_domain_in_the_envelope():
    zone = {
        "example.org": ["MX 10 mx.example.org"],
        "send.example.org": ["TXT v=spf1 include:amazonses.com ~all"],
        "amazonses.com": ["TXT v=spf1 ip4:198.51.100.7 -all"],
        "_dmarc.example.org": ["TXT v=DMARC1; p=none"],
    }
    strict = {**zone, "_dmarc.example.org": ["TXT v=DMARC1; p=none; aspf=s"]}
    resend = Sender("example.org", "smtp.resend.com")

    assert states(resend, zone)["alignment"] == "ok"
    assert states(resend, strict)["alignment"] == "error"


def test_mailgun_signs_for_the_domain_that_was_set_up_there():
    zone = {**without_spf(), "pic._domainkey.mg.example.org": [f"TXT {GOOD}"]}

    assert states(Sender("example.org", "smtp.mailgun.org"), zone)["dkim-key"] == "ok"


def test_a_strict_dmarc_wants_the_key_of_the_very_domain():
    news = Sender("news.example.org", None, ("s1",))
    zone = {**ZONE, "news.example.org": ["MX 10 mx.example.org"]}
    strict = {**zone, "_dmarc.example.org": ["TXT v=DMARC1; p=none; adkim=s"]}

    assert states(news, zone)["dkim-key"] == "ok"
    assert states(news, strict)["dkim-key"] == "error"


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (["MX 10 mx.example.org"], "ok"),
        (["MX 10 mx.example.org", "MX 20 gone.example.org"], "warning"),
        (["MX 10 gone.example.org"], "error"),
        (["MX 0 "], "error"),
        ([f"A {IP}"], "warning"),
        (["TXT hello"], "error"),
        ([FAILS], "unknown"),
    ],
)
def test_replies_arrive_or_not(lines, state):
    zone = {"d.example": lines, "mx.example.org": [f"A {IP}"]}

    assert hosts.replies("d.example", lookup_in(zone)).state == state


def test_a_domain_that_does_not_exist_gets_no_replies():
    assert hosts.replies("d.example", lookup_in({})).message == "there is no domain d.example"


@pytest.mark.parametrize(
    ("host", "zone", "found"),
    [
        ("mail.example.org", ZONE, ["ok"]),
        ("mail.example.org", without("14.215.184.93.in-addr.arpa"), ["error"]),
        ("mail.example.org", {**ZONE, "14.215.184.93.in-addr.arpa": ["PTR x.example"]}, ["error"]),
        ("mail.example.org", {**ZONE, "14.215.184.93.in-addr.arpa": [FAILS]}, ["unknown"]),
        ("mail.example.org", {"mail.example.org": [f"A {IP}", f"AAAA {SIX}"]}, ["error"] * 2),
        ("127.0.0.1", ZONE, ["unknown"]),
        ("gone.example", ZONE, ["unknown"]),
    ],
)
def test_each_address_has_a_name_that_leads_back(host, zone, found):
    assert [verdict.state for verdict in hosts.names(host, lookup_in(zone))] == found


@pytest.mark.parametrize("host", ["smtp.sendgrid.net", "smtp.isp.example"])
def test_the_names_of_others_servers_are_not_ours_to_set(host):
    assert states(Sender("example.org", host), ZONE)["ptr"] in ("info", "unknown")


@pytest.mark.parametrize(
    ("text", "mildness", "state"),
    [
        ("v=BIMI1; l=https://example.org/l.svg; a=https://example.org/l.pem", "", "ok"),
        ("v=BIMI1; l=https://example.org/l.svg", "", "info"),
        ("v=BIMI1; l=https://example.org/l.svg", "it is mild", "warning"),
        ("v=BIMI1; l=http://example.org/l.svg", "", "warning"),
        ("v=BIMI1; l=https://example.org/l.png", "", "warning"),
        ("v=BIMI1; l=; a=", "", "info"),
        ("v=BIMI1; l", "", "warning"),
        ("v=BIMI1; l=https://example.org/l.svg;; a=https://example.org/l.pem", "", "warning"),
        ("other", "", "info"),
    ],
)
def test_what_a_logo_needs(text, mildness, state):
    lookup = lookup_in({"default._bimi.example.org": [f"TXT {text}"]})

    found = next(extras.look("news.example.org", "example.org", lookup, mildness=mildness))

    assert (found.name, found.state) == ("bimi", state)


@pytest.mark.parametrize("policy", ["p=quarantine; pct=10", "p=reject; sp=none", "p=none"])
def test_a_logo_needs_a_policy_for_all_mails_and_subdomains(policy):
    zone = {**ZONE, "_dmarc.example.org": [f"TXT v=DMARC1; {policy}"]}

    assert states(OURS, zone)["bimi"] == "warning"


def test_without_a_record_dmarc_can_pass_only_once_there_is_one():
    lookup = lookup_in(without("_dmarc.example.org"))
    (told,) = (v.message for v in examine(OURS, lookup) if v.name == "alignment")

    assert told == "DMARC can pass by DKIM and by SPF, once there is a record"


def judged(*verdicts):
    return {each.rule.name: each.met for each in bulk.judge(verdicts)}


def test_a_domain_in_order_meets_what_can_be_seen():
    met = judged(*examine(OURS, lookup_in(ZONE)), Verdict("", "smtp-tls", "ok", ""))

    assert {name for name, value in met.items() if value != "met"} == {
        "one-click",  # not known without a digest.toml
        "one-click-signed",
        "complaints",
        "two-days",
    }


@pytest.mark.parametrize(
    ("states", "met"),
    [
        (["ok", "ok"], "met"),
        (["ok", "error"], "not met"),
        (["ok", "unknown"], "cannot tell"),
        (["info"], "cannot tell"),
        ([], "cannot tell"),
    ],
)
def test_a_rule_is_as_good_as_the_worst_that_decides_it(states, met):
    assert judged(*(Verdict("", "spf-record", state, "") for state in states))["spf"] == met


def test_an_envelope_of_others_leaves_spf_to_a_test():
    verdicts = examine(Sender("example.org", "smtp.sendgrid.net"), lookup_in(without_spf()))

    [spf] = [each for each in bulk.judge(tuple(verdicts)) if each.rule.name == "spf"]
    assert (spf.met, "spf=pass" in spf.fix) == ("cannot tell", True)


def test_one_good_key_of_several_will_do():
    keys = [Verdict("", "dkim-key", state, "") for state in ("error", "ok")]

    assert judged(*keys)["dkim"] == "met"


def test_one_click_is_demanded_of_bulk_senders():
    assert judged(Verdict("", "one-click", "warning", ""))["one-click"] == "not met"


def test_every_rule_says_where_it_stands():
    assert all(bulk.sources(rule) for rule in bulk.RULES)
