"""Is there a plain-text part that says the same?

Some readers, watches and screen readers take the text; filters compare it with the HTML. Where both
are alternatives, programs show the last. Source: spamassassin.apache.org, rules MIME_HTML_ONLY and
MPART_ALT_DIFF; RFC 2046, section 5.1.4.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.mime import alternatives

ID, NAME, SEVERITY, NEEDS = "DG203", "text-part", "error", ("headers",)
LEAST_SHARE = 0.2  # of the words of the HTML
FEW_WORDS = 30  # of HTML: below it no share says anything
FIX = "let issue.txt.j2 of the design say what issue.mjml.j2 says"
FIX_ELSEWHERE = "add a text/plain part that says what the HTML says"
READABLE = "write a text/plain and a text/html part, and name in Content-Type what parts them"
ORDER = "put text/plain before text/html"
SEALED = ("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://\S+")


def check(mail: Mail) -> Iterator[Fault]:
    """Error when it is missing or empty, warning when it says far less or stands last.

    A message that is neither text nor HTML is an error.
    """
    if mail.html is None:
        if not _can_be_read(mail):
            yield Fault("nothing in the message can be read", part="message", fix=READABLE)
        return
    if not (mail.text or "").strip():
        yield Fault("there is no plain-text part", part="message")
        return
    if _text_is_last(mail):
        told = "programs show the plain text, as it stands behind the HTML"
        yield Fault(told, part="message", severity="warning", fix=ORDER)
    words = len(WORD.findall(ADDRESS.sub("", mail.text or "")))
    html = sum(len(WORD.findall(part.text)) for part in mail.page.words)
    if html >= FEW_WORDS and words < html * LEAST_SHARE:
        told = f"the text part has {words} words where the HTML has {html}"
        yield Fault(told, part="text", about="share", severity="warning")


def _can_be_read(mail: Mail) -> bool:
    """Whether there is a text, be it a message's within it, or what only its reader can open."""
    if mail.text is not None:
        return bool(mail.text.strip())
    return any(leaf.kind.startswith("text/") or leaf.kind in SEALED for leaf in mail.leaves)


def _text_is_last(mail: Mail) -> bool:
    kinds = [leaf.kind for leaf in mail.leaves]
    if kinds[-1:] == ["text/html"] or "text/html" not in kinds:
        return False  # as nearly everywhere: to take the message apart again takes time
    offers = alternatives(mail.message or b"")
    return any(kinds[-1] == "text/plain" and "text/html" in kinds for kinds in offers if kinds)
