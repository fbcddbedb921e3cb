"""Code of templates in a mail that is still to be filled in: what will stand there is unknown.

Signs only: `{{ colour }}`, `{% if %}`, `<%= colour %>`, `*|COLOUR|*`, `%%colour%%` and their like.
"""

import re

BLANK = "blank"
CODE = re.compile(  # CSS has none of these
    r"\{\{\{.{0,300}?\}\}\}|\{\{.{0,300}?\}\}|\{%.{0,300}?%\}|<%.{0,300}?%>|\*\|.{1,60}?\|\*|%%.{1,80}?%%"
    r"|\[\[.{1,80}?\]\]|[#$]\{[^{}]{0,80}\}|\{\$[^{}]{0,80}\}",
    re.DOTALL,
)
STEERING = re.compile(  # what decides about the words around it, and shows none
    r"\{\{[~-]?\s*(?:[#/^!>]|(?:if|else|end|range|with|each|define|block|template)\b).{0,300}?\}\}"
    r"|\{[%#].{0,300}?[%#]\}|<%(?![=-])(?:(?!<%).){0,9000}?%>|%%\[.{0,300}?\]%%"
    r"|<%-\s*(?:if|else|elsif|end|unless|for|while|case|when)\b.{0,300}?%>"
    r"|\*\|(?:IF|IFNOT|ELSE|ELSEIF|END)\b.{0,60}?\|\*",
    re.DOTALL | re.IGNORECASE,
)
SIGN = re.compile(r"[][{}<>|@$]|%[%a-z_]", re.IGNORECASE)  # no colour and no length has one
WORD = re.compile(r"\w")


def blanked(css: str) -> str:
    """CSS with a keyword `@blank` for the code in it, so that the rest can be read."""
    return CODE.sub(f"@{BLANK};", css)


def is_blank(value: str) -> bool:
    """Whether a value of CSS, or a colour in an attribute, is still to be filled in."""
    return SIGN.search(value) is not None


def only_steers(text: str) -> bool:
    """Whether no reader will see anything of `text`, as in `{% endif %}`."""
    return bool(STEERING.search(text)) and not WORD.search(STEERING.sub("", text))
