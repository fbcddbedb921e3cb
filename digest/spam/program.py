"""Asks the program `spamassassin`, which starts anew for each message.

It runs without the network, and with a home of its own, so that nothing is written to the user's.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from digest.core.spam import NoScore, SpamScore
from digest.spam.report import hits

NAME = "spamassassin"
ANSWER_S = 60.0
MARK = "digest-score"
REPORT = ("clear_report_template", f"report {MARK} _SCORE_", "report _SUMMARY_")
KEPT = ("PATH", "PERL", "SYSTEMROOT")
POINTS = re.compile(rf"^{MARK} +(-?\d+(?:\.\d+)?)\s*$", re.MULTILINE)


def path() -> str | None:
    """Where the program lies, if it is on PATH."""
    return shutil.which(NAME)


def score(message: bytes, command: str) -> SpamScore | NoScore:
    """The points and the rules, or why there are none."""
    with TemporaryDirectory(prefix="digest-", ignore_cleanup_errors=True) as home:
        try:
            ran = _run(message, command, Path(home))
        except subprocess.TimeoutExpired:
            return NoScore(f"{command} takes longer than {ANSWER_S:.0f} seconds")
        except OSError as error:
            return NoScore(f"{command} does not start: {error}")
    _, _, report = ran.stdout.decode("utf-8", "replace").rpartition(f"\n{MARK}")
    points = POINTS.match(f"{MARK}{report}")
    if ran.returncode or not points:
        told = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        return NoScore(f"{command} tells no score: {told[-1] if told else 'nothing'}")
    return SpamScore(float(points[1]) + 0.0, hits(report))


def _run(message: bytes, command: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    (preferences := home / "user_prefs").touch()  # else it tells that it made one
    settings = [f"--cf={line}" for line in REPORT]
    return subprocess.run(  # noqa: S603 - the program that the user has on PATH
        [command, "-L", "-t", f"--prefspath={preferences}", *settings],
        input=message,
        capture_output=True,
        timeout=ANSWER_S,
        check=False,
        env={**_kept(), "HOME": str(home), "LC_ALL": "C"},
    )


def _kept() -> dict[str, str]:
    """What Perl needs of the environment; secrets of ours it does not."""
    return {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
