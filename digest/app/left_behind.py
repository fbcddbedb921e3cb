"""A draft for which a later build of its window finds nothing: it is told, and cannot go out."""

from digest.app.rebuild import rebuild
from digest.app.wiring import Project
from digest.core.errors import GateError
from digest.core.window import Window
from digest.store import issues as store
from digest.store.issues import Stored


def leave(project: Project, window: Window) -> tuple[str, ...]:
    """Note in the draft of `window`, where there is one, that its posts are gone; what to say."""
    stored = store.read(project.issues / window.id)
    if not stored or stored.sent:
        return ()
    store.leave_behind(stored)
    dropped = ", and its approval is dropped" if stored.approval else ""
    return (f"the draft {stored.id} of an earlier build is left behind{dropped}: {_hint(stored)}",)


def refuse(project: Project, stored: Stored) -> None:
    """Nothing goes out that the last build found nothing for.

    Raises:
        GateError: it is so with this draft.
    """
    if stored.manifest.left_behind:
        raise GateError(
            f"issue {stored.id} is left behind: its last build found no post for it",
            f"{_hint(stored)} and type: {rebuild(project, stored)}",
        )


def _hint(stored: Stored) -> str:
    delete = f"type: digest issues delete {stored.id}"
    return f"{delete}   or take a drop back (digest issues drop --undo POST)"
