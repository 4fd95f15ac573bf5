"""Rebuilding what can be rebuilt without embedding anything again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.store import merging, origins
from factcheck.store.damage import rebuild
from factcheck.store.local import LocalStore, open_store
from factcheck.store.verify import Kind, verify_store
from factcheck.text.plural import counted

if TYPE_CHECKING:
    from factcheck.store.verify import ContentHash, Split
    from factcheck.types import Progress


def repair_store(path: Path, *, content_hash: ContentHash, split: Split, progress: Progress) -> list[str]:
    """Rebuild what can be rebuilt and say what was done.

    Reports whose text, passages or vectors are damaged can't be: their content
    hash is cleared, so that ``index add`` with their source puts them right.

    Raises:
        IndexTrouble: the index can't be written to.
    """
    done: list[str] = []
    problems = verify_store(path, content_hash=content_hash, split=split, progress=progress)
    faults = [problem for problem in problems if problem.kind is Kind.DATABASE]
    if faults and all(problem.repairable for problem in faults):
        _rebuild(path)
        done.append("made the catalog anew from its reports, passages, vectors and decisions, and the word index")
        problems = verify_store(path, content_hash=content_hash, split=split, progress=progress)
    elif faults:
        return []  # nothing may be changed in a catalog that can't be read throughout
    kinds = {problem.kind for problem in problems}
    with open_store(path) as store:
        store.catalog.read_broken_text()
        bad = sorted({problem.report_id for problem in problems if problem.report_id and not problem.repairable})
        if bad or kinds & {Kind.PASSAGES, Kind.VECTORS, Kind.WORDS, Kind.ORIGINS}:
            with store.catalog.transaction():
                done += _mend(store, kinds, bad)
        if kinds & {Kind.PASSAGES, Kind.VECTORS, Kind.CACHE, Kind.MANIFEST}:
            merging.merge(store, always=True)
            done.append("built vectors.faiss and manifest.json anew")
    return done


def _rebuild(path: Path) -> None:
    with open_store(path) as store:
        rebuild(store.catalog)


def _mend(store: LocalStore, kinds: set[Kind], bad: list[str]) -> Iterator[str]:
    run = store.catalog.run
    if bad:
        store.catalog.run_many("UPDATE reports SET sha256 = '' WHERE id = ?", [(number,) for number in bad])
        yield f"marked {counted(len(bad), 'damaged report')} to be read again by: factcheck index add SOURCES"
    if kinds & {Kind.PASSAGES, Kind.VECTORS}:
        run("DELETE FROM passages WHERE report NOT IN (SELECT num FROM reports)")
        run("DELETE FROM vectors WHERE passage NOT IN (SELECT id FROM passages)")
        yield "removed passages and vectors that belong to no report"
    if kinds & {Kind.PASSAGES, Kind.WORDS}:
        run("INSERT INTO words (words) VALUES ('rebuild')")
        yield "built the word index anew"
    if Kind.ORIGINS in kinds:
        for table in ("fingerprints", "copies"):
            run(f"DELETE FROM {table}")  # noqa: S608 (ours)
        run("UPDATE reports SET origin = num")
        for number, text in store.catalog.rows("SELECT num, text FROM reports ORDER BY num"):
            origins.link(store.catalog, number, text)
        yield "worked out the origins anew"
