"""The catalog's tables, as numbered migrations.

Each migration is run once, in order and in its own transaction, and
``PRAGMA user_version`` counts those that were. A published migration is never
edited: a change of the tables is a new one at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x46435831  # "FCX1", so that file(1) and we can tell the catalog from any other database

_TABLES = (
    # What the index is: encoder, passage settings, time of the last change.
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # Passages of one report have consecutive ids from first_passage on, so that a set of
    # reports is a set of id ranges and a filter never has to read the passages table.
    """CREATE TABLE reports (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        first_passage INTEGER NOT NULL,
        passage_count INTEGER NOT NULL,
        origin INTEGER NOT NULL,
        date TEXT,
        date_source TEXT NOT NULL,
        outlet TEXT,
        author TEXT,
        url TEXT,
        language TEXT,
        title TEXT NOT NULL,
        metadata TEXT NOT NULL,
        text TEXT NOT NULL
    )""",
    "CREATE INDEX reports_columns ON reports (first_passage, passage_count, date, outlet, language, origin)",
    "CREATE INDEX reports_origin ON reports (origin)",
    # AUTOINCREMENT: an id is never given twice, so a cache that still holds a removed
    # passage can never answer with it in the place of another.
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        report INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        before_start INTEGER, before_end INTEGER,
        after_start INTEGER, after_end INTEGER
    )""",
    # Apart from the passages, so that reading offsets doesn't read 768 bytes of vector with each.
    "CREATE TABLE vectors (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL)",
    # FTS5 keeps no copy of the text: it reads it through this view when it is rebuilt or checked.
    """CREATE VIEW passage_words (id, title, body) AS
        SELECT p.id, r.title, substr(r.text, p.start + 1, p."end" - p.start)
        FROM passages p JOIN reports r ON r.num = p.report""",
    """CREATE VIRTUAL TABLE words USING fts5 (
        title, body, content='passage_words', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
    # Sampled shingle hashes of each report, to find those that may be copies of one another,
    "CREATE TABLE fingerprints (hash INTEGER, report INTEGER, PRIMARY KEY (hash, report)) WITHOUT ROWID",
    # and the pairs that are; an origin is a connected component of these.
    "CREATE TABLE copies (a INTEGER, b INTEGER, containment REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID",
    "CREATE INDEX copies_b ON copies (b)",
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        made TEXT NOT NULL,
        kind TEXT NOT NULL,
        claim_key TEXT NOT NULL,
        claim TEXT NOT NULL,
        value TEXT NOT NULL,
        evidence_key TEXT NOT NULL,
        quote TEXT NOT NULL,
        report_id TEXT NOT NULL,
        machine TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        as_of TEXT,
        context TEXT NOT NULL
    )""",
    "CREATE INDEX decisions_claim ON decisions (claim_key)",
    """CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    """CREATE TRIGGER decisions_last BEFORE INSERT ON decisions
        WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    """CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
)


def m001_first_tables(db: sqlite3.Connection) -> None:
    """Reports, passages, vectors, words, origins and decisions."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _TABLES:
        db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (m001_first_tables,)


def latest() -> int:
    """The schema version that this factcheck writes."""
    return len(MIGRATIONS)


def version(db: sqlite3.Connection) -> int:
    """The schema version of a catalog; 0 for an empty database."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring a catalog to :func:`latest`, one transaction a migration; the caller has seen that it isn't newer.

    Two processes that open an old catalog at once are safe: the version is read
    again inside each transaction.
    """
    while version(db) < latest():
        db.execute("BEGIN IMMEDIATE")
        try:
            at = version(db)
            if at < latest():
                MIGRATIONS[at](db)
                db.execute(f"PRAGMA user_version = {at + 1}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
