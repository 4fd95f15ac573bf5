"""Sentences: offsets that can be trusted, and boundaries where a reader of news sees them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.sentences import MAX_SENTENCE, split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. envoy said on Thursday that talks had failed.", "Nobody was surprised."],
        ["The plant was made in the U.S.", "The company closed it in May."],
        ["Gov. Ada Pryce told J. K. Marlow to leave.", "She did."],
        ["Lt. Col. Ruiz and Sen. Dan Okoro met at No. 5 Harbour St.", "They disagreed."],
        ["Acme Corp. said that it had sold 3.5 million units.", "Analysts had expected 2.9 million."],
        ["He arrived at 5 p.m.", "The gates were shut."],
        ["He arrived at 5 p.m. Monday and left.", "Nobody saw him."],
        ['"It is over."', "She left the room."],
        ["“It is over.”", "She left the room."],
        ['"It is over," she said.', "He nodded."],
        ['"It is over. Go home," she said.', "He nodded."],
        ['"Are you mad?" he asked.', "She was not."],
        ["(The vote was on Monday.)", "It was close."],
        ["The rate is 4.25 percent.", "It was 4.5 percent in Jan. 2020."],
        ["What happened?", "Nobody knows!", "It rained..."],
        ["The answer was no.", "The minister left."],
        ["Mr. and Mrs. Lund sued.", "St. Olav's lost."],
        ["Cases Nos. 5 and 6 were joined.", "Smith v. Jones was cited vs. Brown."],
        ["Kim Jong Un's sister, Yo Jong, spoke.", "日本は強い。", "次の文。"],
        ["Ships came on Jan. 5 and Feb. 7.", "Others followed."],
    ],
)
def test_boundaries_of_news_copy(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_never_across_a_blank_line() -> None:
    assert sentences("A HEADLINE WITHOUT A STOP\n \nThe body starts\nhere and ends.") == [
        "A HEADLINE WITHOUT A STOP",
        "The body starts\nhere and ends.",
    ]


def test_list_items_are_apart() -> None:
    assert sentences("Needed:\n- food for arms\n- more ships") == ["Needed:", "- food for arms", "- more ships"]


def test_long_quotation_is_split() -> None:
    text = '"' + "We shall go on. " * 30 + 'That is all," he said.'
    assert len(sentences(text)) > 10


def test_unclosed_quotation_does_not_swallow_the_text() -> None:
    assert len(sentences('He said: "We go on. ' + "Then more came. " * 40)) > 20


def _check(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert "\n\n" not in piece
        assert len(piece) <= MAX_SENTENCE
        at = span.end
    assert not text[at:].strip()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA bB.?!…\"'“”()«»\n\t1,U.S. No-•é日。"), max_size=200))
def test_spans_cover_all_words_in_order(text: str) -> None:
    _check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_spans_hold_for_any_text(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("unit", [" ", "a", "1", ".", '"', "a. ", "U.S. ", "“. ", "\n", "- \n", "?!", "(.) "])
def test_hostile_text_is_split_soundly(unit: str) -> None:
    _check(unit * (300_000 // len(unit)))  # quadratic time would take minutes here
