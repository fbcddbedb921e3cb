"""The two steps of a build: what is chosen for an issue, and the issue that is made of it."""

from collections.abc import Mapping
from dataclasses import replace

from digest.app import collect, editor, enrich, write
from digest.app.choose import Request, check_failures, choose_posts, makes_issue
from digest.app.wiring import Project
from digest.core import editor_notes
from digest.core.curate import compose
from digest.core.curation import Curation
from digest.core.mentions import Wishes
from digest.core.model import Issue, Post, Selection
from digest.core.quick import dataclass
from digest.core.window import Window
from digest.render.words import words
from digest.store import issues as issue_store


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a build has found for an issue; nothing is written yet."""

    collected: collect.Collected
    window: Window
    selection: Selection
    wishes: Wishes

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of it, whether it makes an issue or not."""
        told = editor_notes.of_wishes(self.wishes, self.selection.candidates)
        return (*self.collected.notes, *told)

    def is_enough(self, project: Project) -> bool:
        """Whether it makes an issue."""
        return makes_issue(project, self.selection, self.wishes.heard())


@dataclass(frozen=True, slots=True)
class Made:
    """An issue on disk, and what is to be said of how it was made."""

    issue: Issue
    written: write.Written
    notes: tuple[str, ...]


def chosen(
    project: Project, request: Request, window: Window, progress: collect.Progress | None
) -> Chosen:
    """What the sources and the editor have for an issue; that they were seen is remembered.

    Raises:
        SourceError: every source failed, or one did and `strict` was asked for.
        ConfigError: issue.toml contradicts itself, or names what is not there.
    """
    collected = collect.run(project, window, progress=progress)
    check_failures(project, collected.failures, strict=request.strict)
    window, selection, wishes = choose_posts(project, request, collected)
    editor.refuse_conflicts(project, window, wishes)
    collected.remember()
    return Chosen(collected, window, selection, wishes)


def made(project: Project, request: Request, chosen: Chosen, edited: Mapping[str, str]) -> Made:
    """The issue, written; `edited` are the hashes of the editor's files before they were read."""
    selection, wishes = chosen.selection, chosen.wishes
    complete = chosen.collected.complete(selection.posts)
    posts = _with_clean_bodies(enrich.run(project, complete))
    issue = _composed(project, chosen.window, posts, wishes.heard())
    design = project.settings.design
    written = write.issue(
        project,
        issue,
        selection,
        replace(design, template=request.template or design.template),
        edited=edited,
        references=wishes.remembered(),
        again=request.again,
        due=request.due,
    )
    told = editor_notes.of_issue(wishes, posts, issue)
    return Made(issue, written, (*told, *selection.notes, *written.notes))


def _with_clean_bodies(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    if not any(post.content for post in posts):
        return posts
    from digest.core.html_body import with_clean_body

    return tuple(map(with_clean_body, posts))


def _composed(
    project: Project, window: Window, posts: tuple[Post, ...], curation: Curation
) -> Issue:
    return compose(
        posts,
        curation,
        issue_id=window.id,
        number=issue_store.next_number(project.issues, window.id),
        window=window,
        layout=editor.layout(project),
        words=words(project.settings.newsletter.language),
    )
