"""DG601 subject-tricks."""

from tests.checks.making import SUBJECT, Foreign, header, in_message

RULE = "DG601"


def subject(bad, severity, told, good):
    return in_message((SUBJECT, f"Subject: {bad}"), severity, told, (SUBJECT, f"Subject: {good}"))


EXAMPLES = (
    subject("RE: your queue", "warning", "reply", "Re: your queue\nIn-Reply-To: <1@e.org>"),
    subject("Fwd: a queue", "warning", "reply", "Forward: a queue"),
    subject("AW[2]: eine Schlange", "warning", "reply", "Awesome: a queue"),
    subject("I n c o m e for all", "warning", "spaced-out", "A B C D, J.R.R. and U.S.A. in F-16s"),
    subject("A q=?utf-8?q?=E2=80=8B?=ueue", "warning", "invisible", "می\u200cخواهم 👩\u200d💻 a"),
    subject("Queues for $$$", "warning", "signs of money", "$HOME and $PATH"),
    subject("$500 for a queue", "info", "amount of money", "A queue for $500"),
)
SEEDS = (
    Foreign("plain.eml", "March: a short", "RE: a short"),
    header("Subject", "Re: what a queue forgets"),
)
