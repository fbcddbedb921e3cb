"""The evaluation of SPF, by the test suite of the RFC's authors and by examples of our own."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.core.domain import spf_record
from digest.core.domain.answer import Answer
from digest.core.domain.spf import check_host, survey

SUITE = Path(__file__).parents[1] / "data/spf/rfc7208-tests.yml"


def suite():
    for scenario in yaml.load_all(SUITE.read_bytes(), yaml.CSafeLoader):
        for name, case in scenario["tests"].items():
            yield pytest.param(case, scenario["zonedata"], id=f"{scenario['description']}/{name}")


def lookup_in(zone):
    """The zone data of the suite, in which a record SPF stands for a TXT of the same text."""
    names = {name.lower().rstrip("."): entries for name, entries in zone.items()}

    def lookup(name, kind, hops=9):
        name = name.lower().rstrip(".")
        if name not in names:
            return Answer("missing")
        entries = names[name]
        records = [entry for entry in entries if isinstance(entry, dict)]
        for entry in records:
            if "CNAME" in entry:
                return lookup(entry["CNAME"], kind, hops - 1) if hops else Answer("failed")
        found = [text(e[kind]) for e in records if kind in e and e[kind] != "NONE"]
        if kind == "TXT" and not any("TXT" in entry for entry in records):
            found = [text(e["SPF"]) for e in records if "SPF" in e]
        if not found and "TIMEOUT" in entries:
            return Answer("failed", reason="no answer in time")
        return Answer("found", tuple(found)) if found else Answer("empty")

    return lookup


def text(value):
    if not isinstance(value, list):
        return value if ":" in value or "=" in value else value.rstrip(".")
    if value and isinstance(value[0], int):
        return f"{value[0]} {value[1].rstrip('.')}"
    return "".join(value)


@pytest.mark.parametrize(("case", "zone"), list(suite()))
def test_the_suite_of_rfc_7208(case, zone):
    sender, helo = case["mailfrom"], case["helo"]
    domain = sender.rpartition("@")[2] or helo

    result = check_host(case["host"], domain, lookup_in(zone), sender=sender, helo=helo)

    allowed = case["result"] if isinstance(case["result"], list) else [case["result"]]
    assert result.outcome in allowed, result.reason


def records(**texts):
    zone = {name.replace("_", "."): [{"TXT": text}] for name, text in texts.items()}
    return lookup_in(zone)


def test_a_circle_of_includes_is_named():
    lookup = records(
        a_example="v=spf1 include:b.example -all", b_example="v=spf1 include:a.example -all"
    )

    result = check_host("192.0.2.1", "a.example", lookup)

    assert result.outcome == "permerror"
    assert result.reason == "the records go in a circle: a.example -> b.example -> a.example"


def test_eleven_lookups_are_one_too_many():
    zone = {f"_{n}.a.example": [{"TXT": "v=spf1 ip4:203.0.113.0/24 -all"}] for n in range(11)}
    for count, outcome in ((10, "fail"), (11, "permerror")):
        terms = " ".join(f"include:_{n}.a.example" for n in range(count))
        zone["a.example"] = [{"TXT": f"v=spf1 {terms} -all"}]

        assert check_host("192.0.2.1", "a.example", lookup_in(zone)).outcome == outcome


def test_a_higher_limit_counts_them_all():
    zone = {f"_{n}.a.example": [{"TXT": "v=spf1 -all"}] for n in range(13)}
    terms = " ".join(f"include:_{n}.a.example" for n in range(13))
    zone["a.example"] = [{"TXT": f"v=spf1 {terms} -all"}]

    assert survey("a.example", lookup_in(zone), limit=50).lookups == 13


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        record = spf_record.read(f"v=spf1 {text}")
    except ValueError:
        return
    assert all(directive.text for directive in record.directives)


@given(st.lists(st.sampled_from("a mx ptr +all ip4:192.0.2.0/24 include:b.example".split())))
def test_terms_are_read_in_their_order(terms):
    record = spf_record.read(f"v=spf1  {'  '.join(terms)} ")

    assert [directive.text for directive in record.directives] == terms
