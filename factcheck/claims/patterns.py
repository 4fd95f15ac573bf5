"""The forms of attribution in news copy, as patterns. Every repeat is bounded; none is run on more than a sentence."""

from __future__ import annotations

import re

MAX_SENTENCE = 2_000
"""Longer sentences are left as they are, unframed."""

QUOTE = '"“”«»„'
_ADVERB = (
    r"(?:(?:also|later|then|now|again|earlier|has|have|had|always|still|already|once|first|since|[a-z]{3,12}ly)"
    r"\s+){0,2}"
)
_BARE = r"(?:said|says|say|added|adds)"
_WITH_THAT = (
    r"(?:stated|states|explained|explains|noted|notes|stressed|stresses|reported|reports|wrote|writes|testified"
    r"|estimated"
    r"|estimates|confirmed|confirms|disclosed|revealed|reveals|concluded|concludes|found|finds|recalled|shows"
    r"|showed|replied"
    r"|replies|pointed out|points out|thinks|believes|reckons)"
)
_TELLS = r"(?:told|tells)\s+(?:[^\s,;:\"“]{1,30}\s+){1,8}?"
_DEEDS = (
    r"(?:denied|denies|deny|announced|announces|claimed|claims|alleged|alleges|argued|argues|insisted|insists"
    r"|maintained"
    r"|maintains|warned|warns|promised|promises|pledged|pledges|vowed|accused|accuses|rejected|rejects|blamed|blames"
    r"|disputed|disputes|acknowledged|admitted|admits|conceded|threatened|refused|declined|agreed|apologised|apologized"
    r"|predicted|predicts|expects|expected|called|urged|demanded|dismissed|told|tells|confirmed|confirms|replied"
    r"|replies|cautioned"
    r"|suggested)"
)
_AFTER = (
    r"(?:said|says|say|added|adds|stated|explained|explains|noted|stressed|reported|reports|wrote|writes|testified"
    r"|estimated|confirmed|disclosed|revealed|concluded|recalled|shows|showed|claimed|claims|alleged|argued|argues"
    r"|insisted|insists|maintained|maintains|warned|warns|announced|acknowledged|admitted|conceded|continued|replied"
    r"|reckons|reckoned|calculated|worked out|found|sighed|joked|remarked|observed|estimates|cautioned|suggested"
    r"|complained)"
)
_INVERTED = (
    r"(?:said|says|added|adds|wrote|warned|explained|sighed|joked|insisted|argued|announced|noted|stressed"
    r"|admitted|claimed"
    r"|recalled|replied|continued|remarked)\s+(?!(?:he|she|it|they|that|there)\s\S)"
)
_TOLD = (
    r"(?:told|tells)\s+(?:[A-Z][\w’'-]*|reporters|journalists|lawmakers|us|me|(?:the|a|an|this|his"
    r"|her)\s+[\w’'-]+)(?:\s+[\w’'-]+){0,3}"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WHEN = (
    rf"(?:in\s+(?:early\s|late\s|mid-)?(?:{_MONTH}(?:\s+\d{{4}})?|\d{{4}})|(?:earlier|later)\s+(?:this"
    rf"|that)\s+\w+|(?:on|late on|early on)\s+(?:{_DAY}|\d{{1,2}}\s+[A-Z][a-z]+"
    rf"|[A-Z][a-z]+\s+\d{{1,2}})(?:\s+(?:morning|afternoon"
    rf"|evening|night))?|{_DAY}|yesterday|today|last\s+(?:night|week|month|year|{_DAY})|this\s+(?:week|month"
    rf"|year|morning)"
    r"|(?:in|during|at|after)\s+(?:a|an|its|his|her|their|the)\s+[^,\"“]{1,60}?(?=\s+that\b|,|$))"
)
DATED = re.compile(
    rf"\b(?:1[5-9]|20)\d\d(?:s\b|\b)|\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\b|\b{_MONTH}\s\d{{1,2}}\b"
    rf"|\b(?i:in|of|since|during|from|by|until|last|this|early|late|mid)[\s-]{_MONTH}\b"
    r"|\b(?i:(?:last|the previous|the same|that|the following)\s(?:month|year|decade|century|spring|summer|autumn|fall"
    r"|winter))\b"
    r"|\b(?i:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|some|several|many)"
    r"\s(?:months?|years?|decades?|centur(?:y|ies))\s(?:ago|earlier|before|later))\b"
)
"""What sets a statement in another time than the article's own. A weekday doesn't: the claim's as-of day has that."""
PLACED = re.compile(
    r"^(?:(?:But|And)\s)?(?:In|At|Near|On|Around|Across|Outside)\s(?:the\s)?"
    rf"(?!(?:{_MONTH}|{_DAY})\b)[A-Z][^,\"“]{{1,60}},\s",
)
"""The place at the head of a sentence: what follows is said of it, whoever says it."""
_SUBJECT = r"(?P<speaker>[^,\"“”:;]{1,140}?(?:,\s[^\"“”:;,]{1,140},)?)"
_OPENING = (
    r"(?:(?:But|And|However|Meanwhile|Separately|Earlier|Later|On|In|At|After|Before|During|Last|Asked|Speaking)\b"
    r"[^,\"“]{0,120},\s+|(?:But|And|Yet)\s+|In (?:a|an|its|his|her|their) (?:\w+ )?(?:statement|report|letter"
    r"|interview|speech|ruling|note|memo)\s|(?:In|On|By|Last)\s+(?:early\s|late\s|mid-)?(?:[A-Z][a-z]{2,8}"
    r"|\d{1,2}|week|month"
    r"|year)(?:\s(?:\d{1,4}|[A-Z][a-z]{2,8}|night|morning|evening))?\s+(?=[a-zA-Z]))?"
)

LEADING = re.compile(
    rf"^{_OPENING}{_SUBJECT}\s+{_ADVERB}(?:(?P<bare>{_BARE})(?:\s*,?\s*{WHEN},?){{0,2}}\s+(?P<that>that\s+)?"
    rf"|{_WITH_THAT}(?:\s*,?\s*{WHEN},?){{0,2}}\s+that\s+|{_TELLS}that\s+)(?P<content>\S.*)$",
    re.DOTALL,
)
SPEECH = re.compile(
    rf"^{_OPENING}{_SUBJECT}\s+{_ADVERB}(?:{_AFTER}"
    rf"|{_TOLD})(?:\s*,?\s*{WHEN})?\s*[:,]\s*[\"“](?P<content>[^\"“”]+)[\"”]\.?$",
    re.DOTALL,
)
DEED = re.compile(rf"^{_OPENING}{_SUBJECT}\s+{_ADVERB}(?P<verb>{_DEEDS})\b(?P<rest>.*)$", re.DOTALL)
TAIL = re.compile(
    rf"^\s*(?:(?P<speaker>[^,{QUOTE}:;]{{1,120}}?(?:,\s[^,{QUOTE}:;]{{1,120}},)?)\s+{_ADVERB}(?:{_AFTER}|{_TOLD})"
    rf"|{_INVERTED}(?P<inverted>[^,{QUOTE}:;]{{2,120}}(?:,\s[^{QUOTE}:;]{{1,140}})?)"
    rf"|according to (?P<source>[^{QUOTE}:;]{{2,120}}))"
    rf"(?P<tail>\s+(?:on|in|at|during|after|late|early|last|this|today|yesterday|to|by|from|via|drily|quietly"
    rf"|{_DAY})\b[^{QUOTE},]{{0,100}}"
    rf"|\s+{_DAY}|)?[.]?$"
)
MIDDLE = re.compile(
    rf"^(?:(?P<speaker>[^,{QUOTE}:;]{{1,100}}?)\s+{_ADVERB}{_AFTER}"
    rf"|{_INVERTED}(?P<inverted>[^,{QUOTE}:;]{{2,100}}))(?:\s+{WHEN})?$"
)
ACCORDING = re.compile(
    rf"^According to (?P<speaker>[^,{QUOTE}]{{2,120}}(?:,\s[^,{QUOTE}]{{1,100}}(?=,))?),\s+(?P<content>.+)$",
    re.DOTALL,
)
STATEMENT = re.compile(
    rf"^(?P<speaker>[^,{QUOTE}]{{1,100}}?)\s+{_ADVERB}(?:noted|cited|recalled|referred to|pointed to"
    rf"|pointed out|welcomed|mentioned)"
    r"\s+(?P<owner>(?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.-]*){0,4}?)['’]s?\s+(?:[a-z]+\s+){0,2}"
    r"(?P<noun>statements?|announcements?|pledges?|promises?|assertions?|claims?|denials?|assurances?"
    r"|warnings?)\s+that\s+"
    r"(?P<content>.+)$",
    re.DOTALL,
)
CAME_AFTER = re.compile(
    r"^(?:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.-]*){0,3}['’]s?|His|Her|Their|Its|The|That|Those"
    r"|These)\s+(?:[a-z]+\s+)?(?:comments?|remarks?"
    r"|statements?|announcements?|decision|disclosure|warning|move|visit|talks|news)\s+(?:came|comes|come"
    r"|followed|follows)\s+"
    r"(?:[\w-]+\s+){0,3}?after\s+(?P<content>.+)$",
    re.DOTALL,
)
NOT_SPEAKER = re.compile(
    r"^(?:and|but|which|who|as|when|while|if|because|that|although|though|where|since|so|or|whose|than|after"
    r"|before|what|how"
    r"|with|for|on|in|at|by|from|during|under|last|to|not|neither|nobody|none|no|nothing|few|there|it is|this is"
    r"|those|these"
    r"|we|i|you|our|my)\b"
    r"|\b(?:and|but|or|to|not|never|which|who|that|being|by|as|of|the|a|put)$"
    r"|^[^,]*\b(?:is|was|were|are|be|been|had|has|have|will|would|could|can|may|might|did|does|that"
    r"|\w{2,8}n['’]t|as it)\b",
    re.IGNORECASE,
)
"""What no speaker looks like: a conjunction in front, a verb inside, or the paper itself ("we wrote")."""
PASSIVE = re.compile(
    r"(?:accused of|blamed for|expected to|called (?:[A-Z]|the|a|off|up|in|on|out|back)\b|threatened by"
    r"|dismissed (?:from|for)|agreed (?:by|in))"
)
ASIDE = re.compile(
    r",?\s+but\s+(?:he\s|she\s|it\s|they\s)?(?:named|gave|declined|did not|didn['’]t|would not|wouldn['’]t"
    r"|offered|refused|provided|cited)\b[^;]*$"
)
"""The paper's own remark behind a statement: "…, but gave no date"."""
NOT_CONTENT = re.compile(
    r"^(?:of|about|in|on|to|at|so|for|no|yes|goodbye|nothing|by|from|under|with|as|little|more|and)\b|^[,;:\"“]"
)
THAT_IT = re.compile(r"\b(?:and|but) that (?:it|he|she|they)\b")
SELF = re.compile(r"^(?:it|he|she|they|its|his|her|their)\b", re.IGNORECASE)
SAID_BY_NOUN = {
    "statement": "said", "assertion": "said", "claim": "claimed", "announcement": "announced", "pledge": "pledged",
    "promise": "promised", "denial": "denied", "assurance": "said", "warning": "warned",
}  # fmt: skip
