"""Check DG204 "unsubscribe": can the reader leave?

Gmail and Yahoo demand a visible unsubscribe link in bulk mail since 2024.
Source: support.google.com/a/answer/81126, "Make it easy to unsubscribe".
"""

from collections.abc import Iterator

from digest.core.finding import Finding
from digest.core.model import Rendered

TAG = "{unsubscribe_url}"
FIX = 'set unsubscribe_url in [newsletter], as "https://example.org/leave?to={email}"'


def check(issue: Rendered) -> Iterator[Finding]:
    """An error when the link leads nowhere, a warning when a part does not speak of leaving."""
    if TAG in issue.html or TAG in issue.text:
        told = f"{TAG} has no address: an export for a provider fills it in, digest send cannot"
        yield Finding("DG204", "unsubscribe", "error", told, FIX)
    elif "unsubscribe" not in issue.html.lower() or "unsubscribe" not in issue.text.lower():
        told = "the message has no unsubscribe link"
        yield Finding("DG204", "unsubscribe", "warning", told, FIX)
