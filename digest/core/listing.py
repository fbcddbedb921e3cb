"""What a source lists, beside what is known of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from digest.core.known import Known
from digest.core.model import Post
from digest.core.quick import dataclass
from digest.core.window import day


@dataclass(frozen=True, slots=True)
class Listing:
    """The posts of a source, what is known of those `held`, and what of the known is `gone`."""

    posts: Sequence[Post]
    known: Sequence[Known]
    held: Mapping[str, Known]
    gone: frozenset[Known]
    zone: ZoneInfo

    @property
    def new(self) -> list[Post]:
        """The posts that nothing is known of."""
        return [post for post in self.posts if post.key not in self.held]

    def day(self, post: Post) -> date | None:
        """The day of a post in the newsletter's zone."""
        return day(post.published, self.zone) if post.published else None

    def oldest_beside(self, post: Post) -> date:
        """The first day of the other posts that are listed."""
        others = (self.day(other) for other in self.posts if other is not post)
        return min(filter(None, others), default=date.max)

    def comparable(self, post: Post) -> list[Known]:
        """The known posts of the same day, or without a day as `post` is."""
        here = self.day(post)
        return [one for one in self.known if (here in one.days if here else not one.days)]
