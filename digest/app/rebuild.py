"""The command that builds an issue again, for hints."""

import re
from datetime import datetime, time

from digest.app.wiring import Project
from digest.core.schedule import last_complete
from digest.store.issues import Stored


def rebuild(project: Project, stored: Stored) -> str:
    """What to type so that this issue is built again, and no other."""
    zone = project.settings.newsletter.timezone
    again = " --again" if stored.manifest.again else ""
    if last_complete(project.settings.schedule, project.now, zone).id == stored.id:
        return f"digest build{again}"
    start, end = (datetime.fromisoformat(stored.manifest.window[name]) for name in ("start", "end"))
    for option, form in (("week", r"\d{4}-W\d\d"), ("month", r"\d{4}-\d\d")):
        if re.fullmatch(form, stored.id) and start.time() == end.time() == time():
            return f"digest build --{option} {stored.id}{again}"
    return f"digest build --since {_moment(start)} --until {_moment(end)}{again}"


def _moment(at: datetime) -> str:
    return str(at.date()) if at.time() == time() else at.isoformat(timespec="minutes")
