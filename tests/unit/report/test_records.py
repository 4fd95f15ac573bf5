"""A finding written as JSON can be read back, and says what its fields are called."""

from __future__ import annotations

import copy
import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.report import article_to_dict, dump_line, finding_from_dict, finding_to_dict
from factcheck.report.jsontext import parse_object
from factcheck.types import (
    ArticleClaim,
    Check,
    CheckOutcome,
    Claim,
    Conclusion,
    DateSource,
    Evidence,
    Finding,
    Origin,
    Reason,
    ReasonCode,
    Report,
    Shelf,
    Span,
    Stance,
    StanceScores,
)

texts = st.text(max_size=40)
maybe = st.none() | texts
days = st.none() | st.dates()
unit = st.integers(0, 10_000).map(lambda number: number / 10_000)
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))
checks = st.builds(
    Check,
    texts,
    st.sampled_from(CheckOutcome),
    texts,
    st.lists(spans, max_size=2).map(tuple),
    st.lists(spans, max_size=2).map(tuple),
)
reports = st.builds(
    Report,
    id=texts,
    title=texts,
    text=st.just(""),
    date=days,
    date_source=st.sampled_from(DateSource),
    outlet=maybe,
    author=maybe,
    url=maybe,
    sha256=texts,
)
evidence = st.builds(
    Evidence,
    rank=st.integers(1, 50),
    stance=st.sampled_from(Stance),
    scores=st.builds(StanceScores, unit, unit, unit),
    relevance=unit,
    score=unit,
    quote=texts,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    before=texts,
    after=texts,
    report=reports,
    origin=st.builds(Origin, texts, st.lists(texts, max_size=3).map(tuple)),
    shelf=st.sampled_from(Shelf),
    checks=st.lists(checks, max_size=2).map(tuple),
)
findings = st.builds(
    Finding,
    claim=st.builds(Claim, text=texts, id=texts, as_of=days, speaker=maybe, source=maybe),
    conclusion=st.sampled_from(Conclusion),
    confidence=unit,
    reason=st.builds(Reason, st.sampled_from(ReasonCode), texts),
    evidence=st.lists(evidence, max_size=3).map(tuple),
    counts=st.dictionaries(texts, st.integers(0, 10**6), max_size=3),
    models=st.dictionaries(texts, texts, max_size=3),
    index=st.dictionaries(texts, texts | st.integers(0, 10**6), max_size=3),
    seconds=st.integers(0, 10**6).map(lambda number: number / 1000),
)


@given(findings)
def test_a_finding_survives_writing_and_reading(finding: Finding) -> None:
    line = dump_line(finding_to_dict(finding))
    assert finding_from_dict(parse_object(line.encode(), "line 1")) == finding


@given(st.text())
def test_written_text_is_one_line_that_steers_no_terminal(text: str) -> None:
    line = dump_line({"quote": text})
    assert json.loads(line) == {"quote": text}
    assert len(line.splitlines()) == 1
    line.encode()
    assert not any(ord(character) < 32 or 0x7F <= ord(character) <= 0x9F for character in line)


def test_a_lone_surrogate_and_a_bidi_override_are_escaped() -> None:
    assert dump_line({"a": "x\ud800\u202e\x9b31m"}) == '{"a": "x\\ud800\\u202e\\u009b31m"}'


def sample() -> Finding:
    report = Report(
        "r1", "Title", "0123 The quote. More", date(2023, 3, 30), DateSource.FIELD, "Daily", "Ann", "u", "en", "ab"
    )
    item = Evidence(
        1,
        Stance.CONFLICTS,
        StanceScores(0.00004, 0.912345, 0.087615),
        0.5,
        0.7,
        "The quote.",
        5,
        15,
        "0123",
        "More",
        report,
        Origin("o1", ("r1", "r2")),
        Shelf.IN_TIME,
        (Check("numbers", CheckOutcome.DIFFERS, "24 against 20", (Span(0, 2),)),),
    )
    reason = Reason(ReasonCode.SINGLE_CONFLICT, "One report says otherwise.")
    return Finding(Claim("It is.", "c1", date(2023, 4, 1), "Bo"), Conclusion.CONFLICTING, 0.876543, reason, (item,))


def test_field_names_are_the_contract() -> None:
    data = finding_to_dict(sample())
    assert list(data) == [
        "claim",
        "finding",
        "confidence",
        "reason",
        "evidence",
        "counts",
        "models",
        "index",
        "seconds",
    ]
    assert data["claim"] == {"id": "c1", "text": "It is.", "as_of": "2023-04-01", "speaker": "Bo", "source": None}
    assert (data["finding"], data["confidence"]) == ("conflicting", 0.8765)
    assert data["reason"] == {"code": "single_conflict", "text": "One report says otherwise."}
    [item] = json.loads(dump_line(data))["evidence"]
    assert item == {
        "rank": 1,
        "stance": "conflicts",
        "probability": 0.9123,
        "scores": {"supports": 0.0, "conflicts": 0.9123, "neutral": 0.0876},
        "relevance": 0.5,
        "score": 0.7,
        "quote": "The quote.",
        "start": 5,
        "end": 15,
        "context": {"before": "0123", "after": "More"},
        "report": {
            "id": "r1",
            "title": "Title",
            "date": "2023-03-30",
            "date_source": "field",
            "outlet": "Daily",
            "author": "Ann",
            "url": "u",
            "sha256": "ab",
        },
        "origin": {"id": "o1", "reports": ["r1", "r2"]},
        "shelf": "in_time",
        "checks": [
            {
                "rule": "numbers",
                "outcome": "differs",
                "detail": "24 against 20",
                "claim_spans": [[0, 2]],
                "quote_spans": [],
            }
        ],
    }


def test_article_claims_carry_sentence_worthiness_and_finding() -> None:
    finding = sample()
    article = Report("a", "Head", "It is. So.", date(2023, 4, 1), DateSource.META)
    found = ArticleClaim(finding.claim, "It is.", 0, 6, 0.81239)
    unchecked = dataclasses.replace(found, sentence="So.", start=7, end=10)
    data = article_to_dict(article, [(found, finding), (unchecked, None)])
    assert data["article"]["title"] == "Head"  # type: ignore[index]
    first, second = data["claims"]  # type: ignore[misc]
    assert first == {
        "sentence": {"text": "It is.", "start": 0, "end": 6},
        "worthiness": 0.8124,
        **finding_to_dict(finding),
    }
    assert list(second) == ["sentence", "worthiness", "claim"]
    text = data["article"]["text"]  # type: ignore[index]
    for row in (first, second):
        sentence = row["sentence"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("finding",), "perhaps", "finding: expected one of supported, conflicting, mixed, not_enough"),
        (("confidence",), "0.9", "confidence: expected a number, found text"),
        (("confidence",), float("inf"), "confidence"),
        (("confidence",), 10**400, "confidence"),
        (("confidence",), True, "confidence: expected a number, found true or false"),
        (("claim",), None, "claim: expected a JSON object, found null"),
        (("claim", "as_of"), "last week", "claim.as_of: expected a day such as 2023-03-30"),
        (("evidence",), {}, "evidence: expected a list, found an object"),
        (("evidence", 0), "x", "evidence[0]: expected a JSON object, found text"),
        (("evidence", 0, "quote"), 5, "evidence[0].quote: expected text, found a number"),
        (("evidence", 0, "start"), -1, "evidence[0].start: expected a whole number"),
        (("evidence", 0, "report", "date_source"), "guess", "evidence[0].report.date_source: expected one of field"),
        (("evidence", 0, "checks", 0, "claim_spans"), [[2, 1]], "evidence[0].checks[0].claim_spans"),
        (("evidence", 0, "origin", "reports"), [1], "evidence[0].origin.reports: expected a list of texts"),
    ],
)
def test_a_damaged_field_is_named(path: tuple[str | int, ...], value: object, named: str) -> None:
    data = copy.deepcopy(finding_to_dict(sample()))
    place: object = data
    for key in path[:-1]:
        place = place[key]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    with pytest.raises(InputError) as caught:
        finding_from_dict(data)
    assert named in caught.value.message


@pytest.mark.parametrize("key", ["claim", "finding", "confidence", "reason", "seconds"])
def test_a_missing_field_is_named(key: str) -> None:
    data = finding_to_dict(sample())
    del data[key]
    with pytest.raises(InputError, match=f"{key}: expected .* found nothing"):
        finding_from_dict(data)


@pytest.mark.parametrize("text", ["", "[", "[1]", "[" * 100_000, '{"a": ' + "9" * 10_000 + "}", b"\xff\xfe{}"])
def test_what_is_no_json_object_is_refused_with_its_place(text: str | bytes) -> None:
    with pytest.raises(InputError, match=r"results\.jsonl, line 7"):
        parse_object(text, "results.jsonl, line 7")
