"""What the panel of checks shows, and where in the mail it lies."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from digest.app import check
from digest.app.preview.letters import build_of
from digest.app.wiring import Project
from digest.core.finding import Location, Report, counts
from digest.preview.anchors import Marks
from digest.report.json import document
from digest.store.checks import NAME, summary
from digest.store.issues import OUTPUTS, Stored
from digest.store.stats import stats

Json = dict[str, Any]
State = tuple[str, ...]


class Findings:
    """The findings of each issue, worked out once for each state of it; for any thread.

    What was found with servers asked stays known until the issue changes.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[State, Report]] = {}
        self._lock = Lock()

    def of(self, project: Project, issue_id: str) -> Report:
        """The findings about an issue as it lies on disk, without what takes seconds.

        Raises:
            UsageError: there is no such issue, or an output of it is missing.
        """
        state = state_of(project, issue_id)
        with self._lock:
            known = self._known.get(issue_id)
            if known is None or known[0] != state:
                known = state, check.issue(project, issue_id, quick=True)
                self._known[issue_id] = known
            return known[1]

    def summary(self, project: Project, stored: Stored) -> Mapping[str, int] | None:
        """How many of each severity an issue has: as it was shown here, else by its last build."""
        with self._lock:
            state, report = self._known.get(stored.id, (None, None))
        if report and state == state_of(project, stored.id):
            return counts(report.findings)
        return summary(stored.folder)

    def keep(self, report: Report, state: State) -> None:
        """Know a report that took more than that, and the state that it is about."""
        with self._lock:
            self._known[report.issue] = state, report

    def known(self) -> tuple[Report, ...]:
        """All that were shown."""
        with self._lock:
            return tuple(report for _, report in self._known.values())


def to_json(report: Report) -> Json:
    """A report as `digest check --format json` writes it, each finding with its place in the mail.

    `anchor` is the name of its element in the frame, `source_line` its line of the HTML; null where
    it has none.
    """
    told: Json = document(report)
    told["findings"] = [
        {**entry, **_place(entry["fingerprint"], report.mailed[entry["fingerprint"]])}
        for entry in told["findings"]
    ]
    return told


def marks(report: Report) -> Marks:
    """Line and column of each finding's element, by its anchor."""
    return {
        _anchor(fingerprint): (place.line, place.column)
        for fingerprint, place in report.mailed.items()
        if _is_html(place) and place.line and place.column
    }


def _place(fingerprint: str, place: Location) -> Json:
    line = place.line if _is_html(place) else None
    return {
        "anchor": _anchor(fingerprint) if line and place.column else None,
        "source_line": line,
    }


def _anchor(fingerprint: str) -> str:
    return f"f-{fingerprint}"


def _is_html(place: Location) -> bool:
    return (place.file or "").endswith(f"/{OUTPUTS['html']}")


def state_of(project: Project, issue_id: str) -> State:
    """What changes when the findings about an issue may."""
    places = stats([str(project.issues / issue_id / NAME)])
    return build_of(project, issue_id), *places, *project.opened
