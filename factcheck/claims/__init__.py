"""Articles to claims: what is worth checking, who says it, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.claims.extract import extract_claims

__all__ = ["extract_claims"]


def __getattr__(name: str) -> Any:
    """Load extraction (its patterns cost some 50 ms) only for those who use it."""
    if name == "extract_claims":
        from factcheck.claims.extract import extract_claims

        return extract_claims
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
