"""The doctor's words as JSON, whose names are stable."""

from dataclasses import asdict

import digest
from digest.app.doctor import Diagnosis
from digest.core.domain.bulk import Judged, sources
from digest.core.domain.verdict import STATES

VERSION = 1


def document(diagnosis: Diagnosis) -> dict[str, object]:
    """The document as data; the unknown is null."""
    verdicts = diagnosis.verdicts
    return {
        "version": VERSION,
        "digest": digest.__version__,
        "domain": diagnosis.domain,
        "summary": {state: sum(v.state == state for v in verdicts) for state in STATES},
        "verdicts": [asdict(verdict) for verdict in verdicts],
        "bulk": [_rule(judged) for judged in diagnosis.bulk],
    }


def _rule(judged: Judged) -> dict[str, object]:
    return {
        "rule": judged.rule.name,
        "title": judged.rule.title,
        "state": judged.met,
        "because": [verdict.message for verdict in judged.because],
        "fix": judged.fix,
        "sources": [asdict(source) for source in sources(judged.rule)],
    }
