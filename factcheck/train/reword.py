"""The same sentence in nearly the same words: rules that keep what it says.

Contrast sets teach a model that a claim in a report's own words is a trap,
because writers vary the words of what is true and the facts of what isn't. In
an archive it is the other way round. These rules make true claims that stay
close to the report: something left out, an attribution moved, a figure in
words, a weekday as a date, a word for its like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

Rule = Callable[[str, random.Random], str | None]

_NAME = r"[A-Z][\w.'’-]+(?: (?:de |van |al-)?[A-Z][\w.'’-]+){0,3}"
_SPEAKER = rf"(?:{_NAME}|the [a-z]+(?: [a-z]+)?)"
_SAID_BEHIND = re.compile(rf"^(?P<what>[^\"“”]+?), (?P<who>{_SPEAKER}) (?P<verb>said|added)(?P<when> on \w+day)?\.$")
_SAID_AHEAD = re.compile(
    rf"^(?P<who>(?:{_NAME}|The [a-z]+(?: [a-z]+)?)) said(?P<when> on \w+day)? that (?P<what>[^\"“”]+)\.$"
)
_ADVERBIAL = re.compile(
    r"^(?:(?:On|In|At|By|After|Before|During|Since|Until|Under|Among|With|Earlier|Last|Meanwhile|However|Yesterday)\b"
    r"(?:[^,\"“”]|,(?=\d)){0,48}), (?=\w)"
)
_TAIL = re.compile(
    r", (?:which|who|whose|where|when|after|as|while|although|though|despite|because|adding|leaving|making|following|"
    r"according to|citing|in what|compared with|up from|down from) (?:[^,\"“”.]|[.,](?=\d))+\.$"
)
_ASIDE = re.compile(r", (?:which|who|whose|an?|the|aged|formerly|now) (?:[^,\"“”.]|[.,](?=\d)){3,60}, (?=[a-z])")
_SECOND_HALF = re.compile(
    r",? (?:and|but) (?:(?:[Tt]he|[Ii]t|he|she|they|its|their|that|there) )(?:[^,\"“”.]|[.,](?=\d))+\.$"
)
_ON_DAY = re.compile(
    r"\bon (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)( (?:morning|afternoon|evening|night))?\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|next|to be|is due|are due|plans?|may|might|could|should|until|by|"
    r"returns?|begins?|starts?|opens?|ends?|meets?)\b"
)
_BEEN = re.compile(r"(?<!to )(?<!not )(?<!may )(?<!might )(?<!must )\b(has|have) been(?= \w+ed\b)(?![^.]*\bsince\b)")
_QUOTED = re.compile('["“”]')
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_IN_WORDS = re.compile(
    rf"(?<![\w-])({'|'.join(_SMALL)})(?![\w-])(?! (?:hundred|thousand|million|billion|dozen))", re.IGNORECASE
)
_IN_FIGURES = re.compile(
    r"(?<![\w$£€.,:/-])(\d{1,2})(?![\w%:/-]|[.,]\d| (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|per cent|percent|a\.m|p\.m|degrees))"
)
_HEDGES = "about around than least most nearly almost some over under to its".split()
_HEDGED = "".join(f"(?<!{word} )" for word in _HEDGES)
_LARGE = re.compile(rf"{_HEDGED}(?<![\w$£€.,:/-])(\d{{1,3}}(?:,\d{{3}})+|\d{{3}})(?![\w%:/-]|[.,]\d)")
_PARTS = {"50": "half", "25": "a quarter", "75": "three quarters"}
_PART = re.compile(r"\b(50|25|75) (?:per cent|percent) of\b|\b(50|25|75)% of\b")
_PERCENT = re.compile(r"(?<=\d)(?:%| per cent| percent)(?! points?)")

_LIKE: tuple[tuple[str, str], ...] = tuple(
    (one, other)
    for line in """
    began|started; started|began; bought|purchased; about|around; around|about; roughly|about; nearly|almost;
    almost|nearly; postponed|put off; called off|cancelled; cancelled|called off; resigned|stepped down;
    sacked|dismissed; dismissed|sacked; appointed|named; injured|hurt; hurt|injured; scrapped|abolished;
    repealed|abolished; approved|endorsed; rejected|turned down; turned down|rejected; halted|stopped;
    banned|prohibited; build|construct; built|constructed; finished|completed; completed|finished;
    allow|permit; allowed|permitted; shut|closed; closed|shut; inquiry|investigation; investigation|inquiry;
    firm|company; lorry|truck; lorries|trucks; doctors|physicians; a year|12 months; two weeks|a fortnight;
    rose|increased; increased|rose; fell|dropped; dropped|fell; rise|increase; whether or not|whether; told
    reporters|said; pay for|fund; vessel|ship; blaze|fire; flats|apartments; pupils|schoolchildren;
    spokeswoman|spokesperson; spokesman|spokesperson; remain|stay; remained|stayed; required|needed;
    obtained|got; assist|help; assisted|helped; previously|earlier; currently|now; wages|pay;
    workers|employees; motorists|drivers; drivers|motorists; film|movie; demanded|called for;
    jailed|imprisoned; sentenced to|given; was granted|received; was awarded|received
    """.replace("\n", " ").split(";")
    for one, _, other in [line.strip().partition("|")]
)
_LIKE_MADE = dict(_LIKE)
_LIKE_ONE = re.compile(rf"\b({'|'.join(re.escape(one) for one in sorted(_LIKE_MADE, key=len, reverse=True))})\b")


def reworded(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """A claim that the sentence supports, with up to three things said otherwise; ``None`` if nothing applies.

    Args:
        sentence: one sentence of a report.
        day: the report's date, which gives its weekdays their dates; the premise has to show it.
        rng: picks the rules.
    """
    rules: list[Rule] = [
        _said_ahead, _said_behind, _said_off, _no_adverbial, _no_tail, _no_aside, _first_half,
    ]  # fmt: skip
    if not _QUOTED.search(sentence):  # nobody's own words are changed
        rules += [_figure_in_words, _words_in_figures, _rounded, _share, _percent_sign, _like, _like, _was]
        if day is not None:
            rules.append(lambda text, _: _dated(text, day))
    rng.shuffle(rules)
    wanted = rng.choice((1, 2, 2, 3))
    text, done = sentence, 0
    for rule in rules:
        made = rule(text, rng)
        if made is not None and made != text and len(made.split()) >= 5:
            text, done = made, done + 1
            if done == wanted:
                break
    return text if done else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _low(text: str) -> str:
    """Lower the first letter where it is an article or pronoun, which needs no capital inside a sentence."""
    head = text.split(" ", 1)[0]
    lowered = head in {"The", "A", "An", "It", "He", "She", "They", "There", "This", "That", "These", "Its", "No", "In"}
    return text[0].lower() + text[1:] if lowered else text


def _said_ahead(text: str, rng: random.Random) -> str | None:
    found = _SAID_BEHIND.match(text)
    return found and f"{_capital(found['who'])} said{found['when'] or ''} that {_low(found['what'])}."


def _said_behind(text: str, rng: random.Random) -> str | None:
    found = _SAID_AHEAD.match(text)
    if not found:
        return None
    who = _low(found["who"])
    return f"{_capital(found['what'])}, {who} said{found['when'] or ''}."


def _said_off(text: str, rng: random.Random) -> str | None:
    found = _SAID_BEHIND.match(text)
    return found and found["what"] + "."


def _no_adverbial(text: str, rng: random.Random) -> str | None:
    found = _ADVERBIAL.match(text)
    return found and _capital(text[found.end() :])


def _no_tail(text: str, rng: random.Random) -> str | None:
    found = _TAIL.search(text)
    return found and text[: found.start()] + "."


def _no_aside(text: str, rng: random.Random) -> str | None:
    found = _ASIDE.search(text)
    return found and text[: found.start()] + " " + text[found.end() :]


def _first_half(text: str, rng: random.Random) -> str | None:
    found = _SECOND_HALF.search(text)
    return text[: found.start()] + "." if found and len(text[: found.start()].split()) >= 6 else None


def _figure_in_words(text: str, rng: random.Random) -> str | None:
    found = [m for m in _IN_FIGURES.finditer(text) if 2 <= int(m[1]) <= 20]
    if not found:
        return None
    one = rng.choice(found)
    word = _SMALL[int(one[1]) - 2]
    return text[: one.start()] + (_capital(word) if one.start() == 0 else word) + text[one.end() :]


def _words_in_figures(text: str, rng: random.Random) -> str | None:
    found = list(_IN_WORDS.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    return text[: one.start()] + str(_SMALL.index(one[1].lower()) + 2) + text[one.end() :]


def _rounded(text: str, rng: random.Random) -> str | None:
    """``1,243`` → ``about 1,200`` or ``more than 1,200``: within the tenth that "about" allows, and strictly less."""
    found = list(_LARGE.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    value = int(one[1].replace(",", ""))
    unit = 10 ** (len(str(value)) - 2)
    lower = value // unit * unit
    nearest = round(value / unit) * unit
    if lower < value and rng.random() < 0.5:
        new = f"{rng.choice(('more than', 'over'))} {lower:,}"
    else:
        new = f"{rng.choice(('about', 'around', 'some', 'roughly'))} {nearest:,}"
    return text[: one.start()] + (_capital(new) if one.start() == 0 else new) + text[one.end() :]


def _share(text: str, rng: random.Random) -> str | None:
    found = _PART.search(text)
    return found and text[: found.start()] + _PARTS[found[1] or found[2]] + " of" + text[found.end() :]


def _percent_sign(text: str, rng: random.Random) -> str | None:
    found = _PERCENT.search(text)
    return found and text[: found.start()] + rng.choice(["%", " per cent", " percent"]) + text[found.end() :]


def _was(text: str, rng: random.Random) -> str | None:
    """``has been approved`` → ``was approved``."""
    found = _BEEN.search(text)
    return found and text[: found.start()] + ("was" if found[1] == "has" else "were") + text[found.end() :]


def _like(text: str, rng: random.Random) -> str | None:
    found = list(_LIKE_ONE.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    return text[: one.start()] + _LIKE_MADE[one[1]] + text[one.end() :]


def _dated(text: str, day: date) -> str | None:
    """``on Tuesday`` → the date of the last Tuesday, in sentences that look back."""
    found = _ON_DAY.search(text)
    if not found or _AHEAD.search(text):
        return None
    meant = day - timedelta(days=(day.weekday() - _DAYS.index(found[1])) % 7)
    return f"{text[: found.start()]}on {meant.day} {meant:%B}{found[2] or ''}{text[found.end() :]}"
