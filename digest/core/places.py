"""How many posts an issue has room for: in all, of a source, in a section, of a queue."""

from collections import Counter
from collections.abc import Iterable, Sequence

from digest.core.context import Answer, Context
from digest.core.model import Post
from digest.core.sections import Layout


class Places:
    """The places of one issue, and what stands on them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.layout = Layout(context.rules.sections, context.rules.sources)
        self.taken: list[Post] = []
        self.of_source: Counter[str] = Counter()
        self.of_queue: Counter[str] = Counter()
        self.of_section: Counter[str | None] = Counter()

    def take(self, post: Post) -> None:
        """Give `post` a place, be there room or not."""
        self.taken.append(post)
        self.of_source[post.source] += 1
        self.of_queue[post.source] += post.published is None
        self.of_section[self._section(post)] += 1

    def refusal(self, post: Post) -> Answer | None:
        """Why there is no place for `post`."""
        source, most = self.context.source[post.source], self.context.rules.max_posts
        if _is_queued(post, self.context) and self.of_queue[source.name] >= source.per_issue:
            return Answer("queued", f"in the queue of {source.name}: {source.per_issue} an issue")
        if source.max_posts is not None and self.of_source[source.name] >= source.max_posts:
            return Answer("source-cap", f"{source.name} has its {source.max_posts} posts already")
        section = self._section(post)
        limit = self.layout.limit_of(section)
        if limit is not None and self.of_section[section] >= limit:
            return Answer("section-cap", f'the section "{section}" has its {limit} posts already')
        if len(self.taken) >= most:
            return Answer("maximum", f"the issue has its {most} posts already")
        return None

    def _section(self, post: Post) -> str | None:
        return self.layout.title_of(post) if self.layout.rules else None


def assign(places: Places, ordered: Sequence[Post]) -> dict[tuple[str, str], Answer]:
    """Give places to posts in their order, and an answer to each that gets none.

    Pins come first, whatever the limits. Then one post of each source with a queue, as long as that
    leaves half of the issue to others: a queue shall not starve behind posts with dates.
    """
    context = places.context
    pinned = [post for post in ordered if post in context.pinned]
    for post in pinned:
        places.take(post)
    others = [post for post in ordered if post not in context.pinned]
    first = _heads(others, context)[: context.rules.max_posts // 2]
    heads = {post.source: post for post in first}
    refused = {}
    for post in (*first, *(p for p in others if heads.get(p.source) is not p)):
        answer = places.refusal(post)
        if answer:
            refused[post.source, post.key] = answer
        else:
            places.take(post)
    return refused


def _heads(ordered: Iterable[Post], context: Context) -> list[Post]:
    """The first post in the queue of each source."""
    heads: dict[str, Post] = {}
    for post in ordered:
        if _is_queued(post, context):
            heads.setdefault(post.source, post)
    return list(heads.values())


def _is_queued(post: Post, context: Context) -> bool:
    return post.published is None and context.policy(post) == "queue"
