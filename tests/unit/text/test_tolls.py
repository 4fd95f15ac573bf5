"""Tolls, however they are put."""

from __future__ import annotations

import pytest

from factcheck.text.quantities import find_quantities
from factcheck.text.tolls import find_tolls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The explosion killed 78 people.", [("dead", 78)]),
        (
            "A blast killed at least 78 people and injured nearly 4,000, the ministry said.",
            [("dead", 78), ("hurt", 4000)],
        ),
        ("The number of people killed by the explosion has risen to 135, the minister said.", [("dead", 135)]),
        ("The toll rose to 45.", [("dead", 45)]),
        ("Two bodies were found, and a man of 58 died of his burns.", []),
        ("A young porter of 23 died on Monday.", []),
        ("The death toll stands at five.", [("dead", 5)]),
        ("The known death toll of the Tannock Mill fire stands at five.", [("dead", 5)]),
        ("Ten people lost their lives, the fire chief said.", [("dead", 10)]),
        (
            "More than 160 people are known to have been killed and about 6,000 were injured.",
            [("dead", 160), ("hurt", 6000)],
        ),
        ("Officials counted 12,391 people killed in the country.", [("dead", 12391)]),
        ("Twelve were wounded.", [("hurt", 12)]),
        ("Four people are still missing.", [("missing", 4)]),
        ("The fire claimed 31 lives.", [("dead", 31)]),
        ("There were 17 deaths.", [("dead", 17)]),
        ("The number of injured reached 240 on Friday.", [("hurt", 240)]),
        ("The agency put the number of dead in Turkey at 44,218 late on Friday.", [("dead", 44218)]),
        # a part, another deed, another thing
        ("Three of the dead were children.", []),
        ("Two children were killed.", []),
        ("Five more died overnight.", []),
        ("About 500 people were evacuated.", []),
        ("Wolves killed 78 sheep.", []),
        ("The mill employs 300 people.", []),
        ("The company lost 40 million crowns.", []),
        ("Injured in May, he scored in 12 matches.", []),
        ("The number of houses destroyed rose to 300.", []),
        ("He was killed on 12 May.", []),
    ],
)
def test_tolls_are_found(text: str, expected: list[tuple[str, int]]) -> None:
    found = find_tolls(text, find_quantities(text))
    assert [(harm.value, quantity.value) for harm, quantity in found] == expected
