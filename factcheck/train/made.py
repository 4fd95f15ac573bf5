"""Pairs made by sound rules out of true sentences.

Written claims rarely repeat a report word for word, archives do so all the
time. A model that has only read paraphrases takes a sentence's own copy for a
trap: before these pairs it read a verbatim repetition as conflicting with 0.7.
Rules close that, each by itself sound:

- ``made_copies``: a sentence supports itself, also without "…, X said" behind it.
- ``made_reworded``: a sentence supports itself with something left out or said in other words (``reword.py``).
- ``made_changed``, ``made_reworded_changed``: the same sentence, as it stands or reworded, with one figure, date,
  direction or negation changed conflicts with it.
- ``made_elsewhere``: another sentence of the same story neither supports nor
  conflicts with it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from factcheck.models.pairs import LABEL_IDS, Pair
from factcheck.text.premise import format_premise, spell_date
from factcheck.train.reword import reworded

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_BOUND = re.compile(r"\b(?:more than|over|at least|fewer than|less than|under|at most|up to|below|above) [$£€]?$", re.I)
_WORDS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NAMED_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_NAMED_MONTH = re.compile(rf"\b(?:{'|'.join(m for m in _MONTHS if m != 'May')})\b")
_OPPOSITES = {
    "rose": "fell", "fell": "rose", "rise": "fall", "increased": "decreased", "decreased": "increased",
    "up from": "down from", "down from": "up from", "higher": "lower", "lower": "higher",
    "more than": "fewer than", "fewer than": "more than", "less than": "more than", "at least": "at most",
    "first": "last", "last": "first", "before": "after", "after": "before", "won": "lost", "lost": "won",
    "approved": "rejected", "rejected": "approved", "opened": "closed", "closed": "opened", "agreed": "refused",
    "refused": "agreed", "denied": "confirmed", "confirmed": "denied", "accepted": "declined", "all": "none",
}  # fmt: skip
_OPPOSITE = re.compile(rf"\b(?:{'|'.join(sorted(_OPPOSITES, key=len, reverse=True))})\b")
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|would|can|could)\b(?! not\b)")
_NEGATED = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|did) not\b")
_SAID_BEHIND = re.compile(
    r",\s+(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*|he|she|it|they|the \w+) (?:said|added|told \w+)"
    r"[^,]*\.$"
)


def made_pairs(stories: Sequence[dict[str, Any]], rng: random.Random) -> dict[str, list[Pair]]:
    """The pairs of all rules, by the rule's name as it stands in a configuration's shares."""
    made: dict[str, list[Pair]] = {"made_copies": [], "made_changed": [], "made_elsewhere": []}
    made |= {"made_reworded": [], "made_reworded_changed": []}
    for story in stories:
        sentences: list[str] = story["sentences"]
        for place, sentence in enumerate(sentences):
            premise = _premise(story, place, rng)
            made["made_copies"].append(Pair(premise, copied(sentence, rng), LABEL_IDS["supports"]))
            made["made_changed"] += [Pair(premise, claim, LABEL_IDS["conflicts"]) for claim in changed(sentence, rng)]
            # a weekday is only dated where the premise shows the report's date
            day = (
                date.fromisoformat(story["date"])
                if story.get("date") and spell_date(date.fromisoformat(story["date"])) in premise
                else None
            )
            claim = reworded(sentence, day, rng)
            if claim is not None:
                made["made_reworded"].append(Pair(premise, claim, LABEL_IDS["supports"]))
                wrong = [Pair(premise, text, LABEL_IDS["conflicts"]) for text in changed(claim, rng)[:1]]
                made["made_reworded_changed"] += wrong
            # not the first two: the title often says what they say
            far = [i for i in range(2, len(sentences)) if abs(i - place) > 1]
            if far:
                made["made_elsewhere"].append(Pair(premise, sentences[rng.choice(far)], LABEL_IDS["neutral"]))
    return made


def copied(sentence: str, rng: random.Random) -> str:
    """The sentence itself, now and then without the attribution behind it or its quotation marks."""
    if rng.random() < 0.5:
        bare = _SAID_BEHIND.sub(".", sentence)
        if len(bare.split()) >= 5:
            sentence = bare
    return sentence.replace('"', "") if rng.random() < 0.5 else sentence


def changed(sentence: str, rng: random.Random) -> list[str]:
    """Up to two contradictions of a sentence, each with one thing changed; none if no rule fits."""
    rules: list[Callable[[str, random.Random], str | None]] = [_figure, _word_figure, _day, _direction, _negation]
    rng.shuffle(rules)
    found = [claim for rule in rules if (claim := rule(sentence, rng)) is not None and claim != sentence]
    return found[:2]


def _premise(story: dict[str, Any], place: int, rng: random.Random) -> str:
    sentences = story["sentences"]
    return format_premise(
        sentences[place],
        title=story["title"] if rng.random() < 0.85 else "",
        day=date.fromisoformat(story["date"]) if story.get("date") and rng.random() < 0.85 else None,
        before=sentences[place - 1] if place and rng.random() < 0.75 else "",
    )


def _replace(sentence: str, found: re.Match[str], new: str) -> str:
    return sentence[: found.start()] + new + sentence[found.end() :]


def _pick(pattern: re.Pattern[str], sentence: str, rng: random.Random) -> re.Match[str] | None:
    matches = list(pattern.finditer(sentence))
    return rng.choice(matches) if matches else None


def _figure(sentence: str, rng: random.Random) -> str | None:
    """Another figure, clearly outside rounding, in the same form."""
    found = _pick(_NUMBER, sentence, rng)
    if found is None or _BOUND.search(sentence[: found.start()]):
        return None  # "more than 1,200" leaves "more than 600" true
    text = found[0]
    value = float(text.replace(",", ""))
    if text.isdigit() and 1900 <= value <= 2100:
        return _replace(sentence, found, str(int(value) + rng.choice((-3, -2, -1, 1, 2, 3))))
    other = value * rng.choice((0.4, 0.5, 0.6, 1.5, 1.8, 2.5))
    if "." in text:
        new = f"{other:.{len(text.split('.')[1])}f}"
    else:
        whole = max(1, round(other))
        whole = whole + 3 if whole == value else whole
        new = f"{whole:,}" if "," in text else str(whole)
    return _replace(sentence, found, new)


def _word_figure(sentence: str, rng: random.Random) -> str | None:
    found = _pick(_NUMBER_WORD, sentence, rng)
    return None if found is None else _replace(sentence, found, rng.choice([w for w in _WORDS if w != found[0]]))


def _day(sentence: str, rng: random.Random) -> str | None:
    found = _pick(_NAMED_DAY, sentence, rng)
    if found is not None:
        return _replace(sentence, found, rng.choice([d for d in _DAYS if d != found[0]]))
    found = _pick(_NAMED_MONTH, sentence, rng)
    return None if found is None else _replace(sentence, found, rng.choice([m for m in _MONTHS if m != found[0]]))


def _direction(sentence: str, rng: random.Random) -> str | None:
    found = _pick(_OPPOSITE, sentence, rng)
    return None if found is None else _replace(sentence, found, _OPPOSITES[found[0]])


def _negation(sentence: str, rng: random.Random) -> str | None:
    found = _NEGATED.search(sentence)
    if found is not None:
        return _replace(sentence, found, found[1]) if found[1] != "did" else None
    found = _AUXILIARY.search(sentence)
    return None if found is None else _replace(sentence, found, f"{found[1]} not")
