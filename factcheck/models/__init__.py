"""The two models: an encoder that turns texts into vectors, a stance model that weighs a passage against a claim."""

from factcheck.models.encoder import load_encoder
from factcheck.models.stance import load_stance

__all__ = ["load_encoder", "load_stance"]
