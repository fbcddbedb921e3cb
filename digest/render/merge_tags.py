"""Keep a provider's merge tags from being taken for markup or for parts of a URL.

`{{name}}`, `{% if x %}`, `%name%`, `*|NAME|*`, `[[name]]` and our own `{email}` come out byte for
byte as they went in.
"""

import re
from collections.abc import Callable

STYLE = re.compile(r"(<style\b.*?</style\s*>)", re.DOTALL | re.IGNORECASE)
MERGE_TAG = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\*\|[^|<>\"\n]*\|\*|\[\[[^\]<>\"\n]*\]\]"
    r"|\{[A-Za-z_]\w*\}|%[A-Za-z_][\w.]*%"
)


def masked(html: str, step: Callable[[str], str]) -> str:
    """What `step` makes of `html`, with every merge tag outside style sheets hidden from it."""
    mask = "mergetag"
    while mask in html:
        mask += "z"
    tags: list[str] = []

    def hide(found: re.Match[str]) -> str:
        tags.append(found[0])
        return f"{mask}{len(tags) - 1}x"

    pieces = STYLE.split(html)
    pieces[::2] = [MERGE_TAG.sub(hide, piece) for piece in pieces[::2]]
    return re.sub(rf"{mask}(\d+)x", lambda found: tags[int(found[1])], step("".join(pieces)))
