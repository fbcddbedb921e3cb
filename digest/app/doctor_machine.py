"""What the doctor says of this machine and of the files of a project."""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from pathlib import Path

import digest
from digest.app.wiring import Project
from digest.core.domain.verdict import Verdict
from digest.core.spam import NoScore

MACHINE, PROJECT, CHECKS = "This machine", "The project", "Checks"
NAME = "digest-newsletter"  # as in pyproject.toml
OLD = timedelta(days=365)
SKEW = timedelta(minutes=5)  # what clocks of machines that share files may differ


def look(project: Project) -> Iterator[Verdict]:
    """Versions, clock, digest.toml, folders, sources, and what the checks need."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    yield Verdict(MACHINE, "python", "ok", f"digest {digest.__version__} on Python {python}")
    yield _packages()
    yield _clock(project, datetime.now(UTC))
    yield Verdict(PROJECT, "config", "ok", f"{project.settings.file} has no mistakes")
    for folder in (project.issues, project.cache):
        yield _writable(folder)
    yield _sources(project)
    yield _mail_programs(project.now.date())
    yield _spamassassin(project.settings.checks.spamd)


def _packages() -> Verdict:
    """Whether all packages are there that digest needs, and their versions."""
    try:
        wanted = [line for line in metadata.requires(NAME) or () if "extra ==" not in line]
    except metadata.PackageNotFoundError:
        told = "digest runs from a folder: the versions of its packages are not known"
        return Verdict(MACHINE, "packages", "info", told)
    names = [re.match(r"[\w.-]+", line)[0] for line in wanted]  # type: ignore[index]
    found = {name: _version(name) for name in names}
    missing = [name for name, version in found.items() if version is None]
    if missing:
        fix = f"type: pip install {' '.join(missing)}"
        told = f"not installed: {', '.join(missing)}"
        return Verdict(MACHINE, "packages", "error", told, fix)
    told = ", ".join(f"{name} {version}" for name, version in sorted(found.items()))
    return Verdict(MACHINE, "packages", "ok", told)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _clock(project: Project, now: datetime) -> Verdict:
    """A clock that is behind shows by files from its future; windows and dates hang on it."""
    zone = project.settings.newsletter.timezone
    told = f"{now.astimezone(zone):%Y-%m-%d %H:%M} in {zone.key}"
    saved = datetime.fromtimestamp(project.settings.file.stat().st_mtime, UTC)
    if saved - now > SKEW:
        told = f"{told}, which is before digest.toml was saved"
        return Verdict(MACHINE, "clock", "warning", told, "set this machine's clock")
    return Verdict(MACHINE, "clock", "ok", told)


def _writable(folder: Path) -> Verdict:
    """Whether a file can be made in a folder, or in the nearest one above that exists."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            return Verdict(PROJECT, "folders", "ok", f"{folder} can be written to")
    except OSError as error:
        told = f"{folder} cannot be written to: {error.strerror}"
        return Verdict(PROJECT, "folders", "error", told, f"type: ls -ld {existing}")


def _sources(project: Project) -> Verdict:
    kinds = Counter(source.kind for source in project.settings.sources)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return Verdict(PROJECT, "sources", "ok", f"sources: {told}")


def _mail_programs(today: date) -> Verdict:
    """How old the data is by which `digest check` knows what mail programs can do."""
    from digest.core.mail.support import DATA

    updated = date.fromisoformat(json.loads(DATA.read_bytes())["updated"])
    told = f"what mail programs can do is known as of {updated}"
    if today - updated > OLD:
        return Verdict(CHECKS, "caniemail", "warning", told, f"type: pip install --upgrade {NAME}")
    return Verdict(CHECKS, "caniemail", "ok", told)


def _spamassassin(daemon: str | None) -> Verdict:
    from digest.spam.score import at_hand

    found = at_hand(daemon)
    if found is None:
        told = "no SpamAssassin at hand: digest check does without its score"
        return Verdict(CHECKS, "spamassassin", "info", told)
    if isinstance(found, NoScore):
        fix = "start it, or see spamd in [checks]"
        return Verdict(CHECKS, "spamassassin", "warning", found.why, fix)
    return Verdict(CHECKS, "spamassassin", "ok", f"SpamAssassin: {found}")
