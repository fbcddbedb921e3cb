"""docs/checks.md is what the rules say of themselves."""

import os
from pathlib import Path

from digest.app import rulebook

DOC = Path(__file__).parents[2] / "docs/checks.md"
MARK = "## The rules\n\n"


GROUPS = {  # by the first digit of the id
    "0": "What is ignored",
    "1": "Size",
    "2": "Headers and the text part",
    "3": "Links",
    "4": "Pictures, reading and accessibility",
    "5": "Mail programs",
    "6": "What filters mind",
    "7": "Content",
}


def generated():
    rules = rulebook.rules()
    groups = {
        heading: [rule for rule in rules if rule.id[2] == digit]
        for digit, heading in GROUPS.items()
    }
    index = "".join(f"\n{heading}:\n\n{table(some)}" for heading, some in groups.items())
    pages = "".join(
        f"\n## {heading}\n" + "".join(f"\n### {rulebook.page(rule)}\n" for rule in some)
        for heading, some in groups.items()
    )
    return f"{index.lstrip()}{pages}"


def table(rules):
    head = "| rule | name | severity | what it asks |\n|---|---|---|---|\n"
    lines = (f"| {link(r)} | {r.name} | {r.severity} | {r.title} |\n" for r in rules)
    return head + "".join(lines)


def link(rule):
    return f"[{rule.id}](#{rule.id.lower()}-{rule.name})"


def test_every_rule_is_in_a_group():
    assert {rule.id[2] for rule in rulebook.rules()} == set(GROUPS)


def test_the_pages_in_the_docs_are_those_of_the_rules():
    text = DOC.read_text("utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        text = text.partition(MARK)[0] + MARK + generated()
        DOC.write_text(text, "utf-8")

    assert text.partition(MARK)[2] == generated()
