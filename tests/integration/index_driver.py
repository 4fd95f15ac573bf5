"""Builds an index with the stub encoder in a process of its own, to be killed from outside or at a named point.

Usage: python index_driver.py INDEX SOURCE [POINT NUMBER]

POINT is ``link`` (inside a batch's transaction), ``commit`` (just after one),
``before-rename`` or ``after-rename`` (of the cache and the manifest, in turn);
the process kills itself with SIGKILL at the NUMBER-th time it gets there.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from stores import HashEncoder

from factcheck import indexing
from factcheck.store import LocalStore, origins


class Bomb:
    """Kills this process at the n-th call."""

    def __init__(self, number: int) -> None:
        self.left = number

    def tick(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def wrap(owner: Any, name: str, bomb: Bomb, *, after: bool) -> None:
    """Have a bomb tick before or after every call of a function."""
    plain = getattr(owner, name)

    def ticking(*args: Any, **options: Any) -> Any:
        if not after:
            bomb.tick()
        result = plain(*args, **options)
        if after:
            bomb.tick()
        return result

    setattr(owner, name, ticking)


def main(index: str, source: str, point: str = "", number: str = "0") -> None:
    bomb = Bomb(int(number))
    if point == "link":
        wrap(origins, "link", bomb, after=False)
    elif point == "commit":
        wrap(LocalStore, "put", bomb, after=True)
    elif point == "before-rename":
        wrap(Path, "replace", bomb, after=False)
    elif point == "after-rename":
        wrap(Path, "replace", bomb, after=True)
    indexing.BATCH = 10
    plain_put = LocalStore.put

    def put(self: LocalStore, batch: Any) -> None:
        plain_put(self, batch)
        print("committed", flush=True)  # noqa: T201 (what the test reads)

    LocalStore.put = put  # type: ignore[method-assign]
    summary = indexing.build(Path(index), [source], HashEncoder())
    print("done", summary.added, summary.unchanged, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
