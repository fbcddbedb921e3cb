"""Use case: show a built issue in the browser, and have it made again when something changes."""

import secrets
import socket
from dataclasses import dataclass

from digest.app.preview.desks import desk
from digest.app.preview.live import Studio
from digest.app.wiring import Project
from digest.preview import server, site
from digest.preview.door import Door, open_door
from digest.preview.hub import Hub
from digest.store import issues as store


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that listens already, so that its address can be told."""

    studio: Studio
    issue: str
    listening: socket.socket
    door: Door
    allowed: str | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        port: int = self.listening.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The address of the issue's page; with a token where everything needs it."""
        token = f"?token={self.door.token}" if self.door.locked else ""
        return f"http://{server.HOST}:{self.port}{site.path_of(self.issue)}{token}"

    def serve(self) -> None:
        """Answer until Ctrl-C."""
        hub = Hub()
        made = site.make(desk(self.studio, self.issue), hub, self.door)
        server.serve(server.make(made, hub.close), self.listening)


def run(
    project: Project,
    issue_id: str | None,
    port: int | None,
    *,
    read_only: bool = False,
    allowed: str | None = None,
) -> Preview:
    """Listen for an issue: the one named, else the newest draft, else the newest of all.

    `allowed` is a further name under which the preview may be asked, as of a forwarded port.

    Raises:
        UsageError: there is no such issue, the port cannot be had, or `allowed` is no name.
    """
    issue = store.find_any(project.issues, issue_id)
    listening = server.listen(port)
    token = secrets.token_urlsafe(24)
    door = open_door(listening.getsockname()[1], token, allowed=allowed, read_only=read_only)
    return Preview(Studio(project, read_only), issue.id, listening, door, allowed)
