"""Check DG204 "unsubscribe": can the reader leave?

Gmail and Yahoo demand a visible unsubscribe link in bulk mail since 2024.
Source: support.google.com/a/answer/81126, "Make it easy to unsubscribe".
"""

from collections.abc import Iterator

from digest.core.model import Finding, Rendered


def check(issue: Rendered) -> Iterator[Finding]:
    """A warning when neither part of the message speaks of unsubscribing."""
    if "unsubscribe" not in issue.html.lower() or "unsubscribe" not in issue.text.lower():
        told = "the message has no unsubscribe link"
        fix = 'set unsubscribe_url in [newsletter], as "https://example.org/leave?to={email}"'
        yield Finding("DG204", "unsubscribe", "warning", told, fix)
