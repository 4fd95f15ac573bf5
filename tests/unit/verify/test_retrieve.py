"""Fusion and collapsing of candidates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import report
from hypothesis import given
from hypothesis import strategies as st
from stores import HashEncoder

from factcheck.indexing import build
from factcheck.store import open_store
from factcheck.types import Hit, Origin, Passage, Report, SearchFilter
from factcheck.verify.retrieve import PASSAGES_PER_ORIGIN, Candidate, collapse, fuse, retrieve, wording


def candidate(quote: str, source: Report, origin: str, relevance: float = 0.5) -> Candidate:
    return Candidate(Passage(source.id, 0, len(quote)), source, Origin(origin, (source.id,)), quote, 0.5, relevance)


def test_fuse_adds_normalised_legs() -> None:
    fused = fuse([Hit(1, 0.9), Hit(2, 0.5)], [Hit(2, 12.0), Hit(3, 4.0)], {1: 1.0, 2: 3.0, 3: 2.0})
    assert fused == [(1, 0.5), (2, 0.5), (3, 0.125)]


def test_of_equal_passages_the_one_whose_report_has_more_of_the_claim_comes_first() -> None:
    assert [i for i, _ in fuse([Hit(1, 0.9), Hit(2, 0.9)], [], {1: 2.0, 2: 5.0})] == [2, 1]


def test_a_report_adds_no_passage_that_no_leg_found() -> None:
    assert [i for i, _ in fuse([Hit(1, 0.9)], [], {1: 2.0, 7: 9.0})] == [1]


def test_a_passage_that_both_legs_like_comes_first() -> None:
    fused = fuse([Hit(1, 0.9), Hit(2, 0.8), Hit(3, 0.1)], [Hit(2, 9.0), Hit(3, 1.0)], {})
    assert fused[0][0] == 2


@given(
    st.lists(st.tuples(st.integers(1, 20), st.floats(-1, 1)), unique_by=lambda t: t[0]),
    st.lists(st.tuples(st.integers(1, 20), st.floats(0, 50)), unique_by=lambda t: t[0]),
    st.dictionaries(st.integers(1, 20), st.floats(0, 50)),
)
def test_fused_scores_are_between_nought_and_one_and_sorted(
    dense: list[tuple[int, float]], words: list[tuple[int, float]], reports: dict[int, float]
) -> None:
    fused = fuse([Hit(*t) for t in dense], [Hit(*t) for t in words], reports)
    values = [score for _, score in fused]
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in values)
    assert values == sorted(values, reverse=True)
    assert {i for i, _ in fused} == {i for i, _ in dense} | {i for i, _ in words}


def test_copies_are_shown_once_in_the_earliest_report() -> None:
    late = report("paper", date=date(2024, 5, 3))
    early = report("wire", date=date(2024, 5, 1))
    kept = collapse([candidate("The bridge opened.", late, "o"), candidate("The bridge  opened", early, "o")])
    assert [c.report.id for c in kept] == ["wire"]


def test_a_dated_copy_is_preferred_to_an_undated_one() -> None:
    kept = collapse([candidate("It opened.", report("a", date=None), "o"), candidate("It opened.", report("b"), "o")])
    assert [c.report.id for c in kept] == ["b"]


def test_same_words_of_independent_reports_both_stay() -> None:
    kept = collapse([candidate("It opened.", report("a"), "o1"), candidate("It opened.", report("b"), "o2")])
    assert len(kept) == 2


def test_one_report_cannot_fill_the_list() -> None:
    many = [candidate(f"Sentence number {n} of a long report.", report("long"), "o") for n in range(20)]
    other = candidate("A short report says no.", report("short"), "p")
    kept = collapse([*many, other])
    assert len(kept) == PASSAGES_PER_ORIGIN + 1
    assert kept[-1].report.id == "short"


@pytest.mark.parametrize(
    ("one", "two"),
    [("“It opened,” he said.", "It opened he SAID"), ("24 May", "24  May."), ("Київ — столиця", "київ столиця")],
)
def test_wording_ignores_case_punctuation_and_spacing(one: str, two: str) -> None:
    assert wording(one) == wording(two)


def test_a_denial_that_only_points_back_comes_with_what_it_denies(tmp_path: Path) -> None:
    """It shares no word with the claim, and a hundred other passages are nearer."""
    offer = "The director had offered the village council money for a new hall at a private talk in January."
    denial = "Dermot Asquill denied it on Tuesday in a long letter that his lawyers sent to every newspaper."
    rest = "Neither the village nor the county would say on Wednesday what is to become of the old school now."
    (tmp_path / "offer.txt").write_text(f"Quarry row\n2019-02-20\n\n{offer} {denial} {rest}", "utf-8")
    for n in range(40):
        text = f"Another council was offered money for a new hall in village {n} at talks that nobody denied there."
        (tmp_path / f"other{n}.txt").write_text(f"Hall {n}\n2019-01-20\n\n{text} And more came.", "utf-8")
    build(tmp_path / "index", [tmp_path], HashEncoder())
    claim = "The director offered the village council money for a new hall."
    with open_store(tmp_path / "index") as store:
        found, _ = retrieve(store, HashEncoder(), claim, SearchFilter(undated=True), keep=5)
    quotes = [c.quote for c in found]
    assert quotes.index(denial) == quotes.index(offer) + 1
    about, denies = found[quotes.index(offer)], found[quotes.index(denial)]
    assert (denies.fused, denies.relevance) == (about.fused, about.relevance)
    assert denies.quote == denies.report.text[denies.passage.start : denies.passage.end]


def test_a_passage_that_ends_with_a_denial_is_one_passage_a_side(tmp_path: Path) -> None:
    """A denial of a few words is stored with the sentence before it; weighed as one they could take one side only."""
    told, rest = (
        "The director had offered the village council money for a new hall in January.",
        "More may follow on it.",
    )
    (tmp_path / "offer.txt").write_text(f"Quarry row\n2019-02-20\n\n{told} Asquill denied it. {rest}", "utf-8")
    build(tmp_path / "index", [tmp_path], HashEncoder())
    claim = "The director offered the village council money for a new hall."
    with open_store(tmp_path / "index") as store:
        found, _ = retrieve(store, HashEncoder(), claim, SearchFilter(undated=True), keep=5)
    one, other = found[:2]
    assert [one.quote, other.quote] == [told, f"Asquill denied it. {rest}"]
    for candidate in found:
        passage, text = candidate.passage, candidate.report.text
        assert candidate.quote == text[passage.start : passage.end]
    assert other.passage.before is not None and one.passage.after is not None
    assert one.report.text[other.passage.before.start : other.passage.before.end] == told
    assert one.report.text[one.passage.after.start : one.passage.after.end] == other.quote
    assert len({candidate.passage.id for candidate in found}) == len(found)
    assert sum("denied" in candidate.quote for candidate in found) == 1


def test_the_halves_of_one_sentence_keep_what_joins_them(tmp_path: Path) -> None:
    text = "The union said that 14,200 people were waiting for a bed; the hospital's trust said that it was 11,350."
    (tmp_path / "beds.txt").write_text(f"Beds\n2019-02-20\n\n{text}", "utf-8")
    build(tmp_path / "index", [tmp_path], HashEncoder())
    with open_store(tmp_path / "index") as store:
        found, _ = retrieve(store, HashEncoder(), "14,200 people were waiting for a bed.", SearchFilter(undated=True))
    first, _, second = text.partition("; ")
    assert [c.quote for c in found] == [first + ";", second]
    before = found[1].passage.before
    assert before is not None and found[1].report.text[before.start : before.end] == first + ";"
