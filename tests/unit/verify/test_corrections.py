"""What a paper takes back conflicts with a claim of it, and no longer counts where it stood first."""

from __future__ import annotations

from datetime import date

import pytest
from builders import RuleStance, report, scores

from factcheck.types import Claim, Evidence, Origin, Passage, Report, Shelf, Stance
from factcheck.verify.combine import FEATURES, Combination, Weights
from factcheck.verify.corrections import corrected, errors_of, restates_an_error
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import Weighing, weigh

FIRST = report(
    "first", title="Debts of the ferry", date=date(2023, 3, 5), outlet="Courier",
    text="The ferry owes 18.4 million crowns. It employs 212 people. The crew wants its wages.",
)  # fmt: skip
NOTICE = report(
    "notice", title="Correction: the ferry", date=date(2023, 3, 16), outlet="Courier",
    text="In a report of 5 March we said, following an agency, that the ferry owes 18.4 million crowns. "
    "That was wrong. The petition puts the debts at 14.8 million.",
)  # fmt: skip


def told(title: str, text: str) -> list[str | None]:
    notice = report("n", title=title, date=date(2023, 6, 9), outlet="Post", text=text)
    return [error.told for error in errors_of(notice)]


@pytest.mark.parametrize(
    ("title", "text", "errors"),
    [
        (
            "Correction: the sale",
            "On 6 June we reported that Ada Holm had sold the mill. That was wrong.",
            ["Ada Holm had sold the mill."],
        ),
        (
            "Correction",
            "On 5 June we quoted the mayor as saying that the quay was lost. She did not say that.",
            ["The mayor said: the quay was lost."],
        ),
        (
            "Correction",
            "On 5 June we quoted Ada Holm as telling a meeting: “I don't care.” She did not say that.",
            ["Ada Holm told a meeting: “I don't care.”"],
        ),
        (
            "Correction: the outbreak",
            "A report on 1 June gave the number of people made ill by that day as 126. It says that it was wrong.",
            ["The number of people made ill by that day was 126."],
        ),
        ("Corrections", "Our article of Friday wrongly named Ivo Crane as the driver.", ["Ivo Crane was the driver."]),
        # below the report itself, under any title
        (
            "Mill sold",
            "The mill was sold for 2 million. An earlier version of this article said that it was sold for 3 million.",
            ["It was sold for 3 million."],
        ),
        ("Correction: the trial", "The payments came to 186,000 euros, not 168,000.", [None]),
        # not said to be wrong: it may be what stands
        ("Correction: the sale", "On 6 June we reported that Ada Holm had sold the mill. The buyer is Ivo Crane.", []),
        ("Mill sold", "On 6 June we reported that Ada Holm had sold the mill. That was wrong.", []),
        ("Correction", "On 6 June we gave the wrong figures for the vote. That was a mistake.", []),
    ],
)
def test_what_was_told_wrongly(title: str, text: str, errors: list[str | None]) -> None:
    assert told(title, text) == errors


def outdated(passage: str, notice: Report = NOTICE, source: Report = FIRST) -> bool:
    at = source.text.index(passage)
    found = Passage(source.id, at, at + len(passage))
    return found in corrected([source, notice], [(source, found)])


def test_only_what_was_wrong_is_outdated() -> None:
    assert outdated("The ferry owes 18.4 million crowns.")
    assert not outdated("It employs 212 people.")
    assert not outdated("The crew wants its wages.")


def test_only_by_its_own_outlet_and_of_that_day() -> None:
    wrong = "The ferry owes 18.4 million crowns."
    other = report("o", title=NOTICE.title, date=NOTICE.date, outlet="Post", text=NOTICE.text)
    assert not outdated(wrong, other)
    later = report("first", title=FIRST.title, date=date(2023, 3, 6), outlet="Courier", text=FIRST.text)
    assert not outdated(wrong, source=later)


@pytest.mark.parametrize(
    ("passage", "gone"),
    [
        ("The judge in the trial of Velde is Hanne Folling.", True),
        ("The judge in the trial of Velde is Nora Felling.", False),
        ("Hanne Folling has kept bees since 1998.", False),
    ],
)
def test_a_name_put_right(passage: str, gone: bool) -> None:
    source = report("s", date=date(2023, 6, 5), outlet="Post", text=passage)
    notice = report(
        "n", title="Correction", date=date(2023, 6, 9), outlet="Post",
        text="Our report of 5 June had an error. The judge in the trial of Velde is Nora Felling, not Hanne Folling.",
    )  # fmt: skip
    assert outdated(passage, notice, source) is gone


def test_a_quotation_put_right_is_known_by_its_own_words() -> None:
    words = "“I don't care for the fishermen of this town,” she said when she was asked about fees next year."
    source = report("s", date=date(2023, 6, 5), outlet="Post", text=words)
    notice = report(
        "n", title="Correction", date=date(2023, 6, 9), outlet="Post",
        text="On 5 June we quoted Ada Holm as telling a meeting of the council in the new hall on the quay: “I don't "
        "care for the fishermen of this town.” She did not say that.",
    )  # fmt: skip
    assert outdated(words, notice, source)


def weighed(claim: str, shelf_of_notice: Shelf = Shelf.IN_TIME) -> dict[str, Evidence]:
    """Each passage with a model that takes a premise with the claim in it for a support, and all others for neutral."""
    judge = RuleStance(lambda text, premise: scores(Stance.SUPPORTS if text.rstrip(".") in premise else Stance.NEUTRAL))
    place = FEATURES.index("judge_supports")
    weights = Weights(tuple(1.0 if i == place else 0.0 for i in range(len(FEATURES))), 0.0)
    never = Weights((0.0,) * len(FEATURES), -9.0)
    pairs = [(FIRST, 0, 35, Shelf.IN_TIME), (NOTICE, 0, NOTICE.text.index(" The petition"), shelf_of_notice)]
    candidates = [
        (
            Candidate(Passage(r.id, start, end), r, Origin(r.id, (r.id,)), r.text[start:end], 0.5, 0.8),
            shelf,
        )
        for r, start, end, shelf in pairs
    ]
    found = weigh(Claim(claim), candidates, judge, Weighing(combination=Combination(weights, never)))
    return {item.report.id: item for item in found}


def test_the_correction_conflicts_with_the_error_and_the_report_is_overtaken() -> None:
    found = weighed("The ferry owes 18.4 million crowns.")
    assert found["notice"].stance is Stance.CONFLICTS
    assert [c.detail for c in found["notice"].checks if c.outcome.value == "differs"] == [
        "the paper takes back that it is so"
    ]
    assert found["first"].stance is Stance.NEUTRAL
    assert "Courier corrected this on 16 Mar 2023: Correction: the ferry" in [c.detail for c in found["first"].checks]


def test_beside_another_claim_the_error_takes_no_side() -> None:
    assert weighed("In a report of 5 March we said")["notice"].stance is Stance.NEUTRAL


def test_before_the_correction_nothing_is_taken_back() -> None:
    assert weighed("The ferry owes 18.4 million crowns.", Shelf.LATER)["first"].stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("title", "passage", "restated"),
    [
        ("Correction: the sale", "On 6 June we reported that Ada Holm had sold the mill for 3 million.", True),
        (
            "Correction: traffic",
            "An agency report in our issue of 16 October said that 46,000 cars cross.",
            True,
        ),
        ("Clarification", "Our article of Friday named Ivo Crane as the driver.", True),
        ("Correction: the trial", "In our report of 5 October we wrote that the payments came to 168,000 euros.", True),
        ("Correction: the sale", "That was wrong.", False),
        ("Correction: the sale", "In our report we wrote 168,000; the right figure is 186,000.", False),
        ("Correction: the sale", "We failed to show the paper to either party before we printed, as we should.", False),
        ("Correction: the sale", "The mill was sold for 2 million, the register shows.", False),
        ("Mill sold", "On 6 June we reported that Ada Holm had sold the mill for 3 million.", False),
    ],
)
def test_an_error_restated_in_its_correction_takes_no_side(title: str, passage: str, restated: bool) -> None:
    found = restates_an_error(report("c", title=title, text=passage), passage)
    assert (found is not None) is restated
