"""Fine-tune a three-way cross-encoder for stance, and export it.

A run is described by a TOML file (``training/*.toml``) and can be stopped and
resumed at its last checkpoint.
"""

from factcheck.models.pairs import LABEL_IDS, LABELS, Pair, is_dev_story, read_pairs, read_stories, story_pairs
from factcheck.train.config import TrainConfig
from factcheck.train.export import ExportReport, export_cascade, export_model
from factcheck.train.loop import train
from factcheck.train.teach import teach

__all__ = [
    "LABELS",
    "LABEL_IDS",
    "ExportReport",
    "Pair",
    "TrainConfig",
    "export_cascade",
    "export_model",
    "is_dev_story",
    "read_pairs",
    "read_stories",
    "story_pairs",
    "teach",
    "train",
]
