"""Items in several threads: order, errors, and what is dropped when the caller stops."""

from __future__ import annotations

import threading
import time

import pytest

from factcheck.parallel import AHEAD, Loading, in_order


def test_results_come_in_the_order_of_the_items_whichever_is_ready_first() -> None:
    def slow_first(worker: str, item: int) -> int:
        time.sleep(0.05 if item == 0 else 0.0)
        return item * item

    assert list(in_order(["a", "b", "c"], range(20), slow_first)) == [n * n for n in range(20)]


def test_a_worker_has_one_item_at_a_time_and_all_are_used() -> None:
    busy: set[str] = set()
    seen: set[str] = set()
    together = threading.Barrier(2, timeout=5)

    def call(worker: str, item: int) -> None:
        assert worker not in busy
        busy.add(worker)
        seen.add(worker)
        if item < 2:
            together.wait()  # both first items are under way at once
        busy.discard(worker)

    list(in_order(["a", "b"], range(12), call))
    assert seen == {"a", "b"}


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> object:
        for n in range(100):
            taken.append(n)
            yield n

    results = in_order(["a", "b"], items(), lambda worker, item: item)  # type: ignore[arg-type, var-annotated]
    assert next(results) == 0
    assert len(taken) <= AHEAD * 2 + 1
    results.close()
    assert len(taken) <= AHEAD * 2 + 1


def test_an_error_comes_in_its_turn_and_ends_it() -> None:
    done: list[int] = []

    def call(worker: str, item: int) -> int:
        if item == 3:
            raise ValueError("the fourth")
        done.append(item)
        return item

    got: list[int] = []
    with pytest.raises(ValueError, match="the fourth"):
        got.extend(in_order(["a", "b"], range(1000), call))
    assert got == [0, 1, 2]
    assert len(done) < 20


def test_what_a_loading_call_raises_is_raised_where_its_result_is_asked_for() -> None:
    def fails() -> int:
        raise ValueError("no such model")

    assert Loading(lambda: 7).result() == 7
    loading = Loading(fails)
    with pytest.raises(ValueError, match="no such model"):
        loading.result()
