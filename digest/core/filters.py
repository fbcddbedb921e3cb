"""Filters: which posts of a source a newsletter wants at all, whatever their date.

What a post does not tell (its language, its length) is not held against it.
"""

from digest.core.context import Answer, Context
from digest.core.model import Post
from digest.core.rules import first_match, speaks


def filtered(post: Post, context: Context) -> Answer | None:
    """Why the filters of `[select]` or of its source keep `post` out; None when they do not."""
    return _chosen_by_rules(post, context) or _language(post, context) or _length(post, context)


def _chosen_by_rules(post: Post, context: Context) -> Answer | None:
    source, rules = context.source[post.source], context.rules
    if rule := first_match(source.exclude, post) or first_match(rules.exclude, post):
        return Answer("excluded", f'excluded by "{rule}"')
    if source.include and not first_match(source.include, post):
        return Answer("not-included", "no include rule of its source matches")
    if rules.include and not first_match(rules.include, post):
        return Answer("not-included", "no include rule of [select] matches")
    return None


def _language(post: Post, context: Context) -> Answer | None:
    wanted = context.rules.languages
    if not wanted or not post.language or any(speaks(post.language, code) for code in wanted):
        return None
    return Answer("other-language", f"in {post.language}, not in {' or '.join(wanted)}")


def _length(post: Post, context: Context) -> Answer | None:
    own = context.source[post.source].min_words
    least = context.rules.min_words if own is None else own
    if least is None or post.words is None or post.words >= least:
        return None
    return Answer("too-short", f"{post.words} words of at least {least}")
