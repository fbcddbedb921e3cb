"""Can the reader leave?

Gmail and Yahoo demand a visible unsubscribe link in bulk mail since 2024, and so does the law of
many countries. Source: support.google.com/a/answer/81126, "Make it easy to unsubscribe".
"""

from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.leaving import leads_out, listed
from digest.core.mail.mail import Mail
from digest.core.mail.page import words_of

ID, NAME, SEVERITY, NEEDS = "DG204", "unsubscribe", "error", ("html",)
TAG = "{unsubscribe_url}"
CAMPAIGN_MONITOR = ("unsubscribe", "preferences")  # elements that become links there
SHOWN = "{{ newsletter.unsubscribe_url }}"
LISTED = "List-Unsubscribe"
FIX = 'set unsubscribe_url in [newsletter], as "https://example.org/leave?to={email}"'
FIX_ELSEWHERE = "add a link to unsubscribe where all readers see it"


def check(mail: Mail) -> Iterator[Fault]:
    """An error when there is no link, milder where nothing is sent yet, or where it is a mail."""
    rehearsal = mail.edition is not None and mail.edition.rehearsal
    severity: Severity = "warning" if rehearsal or mail.headers is None else "error"
    has_page = mail.edition is not None and mail.edition.way_out is not None
    if TAG in (mail.html or ""):
        told = "readers leave by a mail to the sender: there is no page to unsubscribe"
        yield Fault(told, severity="warning")
    elif not _leads_out(mail):
        fix = f"show {SHOWN} in issue.mjml.j2 of the design" if has_page else ""
        yield Fault("the HTML has no link to unsubscribe", severity=severity, fix=fix)
    elif mail.text is not None and not _tells_out(mail, mail.text):
        fix = f"show {SHOWN} in issue.txt.j2 of the design" if has_page else ""
        told = "the text part has no way to unsubscribe"
        yield Fault(told, part="text", severity="warning", fix=fix)


def _leads_out(mail: Mail) -> bool:
    way_out = mail.edition.way_out if mail.edition else None
    links = [(link.get("href") or "", link) for link in mail.page.all("a", "area")]
    known = {way_out, *listed(mail.header(LISTED))}
    return bool(mail.page.all(*CAMPAIGN_MONITOR)) or any(
        href in known or (href and leads_out(f"{href} {words_of(link)}")) for href, link in links
    )


def _tells_out(mail: Mail, text: str) -> bool:
    way_out = mail.edition.way_out if mail.edition else None
    known = {way_out, *listed(mail.header(LISTED))}
    return leads_out(text) or any(address and address in text for address in known)
