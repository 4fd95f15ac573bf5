"""factcheck: check claims against earlier reports.

The public names load on first use, so that importing the package costs nothing::

    from factcheck import Workbench

    with Workbench.open("index") as bench:
        finding = bench.check("The bridge opened in May.", as_of="2024-06-01")
        print(finding.conclusion, finding.reason.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.types import (
        ArticleClaim,
        Check,
        Claim,
        Conclusion,
        Evidence,
        Finding,
        Origin,
        Passage,
        Report,
        Stance,
    )
    from factcheck.workbench import Workbench

__version__ = "0.1.0"

_PLACES = {
    "Workbench": "factcheck.workbench",
    **dict.fromkeys(
        (
            "ArticleClaim",
            "Check",
            "Claim",
            "Conclusion",
            "Evidence",
            "Finding",
            "Origin",
            "Passage",
            "Report",
            "Stance",
        ),
        "factcheck.types",
    ),
}

__all__ = [
    "ArticleClaim",
    "Check",
    "Claim",
    "Conclusion",
    "Evidence",
    "Finding",
    "Origin",
    "Passage",
    "Report",
    "Stance",
    "Workbench",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(place), name)


def __dir__() -> list[str]:
    return sorted(__all__)
