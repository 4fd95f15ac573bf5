"""Labelled claims: what findings are measured against."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.types import Claim, Conclusion, Evidence, Stance

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage that decides a claim: an exact quote of a report, and the side that it takes."""

    report_id: str
    quote: str
    stance: Stance

    def found_in(self, item: Evidence) -> bool:
        """Whether a shown passage overlaps this quote in its report, or in a copy of it."""
        if self.report_id == item.report.id:
            start = item.report.text.find(self.quote)
            if start >= 0:
                return item.start < start + len(self.quote) and start < item.end
        if self.report_id not in item.origin.reports:
            return False
        mine, shown = _wording(self.quote), _wording(item.quote)
        return mine in shown or shown in mine


def _wording(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim with the finding that the archive bears, by ``gold`` passages; ``traits`` say what is at issue."""

    claim: Claim
    label: Conclusion
    gold: tuple[Gold, ...]
    traits: tuple[str, ...]


def read_labelled_claims(path: Path) -> list[LabelledClaim]:
    """Read JSON lines of claim, label, as_of, gold (report_id, quote, stance) and traits.

    ``gold`` and ``traits`` may be missing, ``as_of`` too.

    Raises:
        InputError: not such a file, or nothing in it; names the line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"can't read {path}: {error}", "Give JSON lines with claim, label and gold.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_labelled(json.loads(line), number))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"no field {error}" if isinstance(error, KeyError) else str(error)
            raise InputError(
                f"{path}:{number}: {what}",
                "Each line is an object with claim and label; docs/formats.md has the fields.",
            ) from error
    if not found:
        raise InputError(f"{path} has no claims", "Give JSON lines with claim, label and gold.")
    return found


def _labelled(row: Any, number: int) -> LabelledClaim:
    claim = Claim(
        " ".join(str(row["claim"]).split()),
        id=str(row.get("id") or number),
        as_of=date.fromisoformat(row["as_of"]) if row.get("as_of") else None,
        speaker=row.get("speaker"),
    )
    if not claim.text:
        raise ValueError("the claim is empty")
    gold = tuple(Gold(str(g["report_id"]), str(g["quote"]), Stance(g["stance"])) for g in row.get("gold") or ())
    return LabelledClaim(claim, Conclusion(row["label"]), gold, tuple(row.get("traits") or ()))


def missing_quotes(items: Sequence[LabelledClaim], texts: dict[str, str]) -> list[str]:
    """What is wrong with gold: quotes of reports that aren't there, or that don't hold them. Empty if all is well."""
    wrong = []
    for item in items:
        for gold in item.gold:
            text = texts.get(gold.report_id)
            if text is None:
                wrong.append(f"{item.claim.id}: no report {gold.report_id}")
            elif gold.quote not in text:
                wrong.append(f"{item.claim.id}: {gold.report_id} doesn't have: {gold.quote[:80]}")
    return wrong
