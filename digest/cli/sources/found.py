"""What discovery found, as a table and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from digest.app.discover import Proposal
    from digest.core.model import Post

SHOWN = 3  # posts of each proposal
HEAD = ("", "kind", "found by", "posts", "newest", "missing", "address")


def rows(found: Sequence["Proposal"], zone: ZoneInfo) -> Iterator[str]:
    """One row for each proposal, then the first posts of each."""
    table = [HEAD, *(_cells(rank, proposal, zone) for rank, proposal in enumerate(found, 1))]
    widths = [max(len(row[place]) for row in table) for place in range(len(HEAD))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    for rank, proposal in enumerate(found, 1):
        yield f"\nfirst posts of {rank}:"
        for post in proposal.posts[:SHOWN]:
            yield f"  {_date(post, zone) or 'undated'!s:<10}  {post.title}"


def as_json(proposal: "Proposal", zone: ZoneInfo) -> dict[str, object]:
    """A proposal; `posts` is a number, `titles` are the first few."""
    newest = _newest(proposal, zone)
    return {
        "kind": proposal.kind,
        "location": proposal.url,
        "found_by": proposal.found_by,
        "confidence": proposal.confidence,
        "options": dict(proposal.options),
        "posts": len(proposal.posts),
        "newest": str(newest) if newest else None,
        "missing": list(proposal.missing),
        "titles": [post.title for post in proposal.posts[:SHOWN]],
    }


def _cells(rank: int, proposal: "Proposal", zone: ZoneInfo) -> tuple[str, ...]:
    return (
        str(rank),
        proposal.kind,
        proposal.found_by,
        str(len(proposal.posts)),
        str(_newest(proposal, zone) or "undated"),
        ", ".join(proposal.missing) or "nothing",
        proposal.url,
    )


def _newest(proposal: "Proposal", zone: ZoneInfo) -> date | None:
    dates = (_date(post, zone) for post in proposal.posts)
    return max(filter(None, dates), default=None)


def _date(post: "Post", zone: ZoneInfo) -> date | None:
    from digest.core.window import day

    return day(post.published, zone) if post.published else None
