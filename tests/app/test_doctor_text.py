"""The doctor's words."""

import re

from digest.app.doctor import Diagnosis
from digest.app.doctor_text import summary, write
from digest.core.domain.bulk import judge
from digest.core.domain.verdict import Record, Verdict

MISSING = Verdict("DMARC", "dmarc-record", "error", "none", "publish", Record("d", "TXT", "v=x"))
VERDICTS = (
    Verdict("SPF", "spf-record", "ok", "one"),
    Verdict("SPF", "spf-host", "unknown", "who knows", "ask"),
    MISSING,
)
ALL = Diagnosis("example.org", VERDICTS, tuple(judge(VERDICTS)))


def test_groups_have_headings_and_verdicts_their_remedies():
    assert write(Diagnosis(None, VERDICTS)) == (
        "SPF\n"
        "  ok           one\n"
        "  cannot tell  who knows\n"
        "               next: ask\n"
        "\n"
        "DMARC\n"
        "  error        none\n"
        "               to mend: publish\n"
        '               to publish: d TXT "v=x"\n'
        "\n"
        "the set-up: 1 error, 1 that cannot be told\n"
    )


def test_rules_say_whose_they_are_and_where_they_stand():
    told = write(ALL)

    assert "  not met      a DMARC record, at least p=none (Gmail, Yahoo, Microsoft)\n" in told
    assert "  Gmail, since 2024-02-01: https://" in told


def test_colours_change_no_word():
    coloured = write(ALL, colour=True)

    assert coloured != write(ALL)
    assert re.sub(r"\033\[\d+m", "", coloured) == write(ALL)


def test_what_is_in_order_is_said_so():
    assert summary(Diagnosis("example.org", VERDICTS[:1])) == "example.org: nothing to mend"
