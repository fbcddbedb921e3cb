"""DG610 spamassassin."""

from dataclasses import replace

from digest.core.spam import Hit, NoScore, SpamScore
from tests.checks.making import Changed, Example, message

RULE = "DG610"


def score(points, *hits):
    return replace(message(), spam=SpamScore(points, hits))


EXAMPLES = (
    Example(
        lambda: score(5.0, Hit("NO_RELAYS", 0.0), Hit("SUBJ_BUY", 0.6), Hit("DEAR_FRIEND", 4.4)),
        lambda: score(1.9, Hit("DEAR_FRIEND", 1.9)),
        "error",
        "SpamAssassin gives 5 points: DEAR_FRIEND 4.4, SUBJ_BUY 0.6",
    ),
    Example(lambda: score(2.0), lambda: score(-1.0), "warning", "SpamAssassin gives 2 points"),
    Example(
        lambda: replace(message(), spam=NoScore("spamd at 127.0.0.1:783 does not answer")),
        lambda: score(0.0),
        "info",
        "spamd at 127.0.0.1:783 does not answer",
    ),
)
SEEDS = (Changed(lambda mail: replace(mail, spam=SpamScore(6.1, (Hit("DEAR_FRIEND", 6.1),)))),)
