"""Review sessions with scripted answers: nothing decided is lost, everything can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.review import (
    Accept,
    Action,
    Back,
    Conclude,
    Forward,
    Mark,
    MarkPassage,
    Note,
    Quit,
    ReviewSession,
    Skip,
    Step,
    Summary,
    Undo,
    standing,
)
from factcheck.types import (
    Claim,
    Conclusion,
    Decision,
    DecisionKind,
    Evidence,
    Finding,
    Origin,
    Reason,
    ReasonCode,
    Report,
    Shelf,
    Stance,
    StanceScores,
)

S, C, N = Conclusion.SUPPORTED, Conclusion.CONFLICTING, Conclusion.NOT_ENOUGH


class Memory:
    """A sink that keeps entries as the store does: with an id and a time, only ever added."""

    def __init__(self) -> None:
        self.entries: list[Decision] = []

    def append_decision(self, decision: Decision) -> Decision:
        number = len(self.entries) + 1
        made = datetime(2023, 4, 1, tzinfo=UTC) + timedelta(minutes=number)
        self.entries.append(replace(decision, id=number, made=made))
        return self.entries[-1]

    def decisions(self, claim_key: str | None = None) -> list[Decision]:
        return [entry for entry in self.entries if claim_key in (None, entry.claim_key)]

    def said(self) -> list[tuple[str, str, str]]:
        return [(entry.claim, entry.kind.value, entry.value) for entry in self.entries]


class Script:
    """A reviewer who answers from a list, then quits; remembers what was put."""

    def __init__(self, *answers: Action) -> None:
        self._answers: Iterator[Action] = iter(answers)
        self.seen: list[Step] = []

    def choose(self, step: Step) -> Action:
        self.seen.append(step)
        return next(self._answers, Quit())

    @property
    def claims(self) -> list[str]:
        return [step.finding.claim.text for step in self.seen]


def finding(text: str, conclusion: Conclusion = S, passages: int = 2) -> Finding:
    evidence = tuple(
        Evidence(
            number,
            Stance.SUPPORTS,
            StanceScores(0.8, 0.1, 0.1),
            0.5,
            0.5,
            f"{text} {number}",
            0,
            3,
            "Before.",
            "After.",
            Report(
                f"r{number}", "Title", "", date(2023, 3, 30), outlet="Daily", url="https://e.org", sha256=f"h{number}"
            ),
            Origin("o", ("r",)),
            Shelf.IN_TIME,
        )
        for number in range(1, passages + 1)
    )
    return Finding(
        Claim(text, as_of=date(2023, 3, 31)), conclusion, 0.9, Reason(ReasonCode.SINGLE_SUPPORT, ""), evidence
    )


def three() -> list[Finding]:
    return [finding("A"), finding("B", C), finding("D", N)]


def go(sink: Memory, *answers: Action, findings: Sequence[Finding] = (), name: str = "ann") -> tuple[Script, Summary]:
    script = Script(*answers)
    summary = ReviewSession(findings or three(), sink, name).run(script)
    return script, summary


def test_one_answer_a_claim_settles_all_and_asks_once_more_at_the_end() -> None:
    sink = Memory()
    script, summary = go(sink, Accept(), Conclude(S), Skip())
    assert script.claims == ["A", "B", "D", "D"]
    assert [step.complete for step in script.seen] == [False, False, False, True]
    assert [(step.number, step.decided, step.total) for step in script.seen[:3]] == [(1, 0, 3), (2, 1, 3), (3, 2, 3)]
    assert sink.said() == [("A", "finding", "supported"), ("B", "finding", "supported"), ("D", "skip", "")]
    assert [entry.machine for entry in sink.entries] == ["supported", "conflicting", "not_enough"]
    assert summary == Summary(total=3, decided=2, skipped=1, made=3)
    assert all(entry.reviewer == "ann" and entry.as_of == date(2023, 3, 31) for entry in sink.entries)


def test_each_answer_is_stored_before_the_next_question() -> None:
    sink = Memory()

    class Watch:
        def choose(self, step: Step) -> Action:
            assert len(sink.entries) == step.number - 1
            if step.number == 3:
                raise KeyboardInterrupt
            return Accept()

    with pytest.raises(KeyboardInterrupt):
        ReviewSession(three(), sink).run(Watch())
    assert [entry.claim for entry in sink.entries] == ["A", "B"]


def test_a_later_session_goes_on_at_the_first_open_finding() -> None:
    sink = Memory()
    go(sink, Accept(), Forward(), Accept(), Quit())
    script, summary = go(sink, Accept(), Quit())
    assert script.claims[0] == "B"
    assert script.seen[0].message == "resumed at claim 2"
    assert (script.seen[0].decided, summary.decided) == (2, 3)


def test_what_was_skipped_comes_back_when_all_else_is_decided() -> None:
    sink = Memory()
    go(sink, Skip(), Accept(), Skip())
    script, _ = go(sink, Accept(), Skip())
    assert script.claims == ["A", "D", "D"]
    assert script.seen[0].message == "back to what was skipped (2)"
    script, _ = go(sink, Accept())
    assert script.claims == ["D", "D"]
    script, _ = go(sink, Accept(), Accept(), Accept())
    assert script.claims == ["A", "B", "D", "D"]
    assert script.seen[0].message.startswith("all were decided before")
    assert len([entry for entry in sink.entries if entry.kind is DecisionKind.FINDING]) == 3, (
        "agreeing again adds nothing"
    )


def test_undo_takes_back_the_latest_answer_and_returns_to_its_finding() -> None:
    sink = Memory()
    script, summary = go(sink, Accept(), Accept(), Undo(), Conclude(S), Undo(), Undo(), Undo())
    assert script.claims == ["A", "B", "D", "B", "D", "B", "A", "A"]
    assert script.seen[3].message == "taken back: conflicting"
    assert script.seen[-1].message == "there is nothing of yours to undo"
    assert summary.decided == 0
    assert [entry.value for entry in sink.entries if entry.kind is DecisionKind.UNDO] == ["2", "4", "1"]
    assert len(sink.entries) == 6, "undoing adds entries and removes none"


def test_undo_after_the_last_answer_reopens_the_session() -> None:
    sink = Memory()
    script, summary = go(sink, Accept(), Accept(), Accept(), Undo(), Skip())
    assert [step.complete for step in script.seen] == [False, False, False, True, False, True]
    assert (summary.decided, summary.skipped) == (2, 1)


def test_undoing_a_change_brings_the_earlier_decision_back() -> None:
    sink = Memory()
    script, _ = go(sink, Accept(), Back(), Conclude(C), Undo(), Quit())
    assert script.seen[-1].finding.claim.text == "A"
    assert script.seen[-1].standing.conclusion is S


def test_undo_leaves_a_colleagues_decision_alone() -> None:
    sink = Memory()
    go(sink, Accept(), name="ann")
    script, _ = go(sink, Undo(), name="bob")
    assert script.seen[-1].message == "there is nothing of yours to undo"
    assert len(sink.entries) == 1
    _, summary = go(sink, Back(), Accept(), name="bob")
    assert [entry.reviewer for entry in sink.entries] == ["ann", "bob"], "a second opinion is kept even when it agrees"
    assert summary.decided == 1


def test_back_and_forward_stay_inside() -> None:
    script, _ = go(Memory(), Back(), Forward(), Forward(), Forward(), Back(), Back())
    assert script.claims == ["A", "A", "B", "D", "D", "B", "A"]
    assert script.seen[1].message == "this is the first"
    assert script.seen[4].message == "this is the last"


def test_going_back_to_change_then_goes_on_where_work_is_left() -> None:
    script, _ = go(Memory(), Accept(), Accept(), Back(), Back(), Conclude(C))
    assert script.claims == ["A", "B", "D", "B", "A", "D"]


def test_marks_are_per_passage_and_the_last_one_holds() -> None:
    sink = Memory()
    script, _ = go(
        sink,
        MarkPassage(1, Mark.SUPPORTS),
        MarkPassage(2, Mark.IRRELEVANT),
        MarkPassage(1, Mark.CONFLICTS),
        MarkPassage(1, Mark.CONFLICTS),
        MarkPassage(3, Mark.SUPPORTS),
        Undo(),
    )
    assert set(script.claims) == {"A"}, "marking stays at the finding"
    values = [[mark.value if mark else None for mark in step.marks] for step in script.seen]
    assert values[3:6] == [["conflicts", "irrelevant"]] * 3
    assert values[6] == ["supports", "irrelevant"]
    assert script.seen[5].message == "there is no passage 3"
    assert len(sink.entries) == 4, "the same mark again adds nothing"
    entry = sink.entries[0]
    assert (entry.quote, entry.report_id, entry.machine) == ("A 1", "r1", "supports")
    assert entry.context["title"] == "Title"
    assert entry.context["date"] == "2023-03-30"
    assert entry.context["before"] == "Before."


def test_notes_add_up_and_an_empty_one_is_not_kept() -> None:
    sink = Memory()
    script, _ = go(sink, Note(" first "), Note("second"), Note("  "))
    assert [entry.value for entry in script.seen[-1].standing.notes] == ["first", "second"]


def test_the_same_claim_twice_is_decided_once() -> None:
    sink = Memory()
    script, summary = go(sink, Accept(), Accept(), findings=[finding("A"), finding("B"), finding("A ")])
    assert script.claims == ["A", "B", "B"]
    assert summary.decided == summary.total == 3


def test_a_decision_survives_a_rebuilt_index_and_another_machine_finding() -> None:
    sink = Memory()
    go(sink, MarkPassage(2, Mark.CONFLICTS), Accept())
    again = finding("A", C)
    again = replace(again, evidence=again.evidence[::-1], index={"path": "elsewhere"})
    script, _ = go(sink, findings=[again])
    assert script.seen[0].standing.conclusion is S
    assert [mark.value if mark else None for mark in script.seen[0].marks] == ["conflicts", None]


def test_no_findings_asks_nothing() -> None:
    script = Script(Accept())
    assert ReviewSession([], Memory()).run(script) == Summary(0, 0, 0, 0)
    assert script.seen == []


actions = st.one_of(
    st.sampled_from([Accept(), Skip(), Back(), Forward(), Undo()]),
    st.builds(Conclude, st.sampled_from(Conclusion)),
    st.builds(MarkPassage, st.integers(1, 2), st.sampled_from(Mark)),
    st.builds(Note, st.sampled_from(["one", "two"])),
)


@settings(deadline=None)
@given(st.lists(actions, max_size=25))
def test_stopping_loses_nothing_and_undo_reaches_the_beginning(answers: list[Action]) -> None:
    sink = Memory()
    session = ReviewSession(three(), sink, "ann")
    for answer in answers:
        session.apply(answer)
    again = ReviewSession(three(), sink, "ann")
    assert replace(again.summary(), made=0) == replace(session.summary(), made=0)
    held = standing(sink.entries)
    assert session.summary().decided == sum(item.conclusion is not None for item in held.values())
    first = again.step()
    if session.summary().open:
        assert first.standing.verdict is None
        assert all(f.claim.text in {e.claim for e in sink.entries} for f in three()[: first.number - 1])
    before = list(sink.entries)
    for _ in range(len(before)):
        again.apply(Undo())
    assert standing(sink.entries) == {}
    assert sink.entries[: len(before)] == before
