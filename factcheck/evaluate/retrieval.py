"""Retrieval sets and scores: which documents are found for a query, by the program's own search."""

from __future__ import annotations

import csv
import gzip
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import InputError
from factcheck.types import Report

if TYPE_CHECKING:
    from factcheck.types import Progress

HINT = (
    "Give a folder with corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv (BEIR), with corpus.jsonl and"
    " claims_SPLIT.jsonl (SciFact), or with verified_claims.jsonl and posts_SPLIT.jsonl (CheckThat)."
)


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents, queries and, for each query by place, the gain of each relevant document id."""

    name: str
    documents: tuple[Report, ...]
    queries: tuple[str, ...]
    relevant: tuple[dict[str, int], ...]


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """Scores over queries with a relevant document, 0 to 1; ``milliseconds_per_query`` is the search alone."""

    name: str
    n: int
    documents: int
    ndcg_at_10: float
    recall_at_10: float
    recall_at_100: float
    mrr: float
    map_at_5: float
    milliseconds_per_query: float


def read_retrieval_set(folder: Path, split: str = "dev") -> RetrievalSet:
    """Read a retrieval set from a folder, whichever of the three shapes it has.

    In SciFact's own shape the documents that a claim cites are relevant, as in
    BEIR's copy of the set.

    Raises:
        InputError: no such set; names the file and line.
    """
    if _path(folder, "verified_claims.jsonl"):
        return _checkthat(folder, split)
    if _path(folder, f"claims_{split}.jsonl"):
        return _scifact(folder, split)
    if _path(folder, "corpus.jsonl") and _path(folder, "queries.jsonl"):
        return _beir(folder, split)
    raise InputError(f"{folder} is no retrieval set with a split {split!r}", HINT)


def _path(folder: Path, name: str) -> Path | None:
    return next((p for p in (folder / name, folder / f"{name}.gz") if p.is_file()), None)


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    path = _path(folder, name)
    if path is None:
        raise InputError(f"{folder} has no {name}", HINT)
    number = 0
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                number += 1
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise ValueError("not an object")
                    yield row
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"{path}:{number or 1}: {error}", HINT) from error


def _get(row: dict[str, Any], key: str, name: str) -> Any:
    if key not in row:
        raise InputError(f"{name}: a row has no field {key!r}", HINT)
    return row[key]


def _beir(folder: Path, split: str) -> RetrievalSet:
    documents = tuple(
        Report(str(_get(row, "_id", "corpus")), str(row.get("title") or ""), str(_get(row, "text", "corpus")))
        for row in _rows(folder, "corpus.jsonl")
    )
    texts = {
        str(_get(row, "_id", "queries")): str(_get(row, "text", "queries")) for row in _rows(folder, "queries.jsonl")
    }
    gains: dict[str, dict[str, int]] = {}
    path = folder / "qrels" / f"{split}.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.reader(lines, delimiter="\t"), 1):
                if number == 1 and row and not row[-1].strip().lstrip("-").isdigit():
                    continue  # the header
                if len(row) == 3:
                    gains.setdefault(row[0], {})[row[1]] = int(row[2])
                elif row:
                    raise InputError(f"{path}:{number}: not query, document and gain", HINT)
    except (OSError, ValueError) as error:
        raise InputError(f"can't read {path}: {error}", HINT) from error
    kept = [
        (texts[query], {d: g for d, g in found.items() if g > 0}) for query, found in gains.items() if query in texts
    ]
    return _set(folder, documents, kept)


def _scifact(folder: Path, split: str) -> RetrievalSet:
    documents = []
    for row in _rows(folder, "corpus.jsonl"):
        sentences = row.get("sentences") or row.get("abstract") or []
        text = " ".join(str(s).strip() for s in sentences)
        documents.append(Report(str(_get(row, "doc_id", "corpus")), str(row.get("title") or ""), text))
    kept = [
        (str(_get(row, "claim", "claims")), {str(d): 1 for d in row.get("cited_doc_ids") or row.get("evidence") or ()})
        for row in _rows(folder, f"claims_{split}.jsonl")
    ]
    return _set(folder, tuple(documents), kept)


def _checkthat(folder: Path, split: str) -> RetrievalSet:
    documents = tuple(
        Report(str(_get(row, "id", "verified_claims")), str(row.get("title") or ""), str(_get(row, "claim", "claims")))
        for row in _rows(folder, "verified_claims.jsonl")
    )
    kept = [
        (str(_get(row, "post", "posts")), {str(d): 1 for d in row.get("relevant") or ()})
        for row in _rows(folder, f"posts_{split}.jsonl")
    ]
    return _set(folder, documents, kept)


def _set(folder: Path, documents: tuple[Report, ...], kept: Sequence[tuple[str, dict[str, int]]]) -> RetrievalSet:
    kept = [(query, gains) for query, gains in kept if gains]
    if not documents or not kept:
        raise InputError(f"{folder} has no documents, or no query with a relevant one", HINT)
    return RetrievalSet(folder.name, documents, tuple(q for q, _ in kept), tuple(g for _, g in kept))


def evaluate_retrieval(
    search: Callable[[str], Sequence[str]], data: RetrievalSet, progress: Progress | None = None
) -> RetrievalResult:
    """Score a search on a set.

    Args:
        search: a query to document ids, best first, each once; a hundred or more where there are so many.
        data: the set.
        progress: told of each query.
    """
    found = []
    seconds = 0.0
    with progress.task(data.name, len(data.queries)) if progress else nullcontext(_stay) as advance:
        for query in data.queries:
            started = time.perf_counter()
            found.append(list(search(query)))
            seconds += time.perf_counter() - started
            advance(1)
    ranked = list(zip(found, data.relevant, strict=True))
    n = len(ranked)

    def mean(score: Callable[[Sequence[str], dict[str, int]], float]) -> float:
        return sum(score(ids, gains) for ids, gains in ranked) / n

    return RetrievalResult(
        name=data.name,
        n=n,
        documents=len(data.documents),
        ndcg_at_10=mean(lambda ids, gains: ndcg(ids, gains, 10)),
        recall_at_10=mean(lambda ids, gains: recall(ids, gains, 10)),
        recall_at_100=mean(lambda ids, gains: recall(ids, gains, 100)),
        mrr=mean(reciprocal_rank),
        map_at_5=mean(lambda ids, gains: average_precision(ids, gains, 5)),
        milliseconds_per_query=1000 * seconds / n,
    )


def _stay(steps: int = 1) -> None:
    """No bar to move."""


def ndcg(ids: Sequence[str], gains: dict[str, int], depth: int) -> float:
    """Normalised discounted cumulative gain of the first ``depth`` (Järvelin and Kekäläinen 2002; linear gain)."""
    got = sum(gains.get(doc, 0) / math.log2(place + 1) for place, doc in enumerate(ids[:depth], 1))
    best = sum(g / math.log2(place + 1) for place, g in enumerate(sorted(gains.values(), reverse=True)[:depth], 1))
    return got / best if best else 0.0


def recall(ids: Sequence[str], gains: dict[str, int], depth: int) -> float:
    """Part of the relevant documents among the first ``depth``."""
    return len(set(ids[:depth]) & set(gains)) / len(gains) if gains else 0.0


def reciprocal_rank(ids: Sequence[str], gains: dict[str, int]) -> float:
    """One over the place of the first relevant document, 0 without one."""
    return next((1 / place for place, doc in enumerate(ids, 1) if doc in gains), 0.0)


def average_precision(ids: Sequence[str], gains: dict[str, int], depth: int) -> float:
    """Average precision of the first ``depth``, over as many relevant documents as could be there."""
    hits, total = 0, 0.0
    for place, doc in enumerate(ids[:depth], 1):
        if doc in gains:
            hits += 1
            total += hits / place
    return total / min(len(gains), depth) if gains else 0.0


def retrieval_to_dict(results: Sequence[RetrievalResult]) -> dict[str, Any]:
    """The JSON of ``factcheck evaluate retrieval``; rounded to four places."""
    from factcheck.evaluate.stance import rounded

    return {"sets": [rounded(asdict(result)) for result in results]}
