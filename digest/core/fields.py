"""What is known of a post, field by field, and where it was read."""

from collections.abc import Iterable

from digest.core.model import Post

FIELDS = ("title", "url", "published", "summary", "authors", "tags", "image", "minutes", "words")


def knows(post: Post, field: str) -> bool:
    """Whether the post has a value there; 0 is one."""
    return getattr(post, field) not in (None, "", ())


def missing(posts: Iterable[Post]) -> dict[str, int]:
    """The fields that are missing, and in how many of the posts."""
    posts = tuple(posts)
    counts = {field: sum(not knows(post, field) for post in posts) for field in FIELDS}
    return {field: count for field, count in counts.items() if count}


def provenance(post: Post, kind: str) -> dict[str, str]:
    """Where each known field was read: `feed`, `feed (content)`, or the name of another source.

    `kind` is that of the post's own source.
    """
    others = {also.source for also in post.also_in}
    found = {}
    for field in (field for field in FIELDS if knows(post, field)):
        read = post.provenance.get(field)
        if read and read.partition(" (")[0] in others:
            found[field] = read
        else:
            found[field] = f"{kind} ({read})" if read and read not in (field, kind) else kind
    return found
