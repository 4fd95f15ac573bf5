"""Origins: which reports are copies of one text, kept up to date with every change.

The table ``copies`` holds the pairs, whichever order the reports came in; an
origin is a connected component of them, named after its earliest report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from factcheck.text.copies import CHARACTERS_A_WORD, SCALE, Shingles, containment, fingerprint, is_copy, shingles
from factcheck.types import Origin

if TYPE_CHECKING:
    from factcheck.store.catalog import Catalog

_POSTINGS = 64
"""Reports looked at for one shared hash: enough to join a cluster of any size, and a bound on boilerplate."""

_CANDIDATES = 64
"""Reports compared in full with a new one."""

_HOPEFUL = 0.2
"""Part of the shorter text's sample that has to be shared before two texts are compared in full.

Copies share 0.6 of it and more; a sample is of some ten shingles, so that less than this is out of their reach.
"""


def find_copies(catalog: Catalog, own: Shingles, length: int, *, but: int = 0) -> list[tuple[int, float]]:
    """Stored reports that are copies of a text of ``length`` characters: their numbers and the containment, 0 to 1."""
    shared = _sharing(catalog, fingerprint(own))
    shared.pop(but, None)
    most = sorted(shared, key=lambda number: (-shared[number], number))[:_CANDIDATES]
    lengths = catalog.rows_for("SELECT num, length(text) FROM reports WHERE num IN ({})", most)
    near = [number for number, theirs in lengths if shared[number] >= _expected(min(length, theirs)) * _HOPEFUL]
    found: list[tuple[int, float]] = []
    for number, other in sorted(catalog.rows_for("SELECT num, text FROM reports WHERE num IN ({})", near)):
        theirs = shingles(other)
        if is_copy(own, theirs):
            found.append((number, containment(own, theirs)))
    return found


def _sharing(catalog: Catalog, hashes: Iterable[int]) -> Counter[int]:
    """Reports that share sampled shingles with a text, and how many."""
    shared: Counter[int] = Counter()
    for value in hashes:
        for (report,) in catalog.rows(
            "SELECT report FROM fingerprints WHERE hash = ? ORDER BY report LIMIT ?", (value, _POSTINGS)
        ):
            shared[report] += 1
    return shared


def _expected(length: int) -> float:
    """About how many sampled shingles a text of so many characters has."""
    return length / CHARACTERS_A_WORD / SCALE


def link(catalog: Catalog, number: int, text: str) -> None:
    """Note the fingerprint of a new report and its copies, and settle its origin; inside a transaction."""
    own = shingles(text)
    pairs = find_copies(catalog, own, len(text), but=number)
    catalog.run_many(
        "INSERT OR IGNORE INTO fingerprints VALUES (?, ?)", [(value, number) for value in sorted(fingerprint(own))]
    )
    catalog.run_many(
        "INSERT OR REPLACE INTO copies VALUES (?, ?, ?)",
        [(min(number, other), max(number, other), round(share, 4)) for other, share in pairs],
    )
    if pairs:
        settle(catalog, {number, *(other for other, _ in pairs)})


def unlink(catalog: Catalog, number: int, text: str) -> set[int]:
    """Forget a report's fingerprint and copies; returns the former copies, to be settled when all are gone."""
    mates = catalog.rows(
        "SELECT b FROM copies WHERE a = ?1 UNION SELECT a FROM copies WHERE b = ?1"
        " UNION SELECT num FROM reports WHERE origin = (SELECT origin FROM reports WHERE num = ?1)",
        (number,),
    )
    catalog.run_many(
        "DELETE FROM fingerprints WHERE hash = ? AND report = ?",
        [(value, number) for value in fingerprint(shingles(text))],
    )
    catalog.run("DELETE FROM copies WHERE a = ?1 OR b = ?1", (number,))
    return {row[0] for row in mates} - {number}


def settle(catalog: Catalog, touched: Iterable[int]) -> None:
    """Work out the origin of these reports and of all that hang together with them."""
    left = set(touched)
    while left:
        members, head = component(catalog, left.pop())
        left -= members
        catalog.run_many("UPDATE reports SET origin = ? WHERE num = ?", [(head, member) for member in sorted(members)])


def origins(catalog: Catalog, report_ids: Iterable[str]) -> dict[str, Origin]:
    """Report id → its origin with all members, the earliest first."""
    asked = catalog.rows_for("SELECT id, origin FROM reports WHERE id IN ({})", report_ids)
    members: dict[int, list[tuple[bool, str, str]]] = {}
    for report, day, origin in catalog.rows_for(
        "SELECT id, date, origin FROM reports WHERE origin IN ({})", {row[1] for row in asked}
    ):
        members.setdefault(origin, []).append((day is None, day or "", report))
    made = {}
    for number, rows in members.items():
        in_order = tuple(report for _, _, report in sorted(rows))
        made[number] = Origin(id=in_order[0], reports=in_order)
    return {report: made[number] for report, number in asked}


def near_copies(catalog: Catalog, text: str) -> frozenset[str]:
    """Ids of the reports that would be of one origin with this text."""
    near = [number for number, _ in find_copies(catalog, shingles(text), len(text))]
    rows = catalog.rows_for(
        "SELECT id FROM reports WHERE origin IN (SELECT origin FROM reports WHERE num IN ({}))", near
    )
    return frozenset(row[0] for row in rows)


def component(catalog: Catalog, start: int) -> tuple[set[int], int]:
    """The reports that hang together with one as copies, and the earliest of them (undated last, ties by id)."""
    rows = catalog.rows(
        """WITH RECURSIVE mates (num) AS (
            SELECT ? UNION
            SELECT CASE WHEN c.a = m.num THEN c.b ELSE c.a END FROM mates m JOIN copies c ON c.a = m.num OR c.b = m.num
        ) SELECT num FROM mates""",
        (start,),
    )
    members = {row[0] for row in rows}
    dated = catalog.rows_for("SELECT date IS NULL, coalesce(date, ''), id, num FROM reports WHERE num IN ({})", members)
    return members, min(dated)[3] if dated else start
