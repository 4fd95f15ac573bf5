"""The form in which a passage is put before the stance model."""

from __future__ import annotations

from datetime import date

from factcheck.text.premise import MOST_WORDS, format_premise


def test_title_date_sentence_before_and_passage() -> None:
    text = format_premise("It opened\nin May.", title="Bridge opens.", day=date(2024, 5, 2), before="Work was slow.")
    assert text == "Bridge opens. 2 May 2024. Work was slow. It opened in May."


def test_parts_may_be_missing() -> None:
    assert format_premise("It opened.") == "It opened."


def test_a_long_sentence_before_gives_way_to_the_passage() -> None:
    before = " ".join(f"b{i}" for i in range(300))
    passage = " ".join(f"p{i}" for i in range(100))
    text = format_premise(passage, title="A title", before=before)
    assert text.endswith(passage)
    assert len(text.split()) == MOST_WORDS
    assert " b299 p0" in text, "what stands next to the passage is kept"
    assert "b0" not in text.split()


def test_a_passage_that_fills_the_room_stands_alone() -> None:
    passage = "p " * MOST_WORDS
    assert format_premise(passage, title="T", before="before").split() == ["T.", *passage.split()]
