"""Use case: show a built issue in the browser."""

import socket
from dataclasses import dataclass
from functools import partial

from digest.app.issues import rendered_of
from digest.app.wiring import Project
from digest.preview import server, site
from digest.preview.letter import Letter
from digest.store import issues as store


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that listens already, so that its address can be told."""

    project: Project
    issue: str
    listening: socket.socket

    @property
    def port(self) -> int:
        """The port it listens on."""
        port: int = self.listening.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The address of the issue's page."""
        return f"http://{server.HOST}:{self.port}{site.path_of(self.issue)}"

    def serve(self) -> None:
        """Answer until Ctrl-C."""
        made = site.make(self.issue, partial(look_up, self.project), self.port)
        server.serve(made, self.listening)


def run(project: Project, issue_id: str | None, port: int | None) -> Preview:
    """Listen for an issue: the one named, else the newest draft, else the newest of all.

    Raises:
        UsageError: there is no such issue, or the port cannot be had.
    """
    issue = store.find_any(project.issues, issue_id)
    return Preview(project, issue.id, server.listen(port))


def look_up(project: Project, issue_id: str) -> Letter:
    """An issue as it lies on disk now.

    Raises:
        UsageError: there is no such issue, or an output of it is missing.
    """
    from digest.render.headers import split_address
    from digest.render.merge_tags import Reader, for_reader

    stored = store.find(project.issues, issue_id)
    reader = Reader("reader@example.org", sender=split_address(stored.manifest.sender)[1])
    rendered, eml = rendered_of(project, stored), stored.output("eml")
    return Letter(
        stored.id,
        stored.manifest.title,
        stored.state,
        stored.manifest.sender,
        rendered,
        for_reader(rendered, reader),
        eml.read_bytes() if eml.is_file() else None,
    )
