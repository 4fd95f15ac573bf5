"""Labels of other models, batches by length, remembered hashes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ModelTrouble
from factcheck.models.labels import map_labels, stance_named
from factcheck.models.runtime import batches_by_length, known_sha256, pad, verify_file
from factcheck.types import Stance

S, C, N = Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, {C: 0, S: 1, N: 2}),
        ({0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"}, {S: 0, N: 1, C: 2}),
        ({0: "SUPPORTS", 1: "REFUTES", 2: "NOT ENOUGH INFO"}, {S: 0, C: 1, N: 2}),
        ({0: "not_enough_info", 1: "supported", 2: "refuted"}, {N: 0, S: 1, C: 2}),
        ({0: "supports", 1: "conflicts", 2: "neutral"}, {S: 0, C: 1, N: 2}),
        ({0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}, None),
        ({0: "entailment", 1: "not_entailment"}, None),
        ({0: "entailment", 1: "neutral"}, None),
        ({0: "entailment", 1: "supports", 2: "neutral"}, None),
        ({0: "entailment", 1: "neutral", 2: "contradiction", 3: "joy"}, None),
    ],
)
def test_labels_are_mapped_by_name_or_not_at_all(names: dict[int, str], expected: dict[Stance, int] | None) -> None:
    assert map_labels(names) == expected


def test_not_enough_is_never_read_as_a_denial() -> None:
    assert stance_named("Not enough info") is N
    assert stance_named("not entailment") is None
    assert stance_named("x" * 1_000_000) is None


def test_batches_hold_every_row_once_within_bounds() -> None:
    lengths = [5, 200, 7, 7, 64, 1, 128, 90, 3] * 9
    batches = list(batches_by_length(lengths, batch_tokens=256, batch_rows=6))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) <= 6
        assert max(lengths[i] for i in batch) * len(batch) <= 256


def test_a_row_longer_than_a_batch_still_runs_alone() -> None:
    assert list(batches_by_length([300, 10], batch_tokens=256, batch_rows=6)) == [[0], [1]]
    assert list(batches_by_length([], batch_tokens=256, batch_rows=6)) == []


def test_padding_fills_on_the_right() -> None:
    assert pad([[7, 8, 9], [4]], 1, np.int64).tolist() == [[7, 8, 9], [4, 1, 1]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("factcheck.models.runtime.user_cache", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_a_changed_file_is_hashed_again(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "weights"
    path.write_bytes(b"first")
    assert known_sha256(path) == hashlib.sha256(b"first").hexdigest()
    path.write_bytes(b"other")
    os.utime(path, ns=(1, 1))
    assert known_sha256(path) == hashlib.sha256(b"other").hexdigest()


def test_the_hash_is_remembered(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights"
    path.write_bytes(b"first")
    digest = known_sha256(path)
    monkeypatch.setattr("factcheck.models.runtime.file_sha256", lambda path: pytest.fail("hashed again"))
    assert known_sha256(path) == digest


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": 1}', b"\xff\xfe"])
def test_a_damaged_stamp_is_not_believed(tmp_path: Path, cache: Path, damage: bytes) -> None:
    path = tmp_path / "weights"
    path.write_bytes(b"first")
    known_sha256(path)
    for stamp in (cache / "hashes").iterdir():
        stamp.write_bytes(damage)
    assert known_sha256(path) == hashlib.sha256(b"first").hexdigest()


def test_an_unwritable_cache_only_costs_time(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    path = tmp_path / "weights"
    path.write_bytes(b"first")
    assert known_sha256(path) == hashlib.sha256(b"first").hexdigest()


def test_missing_and_altered_files_are_told_apart(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(ModelTrouble, match="can't read"):
        verify_file(tmp_path / "weights", "0" * 64)
    (tmp_path / "weights").write_bytes(b"x")
    with pytest.raises(ModelTrouble, match="not the published file"):
        verify_file(tmp_path / "weights", "0" * 64)
