"""docs/checks.md is what the rules say of themselves."""

import os
from pathlib import Path

from digest.app import rulebook

DOC = Path(__file__).parents[2] / "docs/checks.md"
MARK = "## The rules\n\n"


def generated():
    rules = rulebook.rules()
    table = "".join(f"| {r.id} | {r.name} | {r.severity} | {r.title} |\n" for r in rules)
    head = "| rule | name | severity | what it asks |\n|---|---|---|---|\n"
    pages = "".join(f"\n### {rulebook.page(rule)}\n" for rule in rules)
    return f"{head}{table}{pages}"


def test_the_pages_in_the_docs_are_those_of_the_rules():
    text = DOC.read_text("utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        text = text.partition(MARK)[0] + MARK + generated()
        DOC.write_text(text, "utf-8")

    assert text.partition(MARK)[2] == generated()
