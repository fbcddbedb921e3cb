"""Wiring: each thing that the page may show or do, and the use case behind it.

A change of an issue is a function of the project, the id and what was asked; it gives the JSON of
its answer, or None where the rest is told by events, and raises what `preview.answers` knows.
"""

from collections.abc import Callable, Mapping
from functools import partial

from digest.app import issue_diff
from digest.app.issues import refuse_sent
from digest.app.preview import changes, facts, findings, letters, opening, posts
from digest.app.preview.live import Studio
from digest.app.preview.test_send import Trials
from digest.app.preview.undo import Versions
from digest.core.errors import GateError
from digest.preview.desk import Asked, Desk, Json
from digest.store import issues as store


def desk(studio: Studio) -> Desk:
    """All that the page of `studio` may do; in a read-only preview the door lets no change in."""
    versions = Versions()
    return Desk(
        studio.first,
        knows=lambda issue: letters.knows(studio.project, issue),
        build=lambda issue: letters.build_of(studio.project, issue),
        letter=lambda issue: letters.letter(studio.project, issue),
        frame=partial(_frame, studio),
        picture=lambda issue, name: letters.picture(studio.project, issue, name),
        lists={
            "issues": lambda _query: facts.rows(studio.project, studio.findings),
            "diff": lambda query: issue_diff.to_json(
                issue_diff.run(studio.project, query.get("old", ""), query.get("new", ""))
            ),
        },
        reads=_reads(studio, versions),
        acts={"open": lambda body: opening.run(studio.project, body, _named(studio))},
        changes=_changes(studio, versions, Trials()),
    )


def _reads(studio: Studio, versions: Versions) -> Mapping[str, Callable[[str], Json]]:
    """What is told of an issue."""
    return {
        "": lambda issue: facts.facts(
            studio.project, issue, studio.built.get(issue, {}), read_only=studio.read_only
        ),
        "checks": lambda issue: findings.to_json(studio.findings.of(studio.project, issue)),
        "posts": lambda issue: posts.state(
            studio.project, issue, versions, read_only=studio.read_only
        ),
    }


def _changes(
    studio: Studio, versions: Versions, trials: Trials
) -> Mapping[str, Callable[[str, Asked], Json | None]]:
    """What is done to an issue."""

    def step(issue: str, asked: Asked, *, back: bool) -> Json:
        return changes.step(studio.project, issue, asked, versions, back=back)

    return {
        "rebuild": partial(_rebuild, studio),
        "checks/online": lambda issue, _asked: studio.online.ask(studio.project, issue),
        "curation": lambda issue, asked: changes.change(studio.project, issue, asked, versions),
        "undo": partial(step, back=True),
        "redo": partial(step, back=False),
        "test-send": lambda issue, asked: trials.send(studio.open(), issue, asked),
        "approve": partial(_approve, studio),
    }


def _frame(studio: Studio, issue: str) -> str:
    """The mail as one reader gets it, with anchors at its items and at what was found."""
    marks = findings.marks(studio.findings.of(studio.project, issue))
    return letters.letter(studio.project, issue, marks).shown.html


def _named(studio: Studio) -> frozenset[str]:
    """The files that the page was told of."""
    found = {f.location.file for report in studio.findings.known() for f in report.findings}
    wrong = {(built.get("error") or {}).get("file") for built in studio.built.values()}
    return frozenset(filter(None, found | wrong))


def _approve(studio: Studio, issue: str, asked: Asked) -> Json:
    """What is shown beside a mistake is an older build: nobody approves that by mistake."""
    if mistake := studio.built.get(issue, {}).get("error"):
        raise GateError(f"it cannot be built as it is now: {mistake['message']}", mistake["hint"])
    return changes.approve(studio.project, issue, asked)


def _rebuild(studio: Studio, issue: str, _asked: Asked) -> None:
    """The one build that asks the web, because somebody wants it."""
    refuse_sent(store.find(studio.project.issues, issue))
    studio.rebuild(issue, web=True)
