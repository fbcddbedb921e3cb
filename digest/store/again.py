"""What a finished command said, to be said again at once while nothing that it read has changed.

To start digest takes longer than to look at ten thousand files: so this is asked before anything
else is loaded, and loads little itself. It knows the last command only; a doubt is a no.
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from digest import __version__
from digest.store.stats import stats

FILE = ".digest/builds/again"
ENVIRONMENT = "DIGEST_CONFIG"


def told(argv: Sequence[str], now: float) -> tuple[str, str] | None:
    """What a command would print on stdout and stderr at `now` (epoch), or None: it must run."""
    folder = argv[1] if argv[:1] == ["-C"] and len(argv) > 1 else ""
    try:
        with open(os.path.join(folder, FILE), "rb") as file:  # noqa: PTH118, PTH123  # as in stats
            head, _, seen = file.read().partition(b"\n")
        known = json.loads(head)
        same = known["command"] == _command(folder, argv) and known["from"] <= now < known["until"]
        if same and seen == _joined(stats(known["read"])):
            return known["out"], known["err"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def keep(
    folder: Path,
    argv: Sequence[str],
    said: tuple[str, str],
    read: tuple[Sequence[str], Sequence[str]],
    times: tuple[float, float],
) -> None:
    """Remember what a command `said` in `folder`, having `read` these places with these `stats`.

    It would say the same between these two `times` (epoch).
    """
    places, lines = read
    head = {"command": _command(str(folder), argv), "from": times[0], "until": times[1]}
    head |= {"read": places, "out": said[0], "err": said[1]}
    from digest.store.files import write

    write(folder / FILE, json.dumps(head).encode() + b"\n" + _joined(lines))


def forget(folder: Path) -> None:
    """Have the next command in `folder` run."""
    (folder / FILE).unlink(missing_ok=True)


def _command(folder: str, argv: Sequence[str]) -> list[str]:
    """All that tells one command from another."""
    environment = os.environ.get(ENVIRONMENT, "")
    return [__version__, os.path.realpath(folder), environment, *argv]


def _joined(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", "surrogateescape")
