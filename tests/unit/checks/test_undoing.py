"""What is undone later was done before."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.types import CheckOutcome, Claim
from factcheck.verify.checks import run_checks
from factcheck.verify.checks.undoing import RULE


@pytest.mark.parametrize(
    ("claim", "passage", "said"),
    [
        ("Harrowmere's council approved the evening parking charge.", "The council repealed the evening charge.", True),
        ("The council approved a levy on second homes.", "Councillors scrapped the levy on second homes in May.", True),
        ("Parliament adopted the media law in 2019.", "The media law was annulled by the court in 2021.", True),
        (
            "The mayor ordered the market hall to be cleared.",
            "The new mayor lifted the order on the market hall.",
            True,
        ),
        ("The ministry granted Orvel a mining licence.", "Orvel's mining licence was revoked on Friday.", True),
        ("Anton Vell was convicted of fraud in June.", "An appeal court quashed Vell's fraud verdict.", True),
        ("The court sentenced Mara Dune to four years.", "Mara Dune's sentence was overturned on appeal.", True),
        ("A jury convicted Pell of arson.", "The president pardoned Pell, whom a jury found guilty of arson.", True),
        ("Rhea Holm was elected mayor of Tarn.", "Rhea Holm resigned as mayor of Tarn after nine months.", True),
        ("The board appointed Ivo Crane as director.", "Director Ivo Crane was dismissed by the board.", True),
        ("The senate ratified the river treaty.", "The senate withdrew from the river treaty last year.", True),
        # thrown out can be a proposal too: what shows that the thing was there decides
        (
            "Harrowmere's council approved the evening parking charge.",
            "Harrowmere's councillors threw out the evening parking charge that they had brought in in January.",
            True,
        ),
        (
            "Parliament passed the media law.",
            "The court struck down the media law that parliament had only just passed.",
            True,
        ),
        (
            "The council adopted the levy.",
            "The council did away with the levy, which had been introduced in May.",
            True,
        ),
        ("Harrowmere's council approved the parking charge.", "The council threw out the parking charge.", False),
        (
            "The council approved the parking charge.",
            "Councillors, who had approved a levy on homes, threw out the parking charge.",
            False,
        ),
        # how things stand is ended by an undoing
        ("The evening parking charge is approved.", "The council repealed the evening parking charge.", False),
        ("Rhea Holm is the elected mayor of Tarn.", "Rhea Holm resigned as mayor of Tarn.", False),
        # the claim tells of an undoing itself
        ("The council approved the plan, then scrapped it.", "The council scrapped the plan.", False),
        # another thing is undone
        ("The council approved the evening parking charge.", "The court quashed the dredging contract.", False),
        # the report may deny the deed
        (
            "The council approved the levy.",
            "The council never approved the levy that it is said to have repealed.",
            False,
        ),
        ("Vell was convicted of fraud.", "Vell wasn't convicted; the charge was quashed.", False),
        # nothing is undone
        ("The council approved the levy.", "The council rejected the levy by nine votes.", False),
        ("Anton Vell was convicted of fraud.", "Anton Vell was acquitted of fraud.", False),
        ("The court ordered the mill to close.", "The mill closed in June.", False),
        ("The ferry reached the island.", "The ferry was withdrawn from the island.", False),
        ("Rhea Holm was elected mayor of Tarn.", "Rhea Holm was repealed as a name for the ship of Tarn.", False),
    ],
)
def test_an_undoing_leaves_the_deed_true(claim: str, passage: str, said: bool) -> None:
    found = [c for c in run_checks(Claim(claim), passage, report_date=date(2022, 5, 1)) if c.rule == RULE]
    assert [c.outcome for c in found] == ([CheckOutcome.CAUTION] if said else [])
