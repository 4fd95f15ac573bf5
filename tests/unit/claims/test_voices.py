"""Speakers resolved to the full name that the article gives."""

from __future__ import annotations

import pytest

from factcheck.claims.voices import Voices
from factcheck.text.sentences import split_sentences

TEXT = (
    "Defence Minister Kaarel Vaher said four jets would leave. Opposition leader Ilse Marchetti disagreed. "
    "The mayor of Larch Hill, Szymon Dufek, called a meeting. A company spokesman, Dario Quill, said it was open. "
    "Vaher later spoke to Anneli Vaher. "
    "The tribunal sat in North Varland."
)


@pytest.fixture
def voices() -> Voices:
    return Voices(TEXT, split_sentences(TEXT))


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("Dufek", "Szymon Dufek"),
        ("Minister Vaher", "Kaarel Vaher"),
        ("the spokesman", "Dario Quill"),
        ("the White House", "White House"),
        ("White House national security spokesman Dario Quill", "Dario Quill"),
        ("Ilse Marchetti, the opposition leader", "Ilse Marchetti"),
        ("the county's figures", "county"),
        ("County engineers in 1987", "County engineers"),
        ("a survey carried out by the Geological Office", "Geological Office"),
        ("North Varland", "North Varland"),
    ],
)
def test_phrase_is_resolved(voices: Voices, phrase: str, speaker: str) -> None:
    before_the_second_vaher = TEXT.index("Vaher later")
    assert voices.resolve(phrase, before_the_second_vaher, None) == speaker


def test_he_is_the_last_speaker_before_the_nearest_name(voices: Voices) -> None:
    assert voices.resolve("he", len(TEXT), "Kaarel Vaher") == "Kaarel Vaher"
    assert voices.resolve("she", TEXT.index("The mayor"), None) == "Ilse Marchetti"
    assert voices.resolve("he", 0, None) is None


def test_it_is_never_a_person(voices: Voices) -> None:
    assert voices.resolve("it", len(TEXT), "Kaarel Vaher") is None
    assert voices.resolve("it", len(TEXT), "tribunal") == "tribunal"


def test_a_pronoun_is_not_given_to_somebody_mentioned_in_passing() -> None:
    text = (
        "It was believed that he had persuaded Prime Minister Rosalind Achebe to resign in 1991. His wife died in 2019."
    )
    voices = Voices(text, split_sentences(text))
    assert voices.subject_before(text.index("His wife")) is None
