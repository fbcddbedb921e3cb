"""Which DMARC record holds for a domain, and what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.domain import dmarc, dmarc_advice
from tests.zones import FAILS, lookup_in

REJECT = "v=DMARC1; p=reject; rua=mailto:dmarc@example.org"
LABELS = st.lists(st.sampled_from(["a", "news", "example", "co", "uk"]), min_size=2, max_size=12)


def zone(**texts):
    return {f"_dmarc.{name.replace('_', '.')}": [f"TXT {text}"] for name, text in texts.items()}


def discover(domain, zone):
    return dmarc.discover(domain, lookup_in(zone))


def test_the_domains_own_record_comes_first():
    found = discover(
        "news.example.org", zone(news_example_org=REJECT, example_org="v=DMARC1;p=none")
    )

    assert (found.at, found.record.policy) == ("news.example.org", "reject")
    assert found.organisation == "example.org"


def test_else_the_organisations_record_holds():
    found = discover("a.news.example.org", zone(example_org="v=DMARC1; p=none; sp=quarantine"))

    assert (found.at, found.record.below) == ("example.org", "quarantine")


def test_without_any_record_each_domain_is_its_own_organisation():
    assert discover("news.example.org", {}) == dmarc.Found("news.example.org")


def test_psd_n_ends_the_walk():
    found = discover(
        "a.b.example.org", zone(b_example_org="v=DMARC1; p=none; psd=n", example_org=REJECT)
    )

    assert (found.organisation, found.at) == ("b.example.org", "b.example.org")


def test_below_a_public_suffix_is_the_organisation():
    found = discover("news.some.gov.example", zone(gov_example="v=DMARC1; p=reject; psd=y"))

    assert (found.organisation, found.at) == ("some.gov.example", "gov.example")


def test_the_walk_asks_eight_names_at_most_and_skips_to_the_last_seven():
    asked = []
    dmarc.discover(
        "a.b.c.d.e.f.g.h.i.example.org", lambda n, _: asked.append(n) or lookup_in({})(n, _)
    )

    assert asked[:2] == ["_dmarc.a.b.c.d.e.f.g.h.i.example.org", "_dmarc.e.f.g.h.i.example.org"]
    assert len(asked) == 8


@given(LABELS, st.sets(st.integers(0, 12)))
def test_the_organisation_is_the_domain_or_above_it(labels, places):
    names = {".".join(labels[n:]) for n in places if n < len(labels)}
    found = discover(".".join(labels), {f"_dmarc.{n}": [f"TXT {REJECT}"] for n in names})

    assert f".{'.'.join(labels)}".endswith(f".{found.organisation}")
    assert found.at is None or found.at in names


def test_two_records_are_none():
    found = discover("example.org", {"_dmarc.example.org": [f"TXT {REJECT}", f"TXT {REJECT}"]})

    assert (found.record, found.fault) == (
        None,
        "_dmarc.example.org: 2 records, and only one may be",
    )


def test_other_texts_beside_it_do_not_count():
    lines = [f"TXT {REJECT}", "TXT hello", "TXT v=DMARC2; p=none"]

    assert discover("example.org", {"_dmarc.example.org": lines}).record.policy == "reject"


def test_a_failing_dns_says_nothing_of_the_record():
    found = discover("example.org", {"_dmarc.example.org": [FAILS]})

    assert found.failed == "_dmarc.example.org: no answer within 6 s"


def test_a_failure_further_up_does_not_undo_the_domains_own_record():
    there = {**zone(news_example_org=REJECT), "_dmarc.example.org": [FAILS]}

    assert discover("news.example.org", there).at == "news.example.org"


@pytest.mark.parametrize("text", ["v=DMARC1; p=rejet", "v=DMARC1; p=none; p=none", "v=DMARC1; x"])
def test_what_mailboxes_ignore_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        dmarc.read(text)


@pytest.mark.parametrize("text", ["v=DMARC1", "v=DMARC1; p=rejet; rua=mailto:a@example.org"])
def test_without_a_policy_it_is_none(text):
    record = dmarc.read(text)

    assert (record.policy, len(record.faults)) == ("none", 1)


@pytest.mark.parametrize(
    "text",
    ["v=DMARC1; p=none;; rua=mailto:a@example.org", "v=DMARC1;p=none; ;rua=mailto:a@example.org;;"],
)
def test_a_semicolon_too_many_is_a_warning_with_the_record_as_it_should_be(text):
    verdict = advice("example.org", zone(example_org=text))["dmarc-record"]

    assert verdict.state == "warning"
    assert verdict.record.value == "v=DMARC1; p=none; rua=mailto:a@example.org"
    assert dmarc.read("v=DMARC1; p=none; ").faults == ()


def test_outdated_and_wrong_tags_are_told():
    record = dmarc.read("v=DMARC1; p=none; pct=50; ri=9; adkim=x; rua=a@example.org")

    assert [fault.split("=")[0] for fault in record.faults] == [
        "pct",
        "adkim",
        '"a@example.org" in rua',
    ]


def advice(domain, zone):
    lookup = lookup_in(zone)
    found = dmarc.discover(domain, lookup)
    return {verdict.name: verdict for verdict in dmarc_advice.look(domain, found, lookup)}


def test_a_missing_record_comes_with_one_to_publish():
    verdict = advice("example.org", {})["dmarc-record"]

    assert verdict.state == "error"
    assert str(verdict.record) == (
        '_dmarc.example.org TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.org"'
    )


@pytest.mark.parametrize(
    ("text", "state", "mild"),
    [
        ("v=DMARC1; p=none", "info", True),
        ("v=DMARC1; p=quarantine", "ok", False),
        ("v=DMARC1; p=quarantine; pct=10", "ok", True),
        ("v=DMARC1; p=reject; sp=none", "ok", True),
        ("v=DMARC1; p=reject; t=y", "info", True),
        (REJECT, "ok", False),
    ],
)
def test_what_a_policy_is_worth(text, state, mild):
    found = discover("example.org", zone(example_org=text))

    assert advice("example.org", zone(example_org=text))["dmarc-policy"].state == state
    assert bool(dmarc_advice.mildness("example.org", found)) is mild


@pytest.mark.parametrize(
    ("text", "told"), [("p=reject; sp=none", True), ("p=none; sp=none", False), ("p=reject", False)]
)
def test_a_policy_that_leaves_subdomains_out_is_told(text, told):
    assert (
        "dmarc-subdomains" in advice("example.org", zone(example_org=f"v=DMARC1; {text}"))
    ) is told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("example.org", "v=DMARC1; p=none", "stands at example.org, where nobody looks"),
        ("_dmarc.example.org", "v=dmarc1; p=none", "does not count, as it begins with v=dmarc1"),
        ("_dmarc.example.org", '"v=DMARC1; p=none"', 'does not count, as it begins with "v=DMARC1'),
    ],
)
def test_what_is_nearly_a_record_is_told_with_the_right_one(name, text, told):
    verdict = advice("example.org", {name: [f"TXT {text}"]})["dmarc-record"]

    assert (verdict.state, told in verdict.message) == ("error", True)
    assert str(verdict.record) == '_dmarc.example.org TXT "v=DMARC1; p=none"'


def test_an_address_for_reports_without_mailto_gets_it():
    text = "v=DMARC1; p=none; rua=a@example.org,mailto:b@example.org; ruf=a@example.org"
    found = advice("example.org", zone(example_org=text.replace(",mailto:b@example.org", "")))
    mended = advice("example.org", zone(example_org=text))["dmarc-record"].record.value

    assert found["dmarc-record"].state == "warning"
    assert "dmarc-reports" not in found
    assert mended == text.replace("=a@", "=mailto:a@")


def test_anothers_domain_must_take_the_reports():
    there = zone(example_org="v=DMARC1; p=none; rua=mailto:x@reports.example")
    asked = "example.org._report._dmarc.reports.example"

    verdict = advice("example.org", there)["dmarc-reports"]
    assert (verdict.state, verdict.record.name) == ("warning", asked)
    assert advice("example.org", {**there, asked: ["TXT v=DMARC1;"]})["dmarc-reports"].state == "ok"
    assert advice("example.org", zone(example_org=REJECT))["dmarc-reports"].state == "ok"
