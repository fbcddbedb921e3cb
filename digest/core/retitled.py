"""Posts that look new because their source changed what they are known by.

A post without an address is known by its title and day. When its source corrects one of these, a
new post is an old one if that has vanished from the listing and the two have more in common than
chance gives; docs/decisions/0009 has the reasons. A post that moved is known by its title.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from digest.core.identity import contradict, say_alike, title_key
from digest.core.known import Known
from digest.core.listing import Listing
from digest.core.model import Post
from digest.core.near_titles import titles_alike
from digest.core.same_words import is_part, same_summary, same_summary_elsewhere

FAR = 35  # days; a title that comes again after a month is a series
TELLING = 3  # words that a title needs to tell a post by itself
Pairs = dict[str, Known]  # by the key of a new post


def pairs(listing: Listing) -> Pairs:
    """New posts that are gone ones, by the surest rule first; each is taken once."""
    found: Pairs = {}
    for rule in RULES:
        if not listing.gone or not listing.new:
            break
        sure = _mutual(rule(listing))
        found |= sure
        rest = listing.gone - set(sure.values())
        listing = replace(listing, held={**listing.held, **sure}, gone=rest)
    return found


def _mutual(pairs: Iterator[tuple[Post, Known]]) -> Pairs:
    """The pairs with a known post that stands in no other; no rule names a new one twice."""
    every = list(pairs)
    often = Counter(one for _, one in every)
    return {post.key: one for post, one in every if often[one] == 1}


def _same_title(listing: Listing) -> Iterator[tuple[Post, Known]]:
    """An equal title that nothing else has: redated, moved, or read in another way."""
    listed = Counter(title_key(post.title) for post in listing.posts)
    of_title: dict[str, list[Known]] = {}
    for one in listing.known:
        for title in one.titles:
            of_title.setdefault(title, []).append(one)
    for post in listing.new:
        title = title_key(post.title)
        same = of_title.get(title, [])
        if not title or listed[title] > 1 or _is_series(same) or not listing.gone.issuperset(same):
            continue
        for one in sorted(same, key=lambda one: not one.sent)[:1]:
            if _is_still(post, one, listing):
                yield post, one


def _is_series(same: Sequence[Known]) -> bool:
    dated = sum(bool(one.days) for one in same)
    return dated > 1 or len(same) - dated > 1


def _is_still(post: Post, one: Known, listing: Listing) -> bool:
    """Whether a post is the gone one of its title, although its day or its address is another."""
    if say_alike(post.summary, one.summary):
        return True
    if contradict(post.summary, one.summary):
        return False
    telling = len(post.title.split()) >= TELLING
    here = listing.day(post)
    apart = min((abs((here - there).days) for there in one.days), default=0) if here else 0
    if not apart:
        return telling or one.bare or not post.url or _was_there(here, one, listing)
    within_reach = max(one.days) >= listing.oldest_beside(post)
    return (telling and within_reach) or (apart <= FAR and (telling or within_reach))


def _was_there(here: date | None, one: Known, listing: Listing) -> bool:
    """Whether a post is dated before its title was first seen: so it is no new one."""
    seen = one.sighting and one.sighting.first_seen.astimezone(listing.zone).date()
    return bool(here and seen and here < seen)


def _near_title(listing: Listing) -> Iterator[tuple[Post, Known]]:
    """A title that is nearly that of a gone post, and of no other; none has an address."""
    for post in listing.new:
        if not post.url:
            near = [
                one
                for one in listing.comparable(post)
                if one.bare and any(titles_alike(post.title, title) for title in one.titles)
            ]
            if len(near) == 1 and near[0] in listing.gone:
                yield post, near[0]


def _only_of_its_day(listing: Listing) -> Iterator[tuple[Post, Known]]:
    """The one new post of a day on which one is gone."""
    new = [post for post in listing.new if not post.url]
    days = Counter(map(listing.day, new))
    for post in new:
        if (here := listing.day(post)) and days[here] == 1:
            gone = [one for one in listing.gone if here in one.days and one.bare]
            if len(gone) == 1 and _may_be(post, gone[0]):
                yield post, gone[0]


def _may_be(post: Post, one: Known) -> bool:
    return not is_part(post, one) and not contradict(post.summary, one.summary)


def _in_its_place(listing: Listing) -> Iterator[tuple[Post, Known]]:
    """Undated posts between two known ones, between which as many are gone."""
    rows = [post for post in listing.posts if not post.published]
    runs = [list(run) for _, run in groupby(rows, key=lambda post: post.key in listing.held)]
    once = sorted((one for one in listing.known if not one.days), key=lambda one: one.order)
    place = {one: number for number, one in enumerate(once)}
    for above, run, below in zip(runs, runs[1:], runs[2:], strict=False):
        if run[0].key in listing.held:
            continue
        start, end = (place.get(listing.held[post.key], -1) for post in (above[-1], below[0]))
        between = once[start + 1 : end] if start >= 0 else []
        if len(between) == len(run) and listing.gone.issuperset(between):
            for post, one in zip(run, between, strict=True):
                if not post.url and one.bare and not contradict(post.summary, one.summary):
                    yield post, one


RULES = (
    _same_title,
    same_summary,
    _near_title,
    _only_of_its_day,
    _in_its_place,
    same_summary_elsewhere,
)
