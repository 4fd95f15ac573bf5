"""Damage to the pages of a catalog: which parts it touches, and a sound catalog made of the others.

A catalog is a file of pages that any broken disk can scribble over. The word
index, the origins and SQLite's own indexes come from the rest, so they can be
made again; reports, passages, vectors and decisions can't.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from factcheck.config import CATALOG
from factcheck.errors import IndexDamaged
from factcheck.store import migrations
from factcheck.store.catalog import damaged_in_use, translated

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.store.catalog import Catalog

DECISIONS = "the decisions"

_KEPT = {
    "meta": "what the index is made of (encoder and settings)",
    "reports": "the reports",
    "passages": "the passages",
    "vectors": "the vectors",
    "decisions": DECISIONS,
}
"""Tables that nothing else holds, in the order in which they are copied."""

_DERIVED = {
    "words_data": "the word index",
    "words_idx": "the word index",
    "words_docsize": "the word index",
    "words_config": "the word index",
    "fingerprints": "the origins",
    "copies": "the origins",
    "sqlite_sequence": "the counters of ids",
}


def damaged_parts(catalog: Catalog) -> list[str]:
    """The parts of a catalog that can't be read, in words; empty where every page makes sense.

    Reads every page, but compares no index with its table, so that it takes
    about as long as reading the file.
    """
    found = [words for table, words in (_KEPT | _DERIVED).items() if not _makes_sense(catalog, table)]
    if not found and not _words_answer(catalog):
        found.append("the word index")
    return list(dict.fromkeys(found))


def can_be_rebuilt(parts: list[str]) -> bool:
    """Whether all that these parts hold can be made again from the others."""
    return not set(parts) & set(_KEPT.values())


def require_sound_catalog(catalog: Catalog) -> None:
    """Refuse to add to a catalog that is damaged: what is said of it afterwards would be worth nothing.

    Raises:
        IndexDamaged: naming the parts that can't be read.
    """
    if parts := damaged_parts(catalog):
        raise damaged_in_use(catalog.folder, f"{' and '.join(parts)} can't be read")


def rebuild(catalog: Catalog) -> None:
    """Replace the catalog by one made of its tables anew, with origins left to be worked out.

    The tables are copied into a file beside it, and that is written over the
    catalog by SQLite in one transaction: killed at any instant, the catalog is the
    old one or the new one. Nobody else may have the index open meanwhile, or a
    decision made in between would be lost.

    Raises:
        IndexDamaged: a table that nothing else holds can't be read.
        IndexBusy: another process has the index open.
        IndexTrouble: there is no room, or no permission.
    """
    catalog.require_writable()
    part = catalog.folder / f".{CATALOG}.{secrets.token_hex(4)}"
    try:
        with _alone(catalog):
            page_size = int(catalog.one("PRAGMA page_size"))
            with translated(catalog.folder), closing(sqlite3.connect(part, isolation_level=None)) as sound:
                sound.execute(f"PRAGMA page_size = {page_size}")
                migrations.migrate(sound)
            _copy(catalog, part)
            with translated(catalog.folder), closing(sqlite3.connect(part, isolation_level=None)) as sound:
                sound.execute("INSERT INTO words (words) VALUES ('rebuild')")
                catalog.take_over(sound)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)


@contextmanager
def _alone(catalog: Catalog) -> Iterator[None]:
    """Keep every other process off the catalog, reading ones too."""
    catalog.rows("PRAGMA locking_mode = EXCLUSIVE")
    try:
        catalog.run("BEGIN IMMEDIATE")
        catalog.run("COMMIT")  # in this mode the lock outlives the transaction
        yield
    finally:
        catalog.rows("PRAGMA locking_mode = NORMAL")
        catalog.rows("SELECT count(*) FROM meta")  # the lock goes with the next access


def _copy(catalog: Catalog, part: Path) -> None:
    catalog.run("ATTACH ? AS sound", (str(part),))
    try:
        catalog.run("BEGIN")
        try:
            for table in _KEPT:
                catalog.run(f"INSERT INTO sound.{table} SELECT * FROM main.{table} NOT INDEXED")  # noqa: S608 (ours)
            _keep_counters(catalog)
            catalog.run("COMMIT")
        except BaseException:
            catalog.run("ROLLBACK")
            raise
    finally:
        catalog.run("DETACH sound")


def _keep_counters(catalog: Catalog) -> None:
    """Ids once given stay given; where the counters can't be read, the highest id in use stands for them."""
    try:
        counters = catalog.rows("SELECT name, seq FROM main.sqlite_sequence")
    except IndexDamaged:
        return
    for name, last in counters:
        if isinstance(last, int):
            catalog.run("UPDATE sound.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))


def _makes_sense(catalog: Catalog, table: str) -> bool:
    try:
        return catalog.rows(f"PRAGMA quick_check({table})") == [("ok",)]
    except IndexDamaged:
        return False


def _words_answer(catalog: Catalog) -> bool:
    """FTS5 keeps its structure inside the cells, where no check of pages looks."""
    try:
        catalog.rows("SELECT rowid FROM words WHERE words MATCH '\"the\"' LIMIT 1")
    except IndexDamaged:
        return False
    return True
