"""Numbers: agreement with units and number words, and no conflict where the figure is another thing's."""

import pytest

from factcheck.types import CheckOutcome, Claim
from factcheck.verify.checks import run_checks

AGREES, DIFFERS, NEITHER = "agrees", "differs", ""


def outcome(claim: str, passage: str) -> str:
    found = [c for c in run_checks(Claim(claim), passage) if c.rule == "numbers"]
    for check in found:
        assert check.claim_spans
        assert check.quote_spans
        span = check.quote_spans[0]
        assert passage[span.start : span.end] in check.detail
    outcomes = {c.outcome for c in found}
    return DIFFERS if CheckOutcome.DIFFERS in outcomes else AGREES if CheckOutcome.AGREES in outcomes else NEITHER


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "The North would hand over 24 kinds of weapons.",
            "In return it would get more than two dozen kinds of weapons.",
        ),
        ("About 12 people were killed in the blast.", "The blast killed a dozen people."),
        ("The plant made 3.9 billion kroner in sales.", "Sales at the plant came to 3.92 billion kroner."),
        ("A third of the workers are in Poland.", "About 34 percent of the workers are in Poland."),
        ("More than 700 soldiers left the garrison.", "The garrison was left by 730 soldiers."),
        ("At least 20 houses burned down.", "Fire took 22 houses."),
        ("Nearly 500 pupils stayed at home.", "At the school 480 pupils stayed at home."),
        ("The ship carried 2,000 tonnes of grain.", "The ship carried 2 million kg of grain."),
        ("The fine was $5 million.", "It was fined $5m."),
        ("The skier is 26 years old.", "A 26-year-old skier was found."),
        ("Fewer than 100 homes lost power.", "The storm cut power to 93 homes."),
        ("Twenty-four ships were held.", "Inspectors held 24 ships."),
        ("The dam rises 120 metres.", "The dam is 0.12 km high."),
        ("Half of the coral bleached.", "Some 52 per cent of the coral bleached."),
        ("The rate was cut by a quarter of a percentage point.", "The bank lowered the rate by 25 basis points."),
        ("Two hundred and six ballots were spoiled.", "In all 206 ballots were spoiled."),
        ("Sales will be between 15 and 16 billion kroner.", "She expects sales of 15.5 billion kroner."),
        ("The talks took three hours.", "The talks lasted 180 minutes."),
        ("Around 4,000 people marched.", "Police counted 4,150 people at the march."),
        ("The project costs 90 million euros.", "The project is to cost 90 million euros, the ministry said."),
    ],
)
def test_agrees(claim: str, passage: str) -> None:
    assert outcome(claim, passage) == AGREES


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The blast in Karst killed 12 people.", "The blast in Karst killed 30 people, police said."),
        (
            "More than a third of the coral at the reef bleached.",
            "About 28 per cent of the coral at the reef bleached.",
        ),
        ("Fewer than 400 people were on board the ferry.", "The ferry had 418 people on board."),
        ("Car registrations rose by 23 percent in June.", "Car registrations rose by 2.3 percent in June."),
        ("The skier was found after nearly 15 hours.", "The skier was found after nearly five hours."),
        ("The cancellations cost the airline 60 million euros.", "The cancellations cost the airline 6 million euros."),
        ("The court ordered a ban of two years.", "The court ordered a four-year ban."),
        ("The state moved 600,000 people into shelters.", "The state moved about 410,000 people into shelters."),
        ("The penalty for Hollin exceeded one million dollars.", "The penalty imposed on Hollin was $825,000."),
        ("The company will shut 40 shops in the north.", "The company will shut 11 shops in the north."),
        ("Two dozen ships were held at the port.", "Inspectors held 40 ships at the port."),
        ("The bridge is 300 metres long.", "The bridge is 450 metres long."),
        ("At least 50 houses burned in the village.", "In the village 22 houses burned."),
        ("Half of the pupils failed the test.", "A fifth of the pupils failed the test."),
        ("The mine produced 90,000 tonnes of copper.", "The mine produced 60,000 tonnes of copper."),
        ("The mayor won with 61 percent of the vote.", "The mayor won with 53 percent of the vote."),
        ("The clinic treated more than 300 patients.", "The clinic treated fewer than 100 patients."),
        ("The agency paid £30m for the building.", "The agency paid £45m for the building."),
        ("Ten climbers were rescued from the ridge.", "Four climbers were rescued from the ridge."),
        ("The write-down at Toplift is 600 euros.", "The write-down at Toplift is 520 euros, not 600 euros."),
        ("The rise in Ashcombe adds £118 to a bill.", "In Ashcombe the rise adds £84 to a bill rather than £118."),
        ("The reactor has an output of 900 MW.", "The reactor has an output of 1,200 MW."),
        ("The bridge cost 1.2 billion crowns to build.", "The bridge cost 1.2 million crowns to build."),
        ("The court set the penalty at 4 million euros.", "The court set a penalty of 7 million euros."),
        (
            "The bridge was built at a cost of 84 million crowns.",
            "The bridge was built for a sum of 106 million crowns.",
        ),
        ("The port paid 3 million euros in damages.", "The port paid 5 million euros in damages."),
        ("Six people died in the crash in Karst.", "Nine people were killed in the crash in Karst."),
        ("Six people died in the fire.", "Eight children died in the fire."),
        ("Police arrested 12 men in Karst.", "Police detained 20 men in Karst."),
        ("Police arrested 12 workers in Karst.", "Police arrested 20 employees in Karst."),
        ("The fire injured 3 people in Karst.", "Twelve people were hurt in the fire in Karst."),
        ("The outbreak in Karst made eighteen people ill.", "In the outbreak in Karst 26 people fell ill."),
        ("The price of bread in Karst rose by 2 crowns.", "The price of bread in Karst rose by 1 crown."),
        ("The price of bread in Karst rose 2 crowns.", "The price of bread in Karst rose by 1 crown."),
        ("The bridge in Karst was bought by 2 firms.", "The bridge in Karst was bought by 4 firms."),
    ],
)
def test_differs(claim: str, passage: str) -> None:
    assert outcome(claim, passage) == DIFFERS


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Profit fell by 43 million kroner.", "Profit was 412 million kroner, down from 455 million a year earlier."),
        ("Thirty people were killed.", "The blast broke the windows of 12 shops."),
        ("The toll stood at 12 dead.", "Rescuers found the train at 30 kilometres from Karst."),
        ("The law was passed in 2014.", "The law was passed by 214 votes."),
        ("He was convicted under Article 5.", "He was convicted under Article 9."),
        ("The game ended 3-1.", "The game ended 2-1 after extra time."),
        ("Together the partners pay 40 million dinars.", "Each partner pays 20 million dinars."),
        ("Turnout did not reach 10 per cent.", "Turnout was below 10 per cent."),
        ("Three quarters of owners have no insurance.", "Only one in four owners has insurance."),
        ("The stadium cost 170 million pesos.", "The stadium, budgeted at 90 million pesos, cost nearly twice that."),
        ("The F-16 landed at Ormsk.", "The F-35 landed at Ormsk."),
        ("A second vote is planned.", "A third vote is planned."),
        ("Vornholm 2 may restart.", "Vornholm 3 may restart."),
        ("The minister spoke for an hour.", "The minister spoke on Thursday at 5.20 am."),
        ("Inflation was 4 percent.", "Unemployment in the port was 9 percent among dockers last year."),
        ("No figures here at all.", "In all 206 ballots were spoiled."),
        ("He paid 500 euros.", "He paid 500 dollars and 12 cents."),
        ("The river rose by 2 metres.", "The flood cost 90 million."),
        ("The firm has 300 staff.", "The firm was fined 300,000 pounds for the leak."),
        ("About 100 guests came.", "About 112 guests came to the party."),
        # a part of the people
        ("Six people died in the crash in Karst.", "The pilot and five passengers died in the crash in Karst."),
        ("Six people were killed in the crash.", "A mother and her five children were killed in the crash."),
        (
            "Six people were killed in the crash in Karst.",
            "Five people were killed in the crash in Karst and a sixth died later in hospital.",
        ),
        ("Six people died in the fire.", "Four children died in the fire."),
        ("Four children died in the fire.", "Six people died in the fire."),
        ("Police arrested 12 men in Karst.", "Police arrested 20 women in Karst."),
        ("Ten soldiers were wounded in the attack.", "Twelve civilians were wounded in the attack."),
        # another deed
        (
            "One person was killed in the crash in Karst.",
            "A man was killed and three people were injured in the crash in Karst.",
        ),
        ("The fire killed 3 people in Karst.", "The fire injured 12 people in Karst."),
        ("The fire in Karst killed three people.", "The fire in Karst forced 200 people from their homes."),
        ("Eight people were hurt in the riot.", "Forty people were arrested in the riot."),
        (
            "The county paid 84 million crowns for the island bridge.",
            "The builder of the island bridge paid the county a penalty of 12 million crowns.",
        ),
        (
            "The airline paid 60 million euros for the repair of the jet.",
            "The airline paid 9 million euros in fines for the late repair of the jet.",
        ),
        (
            "The county paid 84 million crowns for the island bridge.",
            "The county paid 900,000 crowns for lamps on the island bridge.",
        ),
        # how much it is, and by how much it changed
        (
            "The bank made a profit of 358 million crowns in 2023.",
            "The finance director of the bank will leave after it cut its profit for 2023 by 54 million crowns.",
        ),
        ("The price of bread in Karst is 3 crowns.", "The price of bread in Karst rose by 1 crown."),
        ("The price of bread in Karst rose by 1 crown.", "The price of bread in Karst is 3 crowns."),
        ("The fine of the bank is 5 million crowns.", "The fine of the bank was cut by 2 million to 5 million crowns."),
    ],
)
def test_no_conflict(claim: str, passage: str) -> None:
    assert outcome(claim, passage) != DIFFERS


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The line was closed by 19 votes to 14.", "The council voted 19 to 14 on Tuesday to close the line.", AGREES),
        ("Councillors voted nine to four for the lane.", "The lane was approved by 9 votes to 4.", AGREES),
        ("The bill passed 312-210.", "The bill passed with 312 votes in favour, 210 against.", NEITHER),
        ("The bill passed by 312 to 210.", "The bill passed 312-201 on Friday.", DIFFERS),
        ("The council approved the closure by 18 votes to 15.", "The council voted 19 to 14 for closure.", DIFFERS),
        ("Rovers beat United 3-1.", "Rovers beat United 3-2 on Saturday.", DIFFERS),
        ("The club takes children aged 8 to 12.", "The club, which won a vote, takes children aged 8 to 14.", NEITHER),
        ("The council took 10 votes.", "Council parking is charged from 6 p.m. to 10 p.m. by vote.", NEITHER),
    ],
)
def test_tallies(claim: str, passage: str, expected: str) -> None:
    assert outcome(claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "Tarn Lines owed its creditors 18.4 million crowns.",
            "Creditors were told of 14.8 million crowns.",
            "caution",
        ),
        ("The indictment lists bribes of 168,000 euros.", "The indictment puts the sum at 186,000 euros.", "caution"),
        ("The deal was backed by 58 per cent of the teachers.", "Of the teachers 71 per cent said yes.", "caution"),
        (
            "The leak let 4,000 litres of soda into the river.",
            "The river took 9,500 litres.",
            "caution",
        ),
        ("The break-in at the insurer hit 40,000 customers.", "Files of 212,000 customers were copied.", "caution"),
        ("The server had gone fourteen months without updates.", "It lacked updates for four months.", "caution"),
        ("Some 300 pupils stayed away from school in protest.", "In Tarn 120 pupils were ill.", "caution"),
        ("The strike cost the port 4 million dollars.", "The port lost 9 million dollars by it.", "caution"),
        # the same figure, or one that may be
        ("The indictment lists bribes of 186,000 euros.", "The indictment puts the sum at 186,000 euros.", ""),
        ("The tower is more than 100 metres tall.", "The tower is 120 metres tall.", ""),
        ("About 12 people died in the blast.", "The blast killed a dozen people.", ""),
        # another thing, or nothing to compare
        ("The bridge of Tarn is 300 metres long and shut to trams.", "A ferry sails 900 metres.", ""),
        ("The school has 300 pupils.", "The school has 14 teachers.", ""),
        ("The fine was 5 million dollars.", "The fine was heavy.", ""),
        ("The fine was heavy.", "The fine was 5 million dollars.", ""),
        ("The team lost the third match.", "The team lost the second match.", ""),
        # compared as a whole, or worked out of the report's own
        ("The charge was approved by 19 votes to 14.", "The charge was approved by 21 votes to 12.", "differs"),
        ("The strike cut output by 40 tonnes.", "The strike cut output from 100 tonnes to 60 tonnes.", ""),
    ],
)
def test_another_figure_of_the_same_thing_is_a_caution(claim: str, passage: str, expected: str) -> None:
    found = [c.outcome.value for c in run_checks(Claim(claim), passage) if c.rule == "numbers"]
    assert [outcome for outcome in found if outcome != "agrees"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("passage", "outcome"),
    [
        ("The council approved the charge by 21 votes to 12.", CheckOutcome.DIFFERS),
        ("The council carried the motion to repeal the charge by 21 votes to 12.", CheckOutcome.CAUTION),
        ("The council approved an amendment to the charge by 21 votes to 12.", CheckOutcome.CAUTION),
        ("The council, asked to repeal the charge, approved it by 19 votes to 14.", CheckOutcome.AGREES),
    ],
)
def test_the_tally_of_another_vote_is_a_caution(passage: str, outcome: CheckOutcome) -> None:
    found = run_checks(Claim("The council approved the charge by 19 votes to 14."), passage)
    assert [c.outcome for c in found if c.rule == "numbers"] == [outcome]


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "Dolventhal's sentence stands at four years.",
            "It cut Dolventhal's sentence from four years to 30 months.",
            DIFFERS,
        ),
        ("The ferry fare is 12 crowns.", "The ferry fare rose from 12 crowns to 15 crowns.", DIFFERS),
        ("The ferry fare is 15 crowns.", "The ferry fare rose from 12 crowns to 15 crowns.", AGREES),
        ("The ferry fare was 12 crowns in May.", "The ferry fare rose from 12 crowns to 15 crowns.", AGREES),
    ],
)
def test_a_figure_that_another_has_replaced(claim: str, passage: str, expected: str) -> None:
    assert outcome(claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "The explosion in Beirut killed 78 people.",
            "The number of people killed in Beirut has risen to 135.",
            DIFFERS,
        ),
        ("The explosion in Beirut killed 78 people.", "The blast in Beirut killed at least 78 people.", AGREES),
        ("The death toll of the Tannock fire stands at five.", "Seven people died in the fire at Tannock.", DIFFERS),
        ("Six people died in the fire at Tannock.", "In Syria more than 3,500 deaths are known.", ""),
        ("Six people died in the fire at Tannock.", "Twelve people were injured in the fire at Tannock.", ""),
    ],
)
def test_tolls_are_compared_however_they_are_put(claim: str, passage: str, expected: str) -> None:
    assert (outcome(claim, passage) or "") == expected


def test_a_figure_that_was_true_before_is_said_to_be_replaced() -> None:
    claim, passage = (
        "The bridge cost 84 million crowns.",
        "The cost of the bridge rose from 84 million crowns to 97 million.",
    )
    details = [c.detail for c in run_checks(Claim(claim), passage) if c.rule == "numbers"]
    assert len(details) == 1 and details[0].endswith("agrees, but “97 million” took its place")


@pytest.mark.parametrize(
    ("passage", "title", "expected"),
    [
        ("Ten people lost their lives, fire chief Ada Pryce said on Friday.", "Search ends at Tannock mill", DIFFERS),
        ("Ten people lost their lives, fire chief Ada Pryce said on Friday.", "Ferry sinks off Belmara", ""),
        ("Ten people lost their lives, fire chief Ada Pryce said on Friday.", "", ""),
    ],
)
def test_a_headline_says_what_a_toll_is_of(passage: str, title: str, expected: str) -> None:
    claim = Claim("The known death toll of the fire at Tannock Mill stands at five.")
    found = [c.outcome.value for c in run_checks(claim, passage, title=title) if c.rule == "numbers"]
    assert found == ([expected] if expected else [])
