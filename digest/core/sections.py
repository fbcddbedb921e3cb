"""Under which heading of the issue a post stands.

The first of `[[sections]]` that means the post has it, then its source's own `section`, then the
one of `[[sections]]` that takes what is left, then the part without a heading.
"""

from collections.abc import Sequence

from digest.core.model import Post, SectionRule, Source
from digest.core.quick import dataclass
from digest.core.rules import first_match


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of an issue: `[[sections]]`, and the `section` of each source."""

    rules: tuple[SectionRule, ...]
    sources: Sequence[Source]

    @property
    def titles(self) -> tuple[str | None, ...]:
        """Every heading once in its order; None, the part without one, comes first."""
        named = [rule.title for rule in self.rules if rule.match]
        rest = [rule.title for rule in self.rules if not rule.match]
        own = [source.section for source in self.sources]
        return tuple(dict.fromkeys((None, *named, *own, *rest)))

    def title_of(self, post: Post) -> str | None:
        """The heading of `post`."""
        for rule in self.rules:
            if first_match(rule.match, post):
                return rule.title
        own = next((s.section for s in self.sources if s.name == post.source), None)
        return own or next((rule.title for rule in self.rules if not rule.match), None)

    def limit_of(self, title: str | None) -> int | None:
        """How many posts may stand under a heading; None for any number."""
        return next((rule.max_posts for rule in self.rules if rule.title == title), None)
