"""A filter by outlet: one that no report is of is an error, never an empty answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import HashEncoder, RuleStance, scores

from factcheck import indexing
from factcheck.config import CheckOptions
from factcheck.errors import UsageError
from factcheck.types import Claim, Report, Stance
from factcheck.workbench import Workbench

CLAIM = "The bridge opened in May."


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    records = [
        {"id": name, "outlet": name, "date": "2024-05-02", "text": f"The bridge opened in May, {name} reports."}
        for name in ("Harbour Wire", "Harrow Post")
    ]
    source = tmp_path / "reports.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    indexing.build(tmp_path / "index", [source], HashEncoder())
    stance = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS))
    with Workbench.open(tmp_path / "index", encoder=HashEncoder(), stance_model=stance) as opened:
        yield opened


@pytest.mark.parametrize("outlets", [("Harbor Wire",), ("Harrow Post", "Harbor Wire")])
def test_an_unknown_outlet_is_refused_with_the_closest_names(bench: Workbench, outlets: tuple[str, ...]) -> None:
    options = CheckOptions(outlets=outlets)
    calls = (
        lambda: bench.check(CLAIM, options=options),
        lambda: bench.explain(CLAIM, options=options),
        lambda: list(bench.check_many([Claim(CLAIM)], options=options)),
        lambda: list(bench.check_article(Report("a", "t", CLAIM, date(2024, 6, 1)), options=options)),
    )
    for call in calls:
        with pytest.raises(UsageError, match='no report in the index is of the outlet "Harbor Wire"') as error:
            call()
        assert 'Did you mean "Harbour Wire"' in error.value.hint


def test_a_name_like_no_other_points_to_the_list(bench: Workbench) -> None:
    with pytest.raises(UsageError) as error:
        bench.require_outlets(["xyz"])
    assert error.value.hint == "All outlets are listed by: factcheck index info --json"


def test_case_does_not_matter(bench: Workbench) -> None:
    found = bench.check(CLAIM, options=CheckOptions(outlets=("HARBOUR wire",)))
    assert {item.report.outlet for item in found.evidence} == {"Harbour Wire"}
