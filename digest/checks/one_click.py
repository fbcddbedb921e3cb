"""Can a mail program unsubscribe the reader at one click?

Gmail and Yahoo demand it of who sends 5,000 mails a day, and show the button at the top, where it
is pressed instead of "spam". Source: RFC 8058; support.google.com/a/answer/81126.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG205", "one-click", "warning", ("headers",)
FIX = "set unsubscribe_url in [newsletter] to an https address with {email} that takes a POST"
FIX_ELSEWHERE = "send List-Unsubscribe with an https address, and List-Unsubscribe-Post"
POST = "List-Unsubscribe-Post"


def check(mail: Mail) -> Iterator[Fault]:
    """Warning without List-Unsubscribe or its POST, information without an https address in it.

    A warning, too, when an issue's https address has no `{email}`: a POST there tells nobody who
    leaves. Of an issue without an `unsubscribe_url` DG204 tells.
    """
    own = mail.edition.way_out if mail.edition else ""
    if own is None:
        return
    if own.lower().startswith("https://") and "{email}" not in own:
        yield Fault(
            "unsubscribe_url has no {email}: one click would not tell who leaves", part="message"
        )
        return
    way_out = mail.header("List-Unsubscribe")
    if not way_out:
        yield Fault("there is no List-Unsubscribe header", part="message")
    elif "<https://" not in way_out.lower().replace(" ", ""):
        yield Fault("List-Unsubscribe has no https address", part="message", severity="info")
    elif (mail.header(POST) or "").replace(" ", "").lower() != "list-unsubscribe=one-click":
        yield Fault(f"there is no {POST}: List-Unsubscribe=One-Click", part="message")
