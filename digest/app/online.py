"""Use case: what servers say of the links and pictures of a mail."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.app import check
from digest.app.wiring import Project, web_of
from digest.core.errors import SourceError, UsageError
from digest.core.finding import Report
from digest.core.mail.mail import Mail
from digest.core.probe import Probe, Question

if TYPE_CHECKING:
    from digest.fetch.probe import Prober

Progress = Callable[[int, int], None]  # how many addresses are asked about, and of how many
THREADS = 16
WITHIN_S = 90.0


def issue(project: Project, issue_id: str | None, progress: Progress | None = None) -> Report:
    """The findings about an issue, servers asked; what `progress` raises ends the asking.

    Raises:
        UsageError: there is no such issue, an output of it is missing, or all is offline.
        SourceError: no host could be found.
    """
    return check.issue(project, issue_id, partial(answers, project=project, progress=progress))


def answers(
    mail: Mail,
    project: Project | None = None,
    progress: Progress | None = None,
    within_s: float = WITHIN_S,
) -> Mapping[str, Probe]:
    """What became of each address; after `within_s` no other is asked.

    What a server said is remembered in the project, if there is one.

    Raises:
        SourceError: no host could be found.
        UsageError: the command is to stay offline.
    """
    if project and project.offline:
        raise UsageError("no server is asked, as digest is offline", "leave out --offline")
    from digest.core.mail.asking import personal, questions

    prober = _prober(project)
    found = _ask_all(questions(mail), prober, progress, within_s)
    if prober.cache:
        prober.cache.prune()
    _refuse_no_network(found)
    own = Probe("personal", "may be one reader's own, so it was not asked", "own")
    return dict.fromkeys(personal(mail), own) | found


def _ask_all(
    asked: Sequence[Question], prober: "Prober", progress: Progress | None, within_s: float
) -> dict[str, Probe]:
    """What became of each address; none is asked when time is up, or when `progress` raises."""
    from digest.app.lanes import side_by_side

    over, end = threading.Event(), time.monotonic() + within_s
    late = Probe("unasked", f"was not asked within {within_s:g} s", "late")

    def ask(place: int) -> Probe:
        if over.is_set() or time.monotonic() > end:
            return late
        return prober.ask(asked[place])

    found: dict[str, Probe] = {}
    urls = [question.url for question in asked]
    per_host = prober.asker.limits.per_host
    try:
        for place, probe in side_by_side(urls, ask, per_host=per_host, threads=THREADS):
            found[urls[place]] = probe
            if progress:
                progress(len(found), len(urls))
    finally:
        over.set()
    return found


def _prober(project: Project | None) -> "Prober":
    """Who asks, with the manners, the memory and the private hosts of the newsletter."""
    from digest.fetch.client import Asker, private_host
    from digest.fetch.probe import LIMITS, Prober
    from digest.fetch.probe_cache import ProbeCache
    from digest.fetch.web import Web, headers_for

    web = web_of(project) if project else Web()
    sources = project.settings.sources if project else ()
    near = [s.location for s in sources if s.allow_private and s.location.startswith("http")]
    inside = frozenset(private_host(url) for url in near)
    asker = Asker(headers_for(web.contact), LIMITS, web.resolve, web.hosts, inside)
    return Prober(asker, ProbeCache(project.cache / "probes") if project else None)


def _refuse_no_network(found: Mapping[str, Probe]) -> None:
    """Where not one host of several can be found, it is not they who are missing."""
    hosts = {urlsplit(url).hostname or "" for url in found}
    if len(hosts) > 1 and all(probe.verdict == "nowhere" for probe in found.values()):
        named = ", ".join(sorted(hosts)[:3])
        raise SourceError(
            f"no host of the mail's links can be found, such as {named}",
            "is this machine online? leave out --online to check without the network",
        )
