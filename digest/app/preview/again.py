"""An issue is built again as it was built: its window, its design, and what was let in."""

from digest.app import build, collect
from digest.app.build import Built
from digest.app.choose import Request
from digest.app.issues import refuse_sent
from digest.app.options import WindowOptions
from digest.app.period import choose
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.store import issues as store
from digest.store.issues import Stored
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


def is_at_hand(project: Project, stored: Stored) -> bool:
    """Whether a build that asks no server would find all posts of the web that an issue has.

    The last answers of servers may be older here than the issue, as in a clone, or be none.
    """
    web = {each.name for each in project.settings.sources if each.location.startswith("http")}
    if not web:
        return True
    window = choose(request_of(stored.manifest).window, project, collect.history_of(project))
    collected = collect.run(project, window)
    known = {key for post in collected.posts for key in post.keys}
    lost = (post for post in stored.manifest.posts if known.isdisjoint(post.keys))
    failed = (failure.source for failure in collected.failures)
    return web.isdisjoint((*failed, *(post.source for post in lost)))


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
