"""How good the models are, measured on labelled files."""

from factcheck.evaluate.datasets import StanceSet, read_stance_set, read_story_set
from factcheck.evaluate.stance import Mistake, StanceResult, evaluate_stance, evaluation_to_dict

__all__ = [
    "Mistake",
    "StanceResult",
    "StanceSet",
    "evaluate_stance",
    "evaluation_to_dict",
    "read_stance_set",
    "read_story_set",
]
