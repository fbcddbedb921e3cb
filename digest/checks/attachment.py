"""Does the message carry a file along?

A newsletter with an attachment is what a worm looks like, every reader pays for its weight, and
Gmail refuses the whole message for some kinds. Source: support.google.com/mail/answer/6590, "File
types blocked in Gmail"; spamassassin.apache.org, rules PHISH_ATTACH and MALW_ATTACH, 3.5 points.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.mail import Mail
from digest.core.mail.mime import Leaf

ID, NAME, SEVERITY, NEEDS = "DG605", "attachment", "error", ("message",)
FIX = "put the file on a web server, and link to it"
BLOCKED = frozenset(
    "ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ "
    "exe hta img ins iso isp jar jnlp js jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh "
    "pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll".split()
)
SUSPECT = frozenset("docm dotm htm html pptm shtml svg xhtml xlsm zip rar 7z".split())
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature")


def check(mail: Mail) -> Iterator[Fault]:
    """Error for what Gmail refuses, warning for pages, macros and archives, else information."""
    for leaf in mail.leaves:
        if not _is_file(leaf):
            continue
        ending = leaf.name.rpartition(".")[2].strip().lower()
        if ending in BLOCKED:
            yield Fault(f"Gmail refuses messages with {leaf.name}", part="message")
        elif ending in SUSPECT or leaf.kind == "text/html":
            told = f"filters distrust messages with {leaf.name or 'a page attached'}"
            yield Fault(told, part="message", severity="warning")
        else:
            told = f"{leaf.name or f'a file ({leaf.kind})'} is attached"
            yield Fault(told, part="message", severity="info")


def _is_file(leaf: Leaf) -> bool:
    """Whether it is neither the letter itself nor a picture of it nor a signature."""
    if leaf.kind in SIGNATURES or leaf.kind == "text/calendar":
        return False
    return leaf.disposition == "attachment" or bool(
        leaf.name and not leaf.is_image and not leaf.kind.startswith("text/")
    )
