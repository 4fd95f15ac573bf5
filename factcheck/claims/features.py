"""What a sentence shows of its check-worthiness, as a handful of readable numbers.

Each feature is a count or a yes/no, capped and scaled to 0..1, so that a weight
says in plain terms what the feature is worth. Word lists only: no parser, no
model, linear time in the length of the sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter

MAX_CHARACTERS = 2_000
"""A longer sentence is judged by its beginning: whatever it is, it isn't one statement."""

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?")
_PAST = re.compile(r"[a-z]{2,}ed")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEXICON: dict[str, frozenset[str]] = {
    "number_word": _words(
        "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy"
        " eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen"
        " dozens half"
        " third thirds quarter quarters fifth tenth double doubled triple tripled twice"
    ),
    "unit": _words(
        "percent percentage pct cent dollars dollar euros pounds yen kroner barrels tonnes tons miles kilometres acres"
        " dead killed injured wounded people voters votes homes households jobs employees workers families points"
    ),
    "date": _words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
        " september october november december yesterday today year years month months week weeks decade decades ago"
        " annual annually century quarter"
    ),
    "act": _words(
        "accused acquired adopted agreed appointed approved arrested attacked awarded banned barred blocked"
        " bombed bought broke built cancelled cast charged closed collapsed convicted created cut deployed"
        " detained died dismissed elected eliminated ended enacted endorsed expelled filed fined fired found"
        " founded freed granted halted imposed injured inspected invaded invested jailed joined killed launched"
        " lent lost merged met moved negotiated opened opposed ordered overturned paid passed pledged published"
        " raised ratified recalled received rejected released removed repealed resigned ruled sanctioned seized"
        " sent sentenced settled shipped shut signed sold spent suspended sued supplied supported tested vetoed"
        " violate violated violates vetoes voted withdrew won wrote introduced sponsored proposed supports"
        " supporting opposes opposing ran took wanted favored called went happened increased reduced buy buys"
        " buying sell sells selling send sends sending seek seeks seeking sought offer offers offered offering"
        " deliver delivers delivered delivering supply supplies supplying ship ships shipping trade traded breach"
        " breaches breached lodged appealed failed opens kept planning planned asks asking demanded evacuated"
        " destroyed damaged repaired rebuilt recorded counted measured approves bans banning imposes imposing"
        " hired sacked owned owns merges pleaded admitted acquitted seized stolen stole fell collapsed hit struck"
        " rescued treated infected vaccinated"
    ),
    "report": _words(
        "said says told reported reports announced confirmed denied denies admitted acknowledged claimed claims alleged"
        " stated warned testified disclosed revealed declared insisted called promised published"
    ),
    "change": _words(
        "rose risen fell fallen grew grown increased increase declined decline dropped drop doubled tripled gained lost"
        " cut added reduced reduction raised lowered climbed slipped jumped soared shrank expanded up down higher lower"
    ),
    "comparison": _words(
        "more less fewer most least than highest lowest largest biggest smallest first last record only majority"
        " average total nearly almost about over under above below between"
    ),
    "scope": _words("all every each none never always nobody everyone no any whole entire single"),
    "policy": _words(
        "tax taxes budget deficit debt unemployment inflation economy economic spending income wages trade exports oil"
        " energy coal gas nuclear weapons arms missiles munitions troops military war sanctions treaty"
        " resolution law bill"
        " act congress senate parliament court supreme medicare medicaid insurance health schools education crime"
        " immigration border police prison abortion welfare security administration department agency committee program"
        " programs bank banks companies company industry industries vote voted veto federal government jobs job"
        " loans loan"
        " relief surplus premiums prices price rates rate poverty guns gun drugs drug terrorism terrorists"
        " terrorist nuclear"
        " housing benefits benefit borders production market markets funding funds fund legislation regulations"
        " farm food"
        " research prescription laws coalition alliance agreement deal commission attack attacks death crisis"
        " intelligence"
        " evidence investment investments manufacturing agricultural union unions"
    ),
    "i": _words("i me my mine myself i'm i've i'd i'll"),
    "we": _words("we us our ours ourselves we're we've we'd we'll"),
    "you": _words("you your yours yourself you're you've you'll you'd"),
    "they": _words("he she his her him they their them it its he's she's they're they've"),
    "opinion": _words(
        "think thinks believe believes feel feels felt hope hopes hopeful hopefully wish guess suppose want"
        " wants like love"
        " hate agree disagree respect trust proud glad sorry happy concerned worried confident convinced sure"
        " understand know seems seem appears feeling faith opinion view"
    ),
    "evaluation": _words(
        "good better best bad worse worst great greatest terrible wonderful wrong right fair unfair strong weak tough"
        " important serious beautiful tremendous incredible disaster disgrace honest fine proper moral decent clear"
        " nice ridiculous hard easy very really quite pretty simply truth true"
    ),
    "colour": _words(
        "smell smells smelled smelt looked looks tired bored mood silence silent quiet dusk dawn sunset rain"
        " drizzle fog smile smiled grinned laughed wept whispered shrugged sighed joked nodded hummed hums sang"
        " sings drifted shook breath heart atmosphere lovely charming strange sad dark deserved deserves hope"
        " dream gift insult shame ashamed symbol goodbye somehow tears joy gloom shadow sound scent spoke"
    ),
    "modal": _words(
        "would could should might may must can can't cannot couldn't wouldn't shouldn't ought perhaps maybe"
    ),
    "future": _words("will won't shall going gonna i'll we'll he'll they'll tomorrow future"),
    "address": _words(
        "thank thanks please let let's sir madam ladies gentlemen mr. okay ok yes well look listen excuse sorry"
        " question"
        " answer debate moderator senator governor tonight"
    ),
    "vague": _words(
        "something anything things thing stuff kind sort way ways somebody someone issue issues matter point fact idea"
        " sense everything situation"
    ),
    "group": _words(
        "americans women men farmers seniors children students teachers soldiers veterans taxpayers taxpayer countries"
        " nations states cities republicans democrats members allies leaders russians soviets black white middle-class"
        " wealthiest wealthy rich corporations businesses employers patients doctors officers officials"
    ),
    "since": _words("since per already ago twice ever until during between"),
    "negation": _words(
        "not no never none nor neither didn't doesn't don't hasn't haven't isn't aren't wasn't weren't won't"
    ),
    "condition": _words("if whether unless suppose because but"),
    "perfect": _words("has have had been was were did"),
    "present": _words("is are am be being do does"),
    "question": _words("what why how who when where which"),
}
"""Lower-case words by what they show. ``training/worthiness.py`` finds out what each is worth."""

_SHOWS: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, lexicon in LEXICON.items() if word in lexicon)
    for word in frozenset().union(*LEXICON.values())
}
_CAPS = {"number_word": 3, "unit": 2, "act": 2, "policy": 3, "comparison": 3, "date": 2, "they": 2, "evaluation": 2}
IRREGULAR_PAST = _words(
    "said told began became broke brought built bought came chose cut did drew fell found fought gave went grew"
    " had held"
    " kept knew led left lost made meant met paid put ran rose saw sold sent spent stood struck took taught"
    " thought threw"
    " understood was were won wrote"
)


_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+|now\s+|also\s+|still\s+)?\w{2,20}ing\b")
_STARTERS = frozenset().union(*LEXICON.values(), _words(
    "a an the and but so or yet this that these those there here if in on at for from with by as after before"
    " while when"
    " some many most other another our my your his her its their one to under over now then also even just only people"
    " because although though let's go come take give make see get nothing nobody everyone neither both such such's of"
))  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a sentence, with straight apostrophes, case kept."""
    return _WORD.findall(text[:MAX_CHARACTERS].replace("’", "'"))


def features_of(text: str) -> dict[str, float]:
    """Features of one sentence, by name; those that are zero are left out.

    Args:
        text: one sentence; only its first 2,000 characters are looked at.

    Returns:
        Feature name → value in 0..1.
    """
    words = words_of(text)
    if not words:
        return {}
    lower = [word.lower() for word in words]
    found: dict[str, float] = {}
    for name, count in Counter(name for word in lower for name in _SHOWS.get(word, ())).items():
        cap = _CAPS.get(name, 1)
        found[name] = min(count, cap) / cap
    found.update(_shape(text, words, lower))
    return {name: value for name, value in found.items() if value}


def _shape(text: str, words: list[str], lower: list[str]) -> dict[str, float]:
    """Figures, names, tense, length and punctuation."""
    figures = [word for word in words if _DIGIT.search(word)]
    names = [word for word in words[1:] if word[0].isupper() and word.lower() not in LEXICON["i"]]
    signs = text[:MAX_CHARACTERS]
    named = words[0][0].isupper() and lower[0] not in _STARTERS
    third = all(LEXICON[name].isdisjoint(lower) for name in ("i", "we", "you"))
    past = sum(word in IRREGULAR_PAST or _PAST.fullmatch(word) is not None for word in lower)
    return {
        "figure": float(bool(figures)),
        "figures": min(len(figures), 3) / 3,
        "year": float(any(_YEAR.fullmatch(word) for word in figures)),
        "money_or_percent": float(any(sign in signs for sign in "$£€¥%")),
        "names": min(len(names) + named, 4) / 4,
        "starts_with_name": float(named),
        "progressive": float(_PROGRESSIVE.search(signs) is not None),
        "acronym": float(any(len(word) > 1 and _ACRONYM.fullmatch(word) for word in words)),
        "past": min(past, 3) / 3,
        "length": min(math.log2(len(words) + 1) / 6, 1.0),
        "short": float(len(words) < 6),
        "asks": float(signs.rstrip("\"'”’ ").endswith("?")),
        "exclaims": float(signs.rstrip("\"'”’ ").endswith("!")),
        "starts_i": float(lower[0] in LEXICON["i"]),
        "starts_question": float(lower[0] in LEXICON["question"]),
        "figure_and_change": float(bool(figures) and not LEXICON["change"].isdisjoint(lower)),
        "name_and_act": float(bool(names) and not LEXICON["act"].isdisjoint(lower)),
        "third_person_past": float(past > 0 and third),
        "third_person_future": float(third and not LEXICON["future"].isdisjoint(lower)),
        "third_person_modal": float(third and not LEXICON["modal"].isdisjoint(lower)),
    }
