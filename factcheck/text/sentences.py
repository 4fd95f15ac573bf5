"""Sentence spans with exact offsets.

sentencex gives the base; what it gets wrong in news copy is repaired here: it
keeps ``"It is over." She left.`` together, and splits after titles, initials
and street or company abbreviations that it doesn't list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.types import Span

MAX_WHOLE_QUOTE = 240
"""A quotation up to this many characters is kept in one piece with its attribution."""

MAX_SENTENCE = 2000
"""A "sentence" longer than this many characters (a list, a table, a text without full stops) is cut at a space."""

_BASE_WINDOW = 4000
"""sentencex takes quadratic time on a block full of opening quotes (200 s for a megabyte), so it sees a window."""

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_BULLET = re.compile(r"\n(?=[ \t]{0,8}(?:[•▪●‣◦*]|[-–—])[ \t])")
_ENDING = re.compile(r"[.!?…]{1,8}[\"'”’»)\]]{0,4}(?=\s)")
_CLOSED = re.compile(r"[.!?…][\"”’»')\]]{1,4}$")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'“‘«—–/-])((?:[^\W\d_]\.){1,6}|[^\W_]{1,24}\.)$")

# Words that a name, number or noun follows: a full stop after them never ends a sentence in practice.
_TITLES = frozenset(
    "mr mrs ms mx dr prof gov sen rep lt col gen maj capt cpl sgt cmdr adm brig pvt hon rev fr msgr st ste mt ft pres "
    "supt insp det amb atty sec treas vs no nos art para pp vol fig ca approx est messrs mmes dept asst assoc "
    "e.g i.e cf viz al feat rt".split()
)
# These may also end a sentence; then an upper-case word that starts sentences must follow.
_EITHER = frozenset(
    "inc corp co ltd llc plc bros jr sr u.s u.k u.n e.u u.a.e d.c l.a n.y u.s.a a.m p.m etc ave blvd rd "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun "
    "mass calif conn ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ala "
    "ariz ark colo del fla ga ph.d m.d b.a m.a min max ed".split()
)
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those his her its their our my there here in on at for "
    "from with by as after before when while if but and or so yet no not to one two three some many "
    "most all both each what who why how where since under over during until then now also".split()
)
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]{0,3}([^\W_]+)")
_CAN_START = re.compile(r"[\"'“‘«(\[]{0,3}(?:[^\W\d_]|\d|[-–—•£$€])")


def split_sentences(text: str) -> list[Span]:
    """Split a text into sentences.

    Spans are in order, never overlap, carry no surrounding whitespace, never
    reach across a blank line, and together cover every character that isn't
    whitespace. Time is linear in the length of the text.

    Args:
        text: any text; offsets of the result refer to it.
    """
    spans: list[Span] = []
    for start, end in _blocks(text):
        _split_block(text, start, end, spans)
    return spans


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines and list items."""
    cuts = sorted({m.start() for m in _BLANK_LINE.finditer(text)} | {m.start() for m in _BULLET.finditer(text)})
    start = 0
    for cut in [*cuts, len(text)]:
        if text[start:cut].strip():
            yield start, cut
        start = cut


def _split_block(text: str, start: int, end: int, spans: list[Span]) -> None:
    block = text[start:end]
    inside = _quoted_ranges(block)
    cuts = sorted(_base_cuts(block) | _own_cuts(block))
    begin = 0
    for cut in [*cuts, len(block)]:
        if cut < len(block) and (_held_together(block, begin, cut) or _in_ranges(cut, inside)):
            continue
        _append(text, start + begin, start + cut, spans)
        begin = cut


def _append(text: str, start: int, end: int, spans: list[Span]) -> None:
    """Add a span without surrounding whitespace; cut what is too long at spaces."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > MAX_SENTENCE:
            space = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
            stop = space if space > 0 else start + MAX_SENTENCE
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            spans.append(Span(start, last))
        start = stop


def _base_cuts(block: str) -> set[int]:
    """Where sentencex starts a new sentence."""
    from sentencex import get_sentence_boundaries  # a Rust module; loads in a millisecond

    cuts: set[int] = set()
    start = 0
    while start < len(block):
        stop = len(block)
        if stop - start > _BASE_WINDOW:
            space = block.rfind(" ", start + _BASE_WINDOW // 2, start + _BASE_WINDOW)
            stop = space + 1 if space > 0 else start + _BASE_WINDOW
        for boundary in get_sentence_boundaries("en", block[start:stop]):
            if cut := int(boundary["start_index"]):
                cuts.add(start + cut)
        start = stop
    return cuts


def _own_cuts(block: str) -> set[int]:
    """Every place after closing punctuation where something that can start a sentence follows."""
    cuts: set[int] = set()
    for match in _ENDING.finditer(block):
        after = match.end()
        while after < len(block) and block[after].isspace():
            after += 1
        if after == len(block) or not _CAN_START.match(block, after):
            continue
        following = _NEXT_WORD.match(block, after)
        if following and following.group(1)[0].islower():
            continue
        cuts.add(after)
    return cuts


def _held_together(block: str, begin: int, cut: int) -> bool:
    """Whether the cut falls behind an abbreviation, or leaves a closing quote to the next sentence."""
    left = block[max(begin, cut - 60) : cut].rstrip()
    if not left:
        return True
    following = _NEXT_WORD.match(block, cut)
    if following is None:
        return True  # only punctuation follows: it belongs to this sentence
    word = following.group(1)
    if word[0].islower() and not left.endswith((":", ";")) and _CLOSED.search(left):
        return True  # "Are you mad?" he asked
    match = _LAST_WORD.search(left)
    if match is None:
        return False
    short = match.group(1)[:-1].lower()
    if short in _TITLES:
        return not (short in {"no", "st", "al", "art", "sec", "est"} and _ends_anyway(short, word))
    if len(short) == 1:
        return short.isalpha() and short != "i" and word.lower() not in _STARTERS
    if short in _EITHER or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", short):
        return word[0].islower() or word[0].isdigit() or word.lower() not in _STARTERS
    return False


def _ends_anyway(short: str, word: str) -> bool:
    """``No.`` before a digit is a number; ``St.`` before a name a saint; else these end sentences."""
    if short == "no":
        return not word[0].isdigit()
    return word.lower() in _STARTERS


def _quoted_ranges(block: str) -> list[tuple[int, int]]:
    """Inner ranges of double quotations that are short enough to stay whole."""
    ranges: list[tuple[int, int]] = []
    opened = -1
    for match in re.finditer(r"[\"“”„«»]", block):
        mark, at = match.group(), match.start()
        if opened < 0:
            if mark != "”" and mark != "»":
                opened = at
        elif mark in "“«„":
            opened = at
        else:
            if at - opened <= MAX_WHOLE_QUOTE:
                ranges.append((opened, at))
            opened = -1
    return ranges


def _in_ranges(cut: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether a cut lies inside one of the sorted ranges (bisection, since a text may hold thousands)."""
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        if ranges[middle][1] < cut:
            low = middle + 1
        else:
            high = middle
    return low < len(ranges) and ranges[low][0] < cut <= ranges[low][1]
