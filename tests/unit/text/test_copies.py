"""Copies of one text are found through other headlines, cuts and edits; other texts on the same event aren't."""

from __future__ import annotations

import time

import pytest

from factcheck.text.copies import SCALE, containment, fingerprint, is_copy, shingles

STORY = (
    "The harbour authority of Brimley closed the northern quay on Monday after divers found a crack in the third of its"
    " concrete pillars. At least 24 boats were moved to the fishing basin before noon, the harbour master said, and two"
    " ferries to the islands were cancelled. An engineer will look at the pillar on Wednesday. The quay, built in 1962,"
    " carries about a third of the island's freight, and the council has put off its repair three times since 2015 for"
    " want of money. Shopkeepers on the islands said they had bread for four days. A spokesman for the ferry company"
    " told reporters that passengers could change their tickets without a fee until the end of the month."
)
SAME_EVENT = (
    "Islanders queued for bread on Tuesday as a cracked pillar kept Brimley's main freight quay shut for a second day."
    " The ferry company has cancelled two sailings, and boats from the northern quay now lie three deep in the fishing"
    " basin. The council, which postponed repairs in 2015, 2018 and 2021, meets tonight. An engineer is expected to"
    " examine the damage. The harbour master said that the quay could stay closed for weeks if the concrete is rotten."
)


def sentences(text: str) -> list[str]:
    return text.replace(". ", ".|").split("|")


def are_copies(one: str, other: str) -> bool:
    there, back = is_copy(shingles(one), shingles(other)), is_copy(shingles(other), shingles(one))
    assert there == back, "who is asked first makes no difference"
    return there


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(STORY, id="the same"),
        pytest.param(STORY.upper(), id="capitals"),
        pytest.param(STORY.replace(" ", "\n"), id="other line breaks"),
        pytest.param(STORY.replace("'", "’").replace(",", ""), id="other punctuation"),
        pytest.param(" ".join(sentences(STORY)[:2]), id="cut after two sentences"),
        pytest.param(" ".join(sentences(STORY)[1:4]), id="the middle"),
        pytest.param("BRIMLEY, March 3 (Coast Wire) - " + STORY + " Reporting by A. Writer.", id="dateline and credit"),
        pytest.param(
            STORY.replace("closed", "has shut").replace("on Monday", "yesterday").replace("before noon", "by midday"),
            id="lightly edited",
        ),
        pytest.param(
            "Bread is short on the islands. " + " ".join(sentences(STORY)[:4]) + " More follows.", id="cut and framed"
        ),
    ],
)
def test_copies_are_found(copy: str) -> None:
    assert are_copies(STORY, copy)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SAME_EVENT, id="another report on the event"),
        pytest.param(STORY.replace("At least 24 boats", "At least 31 boats"), id="an update of a figure"),
        pytest.param(STORY.replace("two ferries to", "five ferries to"), id="an update of a figure in words"),
        pytest.param(sentences(STORY)[0] + " " + SAME_EVENT, id="one sentence taken over"),
        pytest.param("", id="nothing"),
        pytest.param("The harbour authority of Brimley.", id="a few words"),
    ],
)
def test_other_texts_are_no_copies(other: str) -> None:
    assert not are_copies(STORY, other)


def test_a_routine_notice_with_another_price_is_no_copy() -> None:
    notice = (
        "Norrland Metals said it is raising its base price for refined tin by half a cent to {} cents a pound,"
        " for delivery in carload lots from its works at Velden, effective immediately."
    )
    assert not are_copies(notice.format("26.50"), notice.format("27.0"))
    assert not are_copies(notice.format("1,250"), notice.format("1,300"))
    assert are_copies(notice.format("1,250"), notice.format("1250"))


def test_a_dateline_of_another_day_is_no_changed_figure() -> None:
    assert are_copies("On a day, March 3 at noon: " + STORY, "On a day, March 4 at noon: " + STORY)


def test_the_sample_is_about_one_shingle_in_scale_and_that_of_a_part_is_in_that_of_the_whole() -> None:
    whole = shingles(" ".join(f"word{number}" for number in range(8_000)))
    assert len(fingerprint(whole)) == pytest.approx(len(whole.hashes) / SCALE, rel=0.1)
    part = shingles(" ".join(f"word{number}" for number in range(500, 900)))
    assert part.hashes < whole.hashes
    assert fingerprint(part) < fingerprint(whole)
    assert containment(part, whole) == 1.0


def test_hashes_are_the_same_on_every_run_and_fit_sqlite() -> None:
    assert shingles("one small boat lay there").hashes == {929297562683261528, 5611655553307783214}
    assert all(0 <= value < 1 << 63 for value in shingles(STORY).hashes)


@pytest.mark.parametrize("unit", [" ", "a", "7", "a ", "7 7 ", "7,", "7.7", "é", "\ud800", "one "])
def test_a_huge_text_takes_no_time(unit: str) -> None:
    started = time.process_time()
    shingles(unit * 1_000_000)
    assert time.process_time() - started < 5
