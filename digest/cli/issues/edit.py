"""`digest issues edit`."""

import os
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.issues.edited import Alt, Blurb, Image, Section, Title, given, tell, text_of
from digest.cli.output import asks

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ISSUE] [POST]", help="Without POST: the words of the issue itself."),
]
Feature = Annotated[
    bool | None, typer.Option("--feature/--no-feature", help="Whether it leads the issue.")
]
Subject = Annotated[str | None, typer.Option("--subject", metavar="TEXT", help="Of the issue.")]
Preheader = Annotated[str | None, typer.Option("--preheader", metavar="TEXT", help="Of the issue.")]
Intro = Annotated[
    str | None, typer.Option("--intro", metavar="TEXT|-", help="The words before the posts.")
]
Outro = Annotated[
    str | None, typer.Option("--outro", metavar="TEXT|-", help="The words after the posts.")
]


def command(
    context: typer.Context,
    words: Words = None,
    title: Title = None,
    blurb: Blurb = None,
    image: Image = None,
    alt: Alt = None,
    section: Section = None,
    feature: Feature = None,
    subject: Subject = None,
    preheader: Preheader = None,
    intro: Intro = None,
    outro: Outro = None,
) -> None:
    """Change the words of a post or an issue; without an option, open issue.toml."""
    from digest.app import wording
    from digest.app.curation import split
    from digest.app.wiring import open_project

    options: Globals = context.obj
    project = open_project(options)
    issue, posts = split(project, words or (), 0)
    both = given(title=title)
    of_post = given(blurb=blurb, image=image, alt=alt, section=section)
    of_issue = given(subject=subject, preheader=preheader, intro=intro, outro=outro)
    _refuse(posts, of_issue, of_post.keys() | ({"feature"} if feature is not None else set()))
    if posts and (both or of_post or feature is not None):
        done = wording.of_post(project, issue, posts[0], both | of_post, feature=feature)
    elif both or of_issue:
        texts = {key: text_of(text) for key, text in of_issue.items()}
        done = wording.of_issue(project, issue, both | texts)
    else:
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        done = wording.in_editor(project, issue, editor if asks(options) else "")
    tell(options, done)


def _refuse(posts: Sequence[str], of_issue: Iterable[str], of_post: Iterable[str]) -> None:
    """Options of the issue beside a post, or of a post without one."""
    from digest.core.errors import UsageError

    if len(posts) > 1:
        raise UsageError(f"{len(posts)} posts: {', '.join(posts)}", "name one, in quotes")
    wrong = [f"--{key}" for key in sorted(of_issue if posts else of_post)]
    if wrong:
        owner, instead = ("the issue", "without POST") if posts else ("a post", "with POST")
        told = f"{', '.join(wrong)}: an option of {owner}"
        raise UsageError(told, f"type: digest issues edit, {instead}")
