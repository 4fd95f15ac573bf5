"""The index folder: what is kept, what is replaced, what is refused, what is never lost."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from stores import HashEncoder, indexed, make_report, split_lines

from factcheck.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing, IndexTrouble
from factcheck.store import LocalStore, catalog, create_store, dense, merge, migrations, open_store, vectors
from factcheck.types import DateSource, Decision, DecisionKind, IndexedReport, Report, SearchFilter

ENCODER = HashEncoder()
LONG = "\n".join(
    f"In week {n} the council of Velden counted {n * 3} boats and wrote {n + 40} letters about the old mill."
    for n in range(9)
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalStore:
    monkeypatch.setattr(catalog, "SYNCHRONOUS", "OFF")
    return create_store(tmp_path / "index", encoder=ENCODER)


def put(store: LocalStore, *reports: Report) -> None:
    store.put([indexed(report, ENCODER) for report in reports])


def test_a_report_comes_back_as_it_was_put(store: LocalStore) -> None:
    report = replace(
        make_report(
            "r-1", "Line one.\nZweite Zeile: Çelik 🌊.\nThird.", title="A “title”", day=date(2023, 3, 31), outlet="W"
        ),
        date_source=DateSource.DATELINE,
        author="A. Writer",
        url="https://example.org/a",
        metadata={"desk": "world", "ü": "🌊"},
    )
    put(store, report)
    assert store.reports(["r-1", "unknown"]) == {"r-1": report}
    passages = store.passages([3, 99, 1])
    assert [p.id for p in passages] == [3, 1]
    assert [report.text[p.start : p.end] for p in passages] == ["Third.", "Line one."]
    assert passages[1].before is None and passages[1].after is not None
    assert store.known_hashes(["r-1", "unknown"]) == {"r-1": report.sha256}


def test_a_changed_report_replaces_its_passages_everywhere(store: LocalStore) -> None:
    put(store, make_report("a", "harbour bridge\nmayor"), make_report("b", "harbour ferry"))
    merge(store, always=True)
    put(store, make_report("a", "railway tunnel"))
    everything = SearchFilter()
    assert store.stats().passages == 2
    assert [hit.passage_id for hit in store.search_words("bridge mayor", 9, everything)] == []
    assert [hit.passage_id for hit in store.search_words("tunnel", 9, everything)] == [4]
    assert {hit.passage_id for hit in store.search_vectors(ENCODER.encode(["x"])[0], 9, everything)} == {3, 4}
    assert store.passages([1, 2]) == []


def test_a_removed_report_is_gone_and_its_passage_ids_are_never_given_again(store: LocalStore) -> None:
    put(store, make_report("a", "harbour"), make_report("b", "ferry"))
    assert store.remove(["b", "unknown", "b"]) == 1
    put(store, make_report("c", "tunnel"))
    assert [hit.passage_id for hit in store.search_words("tunnel", 9, SearchFilter())] == [3]
    assert store.report_ids() == ["a", "c"]


def test_a_batch_that_fails_leaves_nothing_of_it(store: LocalStore) -> None:
    put(store, make_report("a", "harbour"))
    bad = indexed(make_report("b", "ferry\ntunnel"), ENCODER)
    with pytest.raises(ValueError, match="reshape"):
        store.put([indexed(make_report("a", "changed"), ENCODER), replace(bad, vectors=bad.vectors[:1])])
    assert store.report_ids() == ["a"]
    assert store.reports(["a"])["a"].text == "harbour"
    assert len(store.search_words("harbour", 9, SearchFilter())) == 1
    put(store, make_report("b", "ferry"))  # and the store still works


def test_searches_see_what_another_process_committed(store: LocalStore) -> None:
    other = open_store(store.path)
    assert other.search_words("harbour", 5, SearchFilter()) == []
    put(store, make_report("a", "harbour"))
    assert len(other.search_words("harbour", 5, SearchFilter())) == 1
    assert len(other.search_vectors(ENCODER.encode(["harbour"])[0], 5, SearchFilter())) == 1
    store.remove(["a"])
    assert other.search_vectors(ENCODER.encode(["harbour"])[0], 5, SearchFilter()) == []


def test_copies_share_an_origin_that_follows_every_change(store: LocalStore) -> None:
    first = make_report("z-first", LONG, day=date(2023, 3, 1))
    head = make_report("a-head", "\n".join(LONG.split("\n")[:4]), day=date(2023, 3, 2), title="Another headline")
    tail = make_report("b-tail", "\n".join(LONG.split("\n")[5:]), day=None)
    put(store, tail, head)
    assert {o.id for o in store.origins(["a-head", "b-tail"]).values()} == {"a-head", "b-tail"}
    put(store, first)  # the whole text joins its two halves
    assert store.origins(["b-tail"])["b-tail"].reports == ("z-first", "a-head", "b-tail")
    assert store.origins(["b-tail"])["b-tail"].id == "z-first"
    assert store.near_copies("\n".join(LONG.split("\n")[2:7])) == {"z-first", "a-head", "b-tail"}
    put(store, make_report("z-first", "Something else altogether, about trains and their late arrival in the hills."))
    assert {o.reports for o in store.origins(["a-head", "b-tail"]).values()} == {("a-head",), ("b-tail",)}
    put(store, first)
    store.remove(["z-first"])
    assert {o.reports for o in store.origins(["a-head", "b-tail"]).values()} == {("a-head",), ("b-tail",)}
    assert store.stats().origins == 2


def test_origins_dont_depend_on_the_order_in_which_reports_came(tmp_path: Path) -> None:
    lines = LONG.split("\n")
    reports = [make_report(str(n), "\n".join(lines[n : n + 5]), day=date(2023, 3, 9 - n)) for n in range(5)]
    found = []
    for name, order in (("there", reports), ("back", reports[::-1])):
        with create_store(tmp_path / name, encoder=ENCODER) as store:
            for report in order:
                put(store, report)
            found.append(store.origins(str(n) for n in range(5)))
    assert found[0] == found[1]


def decision(value: str, kind: DecisionKind = DecisionKind.FINDING) -> Decision:
    return Decision(kind=kind, claim_key="k", claim="A claim.", value=value, as_of=date(2023, 1, 2), context={"t": "ü"})


def test_decisions_are_kept_in_order_and_outlive_a_new_encoder(store: LocalStore) -> None:
    put(store, make_report("a", "harbour"))
    first = store.append_decision(decision("supported"))
    second = store.append_decision(decision(str(first.id), DecisionKind.UNDO))
    store.close()
    with create_store(store.path, encoder=HashEncoder(sha256="6" * 64), anew=True) as anew:
        assert anew.report_ids() == []
        assert anew.decisions() == [first, second]
        assert anew.decisions("k") == [first, second]
        assert anew.decisions("other") == []
    assert first.made is not None and first.made.tzinfo is not None


@pytest.mark.parametrize(
    "change",
    ["UPDATE decisions SET value = 'x'", "DELETE FROM decisions", "REPLACE INTO decisions SELECT * FROM decisions"],
)
def test_nothing_changes_a_decision(store: LocalStore, change: str) -> None:
    kept = store.append_decision(decision("supported"))
    with (
        sqlite3.connect(store.path / "catalog.sqlite") as db,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        db.execute(change)
    assert store.decisions() == [kept]


def test_another_encoder_is_refused_with_the_command_that_rebuilds(store: LocalStore) -> None:
    other = HashEncoder(name="other", sha256="6" * 64)
    for opening in (create_store, open_store):
        with pytest.raises(IndexMismatch) as error:
            opening(store.path, encoder=other)
        assert f"factcheck index build SOURCES --index {store.path}" in error.value.hint


def test_other_passage_settings_are_refused(store: LocalStore) -> None:
    with pytest.raises(IndexMismatch, match="cut into passages"):
        create_store(store.path, encoder=ENCODER, passage_settings="new")


def test_a_newer_catalog_is_refused_and_left_alone(store: LocalStore) -> None:
    store.close()
    file = store.path / "catalog.sqlite"
    with sqlite3.connect(file) as db:
        db.execute(f"PRAGMA user_version = {migrations.latest() + 1}")
    before = file.read_bytes()
    with pytest.raises(IndexMismatch, match="newer factcheck"):
        open_store(store.path)
    with pytest.raises(IndexMismatch, match="newer factcheck"):
        create_store(store.path, encoder=ENCODER)
    assert file.read_bytes() == before


def test_an_older_catalog_is_migrated_once(store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, make_report("a", "harbour"))
    store.close()
    ran: list[int] = []

    def m002(db: sqlite3.Connection) -> None:
        ran.append(1)
        db.execute("ALTER TABLE reports ADD COLUMN extra TEXT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m002))
    for _ in range(2):
        with open_store(store.path) as again:
            assert again.report_ids() == ["a"]
            assert again.stats().format == 2
    assert ran == [1]


def test_a_migration_that_fails_changes_nothing(store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()

    def m002(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE fingerprints")
        raise sqlite3.OperationalError("disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m002))
        with pytest.raises(IndexTrouble, match="full"):
            open_store(store.path)
    with open_store(store.path) as again:
        assert again.catalog.one("SELECT count(*) FROM fingerprints") == 0


@pytest.mark.parametrize("content", [b"", b"not a database, just text " * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_catalog_is_told_and_left_alone(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"catalog\.sqlite") as error:
        open_store(tmp_path)
    assert error.value.hint
    assert (tmp_path / "catalog.sqlite").read_bytes() == content


def test_another_programs_database_is_not_taken_over(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite") as db:
        db.execute("CREATE TABLE theirs (a)")
    with pytest.raises(IndexDamaged, match="another program"):
        create_store(tmp_path, encoder=ENCODER)


def test_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="no index"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cant_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexTrouble, match="can't make the index folder"):
        create_store(tmp_path / "file" / "index", encoder=ENCODER)


def test_a_folder_without_permission_is_told_for_writing_and_read_all_the_same(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, make_report("a", "harbour"))
    store.close()
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere, so chmod wouldn't do
    with pytest.raises(IndexTrouble, match="can't be written to"):
        create_store(store.path, encoder=ENCODER)
    with open_store(store.path) as reader:
        assert len(reader.search_words("harbour", 5, SearchFilter())) == 1
        with pytest.raises(IndexTrouble, match="reading only"):
            reader.remove(["a"])


def test_a_second_writer_is_told_to_wait(store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "BUSY_SECONDS", 0.05)
    other = open_store(store.path)
    with store.catalog.transaction(), pytest.raises(IndexBusy, match="another process") as error:
        put(other, make_report("a", "harbour"))
    assert "again" in error.value.hint
    put(other, make_report("a", "harbour"))


@pytest.mark.parametrize("damage", ["empty", "cut", "head", "gone", "foreign"])
def test_a_damaged_cache_is_passed_over_with_a_warning(
    damage: str, store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "SCAN_ALWAYS", 0)
    put(store, *(make_report(str(n), f"harbour {n}\nferry {n}") for n in range(20)))
    merge(store, always=True)
    vector = ENCODER.encode(["harbour 7"])[0]
    expected = store.search_vectors(vector, 5, SearchFilter())
    assert store.warnings == []
    store.close()
    file = store.path / "vectors.faiss"
    data = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(
            {
                "empty": b"",
                "cut": data[: len(data) // 2],
                "head": b"\xff" * 60 + data[60:],
                "foreign": data[:-56] + data[-56:-48] + b"\x00" * 16 + data[-32:],
            }[damage]
        )
    with open_store(store.path) as again:
        assert again.search_vectors(vector, 5, SearchFilter()) == expected
        assert len(again.warnings) == 1
        assert "index verify --repair" in again.warnings[0]


def test_the_cache_and_the_newer_passages_are_searched_together(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "SCAN_ALWAYS", 0)
    put(store, make_report("old", "harbour bridge"))
    merge(store, always=True)
    put(store, make_report("new", "harbour bridge"))
    assert not merge(store), "one report more is no reason to build the cache again"
    found = store.search_vectors(ENCODER.encode(["harbour bridge"])[0], 5, SearchFilter())
    assert [hit.passage_id for hit in found] == [1, 2]
    assert found[0].score == found[1].score


def test_the_manifest_says_what_the_index_is(store: LocalStore) -> None:
    put(store, make_report("a", "harbour\nferry"))
    merge(store, always=True)
    said = json.loads((store.path / "manifest.json").read_text("utf-8"))
    assert said["format"] == 1
    assert said["encoder"] == {"name": "hash-stub", "sha256": "5" * 64, "dimension": 24}
    assert said["counts"] == {"reports": 1, "passages": 2}
    assert (said["vectors"]["kind"], said["vectors"]["vectors"], said["vectors"]["up_to"]) == ("Flat,SQfp16", 2, 2)


def test_a_manifest_of_a_newer_format_is_refused(store: LocalStore) -> None:
    file = store.path / "manifest.json"
    file.write_text(file.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(IndexMismatch, match="newer factcheck"):
        open_store(store.path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', "null", "[" * 5000, '{"format": "x"}'])
def test_a_broken_manifest_doesnt_stop_a_search(content: str, store: LocalStore) -> None:
    put(store, make_report("a", "harbour"))
    store.close()
    (store.path / "manifest.json").write_text(content)
    with open_store(store.path) as again:
        assert len(again.search_vectors(ENCODER.encode(["harbour"])[0], 5, SearchFilter())) == 1


def test_inverted_lists_reach_the_promised_recall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 1_000)
    monkeypatch.setattr(dense, "SCAN_ALWAYS", 1_000)
    monkeypatch.setattr(dense, "SCAN_FILTERED", 100)
    monkeypatch.setattr(catalog, "SYNCHRONOUS", "OFF")
    chance = np.random.default_rng(7)
    topics = chance.normal(size=(60, 24))

    def near_topics(count: int) -> np.ndarray:
        raw = topics[chance.integers(60, size=count)] + 0.6 * chance.normal(size=(count, 24))
        return (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32)

    reports = [
        make_report(str(n), "\n".join(f"line {n} {at}" for at in range(100)), outlet=f"Outlet {n % 3}")
        for n in range(60)
    ]
    items = [IndexedReport(report, split_lines(report), near_topics(100)) for report in reports]
    matrix = np.concatenate([item.vectors for item in items])
    with create_store(tmp_path, encoder=ENCODER) as store:
        store.put(items)
        merge(store, always=True)
        info = json.loads((tmp_path / "manifest.json").read_text())["vectors"]
        assert info["kind"] == "IVF,SQ8"
        assert info["recall_at_20"] >= 0.95
        assert 1 <= info["probes"] < info["lists"]
        for where, inside in (
            (SearchFilter(), np.ones(6_000, dtype=bool)),
            (SearchFilter(outlets=("outlet 1",)), np.arange(6_000) // 100 % 3 == 1),
        ):
            hits = 0
            for query in near_topics(50):
                scores = np.where(inside, matrix @ query, -1)
                exact = set(np.argsort(-scores)[:20] + 1)
                found = {hit.passage_id for hit in store.search_vectors(query, 20, where)}
                assert len(found) == 20 and inside[np.array(sorted(found)) - 1].all()
                hits += len(exact & found)
            assert hits / 1_000 >= 0.95


def test_a_small_index_is_searched_without_importing_faiss(store: LocalStore) -> None:
    put(store, make_report("a", "harbour"))
    merge(store, always=True)
    code = (
        "import sys, numpy as np; from factcheck.store import open_store; from factcheck.types import SearchFilter\n"
        f"store = open_store({str(store.path)!r})\n"
        "assert store.search_vectors(np.ones(24, np.float32), 5, SearchFilter())\n"
        "assert 'faiss' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
