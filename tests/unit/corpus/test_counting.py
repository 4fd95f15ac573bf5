"""The time left is told from an estimate that is right for plain files and missing where nobody can know."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from factcheck.corpus import counting, expected_records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.jsonl").write_bytes(b"{}\n{}\n{}")
    (tmp_path / "in" / "b.csv").write_bytes(b"id,text\n1,x\n")
    (tmp_path / "in" / "c.txt").write_bytes(b"one\ntwo\nthree\n")
    (tmp_path / "in" / "empty.jsonl").write_bytes(b"")
    return tmp_path


def test_lines_of_tables_and_whole_documents(folder: Path) -> None:
    assert expected_records([folder / "a.jsonl"]) == 3
    assert expected_records([folder / "in" / "c.txt", folder / "a.jsonl"]) == 4
    assert expected_records([folder]) == 6
    assert expected_records([folder / "in" / "empty.jsonl"]) == 0


def test_what_cannot_be_known_is_not_guessed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert expected_records(["-"]) is None
    assert expected_records([folder / "missing.txt"]) is None
    with gzip.open(folder / "d.jsonl.gz", "wb") as file:
        file.write(b"{}\n" * 9)
    assert expected_records([folder / "d.jsonl.gz"]) is None
    assert expected_records([folder]) is None
    monkeypatch.setattr(counting, "MOST_BYTES", 5)
    assert expected_records([folder / "a.jsonl"]) is None
