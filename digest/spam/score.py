"""Whoever is at hand is asked: the daemon that the settings name, else the program on PATH."""

from digest.core.spam import NoScore, SpamScore
from digest.spam import program, spamd


def score(message: bytes, daemon: str | None = None) -> SpamScore | NoScore | None:
    """SpamAssassin's word on a message as it travels, or None where there is no SpamAssassin.

    `daemon` is `host:port` or the path of a socket. Where it is named, nobody else is asked.
    """
    if daemon:
        return spamd.score(message, daemon)
    found = program.path()
    return program.score(message, found) if found else None


def at_hand(daemon: str | None = None) -> str | NoScore | None:
    """Who would be asked, in words; None where there is nobody. A daemon must answer a ping."""
    if daemon:
        return spamd.ping(daemon) or f"spamd at {daemon}"
    return program.path()
