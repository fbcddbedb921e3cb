"""What a preview tells of digest.toml and of addresses, without what nobody else may know.

A file with a mistake is no TOML, so this goes by the letters, and hides too much rather than less.
"""

import re
from functools import cache

HIDDEN = "…"
_NAME = r"[\w-]*(?:pas+w|pwd|passphrase|secret|token|api[_-]?key|credential)[\w-]*+[\"']?+"
_DOTTED = r"^[ \t#]*(?:[\w\"'-]+[ \t]*\.[ \t]*)*[\"']?"
_INLINE = rf"[{{,]\s*[\"']?{_NAME}[ \t]*="
_REFERENCE = r"[\"'](?:env|file|keyring):[^\"'\n]*[\"']"
_VALUE = r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)|[^\n]*"
_USER = r"(?<=://)[^\s/?#\"'<>]*@|(?<![\w./])[\w.%+-]+:[^\s/?#\"'<>@]+@"
_QUERY = r"(://[^\s?#\"'<>]*[?#]|[\w/]\?(?=[^\s\"'<>]*=))[^\s\"'<>]*(?<![:;,.)])"


def addresses(text: str) -> str:
    """`text` without the user, the password and the query of each address in it."""
    user, query = _patterns()[:2]
    return query.sub(rf"\1{HIDDEN}", user.sub(f"{HIDDEN}@", text))


def settings(text: str) -> str:
    """The text of digest.toml with all its lines, but without secrets; references to them stay."""
    secret = _patterns()[2]
    return addresses(secret.sub(_covered, text))


def _covered(found: re.Match[str]) -> str:
    """A key without its value, which may have had lines."""
    return f"{found['key']}{HIDDEN}" + "\n" * found["value"].count("\n")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    key = rf"(?P<key>(?:{_DOTTED}{_NAME}|{_INLINE})[ \t]*+[=:]?+[ \t]*+)"
    secret = rf"{key}(?!{_REFERENCE})(?P<value>{_VALUE})"
    flags = re.IGNORECASE | re.MULTILINE
    return re.compile(_USER), re.compile(_QUERY), re.compile(secret, flags | re.DOTALL)
