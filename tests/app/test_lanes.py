import threading
import time

import pytest

from digest.app.lanes import side_by_side


def test_every_place_comes_once_with_its_result() -> None:
    urls = [f"https://host{n % 3}.example.org/{n}" for n in range(20)]
    done = dict(side_by_side(urls, lambda place: place * 2, per_host=2, threads=4))
    assert done == {place: place * 2 for place in range(20)}
    assert list(side_by_side([], lambda place: place, per_host=2)) == []


def test_what_is_raised_comes_out_where_the_results_do() -> None:
    urls = ["https://a.example.org/", "https://b.example.org/"]
    with pytest.raises(ZeroDivisionError):
        list(side_by_side(urls, lambda place: 1 // place, per_host=2))


def test_a_host_is_worked_at_by_few_while_others_go_on() -> None:
    urls = ["https://slow.example.org/"] * 8 + [f"https://h{n}.example.org/" for n in range(8)]
    lock, now, most, everybody = threading.Lock(), [0], [0], threading.Event()

    def work(place: int) -> bool:
        if place >= 8:
            everybody.set()
            return True
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        waited = everybody.wait(10)
        time.sleep(0.001)
        with lock:
            now[0] -= 1
        return waited

    assert all(result for _, result in side_by_side(urls, work, per_host=2, threads=3))
    assert most[0] == 2
