# ruff: noqa: E501 (the articles are written as they would arrive, a paragraph a line)
"""Whole articles of our own with the claims a colleague would list by the labelling rules."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.claims import extract_claims
from factcheck.types import ArticleClaim, Report

MUNITIONS = Report(
    id="munitions",
    title="Varland wants shells from Kandria, presidency says",
    date=date(2031, 5, 16),
    text="""LORNE (Northern Wire) - Varland has offered Kandria grain for artillery shells, the presidency of Estmark said on Friday.

"We remain worried that Kandria will go on helping Varland's army," said Ida Holm, the presidency's security spokeswoman.

"And we have new information that Varland is trying to buy additional rockets from Kandria."

Holm's remarks came a day after Estmark imposed sanctions on a Lorne shipbroker for arranging the sale of 24 types of Kandrian weapons.

"We also understand that Varland is planning to send a delegation to Kandria and that Kandria is asking for wheat in return," Holm said.

Any such sale would breach two Assembly resolutions, she said.

Holm also noted Kandria's repeated statements that they will not sell arms to Varland. "We are watching this closely," she added. Who could sleep soundly on such a promise?
""",
)

FLOOD = Report(
    id="flood",
    title="River Aune falls, bill rises",
    date=date(2029, 2, 3),
    text="""The floods on the Aune killed eleven people and destroyed 340 houses, the county's emergency service said on Saturday.

Governor Selma Brandt told reporters that the upper dam had never been opened. "It's the saddest week of my life," she said.

The operator, Aune Kraft, denied that its staff had ignored a warning. According to engineer Pavel Orsini, two of the five gates failed a test in October.

Brandt said she would ask parliament for 90 million crowns. It smelled of mud and diesel in the market square, and nobody spoke much.

The water, the service said, was falling by four centimetres an hour. We must never forget what these volunteers have done!
""",
)

COURT = Report(
    id="court",
    title="Treasurer jailed",
    date=date(2030, 11, 20),
    text="""A former treasurer of the Ostley hospital trust was jailed for three years on Tuesday for stealing £412,000.

Rosa Quill, 51, pleaded guilty to two counts of fraud in September. She opened a second account in her sister's name in 2024.

"This was a cruel, shameful thing to do," said Judge Amir Delacroix. Quill's lawyer, Tom Faber, said that an appeal would be lodged; prosecutors said they would oppose it.

"The trust had no audit for six years. The board was told in 2022," Faber told the court.

Could it happen again? The trust did not comment.
""",
)


def listed(report: Report, **options: float) -> dict[str, ArticleClaim]:
    return {claim.claim.text: claim for claim in extract_claims(report, **options)}  # type: ignore[arg-type]


def test_every_claim_of_a_sanctions_story_is_found_with_its_speaker() -> None:
    found = {text: claim.claim.speaker for text, claim in listed(MUNITIONS).items()}
    assert found == {
        "Varland has offered Kandria grain for artillery shells.": "presidency of Estmark",
        "Varland is trying to buy additional rockets from Kandria.": "Ida Holm",
        "Estmark imposed sanctions on a Lorne shipbroker for arranging the sale of 24 types of Kandrian weapons.": None,
        "Varland is planning to send a delegation to Kandria.": "Ida Holm",
        "Kandria is asking for wheat in return.": "Ida Holm",
        "Any such sale would breach two Assembly resolutions.": "Ida Holm",
        "Kandria said it will not sell arms to Varland.": "Ida Holm",
    }


def test_a_disaster_story_keeps_figures_denials_and_sources_and_drops_colour() -> None:
    found = {text: claim.claim.speaker for text, claim in listed(FLOOD).items()}
    assert found == {
        "The floods on the Aune killed eleven people and destroyed 340 houses.": "county's emergency service",
        "The upper dam had never been opened.": "Selma Brandt",
        "The operator, Aune Kraft, denied that its staff had ignored a warning.": "Aune Kraft",
        "Two of the five gates failed a test in October.": "Pavel Orsini",
        "Selma Brandt said she would ask parliament for 90 million crowns.": "Selma Brandt",
        "The water was falling by four centimetres an hour.": "service",
    }
    assert not any("mud" in text or "volunteers" in text or "saddest" in text for text in found)


def test_a_court_story_gives_pronouns_their_names_and_splits_two_voices() -> None:
    found = {text: claim.claim.speaker for text, claim in listed(COURT).items()}
    assert (
        "A former treasurer of the Ostley hospital trust was jailed for three years on Tuesday for stealing £412,000."
        in found
    )
    assert "Rosa Quill opened a second account in her sister's name in 2024." in found
    assert found["An appeal would be lodged."] == "Tom Faber"
    assert found["Prosecutors said they would oppose it."] == "Prosecutors"
    assert found["The trust had no audit for six years."] == "Tom Faber"
    assert found["The board was told in 2022."] == "Tom Faber"
    assert not any(text.endswith("?") or "shameful" in text for text in found)


@pytest.mark.parametrize("report", [MUNITIONS, FLOOD, COURT], ids=lambda report: report.id)
def test_sentences_are_exact_and_in_order(report: Report) -> None:
    claims = extract_claims(report, min_worthiness=0.0)
    assert claims
    assert all(report.text[claim.start : claim.end] == claim.sentence for claim in claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert all(claim.claim.as_of == report.date and claim.claim.source == report.id for claim in claims)


def test_the_dateline_is_in_neither_sentence_nor_claim() -> None:
    first = extract_claims(MUNITIONS)[0]
    assert first.sentence.startswith("Varland has offered")
    assert "LORNE" not in first.claim.text


def test_a_limit_keeps_the_most_worthy_in_article_order_with_the_same_ids() -> None:
    everything = extract_claims(MUNITIONS)
    two = extract_claims(MUNITIONS, limit=2)
    best = sorted(everything, key=lambda claim: -claim.worthiness)[:2]
    assert two == [claim for claim in everything if claim in best]
    strict = extract_claims(MUNITIONS, min_worthiness=0.9)
    assert {claim.claim.id for claim in strict} < {claim.claim.id for claim in everything}
    assert extract_claims(MUNITIONS, limit=0) == []


def test_furniture_is_no_claim() -> None:
    text = (
        "FILE PHOTO: The harbour of Lorne, seen on 3 May 2031 with two ships. WIRE/Ana Ruiz\n\n"
        "The port handled 4.2 million tonnes of grain last year.\n\n"
        "(Reporting by Ana Ruiz and Tom Faber; Editing by Ida Holm)\n\n"
        "Follow us on our official channel for 24 breaking alerts a day!\n\n"
        "Next In World\n\nVarland's central bank cuts its rate to 4 percent\n"
    )
    assert [claim.claim.text for claim in extract_claims(Report("x", "t", text))] == [
        "The port handled 4.2 million tonnes of grain last year."
    ]


def test_a_concern_is_worth_less_than_the_same_thing_told_as_fact() -> None:
    fact = Report("a", "t", '"We know that Varland will sell 300 tanks to Kandria," said Ida Holm.')
    fear = Report("b", "t", '"We fear that Varland will sell 300 tanks to Kandria," said Ida Holm.')
    (told,), (feared,) = (extract_claims(r, min_worthiness=0.0) for r in (fact, fear))
    assert told.claim.text == feared.claim.text == "Varland will sell 300 tanks to Kandria."
    assert feared.worthiness < told.worthiness / 2


def test_an_empty_article_has_no_claims() -> None:
    assert extract_claims(Report("x", "Title with 300 dead", "")) == []
