"""Use case: the preview of an issue as one file, for a reviewer without a checkout."""

from functools import partial

from digest.app import check
from digest.app.preview.facts import facts
from digest.app.preview.letters import letter, picture
from digest.app.wiring import Project
from digest.preview import export
from digest.report.json import document


def run(project: Project, issue_id: str) -> str:
    """The file; the same issue gives the same bytes.

    Raises:
        UsageError: there is no such issue, or an output of it is missing.
    """
    told = facts(project, issue_id, {}, read_only=True)
    checks = document(check.issue(project, issue_id, quick=True))
    return export.page(letter(project, issue_id), told, checks, partial(picture, project, issue_id))
