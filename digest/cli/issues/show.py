"""`digest issues show`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import say, say_json

if TYPE_CHECKING:
    from digest.app.issue_show import Shown
    from digest.store.manifest import Entry

Issue = Annotated[
    str | None,
    typer.Argument(metavar="[ISSUE]", help="Left out: the newest draft, else the newest."),
]


def command(context: typer.Context, issue: Issue = None) -> None:
    """Show what an issue holds, how far it is in its life, and what was left out."""
    from digest.app import issue_show
    from digest.app.wiring import open_project

    options: Globals = context.obj
    shown = issue_show.run(open_project(options), issue)
    if options.json:
        say_json(as_json(shown))
        return
    for line in (*_about(shown), *_items(shown), *_left_out(shown)):
        say(line)


def as_json(shown: "Shown") -> dict[str, object]:
    """The form of `issues show --json`."""
    from dataclasses import asdict

    stored = shown.stored
    manifest, sent = stored.manifest, stored.sent
    facts = {name: sent.get(name) for name in ("sent", "complete", "provider", "counts")}
    return {
        "issue": stored.id,
        "number": manifest.number,
        "state": stored.state,
        "title": manifest.title,
        "subject": manifest.subject,
        "preheader": manifest.preheader,
        "window": dict(manifest.window),
        "folder": str(stored.folder),
        "html_bytes": shown.html_bytes,
        "text_bytes": shown.text_bytes,
        "posts": len(manifest.posts),
        "sections": [
            {"title": part.title, "items": [asdict(entry) for entry in part.entries]}
            for part in manifest.sections
        ],
        "approved": shown.approved,
        "sent": facts if sent else None,
        "left_out": dict(shown.left_out) if shown.left_out is not None else None,
    }


def _about(shown: "Shown") -> Iterator[str]:
    stored = shown.stored
    manifest = stored.manifest
    start, end = (manifest.window[key][:16].replace("T", " ") for key in ("start", "end"))
    yield f"{stored.id}: number {manifest.number}, {stored.state}"
    yield f"  title      {manifest.title}"
    yield f"  window     {start} to {end}, {manifest.window['timezone']}"
    yield f"  subject    {manifest.subject}"
    yield f"  preheader  {manifest.preheader}"
    yield f"  size       HTML {_size(shown.html_bytes)}, text {_size(shown.text_bytes)}"
    if stored.sent:
        yield f"  sent       {_sent(shown)}"
    elif shown.approved:
        yield f"  approved   {shown.approved}"
    else:
        why = shown.not_approved or f"type: digest issues approve {stored.id}"
        yield f"  approved   no ({why})"


def _size(size: int | None) -> str:
    return "missing" if size is None else f"{size / 1024:.1f} KB"


def _sent(shown: "Shown") -> str:
    sent = shown.stored.sent
    counts = ", ".join(f"{count} {name}" for name, count in (sent.get("counts") or {}).items())
    provider = f" through {sent['provider']}" if sent.get("provider") else " by other means"
    begun = "" if sent.get("complete") else ", not to everybody yet"
    return f"{sent.get('sent')}{provider}{f': {counts}' if counts else ''}{begun}"


def _items(shown: "Shown") -> Iterator[str]:
    for part in shown.stored.manifest.sections:
        yield ""
        if part.title:
            yield part.title
        for entry in part.entries:
            yield f"  {_kind(entry)}{entry.title or 'untitled'}"
            if entry.url:
                yield f"    {entry.url}"


def _kind(entry: "Entry") -> str:
    return "" if entry.kind == "post" else f"[{entry.kind}] "


def _left_out(shown: "Shown") -> Iterator[str]:
    from digest.app.choose import REASONS

    if shown.left_out:
        told = (f"{count} {REASONS.get(code, code)}" for code, count in shown.left_out.items())
        yield f"\nleft out: {', '.join(told)}"
