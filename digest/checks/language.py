"""Does the HTML say which language it is in?

Screen readers choose their voice by it, browsers hyphenation and fonts. Source: WCAG 2.2, success
criterion 3.1.1.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG410", "language", "error", ("html",)
FIX = 'set language in [newsletter]; in HTML, write <html lang="en">'
FIX_ELSEWHERE = 'write <html lang="en">, with the language of the text'
CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def check(mail: Mail) -> Iterator[Fault]:
    """Error when the attribute is missing, "und" or no code; a warning in a bare HTML file."""
    language = (mail.page.root.get("lang") or "").strip()
    severity: Severity = "warning" if mail.edition is None else "error"
    if not language or language.lower() == "und":
        yield Fault("the HTML names no language", mail.page.root, severity=severity)
    elif not CODE.fullmatch(language):
        yield Fault(f'lang="{language}" is no language', mail.page.root, severity=severity)
