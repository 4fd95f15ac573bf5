"""Whether a text is in another language than English, the only one that the models read.

No guess at which: four plain signs, each made so that English full of foreign
names doesn't show them. A text that shows none counts as English; so a short
one in another language is now and then taken for it, hardly ever the other
way about.

- Most of its letters are of another script than the Latin.
- Function words of other languages, one of them neither an English word nor
  a part of names. "Ursula von der Leyen" and "Rio de Janeiro" have only parts
  of names.
- Such words and one in small letters with marks ("achète").
- Many words in small letters with marks ("çalışıyor"), or many function words
  that English has in another sense ("die", "hat").

The last three only where English function words are missing, or nearly so.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")

_ENGLISH = frozenset(
    "the of and to was were is has have had that by with from for on at it said be been are will would its this "
    "these those which who than after before between when where while they he she his her their there into about "
    "over under against during more most other some any all both not never only also but or if because could "
    "should may might can did does than then what how as we you our your us him them".split()
)
"""Function words of English; those that are common elsewhere too ("in", "a", "so") count for neither."""

_TELLING = frozenset(
    # German, Dutch
    "und ist nicht wurde wurden eine einen einer eines mit auf für dass sich auch werden wird sind haben hatte nach "
    "bei vom zum zur über aus kein keine ihre oder wenn noch nur schon gegen durch zwischen het een niet zijn wordt "
    "werd naar ook heeft hebben maar deze onder tegen uit bij "
    # French, Italian, Spanish, Portuguese, Romanian
    "une est dans avec pas que qui ont été sont aux cette ces leur mais où après avant nous vous il ils elle dello "
    "degli nella sono che più anche stato stata hanno gli questo questa una unas unos está están fue fueron para "
    "como pero este esta según entre sobre desde hasta también ya muy uma não foi foram são estão mais pelo pela "
    "após pentru este sunt prin către "
    # Swedish, Danish, Norwegian
    "och är inte som det att för ett från har till efter mot og ikke jeg ble blev fra etter mellom "
    # Polish, Czech, Croatian
    "nie się jest przez dla oraz został została jako które który byl byla bylo jsou není podle než jsem koje koji "
    "nije bila bilo prema "
    # Turkish, Hungarian, Finnish, Indonesian
    "bir için olarak göre daha değil olan hogy egy és volt szerint meg oli ovat että mutta kuin yang dan untuk "
    "dengan tidak telah pada oleh akan dalam itu adalah".split()
) - {"dan", "till"}
"""Function words of other languages that are neither English words nor parts of names or phrases."""

_OF_NAMES = frozenset(
    "der den dem des von vom de du la le les et au aux el los las del al y e o da do dos das di il van ter av af "
    "sans sur per ben bin ibn".split()
)
"""Parts of names, which count only beside a sign that isn't one."""

_ELSE_ENGLISH = frozenset("die das hat im ein zu als ha un en se su es ne ei ja".split())
"""Function words that can stand in English too, as another word."""

_LOANS = frozenset(
    "café cafés façade façades naïve fiancé fiancée cliché clichés résumé protégé décor entrée soufflé jalapeño "
    "piñata crème brûlée déjà señor señora à état sauté exposé communiqué attaché émigré matinée touché passé née "
    "über pâté rosé château".split()
)
"""English words with marks."""

_SHARE = 0.2
_ENGLISH_SHARE = 0.25
_MARKED_WORDS, _MARKED_SHARE = 3, 0.25
_ELSE_WORDS, _ELSE_SHARE = 3, 0.4
_PARTS_SHARE = 0.5


def is_foreign(text: str) -> bool:
    """Whether ``text`` is, nearly for certain, in another language than English."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if not words:
        return False
    other_script = sum(not _is_latin(letter) for word in words for letter in word)
    if 2 * other_script > sum(map(len, words)):
        return other_script > 1
    # capitals inside a text begin names ("Bündnis 90/Die Grünen"); those of the first word say nothing
    plain = [words[0].lower(), *(word for word in words[1:] if word.islower())]
    english = sum(word in _ENGLISH for word in plain)
    telling = [word for word in plain[1:] if word in _TELLING]
    parts = [word for word in plain if word in _OF_NAMES and word not in telling]
    others = [word for word in plain if word in _ELSE_ENGLISH]
    known = {*telling, *parts, *others}
    marked = [word for word in plain[1:] if not word.isascii() and word not in _LOANS and word not in known]
    found = len(telling) + len(parts) + len(others) + len(marked)
    if english > _ENGLISH_SHARE * found or found < _SHARE * len(words):
        return False
    if telling and len({*known, *marked}) > 1:
        return True
    if english:
        return False
    return (
        # "Fédération internationale de l'automobile et des sports" has parts of names and a word with marks too
        (bool(marked) and len({*parts, *others}) > 1 and (bool(others) or found >= _PARTS_SHARE * len(words)))
        or (len(marked) >= _MARKED_WORDS and len(marked) >= _MARKED_SHARE * len(words))
        or (len(set(others)) >= _ELSE_WORDS and found >= _ELSE_SHARE * len(words))
    )


def _is_latin(letter: str) -> bool:
    return letter < "\u0250" or unicodedata.name(letter, "").startswith("LATIN")
