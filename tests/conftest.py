"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# a busy machine is no failure: time is measured in benchmarks/, never here
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
