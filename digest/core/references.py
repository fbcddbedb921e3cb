"""The post that an editor means by a URL, a title or a part of one; and how to name a post."""

import difflib
from collections.abc import Iterable, Sequence

from digest.core.context import names
from digest.core.errors import UsageError
from digest.core.identity import title_key
from digest.core.model import Post
from digest.core.urls import url_key


def find(reference: str, posts: Sequence[Post]) -> Post:
    """The one post of that URL or title, else the one whose title has those words in it.

    Raises:
        UsageError: there is none, or more than one.
    """
    words = title_key(reference)
    exact = [post for post in posts if names(reference, post)]
    found = exact or [post for post in posts if words and words in title_key(post.title)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "".join(f"\n  {told(post)}" for post in found)
        raise UsageError(
            f'"{reference}" may be {len(found)} posts', f"name one of them in full:{listed}"
        )
    raise UsageError(f'no post near this issue is called "{reference}"', _near(reference, posts))


def name_of(post: Post, posts: Iterable[Post]) -> str:
    """What to write into issue.toml for `post`: its URL, unless others of `posts` share it."""
    key = url_key(post.url or "")
    sharing = [other for other in posts if key and url_key(other.url or "") == key]
    return post.url if post.url and len(sharing) == 1 else post.title


def told(post: Post) -> str:
    """A post in one line: title, source and address."""
    source = f" ({post.source})" if post.source else ""
    return f'"{post.title}"{source}{f" {post.url}" if post.url else ""}'


def _near(reference: str, posts: Sequence[Post]) -> str:
    if url_key(reference):
        return f"type: digest issues add {reference}   to put in a page that no source has"
    near = [post.title for post in posts if _sounds_like(reference, post.title)][:3]
    if near:
        return "did you mean " + " or ".join(f'"{title}"' for title in near) + "?"
    return "type: digest posts --explain   to see which posts there are"


def _sounds_like(reference: str, title: str) -> bool:
    """Whether each word is nearly one of the title's."""
    wanted, words = (title_key(text).split() for text in (reference, title))
    return bool(wanted) and all(difflib.get_close_matches(word, words, 1) for word in wanted)
