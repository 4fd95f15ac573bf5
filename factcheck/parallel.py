"""Threads: a call beside what else is done, and several items at once with results in the items' order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Generic, TypeVar

Worker = TypeVar("Worker")
Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""Items for each worker that may be under way or waiting to be taken: results are held back until it's their turn."""


class Loading(Generic[Result]):
    """A call that runs in a thread until its result is asked for."""

    def __init__(self, call: Callable[[], Result]) -> None:
        self._found: Result | None = None
        self._error: BaseException | None = None

        def run() -> None:
            try:
                self._found = call()
            except BaseException as error:  # raised again where the result is asked for
                self._error = error

        # not a daemon: one that is inside a native library when the interpreter ends takes the process down with it
        self._thread = threading.Thread(target=run)
        self._thread.start()

    def result(self) -> Result:
        """What the call returned; what it raised is raised here."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._found is not None
        return self._found


def in_order(
    workers: Sequence[Worker], items: Iterable[Item], call: Callable[[Worker, Item], Result]
) -> Iterator[Result]:
    """``call(worker, item)`` for every item in as many threads as there are workers; each has one item at a time.

    When the caller stops, or an item raises, those not begun are dropped and those under way are finished.

    Args:
        workers: what an item is handled by, none of them used by two threads at once.
        items: taken as they are needed, :data:`AHEAD` for each worker.
        call: what is done with an item.
    """
    free: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def run(item: Item) -> Result:
        worker = free.get()
        try:
            return call(worker, item)
        finally:
            free.put(worker)

    waiting: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(len(workers), thread_name_prefix="factcheck")
    try:
        for item in items:
            waiting.append(pool.submit(run, item))
            if len(waiting) >= AHEAD * len(workers):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
