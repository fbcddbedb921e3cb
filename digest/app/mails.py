"""An issue or a file becomes the `Mail` that checks look at."""

import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.app.issues import rendered_of
from digest.app.wiring import Project
from digest.config import issue_toml
from digest.core.arrange import NEWS
from digest.core.charset import BOMS, charset
from digest.core.context import names
from digest.core.errors import ConfigError, UsageError
from digest.core.file_errors import unreadable
from digest.core.finding import Part
from digest.core.mail import eml
from digest.core.mail.mail import Edition, Mail
from digest.core.mail.mime import parsed
from digest.core.model import Image, Post, Rendered
from digest.core.ports import Document
from digest.core.window import Window
from digest.store.issues import OUTPUTS, Stored
from digest.store.manifest import Manifest

MESSAGES = (".eml", ".msg", ".mbox")
MOST_BYTES = {True: 50_000_000, False: 10_000_000}  # of a message, and of HTML
MEND = "name a file of HTML, or an .eml"
TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][\w:-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
FIELD = re.compile(rb"[A-Za-z][\w-]*:[ \t]")
SEVERAL = re.compile(rb"^From .*\n[\w-]+:", re.MULTILINE)


def of_stored(project: Project, stored: Stored) -> Mail:
    """An issue as it lies on disk, and the message that a send would make of it.

    Raises:
        UsageError: an output is missing, or no text.
    """
    return of_issue(project, stored.folder, stored.manifest, rendered_of(project, stored))


def of_issue(project: Project, folder: Path, manifest: Manifest, rendered: Rendered) -> Mail:
    """An issue, stored or about to be; `folder` has the editor's files."""
    from digest.render.mime import issue_message_id, to_message

    newsletter = project.settings.newsletter
    message = to_message(
        rendered,
        newsletter=newsletter,
        to=newsletter.sender,
        date=manifest.end,
        message_id=issue_message_id(folder.name, newsletter, ""),
    )
    place = f"{project.issues.name}/{folder.name}"
    return Mail(
        html=rendered.html,
        text=rendered.text,
        headers=eml.headers(parsed(message.partition(b"\r\n\r\n")[0])),
        message=message,
        edition=_edition(project, folder, manifest),
        files={
            "html": f"{place}/{OUTPUTS['html']}",
            "text": f"{place}/{OUTPUTS['txt']}",
            "message": f"{place}/{OUTPUTS['eml']}",
        },
    )


def of_file(path: Path) -> Mail:
    """An HTML file or a message; its findings name the file as seen from here.

    Raises:
        UsageError: it cannot be read, or is neither.
    """
    data = _content(path)
    inside = path.absolute().is_relative_to(Path.cwd())
    name = (path.absolute().relative_to(Path.cwd()) if inside else path).as_posix()
    if _is_message(path, data):
        files: dict[Part, str] = {"html": f"{name}#html", "text": f"{name}#text", "message": name}
        try:
            return replace(eml.read(data), files=files)
        except RecursionError:
            raise UsageError(f"{path}: its parts lie in each other too deep", MEND) from None
    text = charset(Document(data, name)).replace("\r\n", "\n").replace("\r", "\n")
    if not TAG.search(text):
        raise UsageError(f"{path}: is neither HTML nor a message: it has no tag", MEND)
    return Mail(html=text, files={"html": name})


def _is_message(path: Path, data: bytes) -> bool:
    """By its suffix; what has none, such as a pipe, is one if it begins with a header field."""
    if path.suffix:
        return path.suffix.lower() in MESSAGES
    return FIELD.match(data) is not None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(max(MOST_BYTES.values()) + 1)
    except OSError as error:
        raise UsageError(*unreadable(path, error, MEND)) from None
    most = MOST_BYTES[_is_message(path, data)]
    if len(data) > most:
        told = f"more than {most / 1e6:.0f} MB, which is more than any mailbox takes"
        raise UsageError(f"{path}: has {told}", MEND)
    if not data.strip():
        raise UsageError(f"{path}: is empty", MEND)
    if b"\0" in data and not _is_text(path, data):
        raise UsageError(f"{path}: is neither HTML nor a message: its bytes are no text", MEND)
    if path.suffix.lower() == ".mbox" and len(SEVERAL.findall(data)) > 1:
        raise UsageError(f"{path}: holds several messages", "save the one to check as .eml")
    return data


def _is_text(path: Path, data: bytes) -> bool:
    """Whether bytes with a NUL among them may be text all the same: UTF-16, or a message."""
    return data.startswith(tuple(BOMS)) or (_is_message(path, data) and bool(FIELD.match(data)))


def _edition(project: Project, folder: Path, manifest: Manifest) -> Edition:
    from digest.render.links import own_addresses

    newsletter = project.settings.newsletter
    own = own_addresses(newsletter, folder.name)
    zone = ZoneInfo(manifest.window["timezone"])
    return Edition(
        manifest.preheader,
        Window(manifest.start, manifest.end, zone),
        _posts(folder, manifest),
        own["unsubscribe_url"],
        rehearsal=project.settings.delivery.provider == "outbox",
        preferences=own["preferences_url"],
        web_page=own["web_url"],
        postal_address=newsletter.postal_address,
    )


def _posts(folder: Path, manifest: Manifest) -> tuple[Post, ...]:
    """The posts with the titles, blurbs and pictures that readers see."""
    entries = [entry for entry in manifest.entries if entry.kind in NEWS]
    try:
        items = issue_toml.read(folder).items
    except ConfigError:
        items = ()  # the next build tells its mistakes
    return tuple(
        replace(
            post,
            title=entry.title,
            image=Image(entry.image, None) if entry.image else None,
            summary=next((i.blurb for i in items if i.blurb and names(i.post, post)), post.summary),
        )
        for post, entry in zip(manifest.posts, entries, strict=False)
    )
