"""Is something left of a template that should have been filled in?

`Hello {{ first_name }}` is read by everybody on the list. Code and what an issue's posts say may
hold such signs; an HTML file that a provider is to fill in may, too, so there it is a warning.
"""

import re
from collections.abc import Iterator

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail
from digest.core.mail.page import in_code

ID, NAME, SEVERITY, NEEDS = "DG701", "leftover", "error", ("html",)
FIX = "fill it in, or take it out"
LEFT = re.compile(
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\*\|.{1,60}?\|\*|<%.{0,80}?%>|%%[A-Za-z_]\w{1,40}%%"
    r"|%7B%7B.{0,80}?%7D%7D|\$\{[\w.]{1,40}\}|\[(?:FIRST|LAST)_?\s?NAME\]",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTES = ("href", "src", "alt", "title", "background")


def check(mail: Mail) -> Iterator[Fault]:
    """An error for each leftover that no post is about."""
    severity: Severity = "warning" if mail.headers is None else "error"
    said = " ".join(f"{post.title} {post.summary}" for post in mail.posts)
    for text, part, element in _texts(mail):
        for left in LEFT.findall(text):
            if left not in said:
                yield Fault(f"{left} in {part} is not filled in", element, severity=severity)


def _texts(mail: Mail) -> Iterator[tuple[str, str, object]]:
    """All that a reader may see, what it is, and the element it belongs to."""
    yield mail.header("Subject") or "", "the subject", None
    for words in mail.page.words:
        if LEFT.search(words.text) and not in_code(words.within):
            yield words.text, "the text", words.within
    for element in mail.page.root.iter("*"):
        for name in ATTRIBUTES:
            if value := element.get(name):
                yield value, f"the attribute {name}", element
