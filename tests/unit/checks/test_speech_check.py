"""Attribution: hearsay, another speaker, denial."""

import pytest

from factcheck.types import Claim
from factcheck.verify.checks import run_checks


def outcome(claim: str, passage: str, speaker: str | None = None, before: str = "") -> str:
    found = run_checks(Claim(claim, speaker=speaker), passage, before=before)
    return next((c.outcome.value for c in found if c.rule == "attribution"), "")


@pytest.mark.parametrize(
    ("claim", "passage", "who"),
    [
        (
            "Russia is seeking munitions from North Korea.",
            "White House spokesman John Kirby said that Russia is seeking munitions from North Korea.",
            "John Kirby",
        ),
        (
            "Russia is seeking munitions from North Korea.",
            "Russia is seeking munitions from North Korea, the ministry said.",
            "the ministry",
        ),
        (
            "The dam gates were opened without an order.",
            "According to the engineer, the dam gates were opened without an order.",
            "the engineer",
        ),
        (
            "The dam gates were opened without an order.",
            "The dam gates were opened without an order, according to Anna Lund.",
            "Anna Lund",
        ),
        (
            "The treasurer stole money from the fund.",
            "The treasurer is accused of having stolen money from the fund.",
            "alleged",
        ),
        ("The boat sank near the harbour.", "The boat reportedly sank near the harbour.", "alleged"),
        ("Aquanor mixed in water from the river.", "Aquanor denied having mixed in water from the river.", "Aquanor"),
        ("The bridge is safe for traffic.", "“The bridge is safe for traffic,” said Mayor Ada Pryce.", "Ada Pryce"),
        ("The virus spread at the market.", "Researchers claimed that the virus spread at the market.", "Researchers"),
        (
            "The mine had been warned about the crack.",
            "She insisted that the mine had been warned about the crack.",
            "she",
        ),
    ],
)
def test_hearsay_is_a_caution(claim: str, passage: str, who: str) -> None:
    found = [c for c in run_checks(Claim(claim), passage) if c.rule == "attribution"]
    assert [c.outcome.value for c in found] == ["caution"]
    assert who in found[0].detail


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "Anna Lund said that the bridge was safe for traffic.",
            "Boris Krall said that the bridge was safe for traffic.",
        ),
        (
            "Anna Lund admitted that the shop had sold spoiled meat.",
            "Anna Lund denied that the shop had sold spoiled meat.",
        ),
        ("The ministry confirmed that live rounds were issued.", "The ministry denied that live rounds were issued."),
        (
            "Oduya Gas acknowledged that methane escaped from the port.",
            "Oduya Gas on Friday said nothing. Oduya Gas denied that methane escaped from the port.",
        ),
        (
            "Mayor Ada Pryce said the tram would return to Linden.",
            "“The tram will return to Linden,” said Dan Okoro, a councillor.",
        ),
        (
            "Farrow confirmed that a developer had bought the pier.",
            "Ms Farrow denied that a developer had bought the pier.",
        ),
        (
            "Sunita Rawat said that someone shouted about the bridge.",
            "Sunita Rawat denied that someone shouted about the bridge.",
        ),
        ("The bank conceded that customers were charged twice.", "The bank denied that customers were charged twice."),
        ("The treasurer denied that the fund had lost money.", "The treasurer admitted that the fund had lost money."),
        (
            "The treasurer admitted that a ransom was paid to the gang.",
            "“No ransom was paid to the gang,” said the treasurer.",
        ),
        (
            "Rishi Sunak said the minister would stay in office.",
            "The minister would stay in office, Boris Krall said.",
        ),
        (
            "According to Rita Salo, the reef will recover within years.",
            "According to Omar Haddad, the reef will recover within years.",
        ),
    ],
)
def test_differs(claim: str, passage: str) -> None:
    assert outcome(claim, passage) == "differs"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "John Kirby said Russia was seeking munitions.",
            "White House spokesman John Kirby said that Russia was seeking munitions.",
        ),
        ("Kirby said Russia was seeking munitions.", "“Russia was seeking munitions,” said John Kirby."),
        ("The ministry said the water was safe to drink.", "The water was safe to drink, the ministry said."),
        ("The treasurer denied that the fund had lost money.", "The treasurer denies that the fund had lost money."),
    ],
)
def test_agrees(claim: str, passage: str) -> None:
    assert outcome(claim, passage) == "agrees"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The bridge is safe.", "The bridge is safe."),
        ("The bridge is safe.", "The mayor said that taxes would rise."),
        ("Lund said the pier had not been sold.", "Ms Lund denied that the pier had been sold."),
        (
            "The ministry said that guards had not been issued live rounds.",
            "The ministry denied that live rounds were issued to guards.",
        ),
        ("The company said the bridge was safe for traffic.", "Anna Lund said the bridge was safe for traffic."),
        ("Anna Lund said the bridge was safe for traffic.", "She said the bridge was safe for traffic."),
        ("The minister rejected the budget plan.", "The minister approved of nothing in the budget plan."),
        (
            "The council dismissed an online claim about a teacher.",
            "An online claim about a teacher is untrue, the council said.",
        ),
        ("Prices rose.", "The court rejected the appeal."),
        # an organisation speaks through whoever it lets speak
        (
            "West Yorkshire Police said the suspect was held in Leeds.",
            "The suspect was held in Leeds, Chief Superintendent Jane Doe said.",
        ),
        (
            "Downing Street said the minister would stay in office.",
            "The minister would stay in office, Rishi Sunak said.",
        ),
        ("United Airlines said the flight was delayed by snow.", "The flight was delayed by snow, Scott Kirby said."),
        (
            "Human Rights Watch said that the army shelled the market.",
            "The army shelled the market, Amnesty International said.",
        ),
        (
            "Anna Lund said the flight was delayed by snow.",
            "The flight was delayed by snow, Karst University said.",
        ),
        # one name, spelt otherwise
        (
            "Muammar Gaddafi said the rebels would be crushed.",
            "The rebels would be crushed, Moammar Qaddafi said.",
        ),
        (
            "The premier denies having asked for processions to stop.",
            "The premier says he never asked for processions to stop.",
        ),
    ],
)
def test_no_conflict(claim: str, passage: str) -> None:
    assert outcome(claim, passage) in ("", "agrees")


def test_the_claims_own_speaker_field_counts() -> None:
    passage = "Boris Krall said that the bridge was safe for traffic."
    assert outcome("The bridge was safe for traffic.", passage, speaker="Boris Krall") == "agrees"
    assert outcome("The bridge was safe for traffic.", passage, speaker="Anna Lund") == "differs"


def test_a_speaker_named_in_the_sentence_before_is_not_another_one() -> None:
    passage = "Dan Okoro said that the bridge was safe for traffic."
    assert outcome("Anna Lund said that the bridge was safe for traffic.", passage, before="Anna Lund agreed.") == ""


@pytest.mark.parametrize(
    ("claim", "passage", "rules"),
    [
        (
            "Norhaven has never traded weapons with Belmara.",
            "Norhaven said on Tuesday that it had never had arms dealings with Belmara.",
            ["own_word"],
        ),
        ("Norhaven has never traded weapons with Belmara.", "Norhaven has never traded weapons with Belmara.", []),
        (
            "Norhaven has never traded weapons with Belmara.",
            "Norhaven said on Tuesday that Belmara had bought grain elsewhere.",
            [],
        ),
        # a far paraphrase: too few words in common, and none of them in the report's own voice
        (
            "Karsk delivered rockets to Belmara's Ironside group.",
            "Norhaven's government said on Thursday that the northern state had completed a shipment of rockets and "
            "shells to the Ironside army.",
            ["own_word"],
        ),
        (
            "Karsk delivered rockets to Belmara's Ironside group.",
            "Norhaven's government called it a grave step. Lorries brought the rockets to the Ironside army on Monday.",
            [],
        ),
        (
            "Karsk delivered rockets to Belmara's Ironside group.",
            "Lorries from Karsk brought the load on Monday. Norhaven's government said the rockets were for the "
            "Ironside army.",
            [],
        ),
    ],
)
def test_what_is_only_said_is_somebodys_own_word(claim: str, passage: str, rules: list[str]) -> None:
    found = [c for c in run_checks(Claim(claim), passage) if c.rule in ("own_word", "attribution")]
    assert [c.rule for c in found] == rules
    assert all(c.outcome.value == "caution" for c in found)
