"""How far a run looks: a post beyond that is known by title, date and address only."""

from datetime import timedelta
from typing import Self

from digest.core.identity import title_key
from digest.core.model import Post
from digest.core.quick import dataclass
from digest.core.urls import url_key
from digest.core.window import Window, moment, utc


@dataclass(frozen=True, slots=True)
class Horizon:
    """The time around a window, and the posts that an editor named.

    A source may leave out the summary, the figures and all else of a post that is beyond; which
    posts there are, and their titles, dates and addresses, never depend on it.
    """

    window: Window
    named: tuple[str, ...] = ()

    @classmethod
    def around(cls, window: Window, slack: timedelta, named: tuple[str, ...] = ()) -> Self:
        """From `slack` before the window to as long after it."""
        start, end = utc(window.start) - slack, utc(window.end) + slack
        return cls(Window(start, end, window.zone), named)

    def needs(self, post: Post) -> bool:
        """Whether the run may show all of `post`; an undated one may always come in."""
        when = post.published
        if when is None or self.window.start <= moment(when, self.window.zone) < self.window.end:
            return True
        return any(_may_mean(reference, post) for reference in self.named)


def _may_mean(reference: str, post: Post) -> bool:
    """Whether an editor's reference may be one to a post that has no keys yet."""
    key, wanted = url_key(post.url or ""), title_key(reference)
    parts = (title_key(post.title), title_key(post.native_id or post.title))
    return key in (reference, url_key(reference)) or any(part in wanted for part in parts)
