"""What servers said of addresses, in a folder that may be deleted at any time.

One file an address. Good news are believed for a day, bad news as long as it takes to mend a page.
"""

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from digest.core.probe import Probe, Question
from digest.core.quick import dataclass
from digest.fetch.atomic import write

GOOD_S = 86_400
BAD_S = 300
SAID = ("alive", "insecure", "dead", "certificate", "trouble", "unclear")  # by a server


@dataclass(frozen=True, slots=True)
class ProbeCache:
    """`clock` gives epochs."""

    folder: Path
    clock: Callable[[], float] = time.time

    def find(self, question: Question) -> Probe | None:
        """What was said not long ago; a file that is not whole counts as none."""
        file = self._file(question)
        try:
            age = self.clock() - file.stat().st_mtime
            probe = Probe(**json.loads(file.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        trusted = GOOD_S if probe.verdict == "alive" else BAD_S
        return probe if 0 <= age < trusted else None

    def keep(self, question: Question, probe: Probe) -> None:
        """Remember what a server said; what nobody said is not remembered."""
        if probe.verdict in SAID:
            write(self._file(question), json.dumps(asdict(probe)).encode())

    def prune(self) -> None:
        """Throw away what is too old to be believed."""
        oldest = self.clock() - GOOD_S
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.stat().st_mtime < oldest:
                    file.unlink()

    def _file(self, question: Question) -> Path:
        kind = "gently" if question.gently else "image" if question.image else "link"
        return self.folder / hashlib.sha256(f"{kind} {question.url}".encode()).hexdigest()[:40]
