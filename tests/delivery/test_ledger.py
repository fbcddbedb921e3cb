import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.core.delivery import Counts
from digest.core.errors import DeliveryError, DigestError, GateError
from digest.core.message import Accepted, Outcome, Rejected, Retry, Unknown
from digest.delivery.database import STEPS
from digest.delivery.ledger import Ledger, open_ledger

ANN, BOB, CAT = "ann@example.org", "bob@example.org", "cat@example.org"


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "digest.db" if request.param == "file" else None)
    yield opened
    opened.close()


def send(ledger: Ledger, address: str, outcome: Outcome) -> None:
    ledger.sending("1", address, f"<{address}>")
    ledger.settle("1", address, outcome)


def addresses(ledger: Ledger, issue: str = "1") -> list[str]:
    return [address for address, _ in ledger.due(issue)]


def test_everybody_of_a_snapshot_is_due_once(ledger: Ledger) -> None:
    ledger.snapshot("1", [BOB, ANN, BOB], "hash")
    ledger.snapshot("1", [ANN, BOB], "hash")
    assert addresses(ledger) == [ANN, BOB]
    assert ledger.counts("1") == Counts(ready=2)


@pytest.mark.parametrize(
    ("outcome", "counts", "due"),
    [
        (Accepted("250 queued"), Counts(accepted=1), []),
        (Rejected("550 nobody"), Counts(rejected=1), []),
        (Unknown("no answer"), Counts(unknown=1), []),
        (Retry("451 later"), Counts(retry=1), [ANN]),
    ],
)
def test_only_a_retry_is_due_again(
    ledger: Ledger, outcome: Outcome, counts: Counts, due: list[str]
) -> None:
    ledger.snapshot("1", [ANN], "hash")
    send(ledger, ANN, outcome)
    ledger.snapshot("1", [ANN], "hash")
    assert (ledger.counts("1"), addresses(ledger)) == (counts, due)


def test_answers_are_kept_with_their_addresses(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN, BOB, CAT], "hash")
    send(ledger, ANN, Rejected("550 nobody"))
    send(ledger, BOB, Unknown("no answer"))
    assert ledger.answers("1", "rejected") == ((ANN, "550 nobody"),)
    assert ledger.answers("1", "unknown") == ((BOB, "no answer"),)


def test_least_tried_come_first(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN, BOB], "hash")
    send(ledger, ANN, Retry("451 later"))
    assert addresses(ledger) == [BOB, ANN]


def test_issues_do_not_touch_each_other(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN], "hash")
    ledger.snapshot("2", [ANN], "other")
    send(ledger, ANN, Accepted())
    ledger.sending("2", ANN, "<2>")
    ledger.recover("1")
    assert (ledger.counts("1"), ledger.counts("2")) == (Counts(accepted=1), Counts(sending=1))


@pytest.mark.parametrize("outcome", [None, Accepted(), Rejected("550"), Unknown("lost")])
def test_nobody_is_sent_to_twice(ledger: Ledger, outcome: Outcome | None) -> None:
    ledger.snapshot("1", [ANN], "hash")
    ledger.sending("1", ANN, "<1>")
    if outcome:
        ledger.settle("1", ANN, outcome)
    with pytest.raises(GateError):
        ledger.sending("1", ANN, "<1>")


def test_only_what_is_under_way_can_be_settled(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN], "hash")
    with pytest.raises(GateError):
        ledger.settle("1", ANN, Accepted())
    send(ledger, ANN, Unknown("lost"))
    with pytest.raises(GateError):
        ledger.settle("1", ANN, Accepted())
    with pytest.raises(GateError):
        ledger.sending("1", BOB, "<1>")


def test_what_was_under_way_is_unknown_after_recovery(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN, BOB], "hash")
    ledger.sending("1", ANN, "<1>")
    assert ledger.recover("1") == 1
    assert ledger.recover("1") == 0
    assert ledger.counts("1") == Counts(ready=1, unknown=1)
    assert addresses(ledger) == [BOB]


@pytest.mark.parametrize("outcome", [None, Accepted(), Unknown("lost")])
def test_content_is_bound_once_somebody_may_have_it(
    ledger: Ledger, outcome: Outcome | None
) -> None:
    ledger.snapshot("1", [ANN, BOB], "hash")
    ledger.sending("1", ANN, "<1>")
    if outcome:
        ledger.settle("1", ANN, outcome)
    before = ledger.counts("1")
    with pytest.raises(GateError, match="changed"):
        ledger.snapshot("1", [ANN, BOB, CAT], "other")
    assert ledger.counts("1") == before


def test_content_may_change_while_certainly_nobody_has_it(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN, BOB], "hash")
    send(ledger, ANN, Rejected("550 relaying denied"))
    send(ledger, BOB, Retry("451 later"))
    ledger.snapshot("1", [ANN, BOB], "other")
    assert addresses(ledger) == [ANN, BOB]


def test_audience_may_change_between_runs_of_one_issue(ledger: Ledger) -> None:
    ledger.snapshot("1", [ANN, BOB, CAT, "dan@example.org"], "hash")
    send(ledger, ANN, Accepted())
    send(ledger, BOB, Retry("451 later"))
    ledger.snapshot("1", [CAT, "eve@example.org"], "hash")
    assert addresses(ledger) == [CAT, "eve@example.org"]
    assert ledger.counts("1") == Counts(ready=2, accepted=1)


def test_what_is_committed_is_seen_by_another_connection(tmp_path: Path) -> None:
    one, other = open_ledger(tmp_path / "digest.db"), open_ledger(tmp_path / "digest.db")
    one.snapshot("1", [ANN, BOB], "hash")
    one.sending("1", ANN, "<1>")
    assert other.counts("1") == Counts(ready=1, sending=1)
    other.settle("1", ANN, Accepted())
    with pytest.raises(GateError):
        one.settle("1", ANN, Retry("451 later"))
    one.close()
    other.close()


def test_second_sender_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    one, other = open_ledger(tmp_path / "digest.db"), open_ledger(tmp_path / "digest.db")
    with one.exclusive(), pytest.raises(GateError, match="another send"), other.exclusive():
        pass
    with other.exclusive():
        pass
    one.close()
    other.close()


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "digest.db")
    holder = (
        "import fcntl, sys, time\n"
        "file = open(sys.argv[1], 'w')\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", holder, str(tmp_path / "digest.db.lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(GateError, match="another send"), ledger.exclusive():
            pass
        process.kill()
    with ledger.exclusive():
        pass
    ledger.close()


def test_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "digest.db.lock").mkdir()
    ledger = open_ledger(tmp_path / "digest.db")
    with pytest.raises(DigestError, match=r"digest\.db\.lock"), ledger.exclusive():
        pass
    ledger.close()


def test_file_survives_power_loss_by_its_settings(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "digest.db")
    with ledger.database.transaction() as db:
        modes = [
            db.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]
    ledger.close()
    assert modes == ["wal", 2]


def test_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "digest.db") as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()
    with pytest.raises(DeliveryError, match="newer version"):
        open_ledger(tmp_path / "digest.db")


def test_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "digest.db").write_text("no database " * 100)
    with pytest.raises(DeliveryError, match=r"digest\.db"):
        open_ledger(tmp_path / "digest.db")


def test_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"digest\.db"):
        open_ledger(tmp_path / "missing" / "digest.db")
