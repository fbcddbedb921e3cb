"""What the editor of an issue wants, as a build understands it."""

from collections.abc import Sequence

from digest.app.wiring import Project
from digest.config import issue_toml
from digest.core.conflicts import problems
from digest.core.errors import ConfigError
from digest.core.history import History, SentPosts
from digest.core.mentions import Former, Wishes, sent_links
from digest.core.model import Post
from digest.core.sections import Layout
from digest.core.window import Window
from digest.store import issues as issue_store


def wishes(
    project: Project, window: Window, posts: Sequence[Post], history: History, *, again: bool
) -> Wishes:
    """What the issue of `window` should be; with `again` links may be sent twice.

    Raises:
        ConfigError: issue.toml has mistakes.
    """
    folder = project.issues / window.id
    said, stored = issue_toml.read(folder), issue_store.read(folder)
    made = stored.manifest if stored else None
    former = Former(made.posts, made.references) if made else Former()
    sent = SentPosts(() if again else history.sent, window.zone)
    return Wishes(said, posts, former, sent_links(said, sent))


def refuse_conflicts(project: Project, window: Window, wishes: Wishes) -> None:
    """Stop where only the editor knows what is meant.

    Raises:
        ConfigError: issue.toml contradicts itself, or names what is not there.
    """
    found = problems(wishes, layout(project))
    if found:
        file = str(project.issues / window.id / "issue.toml")
        count = f"{len(found)} mistakes" if len(found) > 1 else "1 mistake"
        raise ConfigError(f"{file}: {count}", "mend it and build again", file, found)


def layout(project: Project) -> Layout:
    """The headings of an issue."""
    return Layout(project.settings.sections, project.settings.sources)
