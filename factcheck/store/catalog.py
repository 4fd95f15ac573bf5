"""The connection to ``catalog.sqlite``: opening, transactions, and SQLite's errors in our words."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from factcheck.config import CATALOG
from factcheck.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing, IndexTrouble
from factcheck.store import migrations

BUSY_SECONDS = 10.0
"""How long a write waits for another process's write before giving up."""

SYNCHRONOUS = "FULL"
"""Every commit is on the disk before it is reported: a decision or a batch outlives a power cut."""

_IN_CHUNK = 500  # ids a statement: far below SQLite's limit of bound variables in any build


class Catalog:
    """One open catalog. Every statement goes through it, so that every error gets a next step."""

    def __init__(self, folder: Path, db: sqlite3.Connection, *, writable: bool) -> None:
        self.folder = folder
        self.writable = writable
        self._db = db
        self.changes = 0
        """Counts this connection's own commits; see :meth:`state`."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with translated(self.folder):
            return self._db.execute(sql, parameters).fetchall()

    def each(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for results too large to hold."""
        with translated(self.folder):
            yield from self._db.execute(sql, parameters)

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or ``None``."""
        with translated(self.folder):
            row = self._db.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement that changes something."""
        with translated(self.folder):
            return self._db.execute(sql, parameters)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows."""
        with translated(self.folder):
            self._db.executemany(sql, rows)

    def rows_for(self, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Run a query that has ``IN ({})`` in it over any number of values, a chunk at a time."""
        wanted = list(values)
        found: list[tuple[Any, ...]] = []
        for at in range(0, len(wanted), _IN_CHUNK):
            chunk = wanted[at : at + _IN_CHUNK]
            found += self.rows(sql.format(",".join("?" * len(chunk))), chunk)
        return found

    @contextmanager
    def transaction(self, *, content: bool = True) -> Iterator[None]:
        """All or nothing, and one writer at a time.

        Args:
            content: whether reports or their vectors change, so that searches have to look anew.

        Raises:
            IndexBusy: another process is writing and didn't end within ``BUSY_SECONDS``.
            IndexTrouble: the catalog can't be written to.
        """
        self.require_writable()
        self.run("BEGIN IMMEDIATE")
        try:
            if content:
                self.set_meta("updated", datetime.now(UTC).isoformat(timespec="seconds"))
                self.set_meta("generation", str(int(self.meta("generation") or 0) + 1))
            yield
            self.run("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        finally:
            self.changes += 1

    def require_writable(self) -> None:
        """Refuse to go on where nothing can be written.

        Raises:
            IndexTrouble: the folder or the catalog in it is for reading only.
        """
        if not self.writable:
            raise IndexTrouble(
                f"{self.folder} is opened for reading only: the folder can't be written to",
                "Give yourself write permission, or name another folder with --index.",
            )

    def state(self) -> tuple[int, int]:
        """A stamp that differs whenever the catalog was changed, by this process or another (microseconds)."""
        return int(self.one("PRAGMA data_version")), self.changes

    def meta(self, key: str) -> str | None:
        """One value of what the index is."""
        value = self.one("SELECT value FROM meta WHERE key = ?", (key,))
        return None if value is None else str(value)

    def set_meta(self, key: str, value: str) -> None:
        """Write one value; inside a transaction."""
        self.run("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))

    def read_broken_text(self) -> None:
        """Give texts that aren't UTF-8 with substitutes, for verifying them and for replacing their reports."""
        self._db.text_factory = lambda data: data.decode("utf-8", "replace")

    def take_over(self, other: sqlite3.Connection) -> None:
        """Replace the whole content by another database's, in one transaction."""
        with translated(self.folder):
            other.backup(self._db)
        self.changes += 1

    def close(self) -> None:
        """Close; an open transaction is rolled back."""
        self._db.close()


@contextmanager
def translated(folder: Path, *, opening: bool = False) -> Iterator[None]:
    """Turn SQLite's errors into ours, each with the next step.

    Args:
        folder: the index.
        opening: whether the catalog is only being opened, so that verifying it would get no further.
    """
    broken = damaged if opening else damaged_in_use
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise IndexBusy(
                f"another process is writing to the index {folder}", "Wait for it to end, then run the command again."
            ) from error
        if "malformed" in said or "disk I/O" in said:
            raise broken(folder, f"SQLite: {said}") from error
        if any(words in said for words in ("readonly", "unable to open", "disk is full", "full", "permission")):
            raise IndexTrouble(
                f"the index {folder} can't be read or written: {said}",
                "Check the folder's permissions and free space, or name another folder with --index.",
            ) from error
        what = "a text in it isn't UTF-8" if "decode" in said else f"SQLite: {said}"
        raise broken(folder, what) from error
    except sqlite3.DatabaseError as error:
        raise broken(folder, f"SQLite: {error}") from error


def damaged(folder: Path, what: str) -> IndexDamaged:
    """The error for a catalog that SQLite can't make sense of."""
    return IndexDamaged(
        f"{folder / CATALOG} is damaged or no catalog of factcheck ({what})",
        "Put back a copy of the file, or move the folder away and run: factcheck index build FOLDER",
    )


def damaged_in_use(folder: Path, what: str) -> IndexDamaged:
    """The error for a catalog that could be opened, but not read throughout."""
    return IndexDamaged(
        f"{folder / CATALOG} is damaged ({what})",
        "See what is damaged, and rebuild what can be rebuilt, with:"
        f" factcheck index verify --repair --index {shlex.quote(str(folder))}",
    )


def open_catalog(folder: Path, *, create: bool = False) -> Catalog:
    """Open the catalog of an index, bringing an older schema up to date.

    Raises:
        IndexMissing: there is none, and ``create`` is false.
        IndexMismatch: it was written by a newer factcheck.
        IndexDamaged: the file is no catalog.
        IndexTrouble: it can't be read, or (``create``) not be made.
    """
    file = folder / CATALOG
    if create:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexTrouble(
                f"can't make the index folder {folder}: {error.strerror}", "Name another folder with --index."
            ) from error
    elif not file.is_file():
        raise IndexMissing(f"there is no index in {folder}", "Build one with: factcheck index build FOLDER")
    writable = os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))
    if create and not writable:
        raise IndexTrouble(
            f"the index folder {folder} can't be written to",
            "Give yourself write permission, or name another folder with --index.",
        )
    with translated(folder, opening=True):
        db = _connect(file, writable)
    try:
        with translated(folder, opening=True):
            _prepare(db, folder, writable=writable, create=create)
    except BaseException:
        db.close()
        raise
    return Catalog(folder, db, writable=writable)


def _connect(file: Path, writable: bool) -> sqlite3.Connection:
    mode = "rwc" if writable else "ro"
    if not writable and not file.with_name(file.name + "-wal").exists():
        mode = "ro&immutable=1"  # WAL mode would want to write a -shm file next to it
    return sqlite3.connect(
        f"file:{quote(str(file.absolute()))}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions are begun and ended by Catalog.transaction alone
        check_same_thread=False,  # a reviewer's screen may search from a worker thread, one at a time
    )


def _prepare(db: sqlite3.Connection, folder: Path, *, writable: bool, create: bool) -> None:
    found = migrations.version(db)
    if found > migrations.latest():
        raise IndexMismatch(
            f"the index {folder} was written by a newer factcheck"
            f" (format {found}, this one knows {migrations.latest()})",
            "Upgrade with: pip install --upgrade factcheck, or build another index with --index.",
        )
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != migrations.APPLICATION_ID and (application or tables or found):
        raise damaged(folder, "it is another program's database")
    if found == 0 and not create:
        raise damaged(folder, "it is empty")
    if writable:
        if found == 0:
            db.execute("PRAGMA journal_mode = WAL")
        db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        migrations.migrate(db)
    elif found < migrations.latest():
        raise IndexTrouble(
            f"the index {folder} is of an older format and its folder can't be written to",
            "Give yourself write permission once, so that it can be brought up to date.",
        )
    db.execute("PRAGMA mmap_size = 268435456")
    db.execute("PRAGMA cache_size = -16000")
