"""The fixtures on real events hold together: what a claim's label rests on is really in the reports."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from factcheck.corpus import read_article, read_sources
from factcheck.types import Report, Skipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
REAL = FIXTURES / "reports" / "real"
NEGATED = re.compile(r"\b(?:no|not|never|none|nobody|neither|hardly|without)\b", re.IGNORECASE)
SUFFIXES = {".jsonl", ".csv", ".txt", ".md", ".html"}


def squeeze(text: str) -> str:
    """Collapse whitespace, for sources that are wrapped."""
    return " ".join(text.split())


def raw_sources() -> dict[str, str]:
    """Source text by report id, read here by the plainest means, without the program's readers."""
    texts: dict[str, str] = {}
    for path in sorted(REAL.iterdir()):
        raw = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            records = [json.loads(line) for line in raw.splitlines()]
        elif path.suffix == ".csv":
            records = list(csv.DictReader(raw.splitlines(keepends=True)))
        else:
            page = unescape(re.sub(r"<[^>]+>", "", raw)) if path.suffix == ".html" else raw
            records = [{"id": f"real/{path.name}", "text": page}]
        for record in records:
            assert record["id"] not in texts, f"{record['id']} twice"
            texts[record["id"]] = record["text"]
    return texts


@pytest.fixture(scope="module")
def stored() -> dict[str, Report]:
    records = list(read_sources([FIXTURES / "reports"]))
    assert not [record for record in records if isinstance(record, Skipped)]
    return {record.id: record for record in records if isinstance(record, Report)}


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / "claims" / "real.jsonl").read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_reports_in_every_format() -> None:
    assert len(raw_sources()) >= 50
    assert {path.suffix for path in REAL.iterdir()} == SUFFIXES
    assert sum(key.startswith(("rnk-", "real/rnk-")) for key in raw_sources()) >= 12


def test_the_readers_find_the_same_reports(stored: dict[str, Report]) -> None:
    assert set(raw_sources()) <= set(stored)


def test_every_report_has_a_date_but_the_one_that_is_meant_to_have_none(stored: dict[str, Report]) -> None:
    undated = {key for key in raw_sources() if stored[key].date is None}
    assert undated == {"real/rnk-timeline.md"}


def test_claims_have_unique_ids_and_texts(claims: list[dict[str, Any]]) -> None:
    assert len({claim["id"] for claim in claims}) == len(claims) >= 70
    assert len({(claim["claim"], claim.get("as_of")) for claim in claims}) == len(claims)


def test_gold_quotes_are_in_the_sources_word_for_word(claims: list[dict[str, Any]], stored: dict[str, Report]) -> None:
    texts = raw_sources()
    for claim in claims:
        for gold in claim["gold"]:
            key, quote = gold["report_id"], gold["quote"]
            assert squeeze(quote) in squeeze(texts[key]), (claim["id"], key)
            assert quote in stored[key].text, (claim["id"], key)


def test_gold_stances_are_those_of_the_label(claims: list[dict[str, Any]]) -> None:
    wanted = {
        "supported": {"supports"},
        "conflicting": {"conflicts"},
        "mixed": {"supports", "conflicts"},
        "not_enough": set(),
    }
    for claim in claims:
        assert {gold["stance"] for gold in claim["gold"]} == wanted[claim["label"]], claim["id"]


def test_no_gold_is_later_than_its_claim_or_undated(claims: list[dict[str, Any]], stored: dict[str, Report]) -> None:
    for claim in claims:
        if "as_of" in claim:
            for gold in claim["gold"]:
                day = stored[gold["report_id"]].date
                assert day is not None and day <= date.fromisoformat(claim["as_of"]), claim["id"]


def test_copies_of_a_gold_quote_are_gold_too(claims: list[dict[str, Any]], stored: dict[str, Report]) -> None:
    for claim in claims:
        known = {(gold["report_id"], gold["quote"]) for gold in claim["gold"]}
        for quote in {gold["quote"] for gold in claim["gold"]}:
            for report in stored.values():
                in_time = report.date and report.date.isoformat() <= claim.get("as_of", "9999-12-31")
                if in_time and quote in report.text:
                    assert (report.id, quote) in known, (claim["id"], report.id)


def test_labels_are_spread_and_neither_negation_nor_length_gives_one_away(claims: list[dict[str, Any]]) -> None:
    labels = Counter(claim["label"] for claim in claims)
    for label, low, high in (
        ("supported", 0.3, 0.4),
        ("conflicting", 0.3, 0.4),
        ("mixed", 0.08, 0.15),
        ("not_enough", 0.15, 0.25),
    ):
        own = [claim["claim"] for claim in claims if claim["label"] == label]
        assert low <= labels[label] / len(claims) <= high, label
        assert 0.15 <= sum(bool(NEGATED.search(text)) for text in own) / len(own) <= 0.4, label
        assert 11 <= sum(len(text.split()) for text in own) / len(own) <= 15, label


@pytest.mark.parametrize("name", ["russia_north_korea.txt", "earthquake.md", "svb_collapse.html"])
def test_articles_keep_their_story_and_lose_the_furniture(name: str) -> None:
    article = read_article(FIXTURES / "articles" / name)
    assert article.date is not None and article.date.year == 2023
    for furniture in ("cookie", "Follow us", "says pub landlord", "prankster", "All rights reserved", "Subscribe"):
        assert furniture not in article.text


def test_the_arms_article_is_of_31_march_2023_and_carries_no_copied_report(stored: dict[str, Report]) -> None:
    article = read_article(FIXTURES / "articles" / "russia_north_korea.txt")
    assert article.date == date(2023, 3, 31)
    sentences = [part for part in re.split(r"(?<=[.?!])\s", article.text) if len(part) > 60]
    assert not [part for part in sentences if any(part in report.text for report in stored.values())]


def test_the_batch_table_has_one_impossible_date() -> None:
    rows = list(csv.DictReader((FIXTURES / "claims" / "speech.csv").open(encoding="utf-8", newline="")))
    bad = []
    for row in rows:
        try:
            date.fromisoformat(row["as_of"] or "2000-01-01")
        except ValueError:
            bad.append(row["id"])
    assert len(rows) == 10 and bad == ["sp-05"]
    assert len((FIXTURES / "claims" / "speech.txt").read_text(encoding="utf-8").splitlines()) == 10


def test_the_key_names_sentences_that_the_articles_have() -> None:
    key = [json.loads(line) for line in (FIXTURES / "articles" / "real_key.jsonl").read_text("utf-8").splitlines()]
    texts = {name: read_article(FIXTURES / "articles" / name).text for name in {row["article"] for row in key}}
    assert len(texts) == 3
    for row in key:
        assert row["sentence"] in texts[row["article"]], row["sentence"]
        assert row["checkworthy"] is (row["label"] is not None)
