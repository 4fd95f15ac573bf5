"""Retrieval sets in their three shapes, and scores worked out by hand."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import InputError
from factcheck.evaluate.retrieval import (
    RetrievalSet,
    average_precision,
    evaluate_retrieval,
    ndcg,
    read_retrieval_set,
    recall,
    reciprocal_rank,
)
from factcheck.types import Report


def lines(path: Path, *rows: dict[str, Any]) -> None:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def test_scores_by_hand() -> None:
    gains = {"a": 1, "b": 1}
    assert ndcg(["x", "a", "b"], gains, 10) == pytest.approx(
        (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    )
    assert ndcg(["x", "y"], gains, 10) == 0
    assert recall(["a", "x", "b"], gains, 2) == 0.5
    assert reciprocal_rank(["x", "b"], gains) == 0.5
    assert average_precision(["a", "x", "b"], gains, 5) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(["a"], {"a": 1, **{str(i): 1 for i in range(9)}}, 5) == pytest.approx(1 / 5)


def test_beir(tmp_path: Path) -> None:
    lines(tmp_path / "corpus.jsonl.gz", {"_id": "d1", "title": "T", "text": "One."}, {"_id": "d2", "text": "Two."})
    lines(tmp_path / "queries.jsonl", {"_id": "q1", "text": "one?"}, {"_id": "q2", "text": "none?"})
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t0\n")
    data = read_retrieval_set(tmp_path, "test")
    assert data.queries == ("one?",)
    assert data.relevant == ({"d1": 1},)
    assert [d.title for d in data.documents] == ["T", ""]


def test_scifact(tmp_path: Path) -> None:
    lines(tmp_path / "corpus.jsonl", {"doc_id": 4, "title": "T", "sentences": ["One. ", "Two."]})
    lines(tmp_path / "claims_dev.jsonl", {"id": 1, "claim": "c", "evidence": {}, "cited_doc_ids": [4]})
    data = read_retrieval_set(tmp_path)
    assert data.documents[0].text == "One. Two."
    assert data.relevant == ({"4": 1},)


def test_checkthat(tmp_path: Path) -> None:
    lines(tmp_path / "verified_claims.jsonl", {"id": 0, "claim": "It is so.", "title": "Is it so?"})
    lines(tmp_path / "posts_dev.jsonl", {"id": "9", "post": "so it is", "relevant": [0]})
    data = read_retrieval_set(tmp_path)
    assert data.documents[0].id == "0"
    assert data.relevant == ({"0": 1},)


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({}, "no retrieval set"),
        ({"corpus.jsonl": "{}\n", "queries.jsonl": "{}\n"}, "no field '_id'"),
        ({"verified_claims.jsonl": "nonsense\n", "posts_dev.jsonl": "{}\n"}, "verified_claims.jsonl:1"),
        ({"corpus.jsonl": '{"doc_id": 1}\n', "claims_dev.jsonl": '{"claim": "c"}\n'}, "no query with a relevant"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, files: dict[str, str], what: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=what):
        read_retrieval_set(tmp_path)


def test_a_search_is_scored() -> None:
    documents = tuple(Report(id=i, title="", text="t") for i in "abc")
    data = RetrievalSet("s", documents, ("q1", "q2"), ({"a": 1}, {"b": 1}))
    result = evaluate_retrieval(lambda query: ["a", "b", "c"], data)
    assert (result.n, result.documents) == (2, 3)
    assert result.mrr == 0.75
    assert result.recall_at_10 == result.recall_at_100 == 1.0
