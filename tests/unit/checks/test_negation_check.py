"""Negation: a deed affirmed here and denied there, and the many ways in which it isn't."""

import pytest

from factcheck.types import CheckOutcome, Claim
from factcheck.verify.checks import run_checks


def differs(claim: str, passage: str) -> bool:
    return any(c.rule == "negation" and c.outcome is CheckOutcome.DIFFERS for c in run_checks(Claim(claim), passage))


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The ministry did not publish the report.", "The ministry published the report on Monday."),
        ("The council published the report on the bridge.", "The council did not publish the report on the bridge."),
        ("The airline never paid the passengers compensation.", "The airline paid the passengers compensation in May."),
        ("The court did not order the mine to close.", "The court ordered the mine to close within a week."),
        ("The general signed the letter to the king.", "The general never signed the letter to the king."),
        ("City did not complete the signing of Kessler.", "City completed the signing of Kessler on Friday."),
        ("The factory failed to report the leak.", "The factory reported the leak within an hour."),
        ("The factory reported the leak of chlorine.", "The factory failed to report the leak of chlorine."),
        ("The bank refused to pay the pension fund.", "The bank paid the pension fund in full."),
        ("The mayor hasn't opened the bridge.", "The mayor opened the bridge on Sunday."),
        ("The jury didn't hear the recording of the call.", "The jury heard the recording of the call."),
        ("The union accepted the offer of the port.", "The union did not accept the offer of the port."),
        ("The senator cannot stand in the election.", "The senator stands in the election in May."),
        (
            "The rail operator informed the regulator of the fault.",
            "The rail operator never informed the regulator of the fault.",
        ),
        ("The two leaders did not meet in Geneva.", "The two leaders met in Geneva on Friday."),
        ("The minister visited the flooded valley.", "The minister has not visited the flooded valley."),
        ("The museum did not return the mask to Benin.", "The museum returned the mask to Benin in March."),
        ("The police searched the house of the banker.", "The police did not search the house of the banker."),
        ("The company did not test the brakes of the tram.", "The company tested the brakes of the tram in June."),
        ("Nobody helped the injured driver of the coach.", "Two nurses helped the injured driver of the coach."),
    ],
)
def test_differs(claim: str, passage: str) -> None:
    assert differs(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The ministry did not publish the report.", "The ministry has yet to publish the report."),
        ("The ministry did not publish the report.", "The ministry didn't publish the report."),
        ("The ministry published the report.", "The ministry published the report, which did not name the pilot."),
        ("The ministry did not fail to publish the report.", "The ministry published the report."),
        (
            "The council did not move its seat to Paris.",
            "A proposal to move the council's seat to Paris was defeated, and rejected.",
        ),
        (
            "The premier denies having asked the church to cancel.",
            "The premier says he never asked the church to cancel.",
        ),
        ("The mayor did not open the bridge.", "The mayor will open the bridge on Sunday."),
        ("The mayor did not open the bridge.", "It is unclear whether the mayor opened the bridge."),
        ("Not all of the shops put up the posters.", "The posters hung in most of the shops."),
        ("Not only the mayor opened the bridge.", "The mayor opened the bridge with the governor."),
        ("The band had not won the prize before.", "The band won the prize on Sunday."),
        ("The border would not be closed, the president said.", "The president ruled out closing the border."),
        ("The signalman left the lever alone.", "The signalman said that he did not touch the lever."),
        ("No team has fewer points than Norrby.", "Norrby are bottom with four points."),
        ("Nobody was hurt in the fire at the mill.", "The fire at the mill caused no injuries."),
        ("The ship did not sink.", "The stadium opened in May."),
        ("The union did not accept the offer.", "The union rejected the offer."),
        ("The union accepted the offer.", "The union accepted the offer."),
        (
            "The rink's site had not been promised to a supermarket.",
            "She rejected a claim that the site had been promised to a supermarket.",
        ),
        ("The river did not flood the town until Friday.", "The river flooded the town on Friday."),
        ("Police told residents not to drink tap water.", "Police warned residents against drinking tap water."),
        ("Police told residents not to drink tap water.", "Police told residents to stop drinking tap water."),
        ("Norland agreed not to test missiles near Sudland.", "Norland agreed to forgo missile tests near Sudland."),
        ("Norland agreed not to test missiles near Sudland.", "Norland agreed to a ban on missile tests near Sudland."),
        ("Norland agreed not to test missiles near Sudland.", "Norland agreed to end missile tests near Sudland."),
    ],
)
def test_silent(claim: str, passage: str) -> None:
    assert not differs(claim, passage)
