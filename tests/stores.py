"""Helpers for tests of the index: an encoder that needs no weights, and reports with passages to store."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from factcheck.types import IndexedReport, Passage, Report, Span

if TYPE_CHECKING:
    from factcheck.types import FloatArray


class HashEncoder:
    """Words hashed into a few dimensions: equal texts get equal vectors, similar texts near ones, on any machine."""

    def __init__(self, dimension: int = 24, name: str = "hash-stub", sha256: str = "5" * 64) -> None:
        self.name = name
        self.sha256 = sha256
        self.dimension = dimension
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """See :class:`factcheck.types.Encoder`; ``texts`` counts what was embedded."""
        self.texts += len(texts)
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                value = zlib.crc32(word.encode())
                vectors[row, value % self.dimension] += 1 if value & 0x10000 else -1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def hash_of(report: Report) -> str:
    """A content hash as the corpus makes it, near enough for the store."""
    parts = [report.title, report.text, str(report.date), report.outlet, report.author, report.url]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def make_report(
    number: str, text: str, *, title: str = "", day: date | None = None, outlet: str | None = None, language: str = "en"
) -> Report:
    """A report with its hash."""
    plain = Report(id=number, title=title, text=text, date=day, outlet=outlet, language=language)
    return Report(id=number, title=title, text=text, date=day, outlet=outlet, language=language, sha256=hash_of(plain))


def split_lines(report: Report, settings: str = "") -> tuple[Passage, ...]:
    """One passage a line."""
    spans = [Span(found.start(), found.end()) for found in re.finditer(r"[^\n]+", report.text)]
    return tuple(
        Passage(
            report.id,
            span.start,
            span.end,
            before=spans[at - 1] if at else None,
            after=spans[at + 1] if at + 1 < len(spans) else None,
        )
        for at, span in enumerate(spans)
    )


def indexed(report: Report, encoder: HashEncoder) -> IndexedReport:
    """A report cut at its lines and embedded."""
    passages = split_lines(report)
    texts = [report.text[passage.start : passage.end] for passage in passages]
    vectors = encoder.encode(texts) if texts else np.empty((0, encoder.dimension), dtype=np.float32)
    return IndexedReport(report, passages, vectors)


def archive_lines(reports: int, *, sentences: int = 6, start: int = 0) -> list[str]:
    """JSON lines of invented reports, each about another street, for building whole indexes."""
    lines = []
    for number in range(start, start + reports):
        text = " ".join(
            f"The survey of Lane {number} counted {number * 7 + at} lamps near gate {at} after the storm of week {at}."
            for at in range(sentences)
        )
        day = date(2020, 1, 1).toordinal() + number % 900
        record = {
            "id": f"survey-{number}",
            "title": f"Lamps counted in Lane {number}",
            "date": date.fromordinal(day).isoformat(),
            "outlet": ("Lane Post", "Gate Mail")[number % 2],
            "text": text,
        }
        lines.append(json.dumps(record))
    return lines


__all__ = ["HashEncoder", "archive_lines", "hash_of", "indexed", "make_report", "split_lines"]
