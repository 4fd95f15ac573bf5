"""Hashes, days in addresses, and authors."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from factcheck.corpus import content_hash
from factcheck.corpus.reports import Draft, clean_author, day_in_url, finish
from factcheck.types import DateSource, Report

REPORT = Report(
    "r", "T", "Ünï text.", date(2023, 3, 31), DateSource.FIELD, "O", "A", "https://example.org", "en", "", {"k": "v"}
)


def test_the_hash_is_of_a_written_down_form() -> None:
    canonical = '["T","\\u00dcn\\u00ef text.","2023-03-31","O","A","https://example.org"]'
    assert content_hash(REPORT) == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [{"title": "U"}, {"text": "U"}, {"date": None}, {"outlet": None}, {"author": "U"}, {"url": None}],
)
def test_a_change_of_content_changes_the_hash(change: dict[str, object]) -> None:
    assert content_hash(replace(REPORT, **change)) != content_hash(REPORT)  # type: ignore[arg-type]


def test_what_is_not_content_leaves_the_hash() -> None:
    assert content_hash(replace(REPORT, id="s", metadata={}, language=None)) == content_hash(REPORT)


def test_a_finished_report_carries_its_own_hash() -> None:
    report = finish(Draft(text="Words.", title="T"))
    assert report.sha256 == content_hash(report)
    assert report.sha256.startswith(report.id)


def test_the_best_source_of_a_date_wins() -> None:
    days = {
        DateSource.DATELINE: date(2023, 1, 1),
        DateSource.HEADER: date(2023, 1, 2),
        DateSource.META: date(2023, 1, 3),
    }
    assert finish(Draft(text="W.", days=days)).date == date(2023, 1, 3)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2023/03/31/bridge", date(2023, 3, 31)),
        ("https://example.org/news/2023-03-31-bridge.html", date(2023, 3, 31)),
        ("https://example.org/bridge-20230331", date(2023, 3, 31)),
        ("https://example.org/2023/02/31/bridge", None),
        ("https://example.org/2023/03/bridge", None),
        ("https://example.org/article-120230331457", None),
        ("https://example.org/", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert day_in_url(url) == day


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe, Reuters", "Jane Doe"),
        ("Jane Doe (AP)", "Jane Doe"),
        ("Reuters", "Reuters"),
        ("Byron Low", "Byron Low"),
        ("Jane Doe, John Roe", "Jane Doe, John Roe"),
        ("", None),
        (None, None),
    ],
)
def test_authors_without_by_and_agency(given: str | None, author: str | None) -> None:
    assert clean_author(given) == author
