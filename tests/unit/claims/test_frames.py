"""Attribution taken off where the grammar is plain, and left where the saying is the point."""

from __future__ import annotations

import pytest

from factcheck.claims.frames import clauses, parse_frame, unquote

TAKEN_OFF = [
    ("The dam held, the ministry said on Monday.", "The dam held", "the ministry"),
    ("The dam held, the ministry said.", "The dam held", "the ministry"),
    ("The ministry said on Monday that the dam held.", "The dam held.", "The ministry"),
    ("The ministry says the dam held.", "The dam held.", "The ministry"),
    ('"The dam held," said Ana Ruiz, the mayor.', "The dam held", "Ana Ruiz, the mayor"),
    ("“The dam held,” Ruiz told reporters on Friday.", "The dam held", "Ruiz"),
    ("The dam, police said, was damaged.", "The dam was damaged.", "police"),
    ('"The dam held," Ruiz said, "until noon."', "The dam held, until noon.", "Ruiz"),
    ("According to Ana Ruiz, the dam held.", "The dam held.", "Ana Ruiz"),
    ("The dam held, according to the county's records.", "The dam held", "the county's records"),
    (
        "Minister Ana Ruiz, who holds the brief, said that the dam held.",
        "The dam held.",
        "Minister Ana Ruiz, who holds the brief,",
    ),
    ("The ministry said the dam held, but gave no details.", "The dam held", "The ministry"),
    ('Ruiz told a meeting on Friday: "The dam held."', "The dam held.", "Ruiz"),
    ("Ana Ruiz, mayor since 2019, said that the dam held.", "The dam held.", "Ana Ruiz, mayor since 2019,"),
    ("An 80-year-old engineer said that the dam may be open.", "The dam may be open.", "An 80-year-old engineer"),
    ("In 2019 the dam held, said Ana Ruiz.", "In 2019 the dam held", "Ana Ruiz"),
    ("In a statement, the ministry said that the dam held.", "The dam held.", "the ministry"),
    ("On Monday, the ministry said that the dam held.", "The dam held.", "the ministry"),
]
DATED_OR_PLACED = [
    ("County engineers in 1987 said that a bridge was not considered.", "County engineers in 1987"),
    ("In December the ministry said that the dam held.", "the ministry"),
    ("Ruiz told a meeting in May that the dam held.", "Ruiz"),
    ('Ruiz told a meeting in May: "The dam held."', "Ruiz"),
    ("The ministry said in a report of 2019 that the dam held.", "The ministry"),
    ("The ministry said last year that the dam held.", "The ministry"),
    ("The dam held, the ministry said on 3 May 2021.", "the ministry"),
    ("The dam held, according to a 2019 report.", "a 2019 report"),
    ("According to a survey of 2004, the dam held.", "a survey of 2004"),
    ("The dam, police said in 1999, was damaged.", "police"),
    ("Last year, the ministry said that the dam held.", "the ministry"),
    ("In Lorne, police said that three men were arrested.", "police"),
]
WHOLE = [
    ("Kandria denied that it had sold shells.", "Kandria"),
    ("The bank announced 300 job cuts.", "The bank"),
    ("Kandria said it will not sell arms.", "Kandria"),
    ("Ruiz said she would resign in May.", "Ruiz"),
    ("The union accused the firm of fraud.", "The union"),
    ("The firm has rejected the offer.", "The firm"),
    ("The ministry said that the dam held and that it would be repaired.", "The ministry"),
]
NO_FRAME = [
    "The dam was built in 1962.",
    "The convoy, which left at noon, reached the town.",
    "Two men accused of arson were freed.",
    "Rescuers called off the search at noon.",
    "We wrote that the wells served 900 people.",
    "The vessel was expected to arrive on Friday.",
    "No one said that the dam held.",
    "She left the room, and nobody followed.",
]


@pytest.mark.parametrize(("sentence", "content", "speaker"), TAKEN_OFF)
def test_frame_is_taken_off(sentence: str, content: str, speaker: str) -> None:
    frame = parse_frame(sentence)
    assert frame is not None
    assert not frame.whole
    assert (frame.content, frame.speaker.strip(" ,")) == (content, speaker.strip(" ,"))


@pytest.mark.parametrize(("sentence", "speaker"), WHOLE)
def test_what_somebody_says_of_himself_or_denies_stays_whole(sentence: str, speaker: str) -> None:
    frame = parse_frame(sentence)
    assert frame is not None
    assert (frame.whole, frame.content, frame.speaker) == (True, sentence, speaker)


@pytest.mark.parametrize(("sentence", "speaker"), DATED_OR_PLACED)
def test_what_says_when_or_where_the_content_holds_is_not_taken_off(sentence: str, speaker: str) -> None:
    frame = parse_frame(sentence)
    assert frame is not None
    assert (frame.whole, frame.content, frame.speaker) == (True, sentence, speaker)


@pytest.mark.parametrize("sentence", NO_FRAME)
def test_the_papers_own_voice_has_no_frame(sentence: str) -> None:
    assert parse_frame(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Ruiz noted Kandria's recent statements that they will not sell arms.", "Kandria said it will not sell arms."),
        ("Ruiz recalled Varland's pledge that no troops would cross.", "Varland pledged no troops would cross."),
        ("Ruiz also cited Kandria’s denials that shells were shipped.", "Kandria denied that shells were shipped."),
    ],
)
def test_a_statement_reported_at_second_hand_names_who_made_it(sentence: str, content: str) -> None:
    frame = parse_frame(sentence)
    assert frame is not None
    assert (frame.content, frame.speaker) == (content, "Ruiz")


def test_comments_that_came_after_something_give_way_to_it() -> None:
    frame = parse_frame("Ruiz's comments came two days after Estmark expelled the envoy.")
    assert frame is not None
    assert (frame.content, frame.speaker) == ("Estmark expelled the envoy.", "")


def test_semicolons_part_voices_but_not_one_voice() -> None:
    assert clauses("The firm denied the charge; the council upheld it all.") == [
        "The firm denied the charge",
        "The council upheld it all.",
    ]
    assert len(clauses("Nineteen are still in use; five were sent back.")) == 1


def test_only_whole_quotations_lose_their_marks() -> None:
    assert unquote('"It held."') == "It held."
    assert unquote('"It held" and "it broke"') == '"It held" and "it broke"'
