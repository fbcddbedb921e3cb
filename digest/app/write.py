"""Use case: render an issue and store it in its folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from digest import __version__
from digest.app import check, mails, selection_json
from digest.app.origins import Origins
from digest.app.wiring import Project
from digest.config import issue_toml
from digest.config.settings import Design
from digest.core.arrange import NEWS
from digest.core.finding import Finding, Report
from digest.core.mail.mail import Mail
from digest.core.model import Issue, Rendered, Selection
from digest.core.quick import dataclass
from digest.core.window import Window
from digest.report.json import document
from digest.store import issues as issue_store
from digest.store import manifest
from digest.store.files import json_text, sha256, write
from digest.store.posts import sent_to_json
from digest.store.staging import replace_together

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
    project: Project,
    made: Issue,
    selection: Selection,
    design: Design,
    *,
    edited: Mapping[str, str],
    references: Mapping[str, str],
    again: bool,
    due: bool = False,
) -> Written:
    """Render `made` and write its folder, all of it or nothing.

    The editor's issue.toml is written once and then left alone; `edited` has the hashes of the
    editor's files as they were when `made` was made of them, `references` the keys of the posts
    that they name. `again` says that the issue holds posts of former ones on purpose, `due` that it
    took late ones.

    Raises:
        TemplateError: the design, or a post in it, cannot be rendered.
    """
    from digest.render.issue import render
    from digest.render.own_files import look_over

    newsletter = project.settings.newsletter
    unused = look_over(design.template, project.templates, newsletter.language)
    rendered = render(made, newsletter, design, folders=project.templates)
    folder = project.issues / made.id
    edited = {**_new_issue_toml(folder, made), **edited}
    asked = _asked(project, design, references, due=due)
    said = {**_manifest(project, made, rendered, edited), **asked, "again": again}
    mail = mails.of_issue(project, folder, manifest.parse(said), rendered)
    mail = replace(mail, origin=Origins(project, made, design))
    findings = check.run(mail, project.settings.checks)
    stale = _stale_approval(folder, str(said["content"]))
    files: dict[str, bytes | str | None] = {
        **_outputs(mail, rendered),
        **_records(project, made, selection, findings),
        **dict.fromkeys(stale),
        manifest.NAME: json_text(said),
    }
    replace_together(folder, files)
    approve = f"digest issues approve {made.id}"
    dropped = tuple(f"the issue changed, so its approval is dropped: {approve}" for _ in stale)
    notes = (*rendered.notes, *unused, *dropped)
    places = {kind: str(folder / issue_store.OUTPUTS[kind]) for kind in ("html", "txt", "eml")}
    return Written(folder, {**places}, len(rendered.html.encode()), findings, notes)


def window_json(window: Window) -> dict[str, str]:
    """A window as JSON."""
    return {
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "timezone": window.zone.key,
    }


def _new_issue_toml(folder: Path, made: Issue) -> dict[str, str]:
    """Write the editor's file where there is none; its hash."""
    if (folder / "issue.toml").is_file():
        return {}
    text = issue_toml.new(made.id, made.title, made.subject, made.preheader)
    write(folder / "issue.toml", text)
    return {"issue.toml": sha256(text)}


def _asked(
    project: Project, design: Design, references: Mapping[str, str], *, due: bool
) -> dict[str, object]:
    """What of the build's request is not as usual, for whoever builds the issue again."""
    usual = project.settings.design.template
    template = design.template if design.template != usual else ""
    asked = {"references": dict(references), "template": template, "due": due}
    return {name: value for name, value in asked.items() if value}


def _records(
    project: Project, made: Issue, selection: Selection, findings: tuple[Finding, ...]
) -> dict[str, str]:
    """What was chosen, and what the checks found, by file name."""
    age = project.settings.select.max_age
    chosen = selection_json.to_json(made.id, selection.candidates, made.window, age)
    return {
        "selection.json": json_text(chosen),
        "checks.json": json_text(document(Report(made.id, findings, ()))),
    }


def _outputs(mail: Mail, rendered: Rendered) -> dict[str, bytes | str]:
    """What is sent, previewed and exported, by file name."""
    by_kind: dict[str, bytes | str] = {
        "html": rendered.html,
        "txt": rendered.text,
        "mjml": rendered.mjml,
        "eml": mail.message or b"",
    }
    return {issue_store.OUTPUTS[kind]: data for kind, data in by_kind.items()}


def _manifest(
    project: Project, made: Issue, rendered: Rendered, edited: Mapping[str, str]
) -> dict[str, object]:
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
            **{name: edited[name] for name in issue_store.EDITED if name in edited},
        },
        "made_with": {"digest": __version__, **{name: version(name) for name in MADE_WITH}},
        "sections": [manifest.section_to_json(section) for section in made.sections],
        "posts": [sent_to_json(item.post) for item in made.items if item.kind in NEWS],
    }


def _stale_approval(folder: Path, content: str) -> tuple[str, ...]:
    """The name of the approval, where there is one of another content."""
    stored = issue_store.read(folder)
    stale = stored and stored.approval and stored.approval.get("content") != content
    return ("approval.json",) if stale else ()
