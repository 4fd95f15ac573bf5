"""From files to an index: what is added, left alone, replaced, removed, skipped, and what an interruption leaves."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from stores import HashEncoder, archive_lines

from factcheck import indexing
from factcheck.corpus import passage_text, read_sources, split_passages
from factcheck.errors import IndexMismatch, InputError
from factcheck.store import catalog, create_store, open_store
from factcheck.types import Advance, Decision, DecisionKind, Report, SearchFilter

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reports"
ARCHIVE = Path(__file__).parents[2] / "../shared/data/news/reuters21578.jsonl.gz"


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "SYNCHRONOUS", "OFF")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join(archive_lines(30)), "utf-8")
    return file


def test_what_is_there_already_changes_nothing_and_isnt_embedded_again(source: Path, tmp_path: Path) -> None:
    index, encoder = tmp_path / "index", HashEncoder()
    first = indexing.build(index, [source], encoder)
    assert (first.read, first.added, first.kept) == (30, 30, 30)
    before, embedded = (index / "vectors.faiss").read_bytes(), encoder.texts
    for again in (indexing.build, indexing.add):
        summary = again(index, [source], encoder)
        assert (summary.read, summary.unchanged, summary.added, summary.replaced) == (30, 30, 0, 0)
    assert encoder.texts == embedded
    assert (index / "vectors.faiss").read_bytes() == before


def test_a_changed_report_replaces_and_build_drops_what_is_gone(source: Path, tmp_path: Path) -> None:
    index, encoder = tmp_path / "index", HashEncoder()
    indexing.build(index, [source], encoder)
    with open_store(index) as store:
        kept = store.append_decision(Decision(kind=DecisionKind.NOTE, claim_key="k", claim="c", value="v"))
    lines = archive_lines(12)
    lines[3] = lines[3].replace("lamps", "lanterns")
    source.write_text("\n".join(lines[2:]), "utf-8")
    added = indexing.add(index, [source], encoder)
    assert (added.replaced, added.unchanged, added.removed) == (1, 9, 0)
    built = indexing.build(index, [source], encoder)
    assert (built.replaced, built.unchanged, built.removed) == (0, 10, 20)
    with open_store(index) as store:
        assert store.stats().reports == 10
        assert len(store.search_words("lanterns", 50, SearchFilter())) > 0
        assert store.decisions() == [kept]
    assert indexing.verify(index) == ([], [])


def test_another_encoder_builds_anew_but_isnt_added_to(source: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "index", HashEncoder(dimension=12, name="other", sha256="7" * 64)
    indexing.build(index, [source], HashEncoder())
    with pytest.raises(IndexMismatch):
        indexing.add(index, [source], other)
    assert indexing.build(index, [source], other).added == 30
    assert (indexing.info(index).encoder, indexing.info(index).dimension) == ("other", 12)
    assert indexing.verify(index) == ([], [])


@pytest.mark.parametrize("content", ["", "\n\n", "not json\n", '{"id": "x"}\n'])
def test_a_build_from_nothing_leaves_the_index_as_it_was(content: str, source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    indexing.build(index, [source], HashEncoder())
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(content)
    with pytest.raises(InputError, match="no report"):
        indexing.build(index, [wrong], HashEncoder())
    assert indexing.info(index).reports == 30


def test_a_first_build_from_nothing_makes_no_index(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no index was made"):
        indexing.build(tmp_path / "index", [tmp_path / "empty"], HashEncoder())
    assert not (tmp_path / "index").exists()


def test_a_missing_source_is_told_before_an_index_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        indexing.build(tmp_path / "index", [tmp_path / "nothing"], HashEncoder())
    assert not (tmp_path / "index").exists()


def test_every_record_is_accounted_for(source: Path, tmp_path: Path) -> None:
    good = archive_lines(5)
    bad = tmp_path / "bad.jsonl"
    clash = json.dumps({**json.loads(good[0]), "text": "Another text under the same id, about boats and bread."})
    bad.write_text("\n".join([good[0], "{broken", good[1], clash, good[0]]), "utf-8")
    summary = indexing.add(tmp_path / "index", [bad], HashEncoder())
    assert summary.added == 2
    assert summary.read + len(summary.skipped) == 5
    assert {(Path(s.source).name, s.line) for s in summary.skipped} >= {("bad.jsonl", 2), ("bad.jsonl", 4)}
    with pytest.raises(InputError, match=r"bad\.jsonl, line 2"):
        indexing.add(tmp_path / "index", [bad], HashEncoder(), strict=True)


def test_vectors_stand_at_their_passages_whatever_the_order_of_embedding(source: Path, tmp_path: Path) -> None:
    index, encoder = tmp_path / "index", HashEncoder()
    indexing.build(index, [FIXTURES], encoder)
    with open_store(index) as store:
        for report in store.reports(store.report_ids()[:40]).values():
            passages = split_passages(report)
            own = encoder.encode([passage_text(report, passage) for passage in passages])
            vectors = indexing.blend(own, encoder.encode([report.title])[0] if report.title else None)
            for passage, vector in zip(passages, vectors, strict=True):
                best = store.search_vectors(vector, 50, SearchFilter())
                found = store.passages([hit.passage_id for hit in best if hit.score >= best[0].score - 1e-3])
                assert (report.id, passage.start, passage.end) in {(p.report_id, p.start, p.end) for p in found}


class StopAfter:
    """An encoder that is interrupted, as by Ctrl-C, after so many texts."""

    def __init__(self, texts: int) -> None:
        self.plain = HashEncoder()
        self.name, self.sha256, self.dimension = self.plain.name, self.plain.sha256, self.plain.dimension
        self.left = texts

    def encode(self, texts: Sequence[str]) -> Any:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        return self.plain.encode(texts)


def test_an_interruption_keeps_whole_batches_and_the_same_call_goes_on(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 10)
    index = tmp_path / "index"
    with pytest.raises(indexing.Interrupted) as stop:
        indexing.build(index, [source], StopAfter(100))
    assert stop.value.summary.added == 10
    assert indexing.verify(index) == ([], [])
    assert indexing.info(index).reports == 10
    summary = indexing.build(index, [source], HashEncoder())
    assert (summary.unchanged, summary.added) == (10, 20)
    assert indexing.verify(index) == ([], [])


def test_an_interrupted_rebuild_removes_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 10)
    index = tmp_path / "index"
    indexing.build(index, [source], HashEncoder())
    source.write_text("\n".join(archive_lines(30, start=100)), "utf-8")
    with pytest.raises(indexing.Interrupted):
        indexing.build(index, [source], StopAfter(100))
    assert indexing.info(index).reports == 40
    assert indexing.verify(index) == ([], [])


class Bars:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.tasks: dict[str, list[int | None]] = {}
        self.totals: dict[str, list[int | None]] = {}

    @contextmanager
    def task(self, label: str, total: int | None = None) -> Iterator[Advance]:
        row = self.tasks.setdefault(label, [total, 0])
        self.totals.setdefault(label, []).append(total)

        def advance(steps: int = 1) -> None:
            row[1] = (row[1] or 0) + steps

        yield advance


def test_progress_knows_the_total_and_reaches_it(source: Path, tmp_path: Path) -> None:
    bars = Bars()
    summary = indexing.build(tmp_path / "index", [source], HashEncoder(), progress=bars)
    assert bars.tasks["Reading reports"] == [30, 30]
    assert bars.tasks["Embedding passages"] == [summary.passages, summary.passages]


def test_more_reports_than_are_read_ahead(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 4)
    monkeypatch.setattr(indexing, "AHEAD", 8)
    bars = Bars()
    assert indexing.build(tmp_path / "index", [source], HashEncoder(), progress=bars).added == 30
    assert bars.totals["Reading reports"] == [30, 22, 14, 6], "each time as many as are still to be read"
    assert indexing.verify(tmp_path / "index") == ([], [])


def test_stored_offsets_cut_the_stored_text_as_the_source_was_cut(tmp_path: Path) -> None:
    index = tmp_path / "index"
    indexing.build(index, [FIXTURES], HashEncoder())
    read = {report.id: report for report in read_sources([FIXTURES]) if isinstance(report, Report)}
    with open_store(index) as store:
        stored = store.reports(store.report_ids())
        assert stored == read
        quotes: dict[str, list[str]] = {}
        for passage in store.passages(range(1, store.stats().passages + 1)):
            quotes.setdefault(passage.report_id, []).append(stored[passage.report_id].text[passage.start : passage.end])
        assert quotes == {i: [r.text[p.start : p.end] for p in split_passages(r)] for i, r in read.items()}


def test_copies_among_the_fixtures_share_an_origin_and_nothing_else_does(tmp_path: Path) -> None:
    index = tmp_path / "index"
    indexing.build(index, [FIXTURES / "real"], HashEncoder())
    with open_store(index) as store:
        ids = store.report_ids()
        joined = {origin.reports for origin in store.origins(ids).values() if len(origin.reports) > 1}
        named = {number for number in ids if number.endswith(("-b", "-c"))}
        assert named, "the fixtures hold copies, named after their origin"
        assert {number for group in joined for number in group} == named | {number[:-2] for number in named}
        for group in joined:
            assert len({number[:-2] if number in named else number for number in group}) == 1


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not ARCHIVE.is_file(), reason="needs the reference archive")
def test_a_real_archive_is_sound_and_answers(tmp_path: Path) -> None:
    part = tmp_path / "part.jsonl"
    with gzip.open(ARCHIVE, "rt", encoding="utf-8") as archive:
        part.write_text("".join(line for _, line in zip(range(2_000), archive, strict=False)), "utf-8")
    index = tmp_path / "index"
    summary = indexing.build(index, [part], HashEncoder(dimension=64))
    assert summary.read + len(summary.skipped) == 2_000
    assert indexing.verify(index) == ([], [])
    with create_store(index, encoder=HashEncoder(dimension=64), passage_settings=indexing.PASSAGE_SETTINGS) as store:
        found = store.search_words("drought in the Bahia cocoa zone", 3, SearchFilter())
        assert store.passages([found[0].passage_id])[0].report_id == "reuters-1"


def test_a_passages_vector_leans_to_the_title_and_to_what_stood_before() -> None:
    own = np.eye(4, dtype=np.float32)[:3]
    mixed = indexing.blend(own, np.eye(4, dtype=np.float32)[3])
    assert np.linalg.norm(mixed, axis=1) == pytest.approx([1, 1, 1])
    assert mixed[0] @ own[0] > mixed[0] @ np.eye(4)[3] > 0
    assert mixed[1] @ own[0] == pytest.approx(indexing.BEFORE_SHARE * (mixed[1] @ own[1]))
    assert mixed[2] @ own[0] == 0
    assert indexing.blend(own, None)[0] == pytest.approx(own[0])
