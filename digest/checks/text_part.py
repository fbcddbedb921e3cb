"""Is there a plain-text part that says the same?

Some readers, watches and screen readers take the text; filters compare it with the HTML. Source:
spamassassin.apache.org, rules MIME_HTML_ONLY and MPART_ALT_DIFF.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG203", "text-part", "error", ("headers", "html")
LEAST_SHARE = 0.2  # of the words of the HTML
FEW_WORDS = 30  # of HTML: below it no share says anything
FIX = "let issue.txt.j2 of the design say what issue.mjml.j2 says"
FIX_ELSEWHERE = "add a text/plain part that says what the HTML says"
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://\S+")


def check(mail: Mail) -> Iterator[Fault]:
    """Error when it is missing or empty, warning when it says far less than the HTML."""
    if not (mail.text or "").strip():
        yield Fault("there is no plain-text part", part="message")
        return
    words = len(WORD.findall(ADDRESS.sub("", mail.text or "")))
    html = sum(len(WORD.findall(part.text)) for part in mail.page.words)
    if html >= FEW_WORDS and words < html * LEAST_SHARE:
        told = f"the text part has {words} words where the HTML has {html}"
        yield Fault(told, part="text", about="share", severity="warning")
