"""Words with offsets, and a light stem by which inflected forms of one word meet.

Deliberately small and fast: the checks run on every candidate of every claim.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,12}"  # U.S., p.m.
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
    r"|[^\s\w]|_|\w"
)


class Token(NamedTuple):
    """A word, number or punctuation mark; ``low`` is the lower-case text."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it starts with a letter."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it starts with a digit."""
        return self.text[0].isdecimal()


def tokenise(text: str) -> list[Token]:
    """All tokens in order; a possessive ``'s`` is a token of its own, hyphens stand alone."""
    return [Token(m.start(), m.end(), t := m.group(), t.lower().replace("’", "'")) for m in _TOKEN.finditer(text)]


STOPWORDS = frozenset(
    "a an the this that these those there here it its he him his she her hers they them their theirs we us our i me my "
    "you your who whom whose which what when where why how is are was were be been being am do does did done doing has "
    "have had having will would shall should can could may might must of in on at by for from to with without into "
    "onto "
    "over under about above below after before between through during against among as than then so and or but nor not "
    "no if while although though because since until unless also too very just only own same such both each either "
    "neither more most less least fewer any all some none every other another one s t d ll re ve m o now still yet "
    "even "
    "ever never already again once up down out off away back around said say says told tell tells according mr mrs ms "
    "dr sir himself herself itself themselves don isn aren wasn weren didn doesn hasn haven hadn wouldn couldn "
    "don't isn't aren't wasn't weren't didn't doesn't hasn't haven't hadn't won't wouldn't couldn't can't cannot "
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen percent cent "
    "however meanwhile nevertheless therefore whether per via amid".split()
)

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "rose:rise risen:rise fell:fall fallen:fall grew:grow grown:grow shrank:shrink shrunk:shrink sank:sink "
        "sunk:sink "
        "won:win beaten:beat lost:lose left:leave went:go gone:go came:come took:take taken:take gave:give "
        "given:give got:get made:make paid:pay built:build sold:sell sale:sell sales:sell bought:buy broke:break "
        "broken:break began:begin begun:begin met:meet knew:know known:know saw:see seen:see thought:think sent:send "
        "spent:spend stood:stand held:hold found:find led:lead fought:fight shot:shoot struck:strike stole:steal "
        "stolen:steal wrote:write written:write drove:drive driven:drive flew:fly flown:fly drew:draw drawn:draw "
        "chose:choose chosen:choose spoke:speak spoken:speak swore:swear sworn:swear wore:wear worn:wear threw:throw "
        "thrown:throw hid:hide hidden:hide kept:keep meant:mean felt:feel dealt:deal heard:hear read:read ran:run "
        "caught:catch taught:teach brought:bring sought:seek died:die dead:die dying:die death:die deaths:die "
        "killed:kill killing:kill men:man women:woman children:child people:person persons:person lives:life "
        "talks:talk halves:half feet:foot bore:bear born:bear ate:eat forbade:forbid forbidden:forbid "
        "withdrew:withdraw "
        "withdrawn:withdraw understood:understand overturned:overturn lay:lie lain:lie laid:lay shook:shake hung:hang "
        "ground:ground sang:sing swept:sweep slept:sleep tore:tear torn:tear woke:wake froze:freeze frozen:freeze "
        "forgot:forget resigned:resign resignation:resign approval:approve approved:approve refusal:refuse "
        "denial:deny denied:deny denies:deny arrival:arrive departure:depart decision:decide agreement:agree "
        "injured:injure injuries:injure injury:injure wounded:wound tonnes:tonne tons:tonne premises:premise"
    ).split()
)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A light stem of a lower-case word: plural, ``-ed``, ``-ing``, ``-ly`` and common irregular forms."""
    known = _IRREGULAR.get(word)
    if known is not None:
        word = known
    elif len(word) > 3:
        word = _strip(word)
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _strip(word: str) -> str:
    for ending, put, least in (
        ("ies", "y", 5), ("ied", "y", 5), ("sses", "ss", 5), ("ches", "ch", 5), ("shes", "sh", 5), ("xes", "x", 5),
        ("ing", "", 6), ("ed", "", 5), ("ly", "", 6),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) >= least:
            if ending == "ed" and word.endswith("eed"):
                return word
            word = word[: -len(ending)] + put
            if not put and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def content_stems(tokens: list[Token]) -> set[str]:
    """Stems of the words that carry meaning: no stop words, numbers or single letters."""
    return {stem(t.low) for t in tokens if t.text[0].isalpha() and len(t.low) > 1 and t.low not in STOPWORDS}
