"""Proving an index sound: everything that can be worked out again is, and compared."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.config import CATALOG
from factcheck.errors import IndexDamaged, IndexTrouble
from factcheck.store import manifest, merging, origins, rows
from factcheck.store.damage import can_be_rebuilt, damaged_parts, require_sound_catalog
from factcheck.store.dense import STORED
from factcheck.store.local import LocalStore, open_store
from factcheck.text.copies import Shingles, fingerprint, is_copy, shingles
from factcheck.text.plural import counted

if TYPE_CHECKING:
    from factcheck.types import Advance, Passage, Progress, Report

    ContentHash = Callable[[Report], str]
    Split = Callable[[Report, str], tuple[Passage, ...] | None]
    """A report and the passage settings of the index to its passages; ``None`` when they are cut otherwise now."""

UNIT = 5e-3
"""How far from one the length of a float16 vector may be."""


class Kind(StrEnum):
    """What a problem is about; the value is what ``--json`` shows."""

    DATABASE = "database"
    REPORT = "report"
    PASSAGES = "passages"
    VECTORS = "vectors"
    WORDS = "words"
    ORIGINS = "origins"
    CACHE = "cache"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; ``repairable`` without the sources and without embedding again."""

    kind: Kind
    text: str
    report_id: str = ""
    repairable: bool = True


def verify_store(path: Path, *, content_hash: ContentHash, split: Split, progress: Progress) -> list[Problem]:
    """All that is wrong with an index, worst first; empty for a sound one.

    Args:
        path: the index folder.
        content_hash: how a report's hash is made.
        split: how a report is cut into passages.
        progress: where the reports checked are counted.

    Raises:
        IndexMissing, IndexMismatch, IndexDamaged: it can't even be opened.
    """
    with open_store(path) as store:
        store.catalog.read_broken_text()
        if problems := list(_unreadable(store)):
            return problems  # what else is read from damaged pages proves nothing
        problems = list(_database(store))
        with progress.task("Verifying reports", total=store.catalog.one("SELECT count(*) FROM reports")) as advance:
            for report_problems in _reports(store, content_hash, split, advance):
                problems += report_problems
        problems += [*_strays(store), *_words(store), *_origins(store), *_manifest(store)]
    return problems


def require_sound(store: LocalStore) -> None:
    """See that every page of the catalog makes sense and that ``vectors.faiss`` is, byte for byte, what was written.

    Raises:
        IndexDamaged: with the command that tells more and repairs.
    """
    require_sound_catalog(store.catalog)
    if wrong := _vectors_file(store):
        raise IndexDamaged(
            f"{store.path / manifest.VECTORS} is damaged: {wrong}",
            f"Make it again with: factcheck index verify --repair --index {shlex.quote(str(store.path))}",
        )


def _vectors_file(store: LocalStore) -> str:
    from factcheck.store import vectors

    found = manifest.read(store.path)
    if found is None:
        return "manifest.json, which describes it, is missing or unreadable" if store.stats().reports else ""
    file = store.path / manifest.VECTORS
    named = [info for info in (found.cache, found.coming) if info is not None]
    if not named or (found.cache is None and not file.exists()):
        return ""  # the first build isn't finished
    wrong = [vectors.check_whole(file, info) for info in named]
    return "" if "" in wrong else wrong[0]


def _unreadable(store: LocalStore) -> Iterator[Problem]:
    parts = damaged_parts(store.catalog)
    whole = can_be_rebuilt(parts)
    for part in parts:
        yield Problem(Kind.DATABASE, f"{part} can't be read: pages of {CATALOG} are damaged", repairable=whole)


def _database(store: LocalStore) -> Iterator[Problem]:
    if said := _integrity(store):
        told = " ".join("; ".join(said[:3]).split())
        yield Problem(Kind.DATABASE, f"all of {CATALOG} can be read, but SQLite finds faults in it: {told}")
    if not store.encoder_sha256 or store.dimension <= 0:
        yield Problem(Kind.DATABASE, "the catalog doesn't say which encoder made it", repairable=False)
    triggers = store.catalog.one("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decisions'")
    if triggers != 3:
        yield Problem(Kind.DATABASE, "decisions aren't protected against change")


def _integrity(store: LocalStore) -> list[str]:
    try:
        said = [str(row[0]) for row in store.catalog.rows("PRAGMA integrity_check(20)")]
    except IndexDamaged as error:
        return [error.message]
    return [] if said == ["ok"] else said


def _reports(store: LocalStore, content_hash: ContentHash, split: Split, advance: Advance) -> Iterator[list[Problem]]:
    """The problems of each report: hash, passages, vectors, fingerprint."""
    catalog, settings = store.catalog, store.passage_settings
    cursor = catalog.each(f"SELECT num, first_passage, passage_count, {rows.REPORT_COLUMNS} FROM reports ORDER BY num")  # noqa: S608
    while chunk := list(islice(cursor, 500)):
        for number, first, count, *columns in chunk:
            advance()
            try:
                report = rows.report_of(tuple(columns))
            except (ValueError, TypeError) as error:
                yield [Problem(Kind.REPORT, f"report {columns[0]}: {error}", str(columns[0]), repairable=False)]
                continue
            found = list(_of_report(store, report, number, (first, count), (content_hash, split), settings))
            if found:
                yield found


def _of_report(
    store: LocalStore,
    report: Report,
    number: int,
    ids: tuple[int, int],
    derive: tuple[ContentHash, Split],
    settings: str,
) -> Iterator[Problem]:
    def bad(kind: Kind, text: str) -> Problem:
        return Problem(kind, f"report {report.id}: {text}", report.id, repairable=False)

    first, count = ids
    content_hash, split = derive
    if content_hash(report) != report.sha256:
        yield bad(Kind.REPORT, "its content isn't what its hash says")
    stored = store.catalog.rows(
        f"SELECT {rows.PASSAGE_COLUMNS} FROM passages p JOIN reports r ON r.num = p.report WHERE p.report = ? "  # noqa: S608
        "AND p.id BETWEEN ? AND ? ORDER BY p.id",
        (number, first, first + count - 1),
    )
    passages = [rows.passage_of(row) for row in stored]
    if len(passages) != count:
        yield bad(Kind.PASSAGES, f"has {counted(len(passages), 'passage')} instead of {count:,}")
    if not all(_inside(passage, len(report.text)) for passage in passages):
        yield bad(Kind.PASSAGES, "has a passage outside its text")
    elif (expected := split(report, settings)) is not None and [_cut(p) for p in expected] != [
        _cut(p) for p in passages
    ]:
        yield bad(Kind.PASSAGES, "its passages aren't those that its text is cut into")
    yield from (bad(Kind.VECTORS, text) for text in _vectors(store, first, count))
    hashes = store.catalog.one(
        "SELECT count(*) FROM fingerprints WHERE report = ? AND hash IN (SELECT value FROM json_each(?))",
        (number, str(sorted(fingerprint(shingles(report.text))))),
    )
    if hashes != len(fingerprint(shingles(report.text))):
        yield Problem(Kind.ORIGINS, f"report {report.id}: its fingerprint isn't that of its text", report.id)


def _inside(passage: Passage, length: int) -> bool:
    spans = [(passage.start, passage.end)] + [(s.start, s.end) for s in (passage.before, passage.after) if s]
    return all(0 <= start < end <= length for start, end in spans)


def _cut(passage: Passage) -> tuple[Any, ...]:
    return passage.start, passage.end, passage.before, passage.after


def _vectors(store: LocalStore, first: int, count: int) -> Iterator[str]:
    blobs = [
        row[0]
        for row in store.catalog.rows(
            "SELECT vector FROM vectors WHERE passage BETWEEN ? AND ? ORDER BY passage", (first, first + count - 1)
        )
    ]
    if len(blobs) != count:
        yield f"has {len(blobs)} vectors instead of {count}"
    if any(len(blob) != store.dimension * STORED.itemsize for blob in blobs):
        yield "has a vector of the wrong length"
    elif blobs:
        matrix = np.frombuffer(b"".join(blobs), dtype=STORED).reshape(len(blobs), -1).astype(np.float64)
        if not np.isfinite(matrix).all():
            yield "has a vector that isn't finite"
        elif (np.abs(np.linalg.norm(matrix, axis=1) - 1) > UNIT).any():
            yield "has a vector that isn't of length one"


def _strays(store: LocalStore) -> Iterator[Problem]:
    one = store.catalog.one
    if lost := one("SELECT count(*) FROM passages WHERE report NOT IN (SELECT num FROM reports)"):
        yield Problem(Kind.PASSAGES, f"{counted(lost, 'passage')} of no report")
    if lost := one("SELECT count(*) FROM vectors WHERE passage NOT IN (SELECT id FROM passages)"):
        yield Problem(Kind.VECTORS, f"{lost} vectors belong to no passage")
    live = one("SELECT coalesce(sum(passage_count), 0) FROM reports")
    if (stored := one("SELECT count(*) FROM passages")) != live:
        yield Problem(Kind.PASSAGES, f"{counted(stored, 'passage')} stored, the reports have {live:,}")


def _words(store: LocalStore) -> Iterator[Problem]:
    if not store.catalog.writable:
        return  # FTS5's own check is a write to SQLite
    try:
        store.catalog.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except IndexDamaged:
        yield Problem(Kind.WORDS, "the word index doesn't fit the passages")


def _origins(store: LocalStore) -> Iterator[Problem]:
    catalog = store.catalog
    texts: dict[int, Shingles] = {}
    for a, b in catalog.rows("SELECT a, b FROM copies ORDER BY a, b"):
        pair = dict(catalog.rows("SELECT num, text FROM reports WHERE num IN (?, ?)", (a, b)))
        for number, text in pair.items():
            texts.setdefault(number, shingles(text))
        if len(pair) < 2 or not is_copy(texts[a], texts[b]):
            yield Problem(Kind.ORIGINS, f"reports {a} and {b} are noted as copies and aren't")
    joined = {row[0] for row in catalog.rows("SELECT a FROM copies UNION SELECT b FROM copies")}
    wrong = catalog.one(
        "SELECT count(*) FROM reports WHERE origin <> num"
        " AND num NOT IN (SELECT a FROM copies UNION SELECT b FROM copies)"
    )
    heads = dict(catalog.rows("SELECT num, origin FROM reports"))
    seen: set[int] = set()
    for number in sorted(joined):
        if number in seen or number not in heads:
            continue
        members, head = origins.component(catalog, number)
        seen |= members
        wrong += sum(heads.get(member) != head for member in members)
    if wrong:
        yield Problem(Kind.ORIGINS, f"{counted(wrong, 'report')} of another origin than the copies say")


def _manifest(store: LocalStore) -> Iterator[Problem]:
    try:
        found = manifest.read(store.path)
    except IndexTrouble as error:
        yield Problem(Kind.MANIFEST, error.message, repairable=False)
        return
    now = merging.describe(store, None)
    if found is None:
        if now.reports:
            yield Problem(Kind.MANIFEST, "manifest.json is missing or unreadable")
        return
    if (found.encoder_sha256, found.dimension, found.passage_settings) != (
        now.encoder_sha256,
        now.dimension,
        now.passage_settings,
    ):
        yield Problem(Kind.MANIFEST, "manifest.json names another encoder or other passages than the catalog")
    if found.generation == now.generation and (found.reports, found.passages) != (now.reports, now.passages):
        # an older manifest is no fault: a run was cut short after its last commit
        yield Problem(Kind.MANIFEST, "manifest.json has other counts than the catalog")
    yield from _cache(store, found)


def _cache(store: LocalStore, found: manifest.Manifest) -> Iterator[Problem]:
    """Compare every cached vector that a search could use with the catalog's."""
    from factcheck.store import vectors

    described = [info for info in (found.cache, found.coming) if info is not None]
    if not described:
        if (store.path / manifest.VECTORS).exists():
            yield Problem(Kind.CACHE, "vectors.faiss is there, but the manifest doesn't name it")
        return
    opened = [vectors.open_cache(store.path, info, store.dimension) for info in described]
    cache = next((one for one in opened if not isinstance(one, str)), None)
    if cache is None:
        if found.cache is None and not (store.path / manifest.VECTORS).exists():
            return  # a first build was cut short before it had a cache
        yield Problem(Kind.CACHE, f"vectors.faiss can't be used: {opened[0]}")
        return
    if wrong := vectors.check_whole(store.path / manifest.VECTORS, cache.info):
        yield Problem(Kind.CACHE, f"vectors.faiss is damaged: {wrong}")
        return
    ids, decoded = cache.contents()
    order = np.argsort(ids)
    ids, decoded = ids[order], decoded[order]
    exact = cache.info.kind == vectors.EXACT
    differing = missing = 0
    for batch, stored in merging.vector_batches(store):
        upto = batch <= cache.up_to
        batch, stored = batch[upto], stored[upto]
        at = np.searchsorted(ids, batch)
        here = at < len(ids)
        here[here] = ids[at[here]] == batch[here]
        missing += int((~here).sum())
        close = np.einsum("nd,nd->n", stored[here], decoded[at[here]])
        norms = np.linalg.norm(stored[here], axis=1) * np.linalg.norm(decoded[at[here]], axis=1)
        same = (stored[here] == decoded[at[here]]).all(axis=1) if exact else close > 0.99 * norms
        differing += int((~same).sum())
    if missing or differing:
        yield Problem(Kind.CACHE, f"vectors.faiss lacks {missing} vectors and has {differing} others than the catalog")
