"""Files to reports to passages: readers, cleaning, dates, boundaries.

Corpus text is hostile and often broken: everything read here is bounded in size
and nesting, and a record that can't be read comes out as a
:class:`~factcheck.types.Skipped` with its file, line and reason.
"""

from factcheck.corpus.counting import expected_records
from factcheck.corpus.passages import passage_text, split_passages
from factcheck.corpus.reports import DATE_RAW, content_hash
from factcheck.corpus.sources import read_article, read_sources

__all__ = [
    "DATE_RAW",
    "content_hash",
    "expected_records",
    "passage_text",
    "read_article",
    "read_sources",
    "split_passages",
]
