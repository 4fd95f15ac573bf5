"""The newsroom benchmark and the probe set are what their READMEs say."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from factcheck.evaluate.datasets import read_stance_set
from factcheck.evaluate.labelled import LabelledClaim, missing_quotes, read_labelled_claims
from factcheck.types import Conclusion, Stance

FIXTURES = Path(__file__).parents[2] / "fixtures"
NEWSROOM = FIXTURES / "newsroom"
NEGATED = re.compile(r"\b(?:no|not|never|none|nobody|without|neither|nor)\b|n['’]t\b", re.IGNORECASE)


def reports() -> dict[str, dict[str, str]]:
    lines = (NEWSROOM / "reports.jsonl").read_text("utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def halves() -> dict[str, list[LabelledClaim]]:
    return {half: read_labelled_claims(NEWSROOM / f"{half}.jsonl") for half in ("dev", "test")}


def test_there_are_as_many_as_promised() -> None:
    assert len(reports()) >= 150
    found = halves()
    assert len(found["dev"]) + len(found["test"]) >= 250
    assert abs(len(found["dev"]) - len(found["test"])) <= 10
    assert all(90 <= len(row["text"].split()) <= 350 for row in reports().values())


@pytest.mark.parametrize("half", ["dev", "test"])
def test_every_gold_quote_stands_in_its_report(half: str) -> None:
    assert missing_quotes(halves()[half], {i: row["text"] for i, row in reports().items()}) == []


@pytest.mark.parametrize("half", ["dev", "test"])
def test_gold_fits_the_label_and_the_day(half: str) -> None:
    days = {i: row["date"] for i, row in reports().items()}
    wanted = {
        Conclusion.SUPPORTED: {Stance.SUPPORTS},
        Conclusion.CONFLICTING: {Stance.CONFLICTS},
        Conclusion.MIXED: {Stance.SUPPORTS, Stance.CONFLICTS},
        Conclusion.NOT_ENOUGH: set(),
    }
    for item in halves()[half]:
        assert {gold.stance for gold in item.gold} == wanted[item.label], item.claim.id
        for gold in item.gold:
            assert item.claim.as_of is None or days[gold.report_id] <= item.claim.as_of.isoformat(), item.claim.id


def test_no_report_serves_both_halves() -> None:
    used = {half: {gold.report_id for item in items for gold in item.gold} for half, items in halves().items()}
    assert not used["dev"] & used["test"]


def test_labels_have_their_shares_and_look_alike() -> None:
    items = [item for half in halves().values() for item in half]
    counts = Counter(item.label for item in items)
    shares = {label: count / len(items) for label, count in counts.items()}
    assert shares[Conclusion.SUPPORTED] == pytest.approx(0.35, abs=0.03)
    assert shares[Conclusion.CONFLICTING] == pytest.approx(0.35, abs=0.03)
    assert shares[Conclusion.MIXED] == pytest.approx(0.08, abs=0.03)
    lengths, negated = defaultdict(list), defaultdict(list)
    for item in items:
        lengths[item.label].append(len(item.claim.text.split()))
        negated[item.label].append(bool(NEGATED.search(item.claim.text)))
    means = [sum(values) / len(values) for values in lengths.values()]
    assert max(means) - min(means) < 2
    assert all(0.18 <= sum(values) / len(values) <= 0.35 for values in negated.values())


def test_ids_are_unique() -> None:
    ids = [item.claim.id for half in halves().values() for item in half]
    assert len(ids) == len(set(ids))


def test_the_probe_set_is_large_and_balanced() -> None:
    path = FIXTURES / "probe" / "probe.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(rows) >= 400
    by_phenomenon: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        by_phenomenon[row["phenomenon"]][row["label"]] += 1
    assert len(by_phenomenon) >= 12
    for phenomenon, labels in by_phenomenon.items():
        assert set(labels) == {"supports", "refutes", "neutral"}, phenomenon
        assert max(labels.values()) <= 0.5 * labels.total(), phenomenon
    assert len(read_stance_set(path).pairs) == len(rows)
