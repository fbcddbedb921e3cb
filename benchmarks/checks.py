"""How long all offline checks of an issue take, and each rule's share, beside peers in one run.

Everything runs warm and in process, the peers in one Node: medians in ms. Each turn checks a mail
that nobody has looked at yet. No peer does the same work: doiuse-email knows what four families of
mail programs cannot show, html-validate what is wrong as HTML; what cannot be had from npm is left
out, and it says so. SpamAssassin, where it is at hand, is a program of its own and left out, too.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from build import PEERS
from render import (
    BUDGET_MS,
    FOLDERS,
    NEWSLETTER,
    ROUNDS,
    WARM_UP,
    Times,
    have,
    make_issue,
    median_ms,
    message,
)  # fmt: skip

from digest.app import check, rulebook
from digest.config.settings import Checks, Design
from digest.core.mail import eml
from digest.core.mail.mail import Edition, Mail
from digest.core.model import Issue
from digest.render import issue as pipeline

SIZES = (12, 200)
SHOWN = 10  # rules, the slowest
PACKAGES = ("@jsx-email/doiuse-email@1", "html-validate@11")


def main() -> None:
    """Measure and print two tables."""
    mails = {size: mail_of(make_issue(size), size) for size in SIZES}
    ours = {size: median_ms(lambda mail=mail: checked(mail)) for size, mail in mails.items()}
    print(f"checking an issue, medians of {ROUNDS} warm runs in one process, in ms")
    table("parts and rules", shares(mails) | {"all of it, one finding for each cause": ours})
    table("beside peers", {"digest, every rule": ours} | peers(mails), ours)


def mail_of(issue: Issue, size: int) -> Mail:
    """The issue in full, however long that gets, as `digest check` looks at it."""
    look = Design(full_items=size, max_bytes=0)
    done = pipeline.render(issue, NEWSLETTER, look, folders=FOLDERS)
    posts = tuple(item.post for section in issue.sections for item in section.items)
    edition = Edition(issue.preheader, issue.window, posts, NEWSLETTER.unsubscribe_url)
    return replace(eml.read(message(done)), html=done.html, text=done.text, edition=edition)


def fresh(mail: Mail) -> Mail:
    """The same, with nothing worked out yet."""
    return replace(mail)


def checked(mail: Mail) -> object:
    """Every finding."""
    return check.run(fresh(mail), Checks())


def shares(mails: Mapping[int, Mail]) -> dict[str, Times]:
    """What the tree and its words take, and then the slowest rules on top of them."""
    found: dict[str, Times] = {"the tree and its words": {}}
    for size, mail in mails.items():
        found["the tree and its words"][size] = median_ms(lambda mail=mail: fresh(mail).page.words)
        looked = fresh(mail)
        for rule, look in rulebook.checks():
            if mail.has.issuperset(rule.needs):
                times = found.setdefault(f"{rule.id} {rule.name}", {})
                times[size] = median_ms(lambda look=look, mail=looked: list(look(mail)))
    rules = sorted(list(found)[1:], key=lambda name: -found[name][SIZES[-1]])
    rest = {size: sum(found[name][size] for name in rules[SHOWN:]) for size in SIZES}
    shown = {name: found[name] for name in ("the tree and its words", *rules[:SHOWN])}
    return shown | {f"the other {len(rules) - SHOWN} rules": rest}


def table(title: str, rows: Mapping[str, Times], base: Times | None = None) -> None:
    """A row of medians for each name; against `base`, how many times as long it took."""
    print(f"\n{title:<40}" + "".join(f"{size:>10} posts" for size in SIZES))
    for name, times in rows.items():
        print(f"{name:<40}" + "".join(f"{times[size]:>16.2f}" for size in SIZES))
        if base and times is not base:
            print(f"{'':<40}" + "".join(f"{times[size] / base[size]:>15.1f}x" for size in SIZES))


def peers(mails: Mapping[int, Mail]) -> dict[str, Times]:
    """What the peers of npm took for the same HTML."""
    if not have(PACKAGES) or not shutil.which("node"):
        print("the peers cannot be had: their rows are left out")
        return {}
    limits = {"rounds": ROUNDS, "warmUp": WARM_UP, "budgetMs": BUDGET_MS}
    with TemporaryDirectory() as name:
        job = Path(name, "job.json")
        inputs = {str(size): mail.html for size, mail in mails.items()}
        job.write_text(json.dumps({**limits, "inputs": inputs}), "utf-8")
        command = ("node", str(Path(__file__).with_suffix(".mjs")), str(PEERS), str(job))
        answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    found: dict[str, dict[str, float]] = json.loads(answer)
    return {peer: {int(n): ms for n, ms in row.items()} for peer, row in found.items()}


if __name__ == "__main__":
    main()
