"""Comments in MJML, among them those that Outlook for Windows alone reads, or alone does not.

What stands in such a comment is read as all the rest: to the compiler it is part of one tree.
"""

import re
from collections.abc import Sequence

from digest.render.css_lint import Problem
from digest.render.mjml_element import Element
from digest.render.mjml_schema import CONDITIONS_INSIDE, NO_COMMENT

BEGIN = r"<!--\[if[^\]]*\]>(?P<shown>\s*(?:<!--\s*)?-->|<!-->)?|<!\[if[^\]]*\]>"
END = r"<!--\s*<!\[endif\]\s*-->|<!\[endif\](?:--)?>"


def wrong_comment(
    token: re.Match[str], inside: Element | None, conditions: Sequence[re.Match[str]]
) -> Problem | None:
    """What is wrong with a comment, or with a condition where `conditions` are open already."""
    if token["comment"] is None and not token["begin"] and not token["end"]:
        return None
    if inside and inside.tag in NO_COMMENT:
        instead = f"a comment may not stand in <{inside.tag}>; write {{# ... #}}"
        return Problem(token.start(), instead)
    if conditions and _hides(conditions[-1]) and not token["end"]:
        return never_ended(conditions[-1], f" before {token[0]}")
    said = _wrong_words(token["comment"]) or _wrong_condition(token, inside, conditions)
    return Problem(token.start(), said) if said else None


def _wrong_words(comment: str | None) -> str | None:
    return "'--' may not stand in a comment" if comment and "--" in comment else None


def _wrong_condition(
    token: re.Match[str], inside: Element | None, conditions: Sequence[re.Match[str]]
) -> str | None:
    if token["comment"] is None and not _holds_conditions(inside):
        within = ", ".join(CONDITIONS_INSIDE)
        return f"{token[0]} may not stand here; expected it in {within}"
    if token[0].startswith("<![endif") and not conditions:
        return f"{token[0]} ends nothing"
    return None


def never_ended(condition: re.Match[str], before: str = "") -> Problem:
    """What to say of a condition that is open where it must not be."""
    written, shown = condition[0].startswith("<!--"), not _hides(condition)
    end = f"{'<!--' * (written and shown)}<![endif]{'--' * written}>"
    said = f"{condition[0]} is never ended; expected {end}{before}"
    return Problem(condition.start(), said)


def _hides(condition: re.Match[str]) -> bool:
    """Whether what follows is a comment to all but Outlook."""
    return condition[0].startswith("<!--") and condition["shown"] is None


def _holds_conditions(inside: Element | None) -> bool:
    around = inside.around() if inside else ()
    holder = next((element.tag for element in around if element.tag.startswith("mj")), "")
    return holder in CONDITIONS_INSIDE
