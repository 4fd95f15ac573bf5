"""Passages: exact offsets, bounded length, nothing lost, short sentences never alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.corpus import passage_text, split_passages
from factcheck.corpus.passages import JOINED_WORDS, LONGEST, MOST_SENTENCES
from factcheck.text.sentences import split_sentences
from factcheck.types import Report


def quotes(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in split_passages(Report("r", "T", text))]


words = st.sampled_from(
    ["The", "bridge", "closed", "on", "Monday", "24", "U.S.", "a", "said,", "—", "日本", "x" * 90, "no"]
)
sentences = st.builds(
    lambda parts, end: " ".join(parts) + end,
    st.lists(words, min_size=1, max_size=160),
    st.sampled_from([".", "?", "", ":"]),
)
bodies = st.lists(sentences, min_size=1, max_size=8).flatmap(
    lambda parts: st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True)).strip()
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(bodies, st.text(max_size=400)))
def test_offsets_are_exact_in_order_and_cover_every_letter(text: str) -> None:
    passages = split_passages(Report("r", "T", text))
    end = 0
    for passage in passages:
        quote = text[passage.start : passage.end]
        assert passage.start >= end
        assert quote
        assert quote == quote.strip()
        assert not text[end : passage.start].strip(), "letters between two passages"
        assert len(quote.split()) <= LONGEST
        end = passage.end
        for side, span in (("before", passage.before), ("after", passage.after)):
            if span is not None:
                assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
                assert span.end <= passage.start if side == "before" else span.start >= passage.end
    sentence_ends = [span.end for span in split_sentences(text)]
    assert end == (sentence_ends[-1] if sentence_ends else 0)


@settings(max_examples=80, deadline=None)
@given(bodies)
def test_joined_passages_are_bounded(text: str) -> None:
    for quote in quotes(text):
        count = len(split_sentences(quote))
        assert count <= MOST_SENTENCES or len(quote.split()) <= LONGEST
        if count > 1:
            assert len(quote.split()) <= max(JOINED_WORDS, LONGEST)


def test_a_long_sentence_stands_alone_and_a_short_one_goes_with_its_neighbour() -> None:
    text = (
        "The council will close the bridge for three weeks. Nobody was hurt. "
        "Engineers had found a crack in its main span.\n\n"
        "Why now? The span is ninety years old and was last seen to in 2004.\n\n"
        '"It is safe."\n\nThe next inspection is planned for the spring of 2025.'
    )
    assert quotes(text) == [
        "The council will close the bridge for three weeks. Nobody was hurt.",
        "Engineers had found a crack in its main span.",
        'Why now? The span is ninety years old and was last seen to in 2004.\n\n"It is safe."',
        "The next inspection is planned for the spring of 2025.",
    ]


def test_neighbours_are_the_sentences_around_the_passage() -> None:
    text = "The first sentence is here now. The second one is longer than it. The third one ends the text."
    first, second, third = split_passages(Report("r", "T", text))
    assert (first.before, third.after) == (None, None)
    assert second.before is not None
    assert second.after is not None
    assert text[second.before.start : second.before.end] == "The first sentence is here now."
    assert text[second.after.start : second.after.end] == "The third one ends the text."


def test_a_table_is_cut_at_the_ends_of_its_rows() -> None:
    rows = [f"District {n} had {n * 7} votes for and {n * 3} against" for n in range(60)]
    for quote in quotes("\n".join(rows)):
        assert len(quote.split()) <= LONGEST
        assert all(row in rows for row in quote.split("\n"))


def test_a_sentence_without_end_is_cut_at_clauses_and_never_in_a_number() -> None:
    text = " ".join(f"ward {n} counted 1,476,{n:03d} votes, and" for n in range(90))
    found = quotes(text)
    assert len(found) > 3
    assert " ".join(found) == text
    assert all(quote.endswith(",") for quote in found[:-1])


def test_the_encoder_reads_a_passage_on_one_line() -> None:
    report = Report("r", "Bridge  to close", "It closes\non Monday for three weeks.")
    (passage,) = split_passages(report)
    assert passage_text(report, passage) == "It closes on Monday for three weeks."


@pytest.mark.parametrize("unit", [" ", "a", "7", "a ", "A. ", ".", "日", "\n", "a\n\n", '"'])
def test_a_megabyte_of_anything_is_split_into_bounded_passages(unit: str) -> None:
    text = (unit * (300_000 // len(unit))).strip()
    passages = split_passages(Report("r", "T", text))
    assert all(0 < passage.end - passage.start <= 4000 for passage in passages)
