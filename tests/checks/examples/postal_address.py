"""DG210 postal-address."""

from dataclasses import replace

from tests.checks.making import Changed, Example, issue

RULE = "DG210"


def without(mail):
    return replace(mail, edition=replace(mail.edition, postal_address=None, rehearsal=False))


EXAMPLES = (
    Example(
        lambda: issue(postal_address=None),
        lambda: issue(postal_address="a\nLETTER"),
        "warning",
        "no postal address",
    ),
    Example(
        lambda: issue(postal_address="1 Other Street"),
        lambda: issue(postal_address="1 Other Street", body="<p>1 <wbr>Other<br>Street</p>"),
        "warning",
        "the HTML lacks the postal address",
    ),
    Example(lambda: issue(postal_address="", rehearsal=True), issue, "info", "no postal address"),
)
SEEDS = (Changed(without),)
