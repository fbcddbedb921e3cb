"""Posts that are one whatever their titles are: their summaries say the same, as no other does."""

from collections.abc import Iterator
from itertools import chain

from digest.core.identity import say_alike, title_key
from digest.core.known import Known
from digest.core.listing import Listing
from digest.core.model import Post
from digest.core.near_titles import are_parts, goes_on

WORDS = 5  # that a summary needs to tell a post


def same_summary(listing: Listing) -> Iterator[tuple[Post, Known]]:
    """A summary that says what that of a gone post said, and no other."""
    for post in listing.new:
        same = [one for one in listing.comparable(post) if _same_words(post.summary, one.summary)]
        gone = len(same) == 1 and same[0] in listing.gone
        if gone and not _is_repeated(post, listing) and not _is_next_part(post, same[0], listing):
            yield post, same[0]


def same_summary_elsewhere(listing: Listing) -> Iterator[tuple[Post, Known]]:
    """The very summary of a gone post of another day, which the listing reaches back to."""
    of_words = {title_key(one.summary): one for one in listing.gone if one.days}
    for post in listing.new:
        one = of_words.get(title_key(post.summary))
        if not one or not post.published or is_part(post, one):
            continue
        if max(one.days) >= listing.oldest_beside(post) and _only_these_say_so(post, one, listing):
            yield post, one


def _only_these_say_so(post: Post, one: Known, listing: Listing) -> bool:
    others = (other.summary for other in listing.posts if other is not post)
    before = (other.summary for other in listing.known if other is not one)
    told = _same_words(post.summary, one.summary)
    return told and not any(_same_words(post.summary, words) for words in chain(others, before))


def _is_repeated(post: Post, listing: Listing) -> bool:
    """Whether another listed post says the same: then such words tell nothing."""
    return any(
        other is not post
        and listing.day(other) == listing.day(post)
        and _same_words(post.summary, other.summary)
        for other in listing.posts
    )


def _same_words(one: str, other: str) -> bool:
    return min(len(one.split()), len(other.split())) >= WORDS and say_alike(one, other)


def is_part(post: Post, one: Known) -> bool:
    """Whether the titles differ in nothing but a number: two parts of a series, or a correction."""
    return any(are_parts(title, post.title) for title in one.titles)


def _is_next_part(post: Post, one: Known, listing: Listing) -> bool:
    """Whether a post of the same words is the next of a series, as every part of it says the same.

    It stands on top, and the gone one has dropped off the bottom or counts one less.
    """
    if not is_part(post, one):
        return False
    if not _only_these_say_so(post, one, listing):
        return True
    above = listing.posts[: listing.posts.index(post)]
    if post.published or any(other.key in listing.held for other in above):
        return False
    last = max((held.order for held in listing.held.values()), default=one.order)
    return one.order >= last or any(goes_on(title, post.title) for title in one.titles)
