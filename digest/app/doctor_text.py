"""The doctor's words on a terminal: by group, with how to mend what is wrong."""

from collections.abc import Iterator
from itertools import groupby

from digest.app.doctor import Diagnosis
from digest.core.domain.bulk import SOURCES, Judged
from digest.core.domain.verdict import STATES, Verdict

RED, YELLOW, MAGENTA, CYAN, GREEN = (f"\033[{code}m" for code in (31, 33, 35, 36, 32))
COLOURS = {
    "error": RED,
    "not met": RED,
    "warning": YELLOW,
    "cannot tell": MAGENTA,
    "info": CYAN,
    "ok": GREEN,
    "met": GREEN,
}
BOLD, PLAIN = "\033[1m", "\033[0m"
MAILBOXES = {"gmail": "Gmail", "yahoo": "Yahoo", "microsoft": "Microsoft"}
COLUMN = 13


def write(diagnosis: Diagnosis, *, colour: bool = False) -> str:
    """A block for each group, one for the rules of bulk senders, and a line that counts."""
    blocks = [
        _heading(name, colour=colour) + "".join(_verdict(v, colour=colour) for v in verdicts)
        for name, verdicts in groupby(diagnosis.verdicts, lambda verdict: verdict.group)
    ]
    if diagnosis.bulk:
        title = _heading("The rules for who sends 5,000 mails a day", colour=colour)
        rules = "".join(_rule(judged, colour=colour) for judged in diagnosis.bulk)
        blocks.append(f"{title}{rules}{''.join(_sources())}")
    return "\n".join([*blocks, f"{summary(diagnosis)}\n"])


def summary(diagnosis: Diagnosis) -> str:
    """`example.org: 1 error, 2 warnings`."""
    counts = {state: sum(v.state == state for v in diagnosis.verdicts) for state in STATES[:3]}
    words = {
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
        "unknown": ("that cannot be told", "that cannot be told"),
    }
    told = [f"{n} {words[state][n > 1]}" for state, n in counts.items() if n]
    return f"{diagnosis.domain or 'the set-up'}: {', '.join(told) or 'nothing to mend'}"


def _heading(text: str, *, colour: bool) -> str:
    return f"{BOLD}{text}{PLAIN}\n" if colour else f"{text}\n"


def _verdict(verdict: Verdict, *, colour: bool) -> str:
    state = "cannot tell" if verdict.state == "unknown" else verdict.state
    lines = [*_next(state, verdict.fix)]
    lines += [f"to publish: {verdict.record}"] if verdict.record else []
    return _entry(state, verdict.message, lines, colour=colour)


def _rule(judged: Judged, *, colour: bool) -> str:
    who = ", ".join(MAILBOXES[mailbox] for mailbox in judged.rule.mailboxes)
    lines = [*_next(judged.met, judged.fix)]
    return _entry(judged.met, f"{judged.rule.title} ({who})", lines, colour=colour)


def _next(state: str, fix: str) -> Iterator[str]:
    if fix:
        yield f"{'to mend' if state in ('error', 'warning', 'not met') else 'next'}: {fix}"


def _entry(state: str, message: str, lines: list[str], *, colour: bool) -> str:
    told = f"{COLOURS[state]}{state:<{COLUMN}}{PLAIN}" if colour else f"{state:<{COLUMN}}"
    below = "".join(f"  {'':<{COLUMN}}{_plain(line)}\n" for line in lines)
    return f"  {told}{_plain(message)}\n{below}"


def _sources() -> Iterator[str]:
    for source in SOURCES:
        yield f"  {MAILBOXES[source.mailbox]}, since {source.since}: {source.url}\n"


def _plain(text: str) -> str:
    """The text without what could command a terminal: records are written by others."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
