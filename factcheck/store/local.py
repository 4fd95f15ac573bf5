"""The store on one laptop: a SQLite catalog as the one source of truth, faiss as a cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from factcheck.config import CATALOG
from factcheck.errors import IndexMismatch
from factcheck.store import dense, manifest, origins, rows
from factcheck.store.catalog import Catalog, open_catalog
from factcheck.store.damage import require_sound_catalog
from factcheck.store.filters import Columns
from factcheck.store.merging import write_manifest
from factcheck.store.migrations import latest
from factcheck.store.words import Words
from factcheck.types import Decision, Encoder, Hit, IndexedReport, IndexStats, Origin, Passage, Report, SearchFilter

if TYPE_CHECKING:
    from factcheck.store.vectors import VectorCache
    from factcheck.types import FloatArray


LOOKED_OVER = 256 * 2**20
"""Bytes of a catalog up to which it is read through before anything is added: a fraction of a second. Adding one report
to a larger one has to stay quick; ``doctor`` and ``verify`` read any."""

_STANDING = """
    WITH made AS (
        SELECT * FROM decisions WHERE kind != 'undo'
        AND id NOT IN (SELECT CAST(value AS INTEGER) FROM decisions WHERE kind = 'undo')
    )
    SELECT count(*) FROM (
        SELECT max(id) FROM made WHERE kind IN ('finding', 'skip') GROUP BY claim_key
        UNION ALL SELECT max(id) FROM made WHERE kind = 'evidence' GROUP BY claim_key, evidence_key
        UNION ALL SELECT id FROM made WHERE kind = 'note'
    )
"""
"""Counts the decisions that stand, by the rules of factcheck.review.standing, without reading them all."""


class LocalStore:
    """An index folder, opened. Implements :class:`factcheck.types.Store`.

    Not for several threads at once. Other processes may search and write the same
    folder; each search sees what was committed before it began.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.path = catalog.folder
        self.warnings: list[str] = []
        """What the user should know though the answer is right, such as a damaged cache."""
        self._state: tuple[int, int] | None = None
        self._generation: str | None = None
        self._columns: Columns | None = None
        self._words: Words | None = None
        self._tail: dense.Tail | None = None
        self._cache: VectorCache | None = None
        self._stats: IndexStats | None = None

    # -- what the index is

    @property
    def encoder(self) -> str:
        """Name of the encoder whose vectors are stored."""
        return self.catalog.meta("encoder") or ""

    @property
    def encoder_sha256(self) -> str:
        """Hex digest of that encoder's weights."""
        return self.catalog.meta("encoder_sha256") or ""

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.catalog.meta("dimension") or 0)

    def require(self, encoder: Encoder) -> None:
        """Refuse an encoder that isn't the one that the vectors were made with.

        Raises:
            IndexMismatch: with the command that rebuilds the index.
        """
        if (self.encoder_sha256, self.dimension) != (encoder.sha256, encoder.dimension):
            raise IndexMismatch(
                f"the index {self.path} was made with the encoder {self.encoder} ({self.encoder_sha256[:12]}),"
                f" not with {encoder.name} ({encoder.sha256[:12]})",
                f"Build it anew from its sources: factcheck index build SOURCES --index {self.path}",
            )

    @property
    def passage_settings(self) -> str:
        """How the stored reports were cut into passages."""
        return self.catalog.meta("passage_settings") or ""

    def describe(self, encoder: Encoder, passage_settings: str) -> None:
        """Start anew with an encoder: every report goes, decisions stay; one transaction."""
        with self.catalog.transaction():
            self.catalog.run("INSERT INTO words (words) VALUES ('delete-all')")
            for table in ("vectors", "passages", "fingerprints", "copies", "reports"):
                self.catalog.run(f"DELETE FROM {table}")  # noqa: S608 (ours)
            self.catalog.set_meta("encoder", encoder.name)
            self.catalog.set_meta("encoder_sha256", encoder.sha256)
            self.catalog.set_meta("dimension", str(encoder.dimension))
            self.catalog.set_meta("passage_settings", passage_settings)
            self.catalog.set_meta("created", datetime.now(UTC).isoformat(timespec="seconds"))

    def stats(self) -> IndexStats:
        """Counts, dates, outlets, languages, encoder and size; kept until the index changes."""
        self._refresh()
        if self._stats is None:
            self._stats = self._count()
        return self._stats

    # -- writing

    def known_hashes(self, ids: Iterable[str]) -> dict[str, str]:
        """For those of ``ids`` that are stored: report id → content hash."""
        return dict(self.catalog.rows_for("SELECT id, sha256 FROM reports WHERE id IN ({})", ids))

    def put(self, batch: Sequence[IndexedReport]) -> None:
        """Add or replace reports in one transaction; a crash loses all of the batch or none."""
        last = {item.report.id: item for item in batch}  # of one id twice in a batch the later stays
        with self.catalog.transaction():
            self._take_out(last)
            for item in last.values():
                self._put_one(item)

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id and return how many there were; decisions on them stay."""
        with self.catalog.transaction():
            return self._take_out(ids)

    def report_ids(self) -> list[str]:
        """Ids of all reports, in the order they were added."""
        return [row[0] for row in self.catalog.each("SELECT id FROM reports ORDER BY num")]

    def _put_one(self, item: IndexedReport) -> None:
        vectors = np.ascontiguousarray(item.vectors, dtype=dense.STORED).reshape(len(item.passages), self.dimension)
        first = 1 + int(self.catalog.one("SELECT seq FROM sqlite_sequence WHERE name = 'passages'") or 0)
        report = item.report
        number = self.catalog.run(
            f"INSERT INTO reports (first_passage, passage_count, origin, {rows.REPORT_COLUMNS})"  # noqa: S608 (constant)
            " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (first, len(item.passages), *rows.row_of(report)),
        ).lastrowid
        assert number is not None  # SQLite gives every inserted row a number
        self.catalog.run("UPDATE reports SET origin = num WHERE num = ?", (number,))
        self.catalog.run_many(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [rows.passage_row(first + at, number, passage) for at, passage in enumerate(item.passages)],
        )
        self.catalog.run_many(
            "INSERT INTO vectors VALUES (?, ?)", [(first + at, row.tobytes()) for at, row in enumerate(vectors)]
        )
        self.catalog.run(
            "INSERT INTO words (rowid, title, body) SELECT id, title, body FROM passage_words WHERE id BETWEEN ? AND ?",
            (first, first + len(item.passages) - 1),
        )
        origins.link(self.catalog, number, report.text)

    def _take_out(self, ids: Iterable[str]) -> int:
        found = self.catalog.rows_for(
            "SELECT num, first_passage, first_passage + passage_count - 1, text FROM reports WHERE id IN ({})", ids
        )
        touched: set[int] = set()
        for number, first, last, text in found:
            self.catalog.run(
                "INSERT INTO words (words, rowid, title, body)"
                " SELECT 'delete', id, title, body FROM passage_words WHERE id BETWEEN ? AND ?",
                (first, last),
            )
            touched |= origins.unlink(self.catalog, number, text)
            self.catalog.run("DELETE FROM vectors WHERE passage BETWEEN ? AND ?", (first, last))
            self.catalog.run("DELETE FROM passages WHERE id BETWEEN ? AND ?", (first, last))
            self.catalog.run("DELETE FROM reports WHERE num = ?", (number,))
        origins.settle(self.catalog, touched - {row[0] for row in found})
        return len(found)

    # -- searching

    def search_vectors(self, vector: FloatArray, limit: int, where: SearchFilter) -> list[Hit]:
        """The passages nearest to a unit vector ``[dimension]``; score is the cosine. Best first, ties by id."""
        columns = self._fresh_columns()
        if self._tail is None:
            self._open_vectors(columns)
        assert self._tail is not None
        return dense.search(self.catalog, self._cache, self._tail, vector, limit, columns.allowed(where))

    def search_words(self, text: str, limit: int, where: SearchFilter) -> list[Hit]:
        """The passages best by BM25 for any of the words; score is positive, higher is better. Ties by id."""
        columns = self._fresh_columns()
        return self._fresh_words(columns).search(text, limit, columns.allowed(where))

    def report_words(self, text: str, ids: Sequence[int]) -> dict[int, float]:
        """By passage id, the BM25 score of the whole report that it stands in; unknown ids are left out."""
        columns = self._fresh_columns()
        return self._fresh_words(columns).reports(text, ids, columns)

    # -- reading

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Passages by id, in the order given; unknown ids are left out."""
        found = self.catalog.rows_for(
            f"SELECT {rows.PASSAGE_COLUMNS} FROM passages p JOIN reports r ON r.num = p.report WHERE p.id IN ({{}})",  # noqa: S608
            ids,
        )
        by_id = {row[-1]: rows.passage_of(row) for row in found}
        return [by_id[number] for number in ids if number in by_id]

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """Reports by id; unknown ids are left out."""
        found = self.catalog.rows_for(f"SELECT {rows.REPORT_COLUMNS} FROM reports WHERE id IN ({{}})", ids)  # noqa: S608
        return {row[0]: rows.report_of(row) for row in found}

    def origins(self, report_ids: Iterable[str]) -> dict[str, Origin]:
        """Report id → the origin it belongs to, with all its members, the earliest first."""
        return origins.origins(self.catalog, report_ids)

    def near_copies(self, text: str, title: str = "") -> frozenset[str]:
        """Ids of stored reports that are copies of this text; the title plays no part, copies often get another."""
        return origins.near_copies(self.catalog, text)

    # -- decisions

    def append_decision(self, decision: Decision) -> Decision:
        """Store a decision and return it with its id and time; nothing is ever changed or deleted."""
        made = decision.made or datetime.now(UTC)
        with self.catalog.transaction(content=False):
            number = self.catalog.run(
                "INSERT INTO decisions (made, kind, claim_key, claim, value, evidence_key, quote, report_id, machine,"
                " reviewer, as_of, context) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows.decision_row(decision, made),
            ).lastrowid
        return rows.decision_of(
            self.catalog.rows(f"SELECT {rows.DECISION_COLUMNS} FROM decisions WHERE id = ?", (number,))[0]  # noqa: S608
        )

    def decisions(self, claim_key: str | None = None) -> list[Decision]:
        """Decisions in the order made, all or those on one claim, undone ones and undo entries included."""
        where, values = ("", ()) if claim_key is None else (" WHERE claim_key = ?", (claim_key,))
        found = self.catalog.rows(f"SELECT {rows.DECISION_COLUMNS} FROM decisions{where} ORDER BY id", values)  # noqa: S608
        return [rows.decision_of(row) for row in found]

    def close(self) -> None:
        """Close the files."""
        self._cache = None
        self.catalog.close()

    def __enter__(self) -> LocalStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- inside

    def _refresh(self) -> None:
        """Forget what was read from an older state of the catalog."""
        state = self.catalog.state()
        if state == self._state:
            return
        self._state, self._stats = state, None
        generation = self.catalog.meta("generation")  # unmoved by decisions
        if generation != self._generation:
            self._generation = generation
            self._columns = self._words = self._tail = self._cache = None

    def _fresh_columns(self) -> Columns:
        self._refresh()
        if self._columns is None:
            self._columns = Columns(self.catalog)
        return self._columns

    def _fresh_words(self, columns: Columns) -> Words:
        if self._words is None:
            self._words = Words(self.catalog, columns.everything.total)
        return self._words

    def _open_vectors(self, columns: Columns) -> None:
        self._cache = self._usable_cache() if columns.everything.total > dense.SCAN_ALWAYS else None
        after = self._cache.up_to if self._cache else 0
        self._tail = dense.Tail(self.catalog, after, self.dimension)

    def _usable_cache(self) -> VectorCache | None:
        from factcheck.store import vectors  # brings faiss, which a small index never needs

        described = manifest.read(self.path)
        if described is None:
            self._warn("manifest.json is missing or unreadable")
            return None
        named = [info for info in (described.cache, described.coming) if info is not None]
        if not named or (described.cache is None and not (self.path / manifest.VECTORS).exists()):
            return None  # the first build isn't finished
        opened = [vectors.open_cache(self.path, info, self.dimension) for info in named]
        for cache in opened:
            if not isinstance(cache, str):
                return cache
        self._warn(f"vectors.faiss can't be used: {opened[0]}")
        return None

    def _warn(self, what: str) -> None:
        text = f"{what}; searching the catalog instead, which is slower. Mend it with: factcheck index verify --repair"
        if text not in self.warnings:
            self.warnings.append(text)

    def _count(self) -> IndexStats:
        one = self.catalog.one
        updated = self.catalog.meta("updated")
        reports, passages, undated, first, last, origin_count = self.catalog.rows(
            "SELECT count(*), coalesce(sum(passage_count), 0), count(*) - count(date), min(date), max(date),"
            " count(DISTINCT origin) FROM reports INDEXED BY reports_columns"
        )[0]
        return IndexStats(
            path=str(self.path),
            format=latest(),
            reports=reports,
            passages=passages,
            origins=origin_count,
            decisions=one(_STANDING),
            undated=undated,
            first_date=None if first is None else date.fromisoformat(first),
            last_date=None if last is None else date.fromisoformat(last),
            outlets=dict(self._grouped("outlet")),
            languages=dict(self._grouped("language")),
            encoder=self.encoder,
            encoder_sha256=self.encoder_sha256,
            dimension=self.dimension,
            bytes_on_disk=sum(file.stat().st_size for file in self.path.iterdir() if _is_ours(file)),
            updated=None if updated is None else datetime.fromisoformat(updated),
        )

    def _grouped(self, column: str) -> Iterator[tuple[str, int]]:
        for name, count in self.catalog.rows(
            f"SELECT coalesce({column}, ''), count(*) FROM reports INDEXED BY reports_columns"  # noqa: S608 (ours)
            " GROUP BY 1 ORDER BY 2 DESC, 1"
        ):
            yield str(name), int(count)


def create_store(path: Path | str, *, encoder: Encoder, passage_settings: str = "", anew: bool = False) -> LocalStore:
    """Open an index for adding to it, making it if there is none.

    Args:
        path: the folder.
        encoder: the one that makes the vectors; a stored index must have been made with it.
        passage_settings: how reports are cut into passages, in words that change when the cutting does.
        anew: let go of the reports of an index made with another encoder or other
            passage settings, instead of refusing it. Decisions stay.

    Raises:
        IndexMismatch: there is an index, made with another encoder or other passage settings.
        IndexDamaged, IndexTrouble: each with the next step.
    """
    store = LocalStore(open_catalog(Path(path), create=True))
    try:
        if (store.path / CATALOG).stat().st_size <= LOOKED_OVER:
            require_sound_catalog(store.catalog)
        store.catalog.read_broken_text()  # a report with a damaged text can then be replaced
        made_alike = (store.encoder_sha256, store.dimension) == (encoder.sha256, encoder.dimension)
        if store.catalog.meta("encoder_sha256") is None or (
            anew and not (made_alike and store.passage_settings == passage_settings)
        ):
            store.describe(encoder, passage_settings)
        store.require(encoder)
        if store.passage_settings != passage_settings:
            raise IndexMismatch(
                f"the reports in {path} were cut into passages in another way ({store.passage_settings})",
                f"Build it anew from its sources: factcheck index build SOURCES --index {path}",
            )
        if manifest.read(store.path) is None:
            write_manifest(store)
    except BaseException:
        store.close()
        raise
    return store


def _is_ours(file: Path) -> bool:
    return file.is_file() and file.name.startswith(("catalog.sqlite", manifest.MANIFEST, manifest.VECTORS))


def open_store(path: Path | str, *, encoder: Encoder | None = None) -> LocalStore:
    """Open an index that exists; with ``encoder``, refuse it when its vectors were made by another.

    Raises:
        IndexMissing, IndexMismatch, IndexDamaged, IndexTrouble: each with the next step.
    """
    store = LocalStore(open_catalog(Path(path)))
    try:
        manifest.read(store.path)  # a newer format is refused
        if encoder is not None:
            store.require(encoder)
    except BaseException:
        store.close()
        raise
    return store
