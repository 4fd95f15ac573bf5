"""A review session: findings go in, a reviewer is asked, decisions come out.

There is no terminal here. Whoever asks a person (or a script) implements
:class:`~factcheck.review.steps.Reviewer`, one method; after beets' import session, where the decision is
an overridable method as well. Every decision is stored the moment it is made,
and where a session stands is worked out from the decisions alone, so that there
is nothing else to lose.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.review.actions import Accept, Action, Back, Conclude, Forward, MarkPassage, Note, Quit, Skip, Undo
from factcheck.review.entries import finding_entry, mark_entry, note_entry, skip_entry, undo_entry
from factcheck.review.keys import claim_key, evidence_key
from factcheck.review.standing import NOTHING, Standing, standing, undone_ids
from factcheck.review.steps import DecisionSink, Reviewer, Step, Summary
from factcheck.types import Conclusion, Decision, DecisionKind, Finding


class ReviewSession:
    """Goes through findings with a reviewer.

    Args:
        findings: what to decide on, in order.
        sink: where decisions are kept.
        reviewer_name: who decides, for the record.
    """

    def __init__(self, findings: Sequence[Finding], sink: DecisionSink, reviewer_name: str = "") -> None:
        self._findings = tuple(findings)
        self._keys = tuple(claim_key(finding.claim) for finding in self._findings)
        self._sink = sink
        self._name = reviewer_name
        self._entries: dict[str, list[Decision]] = {key: sink.decisions(key) for key in dict.fromkeys(self._keys)}
        self._held: dict[str, Standing] = {}
        for key in self._entries:
            self._settle(key)
        self._made = 0
        self._complete = False
        self._open = self._what_is_open()
        self._position = min(self._open, default=0)
        self._message = self._welcome()

    @property
    def resumed_at(self) -> int:
        """The number of the finding that comes first, from 1; above 1 when earlier ones are decided."""
        return self._position + 1

    def summary(self) -> Summary:
        """Where the session stands."""
        held = [self._held.get(key, NOTHING) for key in self._keys]
        return Summary(
            total=len(held),
            decided=sum(item.conclusion is not None for item in held),
            skipped=sum(item.skipped for item in held),
            made=self._made,
        )

    def step(self) -> Step:
        """The finding that is up now."""
        finding = self._findings[self._position]
        held = self._held.get(self._keys[self._position], NOTHING)
        now = self.summary()
        return Step(
            number=self._position + 1,
            total=now.total,
            decided=now.decided,
            skipped=now.skipped,
            finding=finding,
            standing=held,
            marks=tuple(held.marks.get(evidence_key(item)) for item in finding.evidence),
            message=self._message,
            complete=self._complete,
        )

    def run(self, reviewer: Reviewer) -> Summary:
        """Ask until the reviewer quits.

        When nothing is left, one more question comes (``complete``), so that the last answer can still be undone.
        """
        while self._findings:
            self._refresh(self._keys[self._position])
            action = reviewer.choose(self.step())
            if isinstance(action, Quit):
                break
            self.apply(action)
        return self.summary()

    def apply(self, action: Action) -> None:
        """Do one thing; whatever it decides is stored before this returns."""
        self._message = ""
        finding = self._findings[self._position]
        match action:
            case Accept():
                self._conclude(finding, finding.conclusion)
            case Conclude(conclusion):
                self._conclude(finding, conclusion)
            case Skip():
                self._add(skip_entry(finding, self._name))
                self._go_on("skipped")
            case MarkPassage():
                self._mark(finding, action)
            case Note(text):
                self._note(finding, text)
            case Back():
                self._move(-1)
            case Forward():
                self._move(1)
            case Undo():
                self._undo()
            case Quit():
                pass

    def _conclude(self, finding: Finding, conclusion: Conclusion) -> None:
        before = self._held.get(self._keys[self._position], NOTHING)
        same = before.conclusion is conclusion and before.verdict is not None and before.verdict.reviewer == self._name
        if not same:
            self._add(finding_entry(finding, conclusion, self._name))
        self._go_on(f"{'still ' if same else ''}{conclusion.value.replace('_', ' ')}")

    def _mark(self, finding: Finding, action: MarkPassage) -> None:
        if not 1 <= action.number <= len(finding.evidence):
            self._message = f"there is no passage {action.number}"
            return
        entry = mark_entry(finding, finding.evidence[action.number - 1], action.mark, self._name)
        held = self._held.get(entry.claim_key, NOTHING).marks.get(entry.evidence_key)
        if held is None or (held.value, held.reviewer) != (entry.value, entry.reviewer):
            self._add(entry)
        self._message = f"marked: {action.mark.value}"

    def _note(self, finding: Finding, text: str) -> None:
        text = text.strip()
        if not text:
            self._message = "an empty note isn't kept"
            return
        self._add(note_entry(finding, text, self._name))
        self._message = "note kept"

    def _undo(self) -> None:
        entries = sorted((entry for several in self._entries.values() for entry in several), key=lambda entry: entry.id)
        undone = undone_ids(entries)
        mine = [
            entry
            for entry in entries
            if entry.kind is not DecisionKind.UNDO and entry.id not in undone and entry.reviewer == self._name
        ]
        if not mine:
            self._message = "there is nothing of yours to undo"
            return
        last = mine[-1]
        self._add(undo_entry(last, self._name))
        if self._keys[self._position] != last.claim_key:
            self._position = self._keys.index(last.claim_key)
        self._complete = False
        self._open = self._open | {self._position} if last.kind in _VERDICTS else self._open
        what = {DecisionKind.EVIDENCE: "mark", DecisionKind.NOTE: "note", DecisionKind.SKIP: "skip"}.get(last.kind, "")
        self._message = f"taken back: {what or last.value.replace('_', ' ')}"

    def _move(self, by: int) -> None:
        if self._complete and by < 0:
            self._complete = False  # from the closing question back to the finding decided last
            return
        wanted = self._position + by
        if 0 <= wanted < len(self._findings):
            self._position = wanted
            self._complete = False
        else:
            self._message = "this is the first" if by < 0 else "this is the last"

    def _go_on(self, done: str) -> None:
        """To the next open finding: behind this one, else before it, else the session is complete."""
        key = self._keys[self._position]
        self._message = f"claim {self._position + 1}: {done}"
        self._open = frozenset(number for number in self._open if self._keys[number] != key)
        behind = [number for number in self._open if number > self._position]
        if self._open:
            self._position = min(behind or self._open)
        else:
            self._complete = True

    def _what_is_open(self) -> frozenset[int]:
        """Positions this session is to settle: untouched ones, else those once skipped, else all once more."""
        held = [self._held.get(key, NOTHING) for key in self._keys]
        for wanted in (
            [number for number, item in enumerate(held) if item.verdict is None],
            [number for number, item in enumerate(held) if item.skipped],
        ):
            if wanted:
                return frozenset(wanted)
        return frozenset(range(len(held)))

    def _welcome(self) -> str:
        """Where a session goes on that was begun before; empty for a new one."""
        now = self.summary()
        if not now.decided and not now.skipped:
            return ""
        if now.open:
            return f"resumed at claim {self._position + 1}"
        if now.skipped:
            return f"back to what was skipped ({now.skipped})"
        return "all were decided before; going through them once more"

    def _add(self, entry: Decision) -> None:
        stored = self._sink.append_decision(entry)
        self._made += 1
        self._entries[stored.claim_key].append(stored)
        self._settle(stored.claim_key)

    def _refresh(self, key: str) -> None:
        """Read a claim's entries again: a colleague may have decided meanwhile."""
        self._entries[key] = self._sink.decisions(key)
        self._settle(key)

    def _settle(self, key: str) -> None:
        self._held.pop(key, None)
        self._held |= standing(self._entries[key])


_VERDICTS = (DecisionKind.FINDING, DecisionKind.SKIP)
