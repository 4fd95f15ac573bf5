"""The local fixtures hold what their README promises; a wrong gold quote would fit thresholds to noise."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from factcheck.corpus import read_article, read_sources
from factcheck.types import Report, Skipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
LOCAL = FIXTURES / "reports" / "local"
HOSTILE = FIXTURES / "hostile"
NEGATION = re.compile(r"\b(?:not|no|never|nobody|none)\b", re.IGNORECASE)
STANCES: dict[str, set[str]] = {
    "supported": {"supports"},
    "conflicting": {"conflicts"},
    "mixed": {"supports", "conflicts"},
    "not_enough": set(),
}


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def raw_reports() -> list[tuple[str, str]]:
    """Id and text of every report, read without the program's own readers."""
    found: list[tuple[str, str]] = []
    for path in sorted(LOCAL.iterdir()):
        if path.suffix == ".jsonl":
            found += [(row["id"], row["text"]) for row in records(path)]
        elif path.suffix in {".csv", ".tsv"}:
            with path.open(encoding="utf-8", newline="") as handle:
                rows = csv.DictReader(handle, delimiter="\t" if path.suffix == ".tsv" else ",")
                found += [(row["id"], row["text"]) for row in rows]
        else:
            found.append((path.stem, path.read_text(encoding="utf-8")))
    return found


def short_id(report_id: str) -> str:
    """``local/local-bridge-04.txt`` → ``local-bridge-04``."""
    name = PurePosixPath(report_id)
    return name.stem if name.suffix in {".txt", ".html", ".md"} else report_id


def squeeze(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    return records(FIXTURES / "claims" / "local.jsonl")


@pytest.fixture(scope="module")
def stored() -> dict[str, Report]:
    """What the program's own readers make of the folder, by short id."""
    items = list(read_sources([LOCAL]))
    assert not [item for item in items if isinstance(item, Skipped)]
    return {short_id(item.id): item for item in items if isinstance(item, Report)}


def test_reports_have_unique_ids_and_the_promised_size() -> None:
    reports = raw_reports()
    ids = [report_id for report_id, _ in reports]
    assert len(ids) >= 45
    assert len(set(ids)) == len(ids)
    for report_id, text in reports:
        words = len(re.sub(r"<[^>]+>", " ", text).split())
        assert 90 <= words <= 350, report_id


def test_readers_find_every_report(stored: dict[str, Report]) -> None:
    assert set(stored) == {report_id for report_id, _ in raw_reports()}


@pytest.mark.parametrize(
    ("report_id", "day"),
    [
        ("local-council-01", date(2024, 1, 9)),
        ("local-bank-02", date(2024, 2, 15)),
        ("local-bank-03", date(2024, 2, 26)),
        ("local-bank-07", None),
        ("local-bridge-01", date(1987, 2, 26)),
        ("local-bridge-03", date(2022, 11, 3)),
        ("local-bridge-04", date(2023, 12, 14)),
        ("local-bridge-06", date(2024, 6, 28)),
        ("local-football-01", date(2023, 6, 2)),
        ("local-hospital-01", None),
        ("local-hospital-06", None),
        ("local-mayor-05", None),
        ("local-water-01", date(2024, 8, 12)),
        ("local-water-02", date(2024, 8, 13)),
        ("local-water-03", date(2024, 8, 15)),
    ],
)
def test_odd_dates_are_read_and_uncertain_ones_left_out(
    stored: dict[str, Report], report_id: str, day: date | None
) -> None:
    assert stored[report_id].date == day


def test_false_headlines_in_menus_are_in_no_report(stored: dict[str, Report]) -> None:
    text = "\n".join(report.text for report in stored.values())
    for headline in ("Bridge opened early", "Dyeworks fined", "Dyeworks poisoned", "Mayor to resign", "ferry sinks"):
        assert headline not in text


def test_gold_quotes_are_in_their_reports(claims: list[dict[str, Any]], stored: dict[str, Report]) -> None:
    raw = {report_id: squeeze(text) for report_id, text in raw_reports()}
    for claim in claims:
        for gold in claim["gold"]:
            assert squeeze(gold["quote"]) in raw[short_id(gold["report_id"])], claim["id"]
            assert gold["quote"] in stored[short_id(gold["report_id"])].text, claim["id"]


def test_every_copy_of_a_gold_quote_is_gold(claims: list[dict[str, Any]], stored: dict[str, Report]) -> None:
    for claim in claims:
        listed = {(short_id(gold["report_id"]), gold["quote"]) for gold in claim["gold"]}
        for quote in {quote for _, quote in listed}:
            for report_id, report in stored.items():
                assert quote not in report.text or (report_id, quote) in listed, (claim["id"], report_id)


def test_gold_agrees_with_the_label_and_the_as_of_date(claims: list[dict[str, Any]], stored: dict[str, Report]) -> None:
    for claim in claims:
        assert {gold["stance"] for gold in claim["gold"]} == STANCES[claim["label"]], claim["id"]
        if "as_of" in claim:
            for gold in claim["gold"]:
                day = stored[short_id(gold["report_id"])].date
                assert day is not None and day <= date.fromisoformat(claim["as_of"]), claim["id"]


def test_claims_are_many_distinct_and_shared_out_over_the_labels(claims: list[dict[str, Any]]) -> None:
    assert len(claims) >= 90
    assert len({claim["id"] for claim in claims}) == len(claims)
    assert len({(claim["claim"], claim.get("as_of")) for claim in claims}) == len(claims)
    count = Counter(claim["label"] for claim in claims)
    wanted = {"supported": 0.35, "conflicting": 0.33, "mixed": 0.10, "not_enough": 0.22}
    assert set(count) == set(wanted)
    for label, share in wanted.items():
        assert abs(count[label] / len(claims) - share) <= 0.03, label


def test_neither_negation_nor_length_gives_a_label_away(claims: list[dict[str, Any]]) -> None:
    for label in ("supported", "conflicting", "mixed", "not_enough"):
        own = [claim["claim"] for claim in claims if claim["label"] == label]
        assert 0.15 <= sum(bool(NEGATION.search(text)) for text in own) / len(own) <= 0.32, label
        assert 11.5 <= sum(len(text.split()) for text in own) / len(own) <= 14.0, label


def test_not_enough_has_all_its_kinds(claims: list[dict[str, Any]]) -> None:
    kinds = Counter(trait for claim in claims if claim["label"] == "not_enough" for trait in claim["traits"])
    for kind in ("nothing_in_archive", "topical_undecided", "plan", "only_later", "only_undated"):
        assert kinds[kind] >= 3, kind


def test_article_key_matches_the_articles() -> None:
    rows = records(FIXTURES / "articles" / "local_key.jsonl")
    for name in ("local_bridge.txt", "local_harbour.html"):
        article = read_article(FIXTURES / "articles" / name)
        own = [row for row in rows if row["article"] == name]
        checkworthy = [row for row in own if row["checkworthy"]]
        assert 6 <= len(checkworthy) <= 10
        assert len(own) - len(checkworthy) >= 4
        for row in checkworthy:
            assert row["sentence"] in article.text
            assert row["label"] in STANCES
        for row in own:
            assert row["sentence"] in (FIXTURES / "articles" / name).read_text(encoding="utf-8")


def kept(name: str) -> list[Report]:
    return [item for item in read_sources([HOSTILE / name]) if isinstance(item, Report)]


def test_hidden_text_is_in_no_report() -> None:
    (report,) = kept("hidden_text.html")
    assert "repaired for 18,000 crowns" in report.text
    for lie in ("burned down", "arrested", "Ignore previous", "900,000", "close for good", "was sold", "no roof"):
        assert lie not in report.text


def test_good_lines_survive_bad_ones() -> None:
    assert {report.id for report in kept("bad_lines.jsonl")} >= {"hostile-lines-01", "hostile-lines-07"}
    assert [report.id for report in kept("deep_nesting.jsonl")] == ["hostile-deep-03"]
    assert "hostile-ragged-01" in {report.id for report in kept("ragged.csv")}


def test_unknown_dates_are_kept_without_a_date() -> None:
    reports = kept("unknown_date.jsonl")
    assert len(reports) == 12
    assert {report.date for report in reports} == {None}


@pytest.mark.parametrize(
    "name", ["empty.jsonl", "empty.txt", "blank.txt", "binary.bin", "binary.txt", "missing_column.csv"]
)
def test_what_cannot_be_read_is_skipped_and_said(name: str) -> None:
    items = list(read_sources([HOSTILE / name]))
    assert items
    for item in items:
        assert isinstance(item, Skipped)
        assert name in item.source
        assert item.reason
