"""What a decision is filed under: hashes of content, so that it outlives a rebuilt index."""

from __future__ import annotations

import hashlib
import unicodedata

from factcheck.types import Claim, Evidence

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-"})


def normal_text(text: str) -> str:
    """A claim as it is compared: composed, quotes straight, spaces single, no full stop at the end.

    Case stays (``US`` isn't ``us``), and so do compatibility characters (``5²`` isn't ``52``).
    """
    straight = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
    return " ".join(straight.split()).rstrip(". ")


def claim_key(claim: Claim) -> str:
    """Hex sha256 of a claim's normalised text and as-of date; the speaker doesn't count."""
    day = claim.as_of.isoformat() if claim.as_of else ""
    return _digest("claim", normal_text(claim.text), day)


def evidence_key(evidence: Evidence) -> str:
    """Hex sha256 of a report's content hash and the quote."""
    return _digest("evidence", evidence.report.sha256, evidence.quote)


def _digest(*parts: str) -> str:
    # each part with its length in front, so that no two lists of parts read the same
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
