"""Building and tending an index: sources → reports → passages → vectors → store.

The library half of ``factcheck index``. Reports are read ahead, so that the
work is known before it is begun; then they are embedded and committed in
batches. Whatever happens, what was committed stays and the rest is done by the
same call again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from factcheck.corpus import DATE_RAW, content_hash, expected_records, passage_text, read_sources, split_passages
from factcheck.corpus.passages import JOINED_WORDS, LONGEST, MOST_SENTENCES, SHORT
from factcheck.errors import IndexTrouble, InputError
from factcheck.store import (
    LocalStore,
    Problem,
    create_store,
    merge,
    open_store,
    repair_store,
    require_sound,
    verify_store,
)
from factcheck.types import Advance, Encoder, IndexedReport, IndexStats, Passage, Progress, Report, Skipped

if TYPE_CHECKING:
    from factcheck.types import FloatArray

TITLE_SHARE = 0.5
"""Weight of the title's vector in a passage's; that of the passage itself is one."""

BEFORE_SHARE = 0.4
"""Weight of the vector of the passage before: "He denied it" is about what was said there."""

PASSAGE_SETTINGS = (
    f"1 to {MOST_SENTENCES} sentences, those under {SHORT} words joined, up to {JOINED_WORDS} words;"
    f" longer than {LONGEST} words cut; vector of the passage plus {TITLE_SHARE} of the title's"
    f" plus {BEFORE_SHARE} of that of the passage before"
)
"""How reports are cut and embedded; an index that was made otherwise has to be built anew."""

BATCH = 200
"""Reports in one transaction."""

AHEAD = 20_000
"""Reports read before the first of them is embedded, so that the time left can be told."""

DATES_KEPT = 100
"""Dates that can't be read which a summary keeps; the rest is only counted."""

_AHEAD_CHARACTERS = 64_000_000
_AT_ONCE = 64  # passages given to the encoder in one call, so that a bar moves and Ctrl-C is heard


@dataclass(slots=True)
class Summary:
    """What became of everything that was read.

    ``read`` = ``added`` + ``replaced`` + ``unchanged`` + those not yet kept when
    interrupted; ``skipped`` records are counted apart. ``undated`` counts the
    reports whose date is there and can't be read; the first of them are in
    ``unread_dates``, id to what stands there.
    """

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    undated: int = 0
    unread_dates: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def kept(self) -> int:
        """Reports of the sources that are in the index."""
        return self.added + self.replaced + self.unchanged


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while indexing: the batch in flight was rolled back, what came before is kept."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary


class Quiet:
    """A :class:`~factcheck.types.Progress` that shows nothing."""

    @contextmanager
    def task(self, label: str, total: int | None = None) -> Iterator[Advance]:
        """Open a task that nobody sees."""

        def advance(steps: int = 1) -> None:
            """Nobody sees it."""

        yield advance


def build(
    index: Path,
    sources: Sequence[str | Path],
    encoder: Encoder,
    *,
    strict: bool = False,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Make the index hold the reports of ``sources`` and no others; decisions stay.

    What is there already and unchanged isn't embedded again, unless the index was
    made with another encoder or cut into passages otherwise.

    Raises:
        InputError: a source that doesn't exist, no report in any, or (``strict``) the first unreadable record.
        IndexTrouble: the index can't be written to.
        Interrupted: after Ctrl-C; the index is sound, and the same call goes on.
    """
    records = _from_first_report(read_sources(sources, strict=strict, stdin=stdin), sources, index)
    with create_store(index, encoder=encoder, passage_settings=PASSAGE_SETTINGS, anew=True) as store:
        run = _Run(store, encoder, progress or Quiet())
        with run.told():
            run.take(records, expected_records(sources))
            gone = [number for number in store.report_ids() if number not in run.seen]
            run.summary.removed = store.remove(gone) if gone else 0
            run.merge(always=True)
    return run.summary


def add(
    index: Path,
    sources: Sequence[str | Path],
    encoder: Encoder,
    *,
    strict: bool = False,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Add the reports of ``sources``; those of a known id and other content replace what was there.

    Raises:
        InputError: a source that doesn't exist, no report in any, or (``strict``) the first unreadable record.
        IndexMismatch: the index was made with another encoder or cut otherwise.
        IndexTrouble: the index can't be written to.
        Interrupted: after Ctrl-C; the index is sound, and the same call goes on.
    """
    records = _from_first_report(read_sources(sources, strict=strict, stdin=stdin), sources, index)
    with create_store(index, encoder=encoder, passage_settings=PASSAGE_SETTINGS) as store:
        run = _Run(store, encoder, progress or Quiet())
        with run.told():
            run.take(records, expected_records(sources))
            run.merge()
    return run.summary


def _from_first_report(
    records: Iterator[Report | Skipped], sources: Sequence[str | Path], index: Path
) -> Iterator[Report | Skipped]:
    """The same records, read up to the first report before anything is written.

    Raises:
        InputError: there is none. An index that held nothing would answer every claim with "not enough evidence",
            and nothing added to one that holds something would pass for "nothing new".
    """
    head: list[Report | Skipped] = []
    for record in records:
        head.append(record)
        if isinstance(record, Report):
            return chain(head, records)
    reasons = [record.reason for record in head if isinstance(record, Skipped)]
    raise InputError(
        f"no report in {', '.join(map(str, sources))}; "
        + (f"the index {index} is as it was" if index.exists() else f"no index was made at {index}")
        + (f" (skipped: {reasons[0]})" if reasons else ""),
        "Name files or folders with .jsonl, .csv, .tsv, .txt, .md or .html reports.",
    )


def remove(index: Path, ids: Sequence[str]) -> tuple[int, list[str]]:
    """Remove reports; returns how many there were and the ids that weren't there."""
    with open_store(index) as store:
        unknown = [number for number in ids if number not in store.known_hashes(ids)]
        removed = store.remove(ids)
        if removed:
            merge(store)
    return removed, unknown


def info(index: Path) -> IndexStats:
    """Counts, dates, outlets, languages, encoder and size of an index."""
    with open_store(index) as store:
        return store.stats()


def look_over(index: Path) -> None:
    """Read catalog and vectors file whole and see that they make sense: seconds, where :func:`verify` takes minutes.

    Raises:
        IndexDamaged: with the command that tells more and repairs.
    """
    with open_store(index) as store:
        require_sound(store)


def decisions_readable(index: Path) -> bool:
    """Whether all decisions can be read, so that they can be saved from a damaged index."""
    try:
        with open_store(index) as store:
            store.decisions()
    except (IndexTrouble, ValueError):  # a page that makes no sense, or a value that doesn't
        return False
    return True


def verify(index: Path, *, repair: bool = False, progress: Progress | None = None) -> tuple[list[str], list[Problem]]:
    """Prove an index sound; with ``repair`` first rebuild what can be rebuilt without embedding again.

    Returns:
        What was repaired, in words, and the problems that are left.
    """
    progress = progress or Quiet()
    done = repair_store(index, content_hash=content_hash, split=_split_like_now, progress=progress) if repair else []
    return done, verify_store(index, content_hash=content_hash, split=_split_like_now, progress=progress)


def _split_like_now(report: Report, settings: str) -> tuple[Passage, ...] | None:
    """The passages of a report if they are still cut as ``settings`` says, else ``None``."""
    return split_passages(report) if settings == PASSAGE_SETTINGS else None


class _Run:
    """One run over sources: what was seen, what became of it."""

    def __init__(self, store: LocalStore, encoder: Encoder, progress: Progress) -> None:
        self.store = store
        self.encoder = encoder
        self.progress = progress
        self.summary = Summary()
        self.seen: dict[str, str] = {}

    @contextmanager
    def told(self) -> Iterator[None]:
        """Time the run, and say what was kept when it is interrupted."""
        started = time.perf_counter()
        try:
            yield
        except KeyboardInterrupt as error:
            raise Interrupted(self.summary) from error
        finally:
            self.summary.seconds = round(time.perf_counter() - started, 3)

    def take(self, records: Iterable[Report | Skipped], expected: int | None = None) -> None:
        """Read, embed and store all; ``expected`` is about how many there are, for the bar."""
        stream = iter(records)
        while True:
            seen = self.summary.read + len(self.summary.skipped)
            left = None if expected is None else max(expected - seen, 1)
            with self.progress.task("Reading reports", total=left) as advance:
                wanted, more = self._read_ahead(stream, advance)
            total = sum(len(passages) for _, passages in wanted)
            with self.progress.task("Embedding passages", total=total) as advance:
                for at in range(0, len(wanted), BATCH):
                    self._keep(wanted[at : at + BATCH], advance)
            if not more:
                return

    def merge(self, *, always: bool = False) -> None:
        """Bring the vector cache and the manifest up to date."""
        changed = self.summary.added + self.summary.replaced + self.summary.removed
        with self.progress.task("Writing the vector index", total=1) as advance:
            merge(self.store, always=always and changed > 0)
            advance()

    def _read_ahead(
        self, stream: Iterator[Report | Skipped], advance: Advance
    ) -> tuple[list[tuple[Report, tuple[Passage, ...]]], bool]:
        """The next reports that have to be embedded, and whether there may be more."""
        wanted: list[tuple[Report, tuple[Passage, ...]]] = []
        batch: list[Report] = []
        characters = 0
        for record in stream:
            advance()
            if isinstance(record, Skipped):
                self.summary.skipped.append(record)
                continue
            if not self._first_time(record):
                continue
            batch.append(record)
            characters += len(record.text)
            if len(batch) >= BATCH:
                wanted += self._changed(batch)
                batch = []
                if len(wanted) >= AHEAD or characters >= _AHEAD_CHARACTERS:
                    return wanted, True
        return wanted + self._changed(batch), False

    def _first_time(self, report: Report) -> bool:
        """Whether the id is new in this run; of two texts with one id the first is kept, and the other told."""
        self.summary.read += 1
        before = self.seen.setdefault(report.id, report.sha256)
        if before is report.sha256:
            self._note_date(report)
            return True
        if before == report.sha256:
            self.summary.unchanged += 1
        else:
            self.summary.read -= 1
            reason = "another report of this run has the same id and another content; the first is kept"
            self.summary.skipped.append(Skipped(f"report {report.id}", None, reason))
        return False

    def _note_date(self, report: Report) -> None:
        """Keep a date that can't be read: its report is undated, and such reports never decide a claim with a day."""
        raw = report.metadata.get(DATE_RAW)
        if report.date is None and raw:
            self.summary.undated += 1
            if len(self.summary.unread_dates) < DATES_KEPT:
                self.summary.unread_dates[report.id] = raw

    def _changed(self, batch: list[Report]) -> list[tuple[Report, tuple[Passage, ...]]]:
        known = self.store.known_hashes(report.id for report in batch)
        changed = [report for report in batch if known.get(report.id) != report.sha256]
        self.summary.unchanged += len(batch) - len(changed)
        return [(report, split_passages(report)) for report in changed]

    def _keep(self, batch: list[tuple[Report, tuple[Passage, ...]]], advance: Advance) -> None:
        """Embed and store one batch."""
        texts = [passage_text(report, one) for report, passages in batch for one in passages]
        titles = self._embed([" ".join(report.title.split()) for report, _ in batch], lambda steps=1: None)
        own = self._embed(texts, advance)
        items, at = [], 0
        for number, (report, passages) in enumerate(batch):
            rows = own[at : at + len(passages)]
            items.append(IndexedReport(report, passages, blend(rows, titles[number] if report.title.strip() else None)))
            at += len(passages)
        known = self.store.known_hashes(report.id for report, _ in batch)
        self.store.put(items)
        self.summary.replaced += len(known)
        self.summary.added += len(batch) - len(known)
        self.summary.passages += len(texts)

    def _embed(self, texts: list[str], advance: Advance) -> FloatArray:
        """Vectors in the order of the texts; like lengths go together, so that little is padded."""
        vectors = np.zeros((len(texts), self.encoder.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(order), _AT_ONCE):
            rows = order[start : start + _AT_ONCE]
            vectors[rows] = self.encoder.encode([texts[at] for at in rows])
            advance(len(rows))
        return vectors


def blend(passages: FloatArray, title: FloatArray | None) -> FloatArray:
    """The vectors by which a report's passages are found: each with some of the title's and of its predecessor's.

    A sentence alone often doesn't say whom or what it is about. Adding vectors
    costs nothing, where reading title and neighbour again with every passage
    doubled the time, and it finds more: docs/retrieval.md has the figures.

    Args:
        passages: ``[n, dimension]``, the report's passages in order, rows of length one.
        title: ``[dimension]``, or ``None`` where there is no title.

    Returns:
        ``[n, dimension]``, rows of length one.
    """
    mixed = passages.copy()
    if title is not None:
        mixed += TITLE_SHARE * title
    mixed[1:] += BEFORE_SHARE * passages[:-1]
    lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
    result: FloatArray = (mixed / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result
