"""Every way a store searches, against a brute-force oracle: the same passages, in the same order, with the same scores.

The corpora are made by hypothesis, with added, replaced and removed reports, out
of few words, so that equal passages and equal scores are common.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import HashEncoder, indexed, make_report

from factcheck.store import LocalStore, catalog, create_store, dense, merge, vectors, words
from factcheck.types import IndexedReport, Report, SearchFilter

# words that the Porter stemmer leaves alone
VOCABULARY = "zuba kolo mirta vanto brepo lamo dorka pinto harbo quolla nimbo tarfo 24 31 1987".split()
DAYS = [None, date(1987, 2, 26), date(2022, 9, 6), date(2023, 3, 30), date(2023, 3, 31)]
OUTLETS = [None, "Wire", "WIRE", "Gazette", "Straße"]
IDS = ["a", "b", "c", "d", "e"]
ENCODER = HashEncoder(dimension=8)

line = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join)
reports = st.builds(
    lambda number, lines, title, day, outlet: make_report(
        number, "\n".join(lines), title=title, day=day, outlet=outlet
    ),
    st.sampled_from(IDS),
    st.lists(line, min_size=1, max_size=4),
    st.one_of(st.just(""), line),
    st.sampled_from(DAYS),
    st.sampled_from(OUTLETS),
)
filters = st.builds(
    SearchFilter,
    date_from=st.sampled_from(DAYS),
    date_to=st.sampled_from(DAYS),
    undated=st.booleans(),
    only_undated=st.sampled_from([False, False, False, True]),
    outlets=st.lists(st.sampled_from(["wire", "GAZETTE", "strasse", "nobody"]), max_size=2).map(tuple),
    exclude_reports=st.frozensets(st.sampled_from([*IDS, "unknown"]), max_size=2),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(reports, min_size=1, max_size=4)),
        st.tuples(st.just("remove"), st.lists(st.sampled_from([*IDS, "unknown"]), max_size=2)),
        st.tuples(st.just("merge"), st.none()),
    ),
    min_size=1,
    max_size=6,
)


@dataclass
class Oracle:
    """What a store should hold and answer, by looking at everything."""

    held: dict[str, tuple[int, IndexedReport]] = field(default_factory=dict)
    next_id: int = 1

    def put(self, batch: list[Report]) -> list[IndexedReport]:
        items = [indexed(report, ENCODER) for report in batch]
        for item in {item.report.id: item for item in items}.values():
            self.held[item.report.id] = (self.next_id, item)
            self.next_id += len(item.passages)
        return items

    def allowed(self, where: SearchFilter) -> list[tuple[int, IndexedReport]]:
        return [held for held in self.held.values() if self._allows(held[1].report, where)]

    @staticmethod
    def _allows(report: Report, where: SearchFilter) -> bool:
        if report.id in where.exclude_reports:
            return False
        if where.outlets and (report.outlet or "").casefold() not in {name.casefold() for name in where.outlets}:
            return False
        if where.only_undated:
            return report.date is None
        if where.date_from is None and where.date_to is None:
            return True
        if report.date is None:
            return where.undated
        return (where.date_from or date.min) <= report.date <= (where.date_to or date.max)

    def nearest(self, vector: np.ndarray, where: SearchFilter) -> list[tuple[int, float]]:
        scored = [
            (first + at, round(float(row.astype(np.float16).astype(np.float64) @ vector.astype(np.float64)), 6))
            for first, item in self.allowed(where)
            for at, row in enumerate(item.vectors)
        ]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def best_words(self, text: str, where: SearchFilter) -> list[tuple[int, float]]:
        """BM25 as FTS5 documents it: k1 1.2, b 0.75, idf at least 1e-6, title and passage as one."""
        passages = {
            first + at: Counter(re.findall(r"\w+", f"{item.report.title} {item.report.text[one.start : one.end]}"))
            for first, item in self.held.values()
            for at, one in enumerate(item.passages)
        }
        average = sum(sum(counts.values()) for counts in passages.values()) / max(len(passages), 1)
        inside = {first + at for first, item in self.allowed(where) for at in range(len(item.passages))}
        scores: dict[int, float] = {}
        for term in dict.fromkeys(re.findall(r"\w+", text)):
            having = [number for number, counts in passages.items() if counts[term]]
            idf = max(math.log((len(passages) - len(having) + 0.5) / (len(having) + 0.5)) if having else 0.0, 1e-6)
            for number in having:
                often, length = passages[number][term], sum(passages[number].values())
                gain = often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / average))
                scores[number] = scores.get(number, 0.0) + idf * gain
        found = [(number, round(score, 9)) for number, score in scores.items() if number in inside]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def report_words(self, text: str) -> dict[int, float]:
        """BM25 over reports: a word's frequency is how many passages have it, the length how many there are."""
        held = {first: item for first, item in self.held.values() if item.passages}
        frequencies = {
            first: Counter(
                word
                for one in item.passages
                for word in set(re.findall(r"\w+", f"{item.report.title} {item.report.text[one.start : one.end]}"))
            )
            for first, item in held.items()
        }
        average = sum(len(item.passages) for item in held.values()) / max(len(held), 1)
        scores = dict.fromkeys(held, 0.0)
        for term in dict.fromkeys(re.findall(r"\w+", text)):
            having = sum(1 for counts in frequencies.values() if counts[term])
            idf = math.log(1 + (len(held) - having + 0.5) / (having + 0.5))
            for first, counts in frequencies.items():
                length = 0.25 + 0.75 * len(held[first].passages) / average
                scores[first] += idf * counts[term] * 2.2 / (counts[term] + 1.2 * length)
        return {first + at: scores[first] for first, item in held.items() for at in range(len(item.passages))}


def scanned(patch: pytest.MonkeyPatch) -> None:
    """A small index: the catalog is scanned."""


def cached(patch: pytest.MonkeyPatch) -> None:
    """As in a larger index: the faiss cache, exact, and the newer passages from the catalog."""
    patch.setattr(dense, "SCAN_ALWAYS", 0)
    patch.setattr(dense, "SCAN_FILTERED", 0)
    patch.setattr(dense, "_SLACK", 0)


def inverted(patch: pytest.MonkeyPatch) -> None:
    """As in an index of many passages: inverted lists, here with all of them probed."""
    cached(patch)
    patch.setattr(dense, "_SLACK", 4)
    patch.setattr(vectors, "EXACT_UP_TO", 0)
    patch.setattr(vectors, "RECALL", 1.1)
    patch.setattr(vectors, "_lists", lambda count: min(count, 2))


def narrow(patch: pytest.MonkeyPatch) -> None:
    """As in a larger index with a narrow filter: just the allowed vectors are read."""
    patch.setattr(dense, "SCAN_ALWAYS", 0)


@pytest.mark.parametrize("way", [scanned, cached, narrow, inverted])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(changes=steps, where=filters, query=line, limit=st.integers(1, 12))
def test_both_legs_answer_as_the_oracle_does(
    way: Callable[[pytest.MonkeyPatch], None], changes: list, where: SearchFilter, query: str, limit: int
) -> None:
    oracle = Oracle()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        way(patch)
        patch.setattr(catalog, "SYNCHRONOUS", "OFF")  # nothing here is about power cuts
        with create_store(Path(folder), encoder=ENCODER) as store:
            for what, value in changes:
                if what == "put":
                    store.put(oracle.put(value))
                elif what == "merge":
                    merge(store, always=True)
                else:
                    assert store.remove(value) == sum(oracle.held.pop(i, None) is not None for i in set(value))
                compare(store, oracle, query, limit, where)
            assert not store.warnings


def compare(store: LocalStore, oracle: Oracle, query: str, limit: int, where: SearchFilter) -> None:
    vector = ENCODER.encode([query])[0]
    near = store.search_vectors(vector, limit, where)
    expected = oracle.nearest(vector, where)[:limit]
    assert [hit.passage_id for hit in near] == [number for number, _ in expected]
    assert [hit.score for hit in near] == pytest.approx([score for _, score in expected], abs=1e-6)

    said = store.search_words(query, limit, where)
    expected = oracle.best_words(query, where)[:limit]
    assert [hit.passage_id for hit in said] == [number for number, _ in expected]
    assert [hit.score for hit in said] == pytest.approx([score for _, score in expected], abs=1e-8)

    whole = oracle.report_words(query)
    assert store.report_words(query, [*whole, 999_999]) == pytest.approx(whole, abs=1e-8)

    quoted = {
        p.id: store.reports([p.report_id])[p.report_id].text[p.start : p.end]
        for p in store.passages([h.passage_id for h in near])
    }
    truth = {
        first + at: item.report.text[one.start : one.end]
        for first, item in oracle.held.values()
        for at, one in enumerate(item.passages)
    }
    assert quoted == {hit.passage_id: truth[hit.passage_id] for hit in near}


def test_common_words_are_left_out_only_while_rarer_ones_are_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(words, "SMALL", 10)
    with create_store(tmp_path, encoder=ENCODER) as store:
        lines = ["kolo zuba"] + ["kolo mirta"] * 30
        store.put([indexed(make_report(str(n), text), ENCODER) for n, text in enumerate(lines)])
        assert [hit.passage_id for hit in store.search_words("kolo zuba", 5, SearchFilter())] == [1]
        assert len(store.search_words("kolo", 5, SearchFilter())) == 5


@pytest.mark.parametrize(
    "text",
    [
        '"',
        'zuba"',
        "zuba OR",
        "NEAR(zuba kolo, 2)",
        "title:zuba",
        "zuba*",
        "-zuba ^kolo",
        "{title body}: zuba",
        "AND",
        "zuba)",
        "\x00zuba",
    ],
)
def test_no_query_is_read_as_syntax(text: str, tmp_path: Path) -> None:
    with create_store(tmp_path, encoder=ENCODER) as store:
        store.put([indexed(make_report("a", "zuba kolo"), ENCODER)])
        found = store.search_words(text, 5, SearchFilter())
        assert [hit.passage_id for hit in found] == ([1] if "zuba" in text else [])


@pytest.mark.parametrize("text", ["", "   ", "?!…", "​", " " * 1_000_000, "a" * 1_000_000, "7" * 1_000_000])
def test_a_query_of_nothing_or_too_much_finds_nothing(text: str, tmp_path: Path) -> None:
    with create_store(tmp_path, encoder=ENCODER) as store:
        store.put([indexed(make_report("a", "zuba kolo"), ENCODER)])
        assert store.search_words(text, 5, SearchFilter()) == []
