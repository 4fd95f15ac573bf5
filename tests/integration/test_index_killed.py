"""``kill -9`` at any instant leaves a sound index, and the same command then completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stores import HashEncoder, archive_lines

from factcheck import indexing
from factcheck.store import open_store
from factcheck.types import SearchFilter

REPORTS = 60
BATCHES = 6  # the driver commits ten reports at a time
HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills a process with SIGKILL")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join(archive_lines(REPORTS)), "utf-8")
    return file


def start(index: Path, source: Path, *bomb: str) -> subprocess.Popen[str]:
    paths = [str(HERE.parents[1]), str(HERE.parent)]
    return subprocess.Popen(
        [sys.executable, str(HERE / "index_driver.py"), str(index), str(source), *bomb],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def assert_sound_and_completes(index: Path, source: Path, committed: int) -> None:
    _, problems = indexing.verify(index)
    assert problems == []
    kept = indexing.info(index).reports
    assert kept >= committed, "a batch that was reported as committed is lost"
    assert kept % 10 == 0, "half a batch was kept"

    encoder = HashEncoder()
    summary = indexing.build(index, [source], encoder)
    assert (summary.added, summary.unchanged) == (REPORTS - kept, kept)
    assert encoder.texts == summary.passages + summary.added, "each passage and title once, nothing of what was kept"
    _, problems = indexing.verify(index)
    assert problems == []
    with open_store(index) as store:
        assert store.stats().reports == REPORTS
        for number in (0, REPORTS - 1):
            found = store.search_words(f"Lane {number} lamps", 1, SearchFilter())
            assert store.passages([found[0].passage_id])[0].report_id == f"survey-{number}"
    assert not [file.name for file in index.iterdir() if file.name.startswith(".")], "half-written files are left"


@pytest.mark.parametrize(
    ("point", "number", "committed"),
    [
        ("link", 1, 0),  # in the first batch
        ("link", 37, 30),  # in the middle of the fourth
        ("commit", 1, 10),
        ("commit", BATCHES, 60),  # all reports are in, the cache isn't built
        ("before-rename", 1, 0),  # the first manifest
        ("after-rename", 1, 0),
        ("before-rename", 2, 60),  # the manifest that announces the cache
        ("after-rename", 2, 60),
        ("before-rename", 3, 60),  # the cache itself
        ("after-rename", 3, 60),
        ("before-rename", 4, 60),  # the manifest that names it
    ],
)
def test_killed_at_a_point(point: str, number: int, committed: int, source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    process = start(index, source, point, str(number))
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert_sound_and_completes(index, source, committed)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_time(seed: int, source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    chance = random.Random(seed)
    wanted = chance.randrange(BATCHES)
    process = start(index, source)
    assert process.stdout is not None
    seen = 0
    while seen < wanted and process.stdout.readline().startswith("committed"):
        seen += 1
    time.sleep(chance.uniform(0, 0.02))
    process.kill()
    rest, _ = process.communicate(timeout=60)
    if not (index / "catalog.sqlite").is_file():  # killed before the index was begun
        assert indexing.build(index, [source], HashEncoder()).added == REPORTS
        return
    assert_sound_and_completes(index, source, 10 * (seen + rest.count("committed")))


def test_a_changed_index_killed_while_its_cache_is_replaced_stays_right(source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert start(index, source).wait(60) == 0
    changed = archive_lines(REPORTS)
    changed[5] = changed[5].replace("lamps", "lanterns")
    source.write_text("\n".join(changed), "utf-8")
    process = start(index, source, "after-rename", "2")  # the cache is there, its manifest isn't
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert indexing.verify(index)[1] == []
    with open_store(index) as store:
        for hit in store.search_words("lanterns", 20, SearchFilter()):
            assert store.passages([hit.passage_id])[0].report_id == "survey-5"
        assert store.search_words("lanterns", 20, SearchFilter())
