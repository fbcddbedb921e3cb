"""Use case: render an issue and store it in its folder."""

from dataclasses import asdict, dataclass
from pathlib import Path

from digest import __version__
from digest.app import check
from digest.app.wiring import Project
from digest.config import issue_toml
from digest.config.settings import Design
from digest.core.model import Candidate, Finding, Issue, Rendered, Selection
from digest.core.window import Window, moment, utc
from digest.store import issues as issue_store
from digest.store.files import sha256, write, write_json
from digest.store.posts import candidate_to_json, sent_to_json

MADE_WITH = ("jinja2", "mjml-python", "premailer", "lxml", "cssutils")


@dataclass(frozen=True, slots=True)
class Written:
    """An issue on disk."""

    folder: Path
    files: dict[str, str | None]
    html_bytes: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def issue(
    project: Project, made: Issue, selection: Selection, design: Design, *, again: bool
) -> Written:
    """Render `made` and write its folder; the editor's files are written once and then left alone.

    `again` says that the issue holds posts of former ones on purpose.

    Raises:
        TemplateError: the design, or a post in it, cannot be rendered.
    """
    from digest.render.issue import render
    from digest.render.mime import issue_message_id, to_message

    newsletter = project.settings.newsletter
    rendered = render(made, newsletter, design, folders=project.templates)
    findings = check.run(rendered)
    folder = project.issues / made.id
    editor = folder / "issue.toml"
    if not editor.is_file():
        write(editor, issue_toml.new(made.id, made.title, made.subject, made.preheader))
    message = to_message(
        rendered,
        newsletter=newsletter,
        to=newsletter.sender,
        date=made.window.end,
        message_id=issue_message_id(made.id, newsletter, ""),
    )
    outputs: dict[str, bytes | str] = {
        "html": rendered.html,
        "txt": rendered.text,
        "mjml": rendered.mjml,
        "eml": message,
    }
    for kind, data in outputs.items():
        write(folder / issue_store.OUTPUTS[kind], data)
    _write_selection(project, folder, made, selection)
    manifest = {**_manifest(project, folder, made, rendered), "again": again}
    write_json(folder / "manifest.json", manifest)
    write_json(folder / "checks.json", {"findings": [asdict(finding) for finding in findings]})
    files: dict[str, str | None] = {
        kind: str(folder / issue_store.OUTPUTS[kind]) for kind in ("html", "txt", "eml")
    }
    size = len(rendered.html.encode())
    return Written(folder, files, size, findings, _drop_stale_approval(folder))


def window_json(window: Window) -> dict[str, str]:
    """A window as JSON."""
    return {
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "timezone": window.zone.key,
    }


def _write_selection(project: Project, folder: Path, made: Issue, selection: Selection) -> None:
    zone = made.window.zone
    near = [c for c in selection.candidates if _near(c, made.window, project)]
    chosen = {"issue": made.id, "candidates": [candidate_to_json(c, zone) for c in near]}
    write_json(folder / "selection.json", {"version": 1, **chosen})


def _manifest(project: Project, folder: Path, made: Issue, rendered: Rendered) -> dict[str, object]:
    """What the issue is made of; no clock, so that two builds are equal."""
    from importlib.metadata import version  # loads the email package

    sender = project.settings.newsletter.sender
    return {
        "version": 1,
        "issue": made.id,
        "number": made.number,
        "title": made.title,
        "subject": rendered.subject,
        "preheader": rendered.preheader,
        "from": sender,
        "window": window_json(made.window),
        "content": issue_store.content_hash(
            sender, rendered.subject, rendered.preheader, rendered.html, rendered.text
        ),
        "hashes": {
            "issue.html": sha256(rendered.html),
            "issue.txt": sha256(rendered.text),
            **issue_store.edited_hashes(folder),
        },
        "made_with": {"digest": __version__, **{name: version(name) for name in MADE_WITH}},
        "posts": [sent_to_json(item.post) for item in made.items],
    }


def _near(candidate: Candidate, window: Window, project: Project) -> bool:
    """Whether a candidate is worth storing: chosen, undated, or dated near the window."""
    when = candidate.post.published
    if candidate.selected or when is None:
        return True
    age = project.settings.select.max_age
    return utc(window.start) - age <= utc(moment(when, window.zone)) < utc(window.end) + age


def _drop_stale_approval(folder: Path) -> tuple[str, ...]:
    stored = issue_store.read(folder)
    if not stored or not stored.approval or stored.state != "draft":
        return ()
    (folder / "approval.json").unlink()
    return (f"the issue changed, so its approval is dropped: digest issues approve {stored.id}",)
