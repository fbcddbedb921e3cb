"""Wiring: each thing that the page may show or do, and the use case behind it.

A change of an issue is a function of the project, the id and what was asked; it gives the JSON of
its answer, or None where the rest is told by events, and raises what `preview.answers` knows.
"""

from digest.app.preview import facts, letters
from digest.app.preview.live import Studio
from digest.preview.desk import Desk


def desk(studio: Studio, first: str) -> Desk:
    """All that the page of `studio` may do; in a read-only preview nothing but look."""
    return Desk(
        first,
        knows=lambda issue: letters.knows(studio.project, issue),
        build=lambda issue: letters.build_of(studio.project, issue),
        letter=lambda issue: letters.letter(studio.project, issue),
        picture=lambda issue, name: letters.picture(studio.project, issue, name),
        lists={"issues": lambda _query: facts.rows(studio.project)},
        reads={
            "": lambda issue: facts.facts(
                studio.project,
                issue,
                studio.built.get(issue, {}),
                read_only=studio.read_only,
            ),
        },
    )
