"""Every kind of damage is found; what can be rebuilt is, the rest is put right by reading the source again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from stores import HashEncoder, hash_of, indexed, make_report, split_lines

from factcheck.errors import IndexDamaged
from factcheck.indexing import Quiet
from factcheck.store import Problem, catalog, create_store, dense, merge, open_store, repair_store, verify_store
from factcheck.types import SearchFilter

ENCODER = HashEncoder()
STORY = "\n".join(f"In week {n} the council of Velden counted {n * 3} boats near the old mill." for n in range(8))
REPORTS = [
    make_report("a", STORY, title="Boats", day=date(2023, 3, 1), outlet="Wire"),
    make_report("b", STORY, title="Many boats", day=date(2023, 3, 2)),
    make_report("c", "The harbour froze.\nFerries stopped.", title="Ice"),
]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalog, "SYNCHRONOUS", "OFF")
    with create_store(tmp_path / "index", encoder=ENCODER) as store:
        store.put([indexed(report, ENCODER) for report in REPORTS])
        merge(store, always=True)
    return tmp_path / "index"


def verify(index: Path) -> list[Problem]:
    return verify_store(index, content_hash=hash_of, split=split_lines, progress=Quiet())


def repair(index: Path) -> list[str]:
    return repair_store(index, content_hash=hash_of, split=split_lines, progress=Quiet())


def sql(statement: str, *values: object) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        with sqlite3.connect(index / "catalog.sqlite") as db:
            assert db.execute(statement, values).rowcount, "the damage wasn't done"

    return damage


def truncate(index: Path) -> None:
    file = index / "vectors.faiss"
    file.write_bytes(file.read_bytes()[:-100])


def change_a_cached_vector(index: Path) -> None:
    """In the codes, where neither faiss nor the trailer notices: only comparing does."""
    from factcheck.store import vectors

    file = index / "vectors.faiss"
    data = bytearray(file.read_bytes())
    with open_store(index) as store:
        blob = store.catalog.one("SELECT vector FROM vectors WHERE passage = 3")
    at = data.find(blob)
    assert at > 0
    data[at : at + 2] = np.array([0.5], dtype="<f2").tobytes()
    length = len(data) - 56
    data[-24:] = vectors._digest(bytes(data[: min(4 << 20, length)]), bytes(data[-56:-24]))
    file.write_bytes(data)


def test_a_sound_index_has_no_problems(index: Path) -> None:
    assert verify(index) == []
    assert repair(index) == []


REBUILT = {
    "words without a passage": (sql("INSERT INTO words (rowid, title, body) VALUES (2, 'x', 'y')"), "words"),
    "words emptied": (sql("INSERT INTO words (words) VALUES ('delete-all')"), "words"),
    "origin": (sql("UPDATE reports SET origin = num WHERE id = 'b'"), "origins"),
    "origin of another": (sql("UPDATE reports SET origin = 1 WHERE id = 'c'"), "origins"),
    "copies": (sql("INSERT INTO copies VALUES (1, 3, 0.9)"), "origins"),
    "fingerprint": (sql("DELETE FROM fingerprints WHERE report = 1"), "origins"),
    "passage of no report": (sql("INSERT INTO passages VALUES (99, 77, 0, 4, NULL, NULL, NULL, NULL)"), "passages"),
    "vector of no passage": (sql("INSERT INTO vectors VALUES (99, x'00')"), "vectors"),
    "cache gone": (lambda index: (index / "vectors.faiss").unlink(), "cache"),
    "cache cut": (truncate, "cache"),
    "cache scribbled": (lambda index: (index / "vectors.faiss").write_bytes(b"\xff" * 5000), "cache"),
    "cached vector": (change_a_cached_vector, "cache"),
    "manifest gone": (lambda index: (index / "manifest.json").unlink(), "manifest"),
    "manifest cut": (lambda index: (index / "manifest.json").write_text("{"), "manifest"),
    "manifest of another": (
        lambda index: (index / "manifest.json").write_text(
            (index / "manifest.json").read_text().replace("5" * 64, "6" * 64)
        ),
        "manifest",
    ),
    "manifest counts": (
        lambda index: (index / "manifest.json").write_text(
            (index / "manifest.json").read_text().replace('"reports": 3', '"reports": 4')
        ),
        "manifest",
    ),
}


@pytest.mark.parametrize("name", REBUILT)
def test_damage_that_can_be_rebuilt_is_found_and_rebuilt(name: str, index: Path) -> None:
    damage, kind = REBUILT[name]
    embedded = ENCODER.texts
    damage(index)
    problems = verify(index)
    assert kind in {problem.kind.value for problem in problems}
    assert all(problem.repairable for problem in problems)
    assert repair(index)
    assert verify(index) == []
    assert ENCODER.texts == embedded
    with open_store(index) as store:
        assert store.origins(["b"])["b"].reports == ("a", "b")
        assert [hit.passage_id for hit in store.search_words("harbour", 5, SearchFilter())] == [17]


LOST = {
    "text": (sql("UPDATE reports SET text = replace(text, 'boats', 'ships') WHERE id = 'a'"), "report"),
    "title": (sql("UPDATE reports SET title = 'Bots' WHERE id = 'a'"), "report"),
    "hash": (sql("UPDATE reports SET sha256 = 'x' WHERE id = 'a'"), "report"),
    "date": (sql("UPDATE reports SET date = 'soon' WHERE id = 'a'"), "report"),
    "metadata": (sql("UPDATE reports SET metadata = '{' WHERE id = 'a'"), "report"),
    "offset outside": (sql('UPDATE passages SET "end" = 9999 WHERE id = 8'), "passages"),
    "offset moved": (sql("UPDATE passages SET start = start + 1 WHERE id = 2"), "passages"),
    "neighbour": (sql("UPDATE passages SET after_end = after_end - 1 WHERE id = 2"), "passages"),
    "passage gone": (sql("DELETE FROM passages WHERE id = 2"), "passages"),
    "vector gone": (sql("DELETE FROM vectors WHERE passage = 2"), "vectors"),
    "vector short": (sql("UPDATE vectors SET vector = x'0000' WHERE passage = 2"), "vectors"),
    "vector of nothing": (sql("UPDATE vectors SET vector = zeroblob(48) WHERE passage = 2"), "vectors"),
    "vector not a number": (
        sql("UPDATE vectors SET vector = ? WHERE passage = 2", np.full(24, np.nan, "<f2").tobytes()),
        "vectors",
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_damage_to_a_report_is_found_and_put_right_by_its_source(name: str, index: Path) -> None:
    damage, kind = LOST[name]
    damage(index)
    problems = verify(index)
    assert kind in {problem.kind.value for problem in problems}
    assert "a" in {problem.report_id for problem in problems if not problem.repairable}
    repair(index)
    with open_store(index) as store:
        stale = [r for r in REPORTS if store.known_hashes([r.id])[r.id] != r.sha256]
        assert stale == [REPORTS[0]], "the damaged report alone is read again"
        store.put([indexed(report, ENCODER) for report in stale])
        merge(store)
    repair(index)
    assert verify(index) == []


def test_a_catalog_damaged_in_its_pages_is_told(index: Path) -> None:
    file = index / "catalog.sqlite"
    data = bytearray(file.read_bytes())
    half = len(data) // 2
    data[half : half + 4096 * 3] = b"\xa5" * (4096 * 3)
    file.write_bytes(data)
    shutil.rmtree(index / "catalog.sqlite-wal", ignore_errors=True)
    try:
        problems = verify(index)
    except IndexDamaged as error:
        assert error.hint
    else:
        assert any(problem.kind == "database" for problem in problems)


def test_a_search_over_a_damaged_vector_says_so(index: Path) -> None:
    sql("UPDATE vectors SET vector = x'0000' WHERE passage = 2")(index)
    with open_store(index) as store, pytest.raises(IndexDamaged, match="damaged vector") as error:
        store.search_vectors(ENCODER.encode(["harbour"])[0], 5, SearchFilter())
    assert "verify --repair" in error.value.hint


def test_decisions_without_their_protection_are_told(index: Path) -> None:
    sql_damage = sqlite3.connect(index / "catalog.sqlite")
    sql_damage.execute("DROP TRIGGER decisions_stay")
    sql_damage.commit()
    assert [problem.kind.value for problem in verify(index)] == ["database"]


def test_a_repaired_cache_is_used_again(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "SCAN_ALWAYS", 0)
    truncate(index)
    vector = ENCODER.encode(["harbour"])[0]
    with open_store(index) as store:
        expected = store.search_vectors(vector, 5, SearchFilter())
        assert store.warnings
    repair(index)
    with open_store(index) as store:
        assert store.search_vectors(vector, 5, SearchFilter()) == expected
        assert not store.warnings
