"""Has every merge tag of digest's own an address?

A tag that digest.toml gives no address for reaches the reader as a dead link. An export for a
provider fills it in; `digest send` cannot.
"""

from collections.abc import Iterator

from digest.core import merge_tags
from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG307", "merge-tag", "error", ("issue", "html")
FIX = 'set it in [newsletter], as "https://...", and build again'
TAGS = tuple(name for name in merge_tags.URLS if name != "unsubscribe_url")  # of that tells DG204


def check(mail: Mail) -> Iterator[Fault]:
    """An error for each tag without an address, a warning where nothing is sent yet."""
    rehearsal = mail.edition is not None and mail.edition.rehearsal
    severity: Severity = "warning" if rehearsal else "error"
    for name in TAGS:
        if f"{{{name}}}" in f"{mail.html}{mail.text}":
            yield Fault(f"the merge tag {{{name}}} has no address", severity=severity)
