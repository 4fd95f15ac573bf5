"""Decisions and review sessions, with no terminal in them."""

from factcheck.review.actions import Accept, Action, Back, Conclude, Forward, Mark, MarkPassage, Note, Quit, Skip, Undo
from factcheck.review.export import DECISION_FIELDS, TRAINING_FIELDS, decision_rows, training_rows
from factcheck.review.keys import claim_key, evidence_key
from factcheck.review.session import ReviewSession
from factcheck.review.standing import EntryState, Standing, entry_states, standing
from factcheck.review.steps import DecisionSink, Reviewer, Step, Summary

__all__ = [
    "DECISION_FIELDS",
    "TRAINING_FIELDS",
    "Accept",
    "Action",
    "Back",
    "Conclude",
    "DecisionSink",
    "EntryState",
    "Forward",
    "Mark",
    "MarkPassage",
    "Note",
    "Quit",
    "ReviewSession",
    "Reviewer",
    "Skip",
    "Standing",
    "Step",
    "Summary",
    "Undo",
    "claim_key",
    "decision_rows",
    "entry_states",
    "evidence_key",
    "standing",
    "training_rows",
]
