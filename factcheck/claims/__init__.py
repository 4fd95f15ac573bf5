"""Articles to claims: what is worth checking, who says it, and where it stands."""

from factcheck.claims.extract import extract_claims

__all__ = ["extract_claims"]
