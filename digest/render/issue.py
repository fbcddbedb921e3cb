"""From an issue to the mail its readers get.

The steps, in the order in which they run:

1. compose     posts become views: kickers, titles with code and formulas, summaries cut to size
2. fill        Jinja2 fills in `issue.mjml.j2`: autoescape on, unknown names are errors
3. lint        our own reading of the MJML, with the template line of each mistake
4. guard       what the compiler would damage is written so that it cannot
5. compile     MJML becomes HTML; no web font is asked for
6. inline      `inline.css` goes into style attributes, while merge tags are masked
7. finish      lines are broken where a reviewer would break them
8. text        `issue.txt.j2` is filled in from the same views
9. addresses   merge tags become the newsletter's own addresses, as far as digest.toml has them
10. budget     HTML that mail programs would cut off is made again with less in it

The same issue gives the same bytes; nothing here opens a connection or reads a clock.
"""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from digest.config.settings import Design, Newsletter
from digest.core.errors import ConfigError, TemplateError
from digest.core.merge_tags import filled
from digest.core.model import Issue, Rendered
from digest.core.palette import Palette, faults, palettes
from digest.core.syntax_palette import syntax
from digest.core.text import one_line
from digest.render import compose, templates, tokens
from digest.render.budget import within
from digest.render.css_lint import Problem, inline_lint
from digest.render.design_files import settled
from digest.render.finish import finish, finish_text
from digest.render.guard import guard
from digest.render.left_out import left_out
from digest.render.links import own_addresses
from digest.render.lint import lint
from digest.render.merge_tags import masked

_Parts = tuple[str, str, str, tuple[str, ...]]


def render(
    issue: Issue, newsletter: Newsletter, design: Design, *, folders: Sequence[Path]
) -> Rendered:
    """The issue as HTML, as text, and as the MJML in between; its HTML within `max_bytes`.

    `folders` hold designs; where two have the same file, the first wins.

    Raises:
        TemplateError: a template is missing or wrong; names its file and line.
        ConfigError: the design's colours are none, or cannot be read on each other.
    """
    found = templates.design(design.template, folders, newsletter.language)
    own, design = design, settled(design, found.names, folders)
    if fault := next(faults(*_colours(design)), None):
        from digest.render.colour_faults import colour_fault

        raise colour_fault(fault, own, found)

    def made(fit: compose.Fit) -> Rendered:
        return _made(issue, newsletter, design, found, fit)

    return within(issue, design, made)


def _made(
    issue: Issue, newsletter: Newsletter, design: Design, found: templates.Design, fit: compose.Fit
) -> Rendered:
    def filled_in(issue: Issue) -> _Parts:
        return _filled_in(found, context_of(issue, newsletter, design, fit))

    try:
        mjml, html, text, notes = filled_in(issue)
    except TemplateError as error:
        from digest.render.culprit import naming_the_post

        raise naming_the_post(error, issue, filled_in) from error
    own = own_addresses(newsletter, issue.id)
    escaped = {name: escape(url) for name, url in own.items() if url}
    return Rendered(
        html=filled(html, escaped),
        text=filled(text, own),
        mjml=filled(mjml, escaped),
        subject=one_line(issue.subject),
        preheader=one_line(issue.preheader),
        notes=notes,
    )


def _filled_in(design: templates.Design, context: Mapping[str, Any]) -> _Parts:
    """MJML, HTML and text, and what is to be noted of them: steps 2 to 8."""
    markup = templates.environment(design)
    plain = templates.environment(design, autoescape=False)
    mjml = templates.fill(markup, design, "issue.mjml.j2", context)
    if problems := lint(mjml):
        raise _refused(problems, design, "issue.mjml.j2", context)
    css = templates.fill(plain, design, "inline.css", context)
    if mistakes := inline_lint(css):
        raise _refused(mistakes, design, "inline.css", context)
    html = masked(_compiled(mjml, design, context), lambda page: _inline(page, css))
    text = templates.fill(plain, design, "issue.txt.j2", context)
    notes = left_out(context["issue"], mjml, design.name)
    return mjml, finish(html), finish_text(text), notes


def _compiled(mjml: str, design: templates.Design, context: Mapping[str, object]) -> str:
    guarded = guard(mjml)
    try:
        return compile_mjml(guarded, design)
    except TemplateError as error:
        from digest.render.refusal import compiler_refusal

        raise compiler_refusal(error, mjml, guarded, design, context) from error


def _refused(
    problems: Sequence[Problem],
    design: templates.Design,
    name: str,
    context: Mapping[str, object],
) -> TemplateError:
    from digest.render.refusal import refusal

    return refusal(problems, design, name, context)


def context_of(
    issue: Issue, newsletter: Newsletter, design: Design, fit: compose.Fit = compose.WHOLE
) -> Mapping[str, object]:
    """What the templates see: step 1."""
    light, dark = _colours(design)
    code_light, code_dark = syntax(light, dark)
    return {
        "issue": compose.issue_view(issue, newsletter, design, fit),
        "newsletter": compose.newsletter_view(newsletter, design, issue.id),
        "light": light,
        "dark": dark,
        "syntax": {"light": code_light, "dark": code_dark},
        "fonts": tokens.fonts(design),
        "type": tokens.scale(design),
        "space": tokens.space(design),
    }


def _colours(design: Design) -> tuple[Palette, Palette]:
    try:
        return palettes(design.accent, design.light, design.dark)
    except ValueError as error:
        raise ConfigError(f"[design] accent: {error}", 'write it as "#0f5c4d"') from None


def compile_mjml(mjml: str, design: templates.Design) -> str:
    """HTML of guarded MJML: step 5.

    Raises:
        TemplateError: the compiler refuses it.
    """
    from mjml import mjml2html

    try:
        return str(mjml2html(mjml, fonts={}))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the compiler is no Exception
        raise TemplateError(
            f"templates/{design.name}/issue.mjml.j2: the MJML does not compile: {error}",
            "digest export --to mjml shows what was compiled",
        ) from error


def _inline(html: str, css: str) -> str:
    from digest.render.inline import inline

    return inline(html, css)
