"""Use case: an issue in the form that another tool takes, or that another provider sends."""

import io
import zipfile
from collections.abc import Callable, Mapping
from importlib import import_module

from digest.app.issues import rendered_of
from digest.app.rebuild import rebuild
from digest.app.shelves import shelf
from digest.app.wiring import Project
from digest.core.errors import UsageError
from digest.core.model import Rendered
from digest.core.quick import dataclass
from digest.store import issues as store
from digest.store.issues import Stored

PROVIDERS = "digest.render.providers"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: equal issues give equal bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """An issue in one form; whoever sends it has to type in the subject and the preheader."""

    issue: str
    data: bytes
    subject: str
    preheader: str


def run(project: Project, issue_id: str | None, form: str, provider: str | None = None) -> Exported:
    """The issue as it lies on disk, in a form of `FORMS`; for a provider with its tags.

    Raises:
        UsageError: there is no such form or provider, nothing to make it of, or a merge tag that
            the provider has no word for.
    """
    stored = store.find_any(project.issues, issue_id)
    rendered = rendered_of(project, stored)
    forms = PASTED if provider else FORMS
    if form not in forms:
        asked = f"--to {form} --for {provider}" if provider else f"--to {form}"
        raise UsageError(f"{asked}: no such form", f"one of {', '.join(forms)}")
    if provider:
        rendered = _for(provider, project, stored, rendered)
    make = forms[form]
    return Exported(
        stored.id, make(project, stored, rendered), rendered.subject, rendered.preheader
    )


def _for(name: str, project: Project, stored: Stored, rendered: Rendered) -> Rendered:
    """The issue with the merge tags of the provider `name`: a file in digest/render/providers."""
    from digest.render.links import own_addresses
    from digest.render.translate import translated

    known = shelf(PROVIDERS)
    if name not in known:
        raise UsageError(f"--for {name}: no such provider", f"one of {', '.join(known)}")
    provider = import_module(f"{PROVIDERS}.{name}").PROVIDER
    own = own_addresses(project.settings.newsletter, stored.id)
    done = translated(rendered, provider, own)
    way_out = provider.tags["unsubscribe_url"]
    if way_out not in done.html or way_out not in done.text:
        raise UsageError(
            f"issue {stored.id} has no unsubscribe link that {provider.title} would know",
            f"type: {rebuild(project, stored)}   if digest.toml changed; "
            "else the design lacks {unsubscribe_url}",
        )
    return done


def _html(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    return rendered.html.encode()


def _text(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    return rendered.text.encode()


def _subject(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    return f"{rendered.subject}\n{rendered.preheader}\n".encode()


def _mjml(project: Project, stored: Stored, rendered: Rendered) -> bytes:
    if not rendered.mjml:
        hint = f"git does not keep it: {rebuild(project, stored)} makes it again"
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


def _page(project: Project, stored: Stored, rendered: Rendered) -> bytes:  # noqa: ARG001
    from digest.app.preview import page

    return page.run(project, stored.id).encode()


Make = Callable[[Project, Stored, Rendered], bytes]


def _zip(forms: Mapping[str, Make]) -> Make:
    """Every form of `forms`, in one file."""

    def made(project: Project, stored: Stored, rendered: Rendered) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for form, make in forms.items():
                if form != "mjml" or rendered.mjml:
                    name = "subject.txt" if form == "subject" else f"issue.{form}"
                    entry = zipfile.ZipInfo(f"{stored.id}/{name}", ZIP_DATE)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, make(project, stored, rendered))
        return buffer.getvalue()

    return made


_OWN: Mapping[str, Make] = {"html": _html, "txt": _text, "eml": _eml, "mjml": _mjml}
_FOREIGN: Mapping[str, Make] = {"html": _html, "txt": _text, "mjml": _mjml, "subject": _subject}
FORMS: Mapping[str, Make] = {**_OWN, "zip": _zip(_OWN), "page": _page}
PASTED: Mapping[str, Make] = {**_FOREIGN, "zip": _zip(_FOREIGN)}
