"""Use case: an issue in the form that another tool takes."""

import io
import zipfile
from collections.abc import Callable, Mapping

from digest.app.issues import rendered_of
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.core.model import Rendered
from digest.store import issues as store
from digest.store.issues import Stored

ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: equal issues give equal bytes


def run(project: Project, issue_id: str | None, form: str) -> tuple[Stored, bytes]:
    """The issue as it lies on disk, as html, txt, eml, mjml or zip.

    Raises:
        UsageError: there is no such form, or nothing to make it of.
    """
    stored = _find(project, issue_id)
    if form not in FORMS:
        raise UsageError(f"--to {form}: no such form", f"one of {', '.join(FORMS)}")
    return stored, FORMS[form](project, stored, rendered_of(stored))


def _find(project: Project, issue_id: str | None) -> Stored:
    """The issue named, else the newest draft, else the newest of all."""
    known = store.all_issues(project.issues)
    drafts = [stored for stored in known if not stored.sent]
    if issue_id is None and known and not drafts:
        return known[-1]
    return store.find(project.issues, issue_id)


def _html(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    return rendered.html.encode()


def _text(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    return rendered.text.encode()


def _mjml(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    if not rendered.mjml:
        hint = f"git does not keep it: digest build makes {stored.id} again"
        raise UsageError(f"{stored.output('mjml')}: no such file", hint)
    return rendered.mjml.encode()


def _eml(project: Project, stored: Stored, rendered: Rendered) -> bytes:
    from digest.render.mime import issue_message_id, to_message

    newsletter = project.settings.newsletter
    return to_message(
        rendered,
        newsletter=newsletter,
        to=newsletter.sender,
        date=stored.manifest.end,
        message_id=issue_message_id(stored.id, newsletter, ""),
    )


def _zip(project: Project, stored: Stored, rendered: Rendered) -> bytes:
    """Every form there is, in one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for form, make in FORMS.items():
            if form != "zip" and (form != "mjml" or rendered.mjml):
                entry = zipfile.ZipInfo(f"{stored.id}/issue.{form}", ZIP_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, make(project, stored, rendered))
    return buffer.getvalue()


FORMS: Mapping[str, Callable[[Project, Stored, Rendered], bytes]] = {
    "html": _html,
    "txt": _text,
    "eml": _eml,
    "mjml": _mjml,
    "zip": _zip,
}
