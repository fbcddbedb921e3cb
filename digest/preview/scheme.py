"""Show an email in a colour scheme that is not the browser's.

`color-scheme` on an iframe does not reach `prefers-color-scheme` inside it (Chromium 156,
2026-11), so the media feature itself is rewritten into one that is always true or always false.
"""

import re

# Only where CSS can stand: a post may write about dark mode in its text.
_STYLED = re.compile(r"(?is)<style\b.*?</style>|<(?:html|meta|link|source)\b[^>]*>")
_FEATURE = re.compile(r"(?i)\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
_SUPPORTED = re.compile(  # a style that declares both, or the meta tag that does
    r"(?i)(?<![\w-])(color-scheme(?:\s*:\s*|[\"']?\s+content=[\"']?))(?:light\s+dark|dark\s+light)\b"
)
ALWAYS, NEVER = "(min-width:0)", "(max-width:0)"


def emulate(html: str, scheme: str) -> str:
    """`html` as a browser that prefers `scheme` ("light" or "dark") would show it."""
    return _STYLED.sub(lambda place: _rewrite(place[0], scheme), html)


def _rewrite(css: str, scheme: str) -> str:
    css = _FEATURE.sub(lambda found: ALWAYS if found[1].lower() == scheme else NEVER, css)
    return _SUPPORTED.sub(rf"\g<1>{scheme}", css)
