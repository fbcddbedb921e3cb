"""Does SpamAssassin take the message for spam?

It is asked where it is at hand: the daemon that `spamd` in [checks] names, else the program
`spamassassin`. From 5 points on it calls a message spam; what is ours to mend costs a fraction of
that, and what a server adds on its way (blocklists, signatures) is not known yet. Only
`digest check` asks; a build does not. Source: spamassassin.apache.org, `required_score`.
"""

from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail
from digest.core.spam import NoScore

ID, NAME, SEVERITY, NEEDS = "DG610", "spamassassin", "error", ("spam",)
SPAM_POINTS = 5.0
MANY_POINTS = 2.0
LEAST_TOLD = 0.1
FIX = "mend what the rules are about: spamassassin -t < FILE.eml says more of each"


def check(mail: Mail) -> Iterator[Fault]:
    """Error from 5 points on, warning from 2 on, else nothing; information if it did not answer."""
    spam = mail.spam
    if isinstance(spam, NoScore):
        fix = "see spamd in [checks], or turn this rule off"
        yield Fault(spam.why, part="message", about="silent", severity="info", fix=fix)
    elif spam and spam.points >= MANY_POINTS:
        hits = sorted(spam.hits, key=lambda hit: -hit.points)
        named = ", ".join(f"{hit.rule} {hit.points:g}" for hit in hits if hit.points >= LEAST_TOLD)
        told = f"SpamAssassin gives {spam.points:g} points" + (f": {named}" if named else "")
        severity: Severity = "error" if spam.points >= SPAM_POINTS else "warning"
        yield Fault(told, part="message", about="score", severity=severity)
