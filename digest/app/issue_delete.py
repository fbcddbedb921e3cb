"""Use case: take a draft away, to where it can be got back from."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from digest.app.alone import alone
from digest.app.issues import refuse_sent
from digest.app.wiring import Project
from digest.core.errors import DigestError, GateError, UsageError
from digest.core.file_errors import unwritable
from digest.store import issues as store
from digest.store.issues import Stored


def run(
    project: Project, issue_id: str, *, yes: bool, confirm: Callable[[Stored], bool] | None
) -> Path:
    """Move an issue's folder to `.digest/deleted/`, with all that the editor wrote; where it is.

    Without `yes`, `confirm` is asked.

    Raises:
        GateError: the issue was sent, or is not to be deleted after all.
        UsageError: there is no such issue, or nobody can be asked.
    """
    stored = store.find(project.issues, issue_id)
    refuse_sent(stored)
    if not yes and confirm is None:
        hint = f"type: digest issues delete {stored.id} --yes"
        raise UsageError("deleting asks first, and there is no terminal", hint)
    if not yes and confirm and not confirm(stored):
        raise GateError("not confirmed: nothing was deleted", "digest issues list shows all")
    with alone(project):
        refuse_sent(store.find(project.issues, issue_id))
        return _moved(stored.folder, project.cache / "deleted")


def _moved(folder: Path, place: Path) -> Path:
    free = next(n for n in count(1) if not (place / f"{folder.name}-{n}").exists())
    target = place / f"{folder.name}-{free}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, target)
    except OSError as error:
        raise DigestError(*unwritable(target, error)) from None
    return target
