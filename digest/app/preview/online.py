"""The checks that ask servers, once somebody in the page wants them."""

from threading import Event, Lock, Thread

from digest.app import online
from digest.app.preview.findings import Findings, state_of, to_json
from digest.app.wiring import Project
from digest.core.errors import DigestError
from digest.preview.desk import RefusedError
from digest.preview.hub import Hub
from digest.store import issues as store


class _EndedError(Exception):
    """The preview ends: nobody wants to know any more."""


class Online:
    """Asks about one issue at a time, in a thread of its own; events tell of it."""

    def __init__(self, hub: Hub, findings: Findings) -> None:
        self._hub = hub
        self._findings = findings
        self._busy = Lock()
        self._over = Event()

    def ask(self, project: Project, issue_id: str) -> None:
        """Begin to ask.

        Raises:
            RefusedError: that is being done already.
            UsageError: there is no such issue.
        """
        store.find(project.issues, issue_id)
        if not self._busy.acquire(blocking=False):
            raise RefusedError("the web is being asked already", "wait for the answers")
        Thread(target=self._run, args=(project, issue_id), name="online", daemon=True).start()

    def close(self) -> None:
        """Ask no more."""
        self._over.set()

    def _run(self, project: Project, issue_id: str) -> None:
        try:
            self._asked(project, issue_id)
        except _EndedError:
            pass
        except Exception as error:  # noqa: BLE001 - it is told, and the preview lives on
            words = error.message if isinstance(error, DigestError) else f"no answer: {error}"
            self._hub.tell("online", {"id": issue_id, "error": words})
        finally:
            self._busy.release()

    def _asked(self, project: Project, issue_id: str) -> None:
        def progress(done: int, total: int) -> None:
            if self._over.is_set():
                raise _EndedError
            self._hub.tell("online", {"id": issue_id, "done": done, "total": total})

        state = state_of(project, issue_id)
        report = online.issue(project, issue_id, progress)
        self._findings.keep(report, state)
        self._hub.tell("online", {"id": issue_id, **to_json(report)})
