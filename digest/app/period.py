"""Which window a command is about: one of the window options, or the issue that is due."""

from digest.app.options import WindowOptions
from digest.app.wiring import Project
from digest.core import window as windows
from digest.core.errors import UsageError
from digest.core.history import History
from digest.core.schedule import last_complete
from digest.core.window import Window, utc


def choose(options: WindowOptions, project: Project, history: History) -> Window:
    """The window asked for, else the last complete period of the schedule.

    Raises:
        UsageError: several kinds of options, or one that cannot be read.
    """
    zone = project.settings.newsletter.timezone
    if len(options.given) > 1:
        raise UsageError(f"{' and '.join(options.given)} contradict each other", "keep one")
    if options.week is not None:
        return windows.week(options.week, zone)
    if options.month is not None:
        return windows.month(options.month, zone)
    if options.last is not None:
        return windows.last(options.last, project.now, zone)
    if options.since_last_issue:
        return _since_last(project, history)
    if options.since is not None:
        now = project.now.astimezone(zone).isoformat()
        return windows.span(options.since, now if options.until is None else options.until, zone)
    if options.until is not None:
        raise UsageError("--until needs --since", f"type: --since D --until {options.until}")
    return last_complete(project.settings.schedule, project.now, zone)


def _since_last(project: Project, history: History) -> Window:
    """From the end of the last sent issue until now."""
    end, now = history.last_end, project.now
    if end is None:
        raise UsageError(
            "no issue has been sent yet, so there is nothing to count from",
            "type: digest build   (the issue that is due), or digest build --last 7d",
        )
    if utc(end) >= utc(now):
        raise UsageError(
            f"the last issue sent ends at {end.isoformat()}, and it is no later than that now",
            "digest issues list shows all; with --now, name a later moment",
        )
    zone = project.settings.newsletter.timezone
    return Window(end.astimezone(zone), now.astimezone(zone), zone)
