"""An issue is built again as it was built: its window, its design, and what was let in."""

from digest.app import build
from digest.app.build import Built
from digest.app.choose import Request
from digest.app.issues import refuse_sent
from digest.app.options import WindowOptions
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.store import issues as store
from digest.store.manifest import Manifest


def run(project: Project, issue_id: str) -> Built:
    """Build a draft again; a source that fails leaves all as it is.

    Raises:
        GateError: it was sent.
        UsageError: there is no such issue, or nothing for it any more.
        DigestError: whatever stops a build.
    """
    stored = store.find(project.issues, issue_id)
    refuse_sent(stored)
    built = build.run(project, request_of(stored.manifest))
    if built.folder is None:
        raise UsageError(built.notes[0], "; ".join(built.notes[1:]))
    return built


def request_of(manifest: Manifest) -> Request:
    """What asks for that issue again.

    The window is that of the clock on the wall, as the zone of a newsletter may change.
    """
    start, end = (at.replace(tzinfo=None).isoformat() for at in (manifest.start, manifest.end))
    return Request(
        WindowOptions(since=start, until=end),
        template=manifest.template,
        again=manifest.again,
        strict=True,
        late=manifest.due,
    )
