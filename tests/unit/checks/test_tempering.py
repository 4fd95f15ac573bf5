"""Another name or another day: what differs is then a caution, and stays a difference where the name is the same."""

from datetime import date

import pytest

from factcheck.types import Claim
from factcheck.verify.checks import run_checks

FRIDAY = date(2023, 3, 31)


def outcomes(claim: str, passage: str, before: str = "", day: date | None = FRIDAY) -> set[str]:
    found = run_checks(Claim(claim, as_of=day), passage, before=before, report_date=day)
    ours = ("numbers", "dates", "negation", "direction")
    return {c.outcome.value for c in found if c.rule in ours} - {"agrees"}


@pytest.mark.parametrize(
    ("claim", "passage", "swapped"),
    [
        ("Twelve people were killed in a blast in Karst.", "Thirty people were killed in a blast in Ormsk.", "Ormsk"),
        ("Acme cut 300 jobs in Karst last year.", "Bolt cut 500 jobs in Karst last year.", "Bolt"),
        ("Norland sent 30 tanks to Sudland.", "Norland sent 50 tanks to Westland.", "Westland"),
        ("The bridge in Karst opened in 2019.", "The bridge in Ormsk opened in 2021.", "Ormsk"),
        ("Kovac won 48 percent of the vote.", "Petrov won 40 percent of the vote.", "Petrov"),
        ("Delta Foods recalled 4,000 jars in Tarn.", "Omega Mills recalled 9,000 jars in Tarn.", "Omega Mills"),
        ("Exports to China fell in March.", "Exports to India rose in March.", "India"),
        ("Norland did not sign the treaty on arms.", "Sudland signed the treaty on arms.", "Sudland"),
        ("Sales at Acme rose 3 percent in January.", "Sales at Acme rose 5 percent in February.", "February"),
        (
            "Police arrested 12 people in Karst on Monday.",
            "Police arrested 20 people in Karst on Tuesday.",
            "Tuesday",
        ),
        ("Oil prices rose on Monday.", "Oil prices fell on Tuesday.", "Tuesday"),
        ("The strike began on Monday.", "The strike ended on Friday.", "Friday"),
        ("Acme did not pay taxes in Norland in 2019.", "Acme paid taxes in Norland in 2021.", "2021"),
    ],
)
def test_another_name_or_day_is_a_caution(claim: str, passage: str, swapped: str) -> None:
    for day in (FRIDAY, None):  # days are known, or go by their names
        found = run_checks(Claim(claim, as_of=day), passage, report_date=day)
        assert all(c.outcome.value != "differs" for c in found)
        assert any(c.outcome.value == "caution" and f"“{swapped}” stands there for" in c.detail for c in found)


@pytest.mark.parametrize(
    ("claim", "passage", "before"),
    [
        ("Twelve people were killed in a blast in Karst.", "The blast in Karst killed 30 people.", ""),
        # more names than the claim has, the claim's among them
        ("Acme cut 300 jobs in Karst last year.", "Acme, based in Ormsk, cut 500 jobs in Karst last year.", ""),
        # a surname, a title, initials, an adjective
        ("Kovac won 48 percent of the vote.", "Anna Kovac won 40 percent of the vote.", ""),
        ("The World Health Organization sent 30 doctors to Karst.", "The WHO sent 50 doctors to Karst.", ""),
        ("Russia lost 300 tanks in Karst.", "The Russian army lost 900 tanks in Karst.", ""),
        # named in the sentence before
        ("Acme cut 300 jobs last year.", "The firm cut 500 jobs in Karst last year.", "Acme is losing money."),
        # the other name is only that of who says it, or stands in another place or sentence
        ("The mill in Karst cut 300 jobs.", "The mill cut 500 jobs, Anna Lund said.", ""),
        ("The mill in Karst cut 300 jobs.", "The mill cut 500 jobs for Bolt.", ""),
        ("The mill in Karst cut 300 jobs.", "The mill cut 500 jobs. It is in Ormsk.", ""),
        # a sentence's start is no name
        ("Sales of bread fell in the third quarter.", "Sales of bread rose in the third quarter.", ""),
        ("Police arrested 12 people at the port.", "Officers arrested 20 people at the port.", ""),
        # the same day, an overlapping one, or only the day of the saying
        ("Oil prices rose on Monday.", "Oil prices fell on Monday.", ""),
        ("Police arrested 12 people in Karst in March.", "Police arrested 20 people in Karst on Monday.", ""),
        ("Twelve people died in the fire on Monday.", "Police said on Tuesday that 20 people died in the fire.", ""),
        # only the day differs
        ("The judge retired in 2019.", "The judge retired in 2021.", ""),
    ],
)
def test_the_same_name_and_day_still_differ(claim: str, passage: str, before: str) -> None:
    assert outcomes(claim, passage, before) == {"differs"}


def test_what_was_only_refused_ahead_doesnt_differ_from_the_deed() -> None:
    refused = "Dena Kovac told parliament that she would not resign."
    assert outcomes("Dena Kovac resigned as leader.", refused) == {"caution"}
    assert outcomes("Dena Kovac resigned as leader.", "Dena Kovac did not resign as leader.") == {"differs"}
