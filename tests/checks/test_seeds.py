"""Faults seeded into finished mails are found in place, by the rule that is meant and no other.

The mails of tests/data/mails were written for these tests after the manner of other tools.
"""

from pathlib import Path

import pytest

from digest.app import check, rulebook
from digest.config.settings import Checks
from digest.core.finding import Location
from tests.checks.making import Foreign, Planted
from tests.checks.test_rules import MODULES

MAILS = Path(__file__).parents[1] / "data/mails"
SEEDS = [(module.RULE, seed) for module in MODULES for seed in module.SEEDS]
IN_FILES = [(rule, seed) for rule, seed in SEEDS if isinstance(seed, Foreign)]
PLANTED = [(rule, seed) for rule, seed in SEEDS if isinstance(seed, Planted)]
CHANGED = [(rule, seed) for rule, seed in SEEDS if (rule, seed) not in [*IN_FILES, *PLANTED]]
IN_ISSUES = [*PLANTED, *CHANGED]
DESIGNS = ("weekly", "compact")


def ids(seeds):
    return [f"{rule}-{number}" for number, (rule, _) in enumerate(seeds)]


def new(before, after):
    """The findings of `after` whose rules did not mind `before`."""
    known = {(finding.rule, finding.severity) for finding in before}
    return [finding for finding in after if (finding.rule, finding.severity) not in known]


def the_one(found, rule, also):
    assert {finding.rule for finding in found} == {rule, *also}
    (finding,) = [finding for finding in found if finding.rule == rule]
    return finding


def quiet(findings):
    """Whether there is no error, and at most two warnings."""
    severities = [finding.severity for finding in findings]
    return severities.count("error") == 0 and severities.count("warning") <= 2


@pytest.mark.parametrize("name", sorted(file.name for file in MAILS.iterdir()))
def test_a_clean_mail_of_another_tool_is_left_alone(name):
    findings = check.file(MAILS / name, Checks()).findings

    assert quiet(findings), findings


@pytest.mark.parametrize("design", ["weekly", "compact", "magazine", "plain"])
def test_a_finished_issue_is_left_alone(finished, design):
    findings = check.run(finished(design), Checks())

    assert quiet(findings), findings


def test_every_rule_has_a_seed_in_an_issue_and_in_a_foreign_mail():
    foreign = {rule for rule, _ in IN_FILES}
    alien = {"issue", "online", "spam"}  # what no file has by itself
    files = {rule.id for rule in rulebook.rules() if alien.isdisjoint(rule.needs)}

    assert files - foreign == set()
    assert {rule.id for rule in rulebook.rules()} - {rule for rule, _ in IN_ISSUES} == set()


@pytest.mark.parametrize(("rule", "seed"), IN_FILES, ids=ids(IN_FILES))
def test_a_fault_in_a_foreign_mail_is_found_in_its_place(tmp_path, rule, seed):
    source = (MAILS / seed.name).read_text("utf-8")
    assert seed.old in source
    (tmp_path / seed.name).write_text(source.replace(seed.old, seed.new, 1), "utf-8")
    before = check.file(MAILS / seed.name, Checks()).findings
    after = check.file(tmp_path / seed.name, Checks()).findings
    found = the_one(new(before, after), rule, seed.also)

    if seed.line:
        assert (found.location.line, found.location.column) == (seed.line, seed.column)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("rule", "seed"), PLANTED, ids=ids(PLANTED))
def test_a_fault_in_an_issue_is_found_in_its_place(finished, sown, design, rule, seed):
    clean = finished(design)
    mail, at = sown(design, seed)
    found = the_one(new(check.run(clean, Checks()), check.run(mail, Checks())), rule, seed.also)

    at += seed.html.index(seed.at)
    line = mail.html.count("\n", 0, at) + 1
    column = at - mail.html.rfind("\n", 0, at)
    place = Location("issues/2026-02/issue.html", line, column, clean.posts[0].title)
    assert found.location == place


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("rule", "seed"), CHANGED, ids=ids(CHANGED))
def test_a_fault_of_an_issue_is_found(finished, design, rule, seed):
    clean = finished(design)
    findings = check.run(seed.change(clean), Checks())
    found = the_one(new(check.run(clean, Checks()), findings), rule, seed.also)

    if seed.post is not None:
        assert found.location.post == clean.posts[seed.post].title
