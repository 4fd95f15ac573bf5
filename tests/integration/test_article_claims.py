"""Claims of real files through the real reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.claims import extract_claims
from factcheck.corpus import read_article

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
ARTICLES = ROOT / "fixtures" / "articles"

WANTED = [
    ("seeking to acquire additional weapons from north korea in exchange for food", "White House"),
    ("seeking to acquire additional munitions from north korea", "John Kirby"),
    ("imposed sanctions on a slovakian man for trying to arrange the sale of more than two dozen", None),
    ("seeking to send a delegation", "John Kirby"),
    ("offering north korea food in exchange for munitions", "John Kirby"),
    ("would violate a series of un security council resolutions", "John Kirby"),
    ("north korea said it will not provide or sell arms to russia", "John Kirby"),
]
FURNITURE = [
    "follow us",
    "file photo",
    "reporting by",
    "washington (",
    "brazil",
    "boeing",
    "others also",
    "monitor this",
    "remain concerned",
]


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="reference articles aren't here")
def test_every_real_claim_of_the_scraped_article_and_nothing_else() -> None:
    (path,) = sorted(SEEDS.glob("000_*.txt"))
    report = read_article(path)
    claims = extract_claims(report)
    for words, speaker in WANTED:
        assert any(words in c.claim.text.lower() and c.claim.speaker == speaker for c in claims), words
    assert len(claims) == len(WANTED)
    assert not [c for c in claims for words in FURNITURE if words in c.claim.text.lower()]
    assert all(report.text[c.start : c.end] == c.sentence and str(c.claim.as_of) == "2023-03-31" for c in claims)


def keyed() -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {}
    for path in sorted(ARTICLES.glob("*key*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(row["article"], []).append(row)
    return rows


@pytest.mark.parametrize(("article", "rows"), keyed().items(), ids=list(keyed()))
def test_fixture_articles_against_their_keys(article: str, rows: list[dict[str, object]]) -> None:
    claims = extract_claims(read_article(ARTICLES / article))
    found = [" ".join(claim.sentence.split()) for claim in claims]

    def listed(row: dict[str, object]) -> bool:
        sentence = " ".join(str(row["sentence"]).split())
        return any(sentence in other or other in sentence for other in found)

    missed = [row["sentence"] for row in rows if row["checkworthy"] and not listed(row)]
    wrong = [row["sentence"] for row in rows if not row["checkworthy"] and listed(row)]
    assert missed == []
    assert len(wrong) <= 1, wrong  # a colourful sentence may slip through; two in one article are a fault


def test_a_statement_of_another_time_keeps_its_year() -> None:
    claims = {
        claim.claim.text: claim.claim.speaker for claim in extract_claims(read_article(ARTICLES / "local_bridge.txt"))
    }
    assert claims["County engineers in 1987 said that a bridge to Kell Island was not being considered."] == (
        "County engineers"
    )
    assert not any(text.startswith("A bridge to Kell Island") for text in claims)
