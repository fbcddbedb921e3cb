"""The options that every command takes, accepted before and after its name.

Click binds an option to one place in the command tree; these are taken out of the arguments before
it sees them.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from digest.app.options import Globals
from digest.core.errors import UsageError

VALUES: dict[str, tuple[str, Callable[[str], object]]] = {
    "-C": ("directory", Path),
    "--directory": ("directory", Path),
    "--config": ("config", Path),
    "--now": ("now", str),
}
FLAGS = {
    "--json": "json",
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
    "--offline": "offline",
    "--no-input": "no_input",
}
EPILOG = (
    "Every command also takes: -C/--directory DIR, --config FILE, --json, --now DATE, "
    "-q/--quiet, -v/--verbose, --offline, --no-input. digest -V prints the version."
)


def split(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """The global options in `argv`, and the arguments without them; `--` ends the search.

    Raises:
        UsageError: an option lacks its value.
    """
    found: dict[str, object] = {}
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += ["--", *words]
        elif word in FLAGS:
            found[FLAGS[word]] = True
        elif name in VALUES and (equals or name == word):
            key, read = VALUES[name]
            given = value if equals else next(words, "")
            if not given or (not equals and given.startswith("-")):
                raise UsageError(f"{name} needs a value", "type: digest --help")
            found[key] = read(given)
        else:
            rest.append(word)
    return Globals(**found, argv=tuple(argv)), rest  # type: ignore[arg-type]  # the tables above fit the fields
