"""Workers that train one model meet and average by what each has seen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
import torch
from crews import average_once

from factcheck.train.crew import with_crew


def cores() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def test_weights_are_averaged_by_pairs_seen_and_one_end_ends_all() -> None:
    told: list[str] = []
    before = cores(), torch.get_num_threads()
    weights, total, ended = with_crew(2, 0.0, average_once, (30, 10), lead=told.append)
    assert (cores(), torch.get_num_threads()) == before
    assert weights == pytest.approx([0.25] * 3)  # 0 for thirty pairs, 1 for ten
    assert total == 40
    assert ended
    assert told == ["40 pairs"]


def test_one_worker_needs_no_other() -> None:
    weights, total, ended = with_crew(1, 0.0, average_once, (30,), lead=lambda line: None)
    assert weights == [0.0] * 3
    assert (total, ended) == (30, False)


def test_a_worker_that_never_comes_ends_the_run_instead_of_being_waited_for() -> None:
    # what only the program itself defines can't be imported by a new process, which so ends before the crew meets
    program = (
        "from factcheck.train.crew import with_crew\n"
        "def work(crew, say): return None\n"
        "with_crew(2, 0.0, work, lead=print)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert ended.returncode == -signal.SIGTERM
    assert "a worker of the training ended with 1" in ended.stderr
