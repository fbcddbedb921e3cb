"""`digest sources test`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.app.options import Globals
from digest.cli.output import note, say, say_json

if TYPE_CHECKING:
    from digest.app.sources import Tried
    from digest.core.model import Post

SHOWN = 3  # posts; --json has them all
WIDTH = 90  # of a value
Name = Annotated[str, typer.Argument(metavar="NAME", help="As digest sources list shows it.")]


def command(context: typer.Context, name: Name) -> None:
    """Fetch one source and show what is understood of it; exit 3 when it fails."""
    from digest.app import sources
    from digest.app.wiring import open_project

    options: Globals = context.obj
    project = open_project(options)
    tried = sources.try_out(project, name)
    zone = project.settings.newsletter.timezone
    if options.json:
        say_json(_as_json(tried, zone))
        return
    source, posts = tried.source, tried.posts
    say(f"{source.name}: {source.kind} {source.location}: {len(posts)} posts")
    for post in posts[:SHOWN]:
        say("")
        for row in _rows(post, source.kind, zone):
            say(row)
    if len(posts) > SHOWN:
        say(f"\nand {len(posts) - SHOWN} more: --json shows them all")
    missing = [f"{field} in {count} of {len(posts)}" for field, count in tried.missing.items()]
    note(options, f"missing: {', '.join(missing) or 'nothing'}")


def _rows(post: "Post", kind: str, zone: ZoneInfo) -> list[str]:
    """`minutes     3    (computed)`, one field in a row."""
    from digest.core.fields import FIELDS, provenance

    read = provenance(post, kind)
    return [
        f"{field:<9}  {_shown(post, field, zone)}{_from(read, field, kind)}" for field in FIELDS
    ]


def _shown(post: "Post", field: str, zone: ZoneInfo) -> str:
    value = getattr(post, field)
    if value in (None, "", ()):
        return "-"
    if field == "published":
        when: date = _day(post, zone)
        return f"{when} ({value.precision}) from {value.raw!r}" if value.raw else str(when)
    if field == "image":
        return " ".join(filter(None, (value.url, value.alt and f'"{value.alt}"')))
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _day(post: "Post", zone: ZoneInfo) -> date:
    from digest.core.window import day

    assert post.published is not None
    return day(post.published, zone)


def _from(read: dict[str, str], field: str, kind: str) -> str:
    place = read.get(field, kind)
    return "" if place == kind else f"   [{place}]"


def _as_json(tried: "Tried", zone: ZoneInfo) -> dict[str, object]:
    from digest.core.fields import provenance
    from digest.store.posts import post_to_json

    source = tried.source
    return {
        "name": source.name,
        "kind": source.kind,
        "location": source.location,
        "count": len(tried.posts),
        "missing": dict(tried.missing),
        "posts": [
            {**post_to_json(post, zone), "provenance": provenance(post, source.kind)}
            for post in tried.posts
        ],
    }
