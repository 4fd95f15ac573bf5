"""Findings of the shipped models over the demo corpus: what would embarrass us is looked for here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.config import CheckOptions
from factcheck.corpus import read_article
from factcheck.indexing import build
from factcheck.models import load_encoder
from factcheck.report.records import finding_from_dict, finding_to_dict
from factcheck.types import Claim, Conclusion, Evidence, Finding, Shelf, Stance
from factcheck.workbench import ArticleFinding, Workbench, read_day

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
FIXTURES = ROOT / "fixtures"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder = tmp_path_factory.mktemp("demo")
    summary = build(folder, [FIXTURES / "reports"], load_encoder())
    assert not summary.skipped
    with Workbench.open(folder) as opened:
        yield opened


def test_the_last_day_there_is_can_be_an_as_of_day(bench: Workbench) -> None:
    finding = bench.check("North Korea has supplied arms to Russia.", as_of="9999-12-31")
    assert finding.evidence
    assert all(item.shelf is not Shelf.LATER for item in finding.evidence)


def test_half_a_character_in_a_claim_stops_nothing(bench: Workbench) -> None:
    for claim in ("The bridge \ud800 opened.", "The bridge \udcff opened."):
        assert bench.check(claim).claim.text == "The bridge ? opened."
    assert bench.check(Claim("The bridge \ud800 opened.")).claim.text == "The bridge ? opened."


def labelled() -> list[dict]:
    files = sorted((FIXTURES / "claims").glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def findings(bench: Workbench) -> list[tuple[dict, Finding]]:
    """Every third development claim, checked."""
    rows = labelled()[::3]
    return [
        (row, bench.check(Claim(row["claim"], as_of=read_day(row["as_of"]) if row.get("as_of") else None)))
        for row in rows
    ]


def test_claims_checked_at_once_come_out_as_one_by_one(bench: Workbench, findings: list[tuple[dict, Finding]]) -> None:
    some = [finding for _, finding in findings[:10]]
    with Workbench.open(bench.stats.path, jobs=2) as two:
        together = list(two.check_many([finding.claim for finding in some]))
    assert [replace(finding, seconds=0.0) for finding in together] == [replace(f, seconds=0.0) for f in some]


def everything(findings: list[tuple[dict, Finding]]) -> Iterator[tuple[Finding, Evidence]]:
    for _, finding in findings:
        for item in finding.evidence:
            yield finding, item


def test_every_quote_is_the_stored_text_between_its_offsets(
    bench: Workbench, findings: list[tuple[dict, Finding]]
) -> None:
    shown = list(everything(findings))
    assert len(shown) > 200
    for _, item in shown:
        stored = bench.store.reports([item.report.id])[item.report.id]
        assert item.quote == stored.text[item.start : item.end]
        assert item.before in stored.text and item.after in stored.text


def test_shelves_hold_to_the_as_of_day(findings: list[tuple[dict, Finding]]) -> None:
    for finding, item in everything(findings):
        as_of = finding.claim.as_of
        if as_of is None:
            assert item.shelf is Shelf.IN_TIME
        elif item.report.date is None:
            assert item.shelf is Shelf.UNDATED
        else:
            assert item.shelf is (Shelf.IN_TIME if item.report.date <= as_of else Shelf.LATER)


def test_findings_read_back_from_json_equal_themselves(findings: list[tuple[dict, Finding]]) -> None:
    for _, finding in findings[:20]:
        data = finding_to_dict(finding)
        assert finding_to_dict(finding_from_dict(json.loads(json.dumps(data)))) == data


def test_ranks_and_scores_agree(findings: list[tuple[dict, Finding]]) -> None:
    for _, finding in findings:
        for stance in (Stance.SUPPORTS, Stance.CONFLICTS):
            for shelf in Shelf:
                side = finding.side(stance, shelf)
                assert [item.rank for item in side] == list(range(1, len(side) + 1))
                origins = [item.origin.id for item in side]
                firsts = [item for place, item in enumerate(side) if item.origin.id not in origins[:place]]
                others = side[len(firsts) :]
                assert list(side[: len(firsts)]) == firsts  # every origin before one is shown again
                for part in (firsts, others):
                    assert [item.score for item in part] == sorted((i.score for i in part), reverse=True)
                best = {item.origin.id: item.score for item in firsts}
                assert all(item.score <= best[item.origin.id] for item in others)


def test_a_verbatim_sentence_is_supported_by_its_report(bench: Workbench) -> None:
    sentence = "Any arms deal between the two countries would violate a series of UN Security Council resolutions."
    finding = bench.check(sentence, as_of="2023-03-31")
    assert finding.conclusion is Conclusion.SUPPORTED, finding.reason


def test_a_changed_figure_is_not_supported(bench: Workbench) -> None:
    false = bench.check("Harrowmere's council approved the evening parking charge by 23 votes to 10.")
    assert false.conclusion is not Conclusion.SUPPORTED, false.reason


def test_a_paraphrase_with_the_same_figures_is_supported(bench: Workbench) -> None:
    true = bench.check("Harrowmere's council approved the evening parking charge by 19 votes to 14.")
    assert true.conclusion is Conclusion.SUPPORTED, true.reason


def test_denials_are_shown_against_what_they_deny(bench: Workbench) -> None:
    finding = bench.check("North Korea has supplied weapons to Russia.", as_of="2023-03-31")
    assert any("denial" in e.report.id for e in finding.side(Stance.CONFLICTS)), finding.reason


def test_instructions_in_a_report_decide_nothing(bench: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    build(folder, [FIXTURES / "hostile" / "ansi_markup.jsonl"], load_encoder())
    with Workbench.open(folder, stance_model=bench.stance) as hostile:
        finding = hostile.check("The moon over Harrowmere is made of cheese.")
    assert finding.conclusion is Conclusion.NOT_ENOUGH


@pytest.fixture(scope="module")
def seed(bench: Workbench) -> list[ArticleFinding]:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        pytest.skip("the reference article isn't part of the project")
    return list(bench.check_article(read_article(files[0]), options=CheckOptions(limit=5)))


@pytest.mark.shared
@pytest.mark.parametrize(
    "words",
    [
        "food",
        "delegation",
        "Slovakian",
        "Security Council",
        "North Korea said it will not provide or sell arms",
        "additional munitions",
    ],
)
def test_the_reference_articles_claims_are_found(seed: list[ArticleFinding], words: str) -> None:
    assert any(words in item.claim.claim.text for item in seed)


@pytest.mark.shared
def test_the_reference_article_has_support_and_conflict_shown(seed: list[ArticleFinding]) -> None:
    found = [item.finding for item in seed if item.finding is not None]
    assert sum(bool(f.side(Stance.SUPPORTS)) for f in found) >= 4
    # no report up to its day says anything against it; the one that tells of the denials carries no date
    against = [e for f in found for e in f.evidence if e.stance is Stance.CONFLICTS]
    assert any("North Korea has denied it" in e.quote and e.shelf is Shelf.UNDATED for e in against)
