"""Work done side by side, with few pieces at a time for each host."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from queue import SimpleQueue
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")

THREADS = 64  # they wait for servers most of the time


def side_by_side(
    urls: Sequence[str], work: Callable[[int], T], *, per_host: int, threads: int = THREADS
) -> Iterator[tuple[int, T]]:
    """Start `work(place)` for the place of each URL; places and results come as they are finished.

    Each host has a queue and at most `per_host` threads that take from it, so that nobody waits for
    a host that is slow but those who want something from it. What `work` raises is raised when its
    turn comes; the threads do not keep the program from ending.
    """
    lanes = _lanes(urls, per_host)
    done: SimpleQueue[tuple[int, Callable[[], T]]] = SimpleQueue()

    def run() -> None:
        while lanes:
            try:
                lane = lanes.popleft()
            except IndexError:
                return
            while lane:
                try:
                    place = lane.popleft()
                except IndexError:
                    break
                done.put((place, _outcome(work, place)))

    for _ in range(min(threads, len(lanes))):
        threading.Thread(target=run, daemon=True).start()
    return ((place, outcome()) for place, outcome in (done.get() for _ in urls))


def _outcome(work: Callable[[int], T], place: int) -> Callable[[], T]:
    """What gives the result of `work(place)`, or raises what that raised."""
    try:
        result = work(place)
    except BaseException as error:  # noqa: BLE001 - it goes on in the thread that waits for it
        return partial(_raise, error)
    return lambda: result


def _raise(error: BaseException) -> NoReturn:
    raise error


def _lanes(urls: Sequence[str], per_host: int) -> deque[deque[int]]:
    """The queue of each host, as often as it may be worked at."""
    hosts: dict[str, deque[int]] = {}
    for place, url in enumerate(urls):
        hosts.setdefault(urlsplit(url).hostname or "", deque()).append(place)
    first = deque(hosts.values())
    first.extend(lane for lane in hosts.values() for _ in range(min(per_host, len(lane)) - 1))
    return first
