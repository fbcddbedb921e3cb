"""Each rule finds what it is about, and is silent about a mail that is right."""

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from digest.app import check, rulebook
from digest.config.settings import Checks
from tests.checks import making

FILES = sorted(Path(__file__).with_name("examples").glob("*.py"))
MODULES = [import_module(f"tests.checks.examples.{file.stem}") for file in FILES]
CASES = [(module.RULE, example) for module in MODULES for example in module.EXAMPLES]
IDS = [f"{rule}-{example.told}" for rule, example in CASES]


def look(rule, mail):
    assert mail.has.issuperset(rulebook.named(rule).needs), "the rule would not look at this mail"
    return [finding for finding in check.run(mail, Checks()) if finding.rule == rule]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=IDS)
def test_a_fault_is_found(rule, example):
    found = look(rule, example.bad())

    assert [f.severity for f in found if example.told in f.message] == [example.severity]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=IDS)
def test_what_is_fine_is_left_alone(rule, example):
    assert look(rule, example.good()) == []


def test_every_rule_has_a_file_with_examples_and_seeds():
    files = Counter(module.RULE for module in MODULES if module.EXAMPLES and module.SEEDS)

    assert files == Counter(rule.id for rule in rulebook.rules())


def test_ids_and_names_are_unique_and_every_rule_says_why():
    rules = rulebook.rules()

    assert len({rule.id for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert [rule.id for rule in rules if not rule.title.endswith("?") or not rule.why] == []


@pytest.mark.parametrize("kind", [making.html, making.message, making.issue])
def test_a_clean_mail_is_clean(kind):
    assert check.run(kind(), Checks()) == ()
