"""Do tables that only lay out say so?

A screen reader announces rows and columns of every table; `role="presentation"` keeps it silent. A
table with headers or a caption holds data and needs none. Source: WCAG 2.2, 1.3.1; technique F92.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ID, NAME, SEVERITY, NEEDS = "DG414", "table-role", "warning", ("html",)
FIX = 'write role="presentation" at the table'
DATA = ("th", "caption", "thead")


def check(mail: Mail) -> Iterator[Fault]:
    """One finding for all layout tables without a role."""
    for table in mail.page.all("table"):
        if not table.get("role") and not _holds_data(table):
            yield Fault("a table for layout has no role", table)


def _holds_data(table: "HtmlElement") -> bool:
    """Whether it has headers of its own, not of a table within."""
    return any(next(each.iterancestors("table")) is table for each in table.iter(*DATA))
