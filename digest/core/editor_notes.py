"""What the editor is told of an issue: where it is other than issue.toml says, and why."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from digest.core.arrange import lead_of
from digest.core.context import names
from digest.core.curate import doubles, heading, own_items, own_links, own_posts
from digest.core.curation import Curation, called
from digest.core.mentions import Former, Named, Wishes
from digest.core.model import Candidate, Issue, Post
from digest.core.move import own_place

SHOWN = 120  # characters of a summary


def of_wishes(wishes: Wishes, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Which posts are not what or where issue.toml takes them to be."""
    curation = wishes.heard()
    return (
        *_renamed(wishes, curation),
        *_gone(wishes, curation),
        *_sent(wishes),
        *_left_out(curation, candidates),
        *_dropped(curation),
    )


def of_issue(wishes: Wishes, posts: Sequence[Post], issue: Issue) -> tuple[str, ...]:
    """Where `issue`, which was made of `posts`, is not as issue.toml says, or says old things."""
    curation = wishes.heard()
    return (
        *_changed(curation, posts, wishes.former),
        *_left_to_links(curation, posts, issue.window.zone),
        *_elsewhere(curation, issue),
    )


def _renamed(wishes: Wishes, curation: Curation) -> Iterator[str]:
    posts = Named(wishes.posts)
    for (key, said), (_, now) in zip(wishes.said.named(), curation.named(), strict=True):
        post = posts.find(now)
        if said != now and post:
            yield f'issue.toml: {key} names "{said}", which is called "{post.title}" now'


def _gone(wishes: Wishes, curation: Curation) -> Iterator[str]:
    here = Named((*wishes.posts, *own_posts(wishes.said)))
    for key, reference in curation.named():
        if not here.find(reference) and wishes.former.key_of(reference):
            yield f'issue.toml: {key} names "{reference}", which is gone from its source'


def _sent(wishes: Wishes) -> Iterator[str]:
    for own, issue in wishes.sent:
        told = f'issue.toml adds "{called(own)}", which {issue} had: it stays out'
        yield f"{told}; again = true in its [[add]] takes it"


def _left_out(curation: Curation, candidates: Sequence[Candidate]) -> Iterator[str]:
    """Wishes about posts that are not in the issue: even a pin passes dates and caps only."""
    chosen = Named([*(c.post for c in candidates if c.selected), *own_posts(curation)])
    others = Named([c.post for c in candidates if not c.selected])
    reasons = {id(c.post): c.reason for c in candidates}
    for key, reference in curation.named():
        post = None if key == "drop" or chosen.find(reference) else others.find(reference)
        if post:
            does = "pins" if key == "pin" else f"names in {key}"
            yield f'issue.toml {does} "{reference}", which stays out: {reasons[id(post)]}'


def _changed(curation: Curation, posts: Sequence[Post], former: Former) -> Iterator[str]:
    """Words of the editor's for a post whose own words are others than he saw."""
    here, before = Named(posts), Named(former.posts)
    for said in curation.items:
        post = here.find(said.post)
        old = next(filter(None, map(before.find, post.keys)), None) if post else None
        if not post or not old:
            continue
        if said.title and old.title != post.title:
            yield (
                f'issue.toml calls a post "{said.title}"; '
                f'its own title was "{old.title}" and is now "{post.title}"'
            )
        if said.blurb and old.summary != post.summary:
            was, now = _apart(old.summary, post.summary)
            yield (
                f'issue.toml has a blurb for "{post.title}"; '
                f'its own summary was "{was}" and is now "{now}"'
            )


def _left_to_links(curation: Curation, posts: Sequence[Post], zone: ZoneInfo) -> Iterator[str]:
    for post in doubles(own_links(curation), posts, zone):
        yield f'"{post.title}" ({post.source}) is in the issue once: as the link of issue.toml'


def _dropped(curation: Curation) -> Iterator[str]:
    shown = [own for own, _ in own_items(curation)]
    for own in (own for own in curation.add if own not in shown):
        yield f'issue.toml adds "{called(own)}" and drops it: it stays out'


def _elsewhere(curation: Curation, issue: Issue) -> Iterator[str]:
    """What is not where it should be: beyond the end, or where something else is wanted too."""
    line = [(item, section.title) for section in issue.sections for item in section.items]
    for at, (item, title) in enumerate(line, 1):
        number = own_place(item, curation)
        own = curation.add[number] if number is not None else None
        if not own or not own.place:
            continue
        told = f'issue.toml puts "{called(own)}" at place {own.place}'
        if at != own.place:
            yield f"{told}: it stands at {at} of {len(line)}"
        wish = heading(own.section, curation)
        if wish and wish != title and item is not lead_of(issue.items):
            under = f'under "{title}"' if title else "without a heading"
            yield f'{told} and under "{wish}": at that place it stands {under}'
        if any(names(reference, item.post) for reference in curation.order):
            yield f"{told} and names it in order: its place counts"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two texts, short, from a little before they differ."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    start = max(0, (min(len(one), len(other)) if same is None else same) - SHOWN // 3)
    return _short(one, start), _short(other, start)


def _short(text: str, start: int) -> str:
    shown = ("…" if start else "") + text[start:]
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
