"""Several processes that train one model, each at its own pace.

Every worker trains on pairs of its own; now and then all weights are averaged,
each worker counting by the pairs that it saw since the last time (local SGD,
Stich 2019). Threads of one process wait for the slowest of them at every
product of matrices, so that a busy core halves the rate of all; workers wait
for each other once a minute.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


class Crew:
    """One worker's view of the others.

    Args:
        rank: 0 for the one that logs and saves.
        size: workers in all.
        meeting: file that all of them reach.
        seconds: time between two averages.
    """

    def __init__(self, rank: int, size: int, meeting: Path, seconds: float) -> None:
        import torch
        import torch.distributed as dist

        self.rank, self.size, self.seconds = rank, size, seconds
        self.last = time.monotonic()
        self._before: tuple[list[int], int] | None = None
        if size == 1:
            return
        cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        own = cores[rank::size]
        self._before = cores, torch.get_num_threads()
        if own:
            os.sched_setaffinity(0, own)
        torch.set_num_threads(max(1, len(own)))
        dist.init_process_group("gloo", init_method=meeting.as_uri(), rank=rank, world_size=size)

    def due(self) -> bool:
        """Whether it is time to average."""
        return time.monotonic() - self.last >= self.seconds

    def average(self, parameters: list[torch.nn.Parameter], pairs: int, ended: bool) -> tuple[int, bool]:
        """Average the weights; every worker has to call this.

        Args:
            parameters: what is trained; changed in place.
            pairs: pairs that this worker saw since the last average.
            ended: whether it saw enough.

        Returns:
            The pairs that all saw since the last average, and whether any saw enough.
        """
        import torch
        import torch.distributed as dist
        from torch.nn.utils import parameters_to_vector

        self.last = time.monotonic()
        if self.size == 1:
            return pairs, ended
        counts = torch.tensor([pairs, int(ended)], dtype=torch.int64)
        dist.all_reduce(counts)
        total = int(counts[0])
        with torch.no_grad():
            flat = parameters_to_vector(parameters) * (pairs / max(total, 1))
            dist.all_reduce(flat)
            if total:
                # in place: others hold the same tensors, and torch's own vector_to_parameters gives them new ones
                for parameter, mean in zip(parameters, torch.split(flat, [p.numel() for p in parameters]), strict=True):
                    parameter.copy_(mean.view_as(parameter))
        self.last = time.monotonic()
        return total, bool(counts[1])

    def close(self) -> None:
        """Leave the crew; the process has all its cores again."""
        import torch
        import torch.distributed as dist

        if self._before is None:
            return
        cores, threads = self._before
        if cores:
            os.sched_setaffinity(0, cores)
        torch.set_num_threads(threads)
        dist.destroy_process_group()


def with_crew(size: int, seconds: float, work: Callable[..., Any], *args: Any, lead: Any) -> Any:
    """Call ``work(crew, *args, say)`` in ``size`` processes, of which this one is rank 0.

    Only rank 0 is given ``lead`` as ``say``, the others say nothing. ``work``
    has to be importable by name. Returns what rank 0 returns; the others end
    with this process.
    """
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        context = multiprocessing.get_context("spawn")
        others = [
            context.Process(target=_other, args=(rank, size, meeting, seconds, work, args), daemon=True)
            for rank in range(1, size)
        ]
        for other in others:
            other.start()
        over = threading.Event()
        threading.Thread(target=_watch, args=(others, over), daemon=True).start()
        crew = Crew(0, size, meeting, seconds)
        try:
            return work(crew, *args, lead)
        finally:
            over.set()
            crew.close()
            for other in others:
                other.join(timeout=30)


def _watch(others: Sequence[BaseProcess], over: threading.Event) -> None:
    """End this process when a worker fails: it may wait half an hour for the others to meet, deaf to Ctrl-C."""
    sentinels = {other.sentinel: other for other in others}
    while sentinels:
        for sentinel in wait(list(sentinels)):
            code = sentinels.pop(int(sentinel)).exitcode  # type: ignore[arg-type]
            if code and not over.is_set():
                sys.stderr.write(
                    f"error: a worker of the training ended with {code}; what it said stands above."
                    " Started again with the same out, the run goes on from its last checkpoint.\n"
                )
                sys.stderr.flush()
                os.kill(os.getpid(), signal.SIGTERM)


def _other(
    rank: int, size: int, meeting: Path, seconds: float, work: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    crew = Crew(rank, size, meeting, seconds)
    work(crew, *args, _silent)
    crew.close()


def _silent(line: str) -> None:
    """What the workers besides the first say."""
