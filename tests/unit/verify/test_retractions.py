"""A retracted report takes no side, whoever says that it is retracted."""

from __future__ import annotations

from datetime import date

from builders import RuleStance, report, scores

from factcheck.types import Claim, Origin, Passage, Report, Shelf, Stance
from factcheck.verify.retractions import is_notice, retracted
from factcheck.verify.retrieve import Candidate
from factcheck.verify.weigh import Weighing, weigh

FORGED = report("forged", title="Deal is signed", date=date(2023, 6, 6), outlet="Post", text="The sale is sealed.")
NOTICE = report(
    "notice", title="Retraction: the sale", date=date(2023, 6, 9), outlet="POST",
    text="On 6 June we reported a sale. We withdraw that report in full.",
)  # fmt: skip
OTHER = report("other", title="Club for sale", date=date(2023, 6, 6), outlet="Courier", text="It may be sold.")


def test_a_title_says_so() -> None:
    own = report("own", title="RETRACTED: Deal is signed")
    assert set(retracted([own, OTHER])) == {"own"}
    assert not is_notice(own)


def test_a_notice_takes_back_its_own_outlets_report_of_that_day() -> None:
    found = retracted([FORGED, NOTICE, OTHER])
    assert set(found) == {"forged"}
    assert found["forged"].detail == "POST took this report back on 9 Jun 2023: Retraction: the sale"


def test_a_report_about_a_retraction_elsewhere_takes_nothing_back() -> None:
    about = report(
        "about", title="Post sorry", date=date(2023, 6, 9), outlet="Courier", text="On 6 June the Post erred."
    )
    assert retracted([FORGED, about, OTHER]) == {}


def candidate(source: Report) -> Candidate:
    passage = Passage(source.id, 0, len(source.text))
    return Candidate(passage, source, Origin(source.id, (source.id,)), source.text, 0.5, 0.8)


def stances(shelf_of_notice: Shelf) -> dict[str, Stance]:
    model = RuleStance(lambda claim, premise: scores(Stance.SUPPORTS))
    pairs = [(candidate(FORGED), Shelf.IN_TIME), (candidate(NOTICE), shelf_of_notice)]
    return {e.report.id: e.stance for e in weigh(Claim("The sale is sealed."), pairs, model, Weighing())}


def test_it_takes_no_side_from_the_notice_on() -> None:
    assert stances(Shelf.IN_TIME) == {"forged": Stance.NEUTRAL, "notice": Stance.NEUTRAL}, "nor does its restating"
    assert stances(Shelf.LATER)["forged"] is Stance.SUPPORTS, "on the as-of day nothing had been taken back"
