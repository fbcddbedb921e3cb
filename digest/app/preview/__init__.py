"""Use case: show a built issue in the browser, and have it made again when something changes."""

import secrets
import socket

from digest.app.options import Globals
from digest.app.preview.desks import desk
from digest.app.preview.live import Studio
from digest.app.wiring import open_project
from digest.core.quick import dataclass
from digest.preview import server, site
from digest.preview.door import Door, open_door
from digest.store import issues as store


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that listens already, so that its address can be told; `name` is a further one."""

    studio: Studio
    issue: str
    listening: socket.socket
    door: Door
    name: str | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        port: int = self.listening.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The address of the issue's page; with a token where everything needs it."""
        return self._at(f"{server.HOST}:{self.port}")

    @property
    def forwarded_url(self) -> str | None:
        """The same under the further name, at its own port or ours."""
        if self.name is None:
            return None
        return self._at(self.name if ":" in self.name else f"{self.name}:{self.port}")

    def _at(self, host: str) -> str:
        token = f"?token={self.door.token}" if self.door.locked else ""
        return f"http://{host}{site.path_of(self.issue)}{token}"

    def serve(self) -> None:
        """Answer until Ctrl-C."""
        studio = self.studio
        made = site.make(desk(studio), studio.hub, self.door)
        studio.start()
        server.serve(server.make(made, studio.hub.close), self.listening)
        studio.close()


def run(
    options: Globals,
    issue_id: str | None,
    port: int | None,
    *,
    read_only: bool = False,
    allowed: str | None = None,
) -> Preview:
    """Listen for an issue: the one named, else the newest draft, else the newest of all.

    `allowed` is a further name under which the preview may be asked, as of a forwarded port.

    Raises:
        ConfigError: there is no digest.toml, or it has mistakes.
        UsageError: there is no such issue, the port cannot be had, or `allowed` is no name.
    """
    project = open_project(options)
    issue = store.find_any(project.issues, issue_id)
    listening = server.listen(port)
    token = secrets.token_urlsafe(24)
    door = open_door(listening.getsockname()[1], token, allowed=allowed, read_only=read_only)
    studio = Studio(options, project, issue.id, read_only=read_only)
    return Preview(studio, issue.id, listening, door, allowed)
