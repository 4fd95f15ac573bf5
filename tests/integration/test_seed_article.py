"""A scraped page as they come, and a real archive of wire stories."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from factcheck.corpus import read_article, read_sources, split_passages
from factcheck.types import DateSource, Report

SHARED = Path(__file__).parents[3] / "shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
NEWS = SHARED / "data" / "news" / "reuters21578.jsonl.gz"

FURNITURE = re.compile(
    r"Follow us|Next In|Others Also|FILE PHOTO|REUTERS/|\(Reuters\)|Reporting by|Editing by"
    r"|WhatsApp|^World$|Roundup|^\W*Friday",
    re.MULTILINE,
)


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="reference data is not here")
def test_the_seed_article_comes_out_whole_and_clean() -> None:
    report = read_article(SEEDS[0])
    assert report.title.startswith("Russia seeking munitions")
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.HEADER)
    assert (report.metadata["dateline_city"], report.metadata["agency"], report.outlet) == (
        "WASHINGTON",
        "Reuters",
        "Reuters",
    )
    assert report.author is not None
    assert len(report.author.split(" and ")) == 2
    assert len(report.metadata["editing"].split(" and ")) == 2
    assert len(report.text.split("\n\n")) == 7
    assert report.text.startswith("The United States has")
    passages = split_passages(report)
    assert len(passages) == 8
    for passage in passages:
        assert not FURNITURE.search(report.text[passage.start : passage.end])


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not NEWS.exists(), reason="reference data is not here")
def test_an_archive_of_wire_stories_is_read_to_the_last() -> None:
    reports = [record for record in read_sources([NEWS]) if isinstance(record, Report)]
    assert len(reports) == 18_257
    assert all(report.date_source is DateSource.FIELD for report in reports)
    ended = sum(report.text.lower().rstrip(".").endswith("reuter") for report in reports)
    assert ended <= 5
    for report in reports[::10]:
        end = 0
        for passage in split_passages(report):
            quote = report.text[passage.start : passage.end]
            assert quote == quote.strip()
            assert end <= passage.start
            assert 0 < len(quote.split()) <= 120
            end = passage.end
