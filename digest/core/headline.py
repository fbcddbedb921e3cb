"""The words at the top of an issue where the editor wrote none: title, subject and preheader."""

from collections.abc import Sequence
from datetime import timedelta

from digest.core import merge_tags
from digest.core.inline_markup import spans
from digest.core.model import Item
from digest.core.ports import Words
from digest.core.simple_math import as_text
from digest.core.window import Window

SUBJECT = 78  # characters; longer ones are cut by most clients. Source: RFC 5322, 2.1.1
PREHEADER = 110  # characters that the widest inbox rows show


def window_title(window: Window, words: Words) -> str:
    """What a window is called, as in `February 2026` or `The week of 23 February 2026`."""
    first, last, after = window.start.date(), window.last_day, window.end.date()
    if first.day == after.day == 1 and (after - timedelta(days=1)).replace(day=1) == first:
        title = words.month(first)
    elif first != last and (after - first).days == 7:
        title = words.gettext("The week of %(day)s", day=words.span(first, first))
    else:
        title = words.span(first, last)
    return title[:1].title() + title[1:]


def subject(title: str, more: int, words: Words) -> str:
    """The lead's title and how many follow; a long title without what comes after its colon."""
    room, whole = SUBJECT - len(_and_more("", more, words)), _plain(title)
    head = whole.partition(": ")[0] if len(whole) > room else whole
    return _and_more(merge_tags.as_text(_cut(head, room)), more, words)


def _and_more(title: str, more: int, words: Words) -> str:
    if not more:
        return title
    return words.ngettext(
        "%(title)s, and %(n)s more", "%(title)s, and %(n)s more", more, title=title
    )


def preheader(lead: Item, items: Sequence[Item]) -> str:
    """The titles that follow the lead's; of a single item, how its words begin."""
    titles = [_plain(item.title) for item in items if item is not lead]
    text = _cut(" · ".join(titles or [_plain(lead.blurb)]), PREHEADER)
    return merge_tags.as_text(text)


def _plain(text: str) -> str:
    """Text for a place that shows no markup: code without backticks, math in Unicode."""
    return "".join(
        (as_text(span.text) or span.source) if span.kind == "math" else span.text
        for span in spans(text)
    )


def _cut(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip(" ·,:;–—-") + "…"
