"""The words of the project as types: frozen, slotted dataclasses, enums and Protocols.

Every other room speaks in these. Nothing here reads a file, loads a model or
knows of a terminal. Offsets are always in characters (code points) of the
stored report text, half-open: ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float32]

EMPTY: Mapping[str, str] = MappingProxyType({})


class Stance(StrEnum):
    """What a passage does to a claim."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    NEUTRAL = "neutral"


class Conclusion(StrEnum):
    """The result for one claim, over all its evidence."""

    SUPPORTED = "supported"
    CONFLICTING = "conflicting"
    MIXED = "mixed"
    NOT_ENOUGH = "not_enough"


class ReasonCode(StrEnum):
    """Why a finding is what it is. ``not_enough`` always says which kind."""

    INDEPENDENT_SUPPORT = "independent_support"
    SINGLE_SUPPORT = "single_support"
    INDEPENDENT_CONFLICT = "independent_conflict"
    SINGLE_CONFLICT = "single_conflict"
    BOTH_SIDES = "both_sides"
    LATER_REPORT_DECIDES = "later_report_decides"
    """Sides differ, and the newer in-time report overtakes the older figure."""
    PARTS_SUPPORTED = "parts_supported"
    """Every statement of a claim with several is supported, though no one passage bears them all."""
    PART_CONFLICTS = "part_conflicts"
    """One statement of a claim with several conflicts."""
    SUPPORTED_IN_PART = "supported_in_part"
    """Some statements of the claim are supported, nothing decides the others."""
    NOTHING_FOUND = "nothing_found"
    RELATED_BUT_SILENT = "related_but_silent"
    ONLY_LATER = "only_later"
    ONLY_UNDATED = "only_undated"
    BELOW_THRESHOLD = "below_threshold"


class Shelf(StrEnum):
    """Where a report stands against the claim's as-of date; only ``in_time`` decides."""

    IN_TIME = "in_time"
    LATER = "later"
    UNDATED = "undated"


class DateSource(StrEnum):
    """How a report's date was found, best first."""

    FIELD = "field"
    """A date field of a structured record."""
    META = "meta"
    """Metadata of an HTML page (meta tag, JSON-LD, ``<time>``)."""
    HEADER = "header"
    """A date line above the body of a scraped or plain text."""
    DATELINE = "dateline"
    """The dateline in front of the first sentence (``PARIS, March 3 (AFP) -``)."""
    URL = "url"
    """A date in the address (``/2023/03/31/``)."""
    NONE = "none"
    """No date found."""


@dataclass(frozen=True, slots=True)
class Report:
    """One earlier published document.

    ``text`` is the cleaned body exactly as passages and quotes refer to it, and
    ``sha256`` is the hex digest of its title, text, date, outlet, author and url
    (see :func:`factcheck.corpus.reports.content_hash`), by which a re-read
    report is known to be unchanged. ``metadata`` keeps every field of the source
    that isn't one of ours.
    """

    id: str
    title: str
    text: str
    date: date | None = None
    date_source: DateSource = DateSource.NONE
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str = ""
    metadata: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three neighbouring sentences of a report.

    ``before`` and ``after`` are the neighbouring sentences as spans of the same
    text (``None`` at the edges); ``id`` is the catalog's row, 0 until stored.
    """

    report_id: str
    start: int
    end: int
    before: Span | None = None
    after: Span | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that could not be read: where it was, and what to do about it."""

    source: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement.

    ``speaker`` is who is said to have said it (``None`` for the paper's own
    voice); ``as_of`` the day on which it is judged; ``source`` where it came
    from, for the record.
    """

    text: str
    id: str = ""
    as_of: date | None = None
    speaker: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """A check-worthy sentence of an article: ``sentence`` offsets refer to the article's cleaned text."""

    claim: Claim
    sentence: str
    start: int
    end: int
    worthiness: float


@dataclass(frozen=True, slots=True)
class StanceScores:
    """Calibrated probabilities of the three stances; they sum to one.

    ``readers`` are the readings of the single models of a cascade: the screen's,
    then the judge's if it read the pair; empty where a model reads alone.
    """

    supports: float
    conflicts: float
    neutral: float
    readers: tuple[StanceScores, ...] = ()

    @property
    def best(self) -> Stance:
        """The most probable stance; neutral wins a tie."""
        top = max(self.supports, self.conflicts, self.neutral)
        if self.neutral == top:
            return Stance.NEUTRAL
        return Stance.SUPPORTS if self.supports == top else Stance.CONFLICTS

    def of(self, stance: Stance) -> float:
        """The probability of one stance, 0 to 1."""
        return float(getattr(self, stance.value))


class CheckOutcome(StrEnum):
    """What a check found."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CAUTION = "caution"
    """Neither: a thing to know before relying on the passage (hearsay, plan, paraphrase)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One deterministic rule that fired on a claim and a passage.

    ``detail`` is the explanation shown to the user, in plain words, with both
    wordings. ``claim_spans`` and ``quote_spans`` are the deciding words, as
    offsets into the claim text and into the passage text.
    """

    rule: str
    outcome: CheckOutcome
    detail: str
    claim_spans: tuple[Span, ...] = ()
    quote_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """A cluster of reports that are copies of one text; it counts once.

    ``reports`` are the ids of its members in date order, the earliest first.
    """

    id: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage weighed against one claim.

    ``quote`` equals ``report.text[start:end]``. ``probability`` is that of
    ``stance``; ``relevance`` the fused retrieval score (0 to 1); ``score`` what
    the ranking went by. ``rank`` counts from 1 within one stance and shelf.
    """

    rank: int
    stance: Stance
    scores: StanceScores
    relevance: float
    score: float
    quote: str
    start: int
    end: int
    before: str
    after: str
    report: Report
    origin: Origin
    shelf: Shelf
    checks: tuple[Check, ...] = ()

    @property
    def probability(self) -> float:
        """Probability of this evidence's stance, 0 to 1."""
        return self.scores.of(self.stance)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the finding is what it is: a stable code and a sentence for the reader."""

    code: ReasonCode
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one claim.

    ``counts`` has ``candidates``, ``weighed``, ``supports``, ``conflicts``,
    ``neutral``, ``support_origins``, ``conflict_origins``, ``later`` and
    ``undated``. ``models`` names the encoder and the stance model with their
    hashes, ``index`` the index path, its format and its numbers of reports and
    passages.
    """

    claim: Claim
    conclusion: Conclusion
    confidence: float
    reason: Reason
    evidence: tuple[Evidence, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    index: Mapping[str, str | int] = field(default_factory=dict)
    seconds: float = 0.0

    def side(self, stance: Stance, shelf: Shelf = Shelf.IN_TIME) -> tuple[Evidence, ...]:
        """The evidence of one stance on one shelf, best first."""
        return tuple(e for e in self.evidence if e.stance is stance and e.shelf is shelf)


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which reports may be candidates; applied inside the search, before any cut.

    ``date_from`` and ``date_to`` are inclusive and leave out undated reports
    unless ``undated`` says otherwise. ``outlets`` compares without case.
    """

    date_from: date | None = None
    date_to: date | None = None
    undated: bool = False
    only_undated: bool = False
    outlets: tuple[str, ...] = ()
    exclude_reports: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by one leg of the search; ``score`` is higher for better."""

    passage_id: int
    score: float


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What ``factcheck index info`` shows."""

    path: str
    format: int
    reports: int
    passages: int
    origins: int
    decisions: int
    undated: int
    first_date: date | None
    last_date: date | None
    outlets: Mapping[str, int]
    languages: Mapping[str, int]
    encoder: str
    encoder_sha256: str
    dimension: int
    bytes_on_disk: int
    updated: datetime | None


class DecisionKind(StrEnum):
    """What a reviewer's entry is about."""

    FINDING = "finding"
    EVIDENCE = "evidence"
    NOTE = "note"
    SKIP = "skip"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said; append-only.

    ``claim_key`` is the hash of claim text and as-of date, ``evidence_key`` the
    hash of report content and quote (empty for a decision on the finding), so
    that a decision outlives a rebuilt index. ``value`` is a conclusion, or
    ``supports``, ``conflicts``, ``irrelevant`` for evidence, or the note's text;
    an ``UNDO`` names in ``value`` the id of the decision it takes back.
    """

    kind: DecisionKind
    claim_key: str
    claim: str
    value: str
    evidence_key: str = ""
    quote: str = ""
    report_id: str = ""
    machine: str = ""
    """What the program had concluded, for comparing later."""
    reviewer: str = ""
    made: datetime | None = None
    as_of: date | None = None
    id: int = 0
    context: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    """Title, date, outlet, address and neighbouring sentences of the evidence, so that the export stands alone."""


class Progress(Protocol):
    """How a long task reports; the library itself never draws anything."""

    def task(self, label: str, total: int | None = None) -> AbstractContextManager[Advance]:
        """Open one task; ``total`` is ``None`` when it isn't known."""
        ...


class Advance(Protocol):
    """Moves a task's bar on."""

    def __call__(self, steps: int = 1) -> None: ...


class Encoder(Protocol):
    """Texts to unit vectors."""

    @property
    def name(self) -> str:
        """Name for people, as the manifest records it."""
        ...

    @property
    def sha256(self) -> str:
        """Hex digest of the weights."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 ``[len(texts), dimension]``, rows of length one, in the order given."""
        ...


class StanceModel(Protocol):
    """Claim and premises to calibrated stance probabilities."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str: ...

    def score(self, claim: str, premises: Sequence[str]) -> list[StanceScores]:
        """One :class:`StanceScores` for each premise, in order. Premises come from ``format_premise``."""
        ...


@dataclass(frozen=True, slots=True)
class IndexedReport:
    """A report with its passages and their unit vectors (float32 ``[len(passages), dimension]``)."""

    report: Report
    passages: tuple[Passage, ...]
    vectors: FloatArray


class Store(Protocol):
    """Where reports, passages and vectors live. One implementation is local; others may be distributed."""

    def known_hashes(self, ids: Iterable[str]) -> dict[str, str]:
        """For those of ``ids`` that are stored: report id → content hash."""
        ...

    def put(self, batch: Sequence[IndexedReport]) -> None:
        """Add or replace reports in one transaction; a crash loses all of the batch or none."""
        ...

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id and return how many there were."""
        ...

    def search_vectors(self, vector: FloatArray, limit: int, where: SearchFilter) -> list[Hit]:
        """The passages nearest to a unit vector ``[dimension]``; score is the cosine. Best first, ties by id."""
        ...

    def search_words(self, text: str, limit: int, where: SearchFilter) -> list[Hit]:
        """The passages best by BM25 for any of the words; score is positive, higher is better. Ties by id."""
        ...

    def report_words(self, text: str, ids: Sequence[int]) -> dict[int, float]:
        """By passage id, the BM25 score of the whole report that it stands in, 0 or more; unknown ids are left out."""
        ...

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Passages by id, in the order given; unknown ids are left out."""
        ...

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """Reports by id; unknown ids are left out."""
        ...

    def origins(self, report_ids: Iterable[str]) -> dict[str, Origin]:
        """Report id → the origin it belongs to, with all its members."""
        ...

    def near_copies(self, text: str, title: str = "") -> frozenset[str]:
        """Ids of stored reports that are copies of this text (the same origin, were it added)."""
        ...

    def stats(self) -> IndexStats: ...

    def append_decision(self, decision: Decision) -> Decision:
        """Store a decision and return it with its id and time; nothing is ever changed or deleted."""
        ...

    def decisions(self, claim_key: str | None = None) -> list[Decision]:
        """Decisions in the order made, all or those on one claim, undone ones and undo entries included."""
        ...

    def close(self) -> None: ...
