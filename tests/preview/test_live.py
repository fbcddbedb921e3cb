"""Watching, and one piece of work at a time."""

import threading
import time

import pytest

from digest.preview.live import Places, Watch, Worker


@pytest.fixture
def worker():
    """Makes a worker that ends with the test."""
    made = []

    def make(work):
        made.append(Worker(work))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        each.close(5)


def eventually(true):
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def test_what_comes_while_one_piece_is_done_is_one_more(worker):
    done, begun, go = [], threading.Event(), threading.Event()

    def work(jobs):
        done.append(jobs)
        begun.set()
        go.wait(10)

    made = worker(work)
    made.ask(["first"])
    assert begun.wait(10)
    for number in range(50):
        made.ask([number % 7])
    go.set()
    assert eventually(lambda: len(done) == 2)
    assert done == [{"first"}, {0, 1, 2, 3, 4, 5, 6}]


def test_jobs_that_follow_each_other_closely_are_one_piece_of_work(worker):
    done = []
    made = worker(done.append)
    for number in range(30):
        made.ask([number % 3])
        time.sleep(0.005)
    assert eventually(lambda: done)
    assert len(done) <= 2  # a busy machine may take a rest longer than it was told
    assert frozenset.union(*done) == {0, 1, 2}


def test_a_storm_that_does_not_end_is_heard_all_the_same(worker):
    done = []
    made = worker(done.append)
    assert eventually(lambda: made.ask(["again"]) or done)
    assert done[0] == {"again"}


def test_work_that_fails_is_not_the_last(worker, caplog):
    done = []

    def work(jobs):
        done.append(jobs)
        assert jobs != {"bad"}, "it was bad"

    made = worker(work)
    made.ask(["bad"])
    assert eventually(lambda: done)
    made.ask(["good"])
    assert eventually(lambda: done == [{"bad"}, {"good"}])
    assert "it was bad" in caplog.text


def test_nothing_is_done_after_the_end(worker):
    done = []
    made = worker(done.append)
    made.close(5)
    made.ask(["late"])
    assert done == []


def test_a_storm_of_saves_is_one_or_two_pieces_of_work(worker, tmp_path):
    done, over = [], threading.Event()

    def work(paths):
        done.append(paths)
        over.wait(10)

    made = worker(work)
    watch = Watch(made.ask)
    watch.aim(Places(deep=frozenset({tmp_path})))
    assert eventually(lambda: (tmp_path / "ready").write_text("x") and done)
    for number in range(50):
        (tmp_path / "a.txt").write_text(str(number))
    over.set()
    assert eventually(lambda: tmp_path / "a.txt" in frozenset.union(*done))
    time.sleep(0.3)
    watch.close()
    assert len(done) <= 3  # that of the file that told that the watch is ready is one of them


def test_a_flat_folder_tells_of_its_own_entries_only(tmp_path):
    (tmp_path / "below").mkdir()
    told = []
    watch = Watch(told.append)
    watch.aim(Places(flat=frozenset({tmp_path})))
    assert eventually(lambda: (tmp_path / "ready").write_text("x") and told)
    (tmp_path / "below" / "unseen").write_text("x")
    (tmp_path / "seen").write_text("x")
    paths = lambda: frozenset.union(*told)  # noqa: E731
    assert eventually(lambda: tmp_path / "seen" in paths())
    watch.close()
    assert tmp_path / "below" / "unseen" not in paths()


def test_another_aim_forgets_the_former(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    told = []
    watch = Watch(told.append)
    watch.aim(Places(deep=frozenset({one})))
    assert eventually(lambda: (one / "x").write_text("x") and told)
    watch.aim(Places(deep=frozenset({other})))
    told.clear()
    assert eventually(lambda: (other / "x").write_text("x") and other / "x" in set().union(*told))
    told.clear()
    (one / "x").write_text("y")
    (other / "y").write_text("y")
    assert eventually(lambda: other / "y" in set().union(*told))
    watch.close()
    assert one / "x" not in set().union(*told)
