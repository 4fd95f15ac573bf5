"""Dates in running text, and days in options and record fields.

Own patterns read what news copy and record fields carry, in microseconds.
dateparser, slow to import (about 0.3 s), is asked only for a whole string that
none of them reads, which keeps other languages working (``31 mars 2023``).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MAX_DAY_TEXT = 80
"""A longer string is no date."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_WEEKDAY_NUMBERS = {name.lower(): number for name, number in _WEEKDAYS.items()}
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_MONTH_FULL = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"


class DateKind(StrEnum):
    """How exact a mention is."""

    DAY = "day"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: the days from ``first`` to ``last``, both inclusive.

    Both are ``None`` when the text alone, with the base that was given, doesn't
    say which day is meant (a weekday that may be the last or the next one).
    ``year_given`` tells a full date from one whose year was taken from the base.
    """

    start: int
    end: int
    kind: DateKind
    first: date | None
    last: date | None
    year_given: bool = False

    def overlaps(self, other: DateMention) -> bool | None:
        """Whether both can be the same day; ``None`` when either isn't known."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return None
        return self.first <= other.last and other.first <= self.last


_MENTION = re.compile(
    r"\b(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)\b"
    rf"|\b(?:the )?{_DAY.format('d1')}(?: of)? {_MONTH.format('m1')}(?:,? (?P<y1>(?:1[5-9]|20)\d\d)\b)?"
    rf"|\b{_MONTH.format('m2')} {_DAY.format('d2')}\b(?![:.,]?\d|%| percent| per cent| million"
    rf"| billion)(?:,? (?P<y2>(?:1[5-9]|20)\d\d)\b)?"
    rf"|\b{_MONTH_FULL.format('m3')}(?:,| of)? (?P<y3>(?:1[5-9]|20)\d\d)\b"
    r"|\b(?:(?P<ahead>next|coming|this|last|past|previous) )?(?P<wd>Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday)\b"
    rf"|\b(?P<mlast>last |next |this )?{_MONTH_FULL.format('m4')}(?P<mrel> last year| this year| next year)?"
    r"|\b(?P<rel>yesterday|today|tomorrow|last (?:week|month|year)|this (?:week|month|year)|next (?:week|month|year)"
    r"|the day before yesterday)\b"
    r"|(?P<ago>\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a|an) (?:day|week|month|year)s? (?:ago"
    r"|earlier)\b)"
    r"|\b(?P<yr>(?:1[5-9]|20)\d\d)(?![\d%]|[.,:]\d|-\w|s\b)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|would|due|set|planned|scheduled|expected|to|until|from|by|plans?|may|might|can|must|next"
    r"|wants?|hopes?)\b",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|from|until|till|by|before|after|during|for|and|to|early|late|mid|between|through|the|end|start"
    r"|spring|summer|autumn|fall|winter|year|season|back|than|quarter|half)[ -]$",
    re.I,
)
_SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "a": 1,
    "an": 1,
}


def find_dates(text: str, base: date | None = None) -> list[DateMention]:
    """All dates of a text in order, resolved against ``base`` (the report's date) where they need it.

    A weekday is the last such day on or before ``base``, as in news copy ("on
    Thursday" in a report of Friday 31 March 2023 is the 30th), unless the words
    before it look ahead ("will meet on Monday"); then it is the next one.
    """
    found: list[DateMention] = []
    for match in _MENTION.finditer(text):
        try:
            mention = _read(match, text, base)
        except (OverflowError, ValueError):
            mention = _read(match, text, None)  # a day outside the calendar is left unresolved
        if mention is not None:
            found.append(mention)
    return found


def _read(match: re.Match[str], text: str, base: date | None) -> DateMention | None:
    group = match.groupdict()
    start, end = match.span()
    if match.group().endswith(("y.", "h.", "l.", "e.")) or match.group()[-4:] in ("ust.", "ber.", "May."):
        end -= 1  # the stop of the sentence, not of an abbreviation
    if group["iso"]:
        day = _make(*(int(p) for p in group["iso"].split("-")))
        return DateMention(start, end, DateKind.DAY, day, day, True) if day else None
    for n in ("1", "2"):
        if group["m" + n]:
            return _day_month(start, end, group["m" + n], int(group["d" + n]), group["y" + n], text, base)
    if group["m3"]:
        first, last = _month_span(int(group["y3"]), _month(group["m3"]))
        return DateMention(start, end, DateKind.MONTH, first, last, True)
    if group["wd"]:
        return _weekday(match, text, base)
    if group["m4"]:
        return _bare_month(match, text, base)
    if group["yr"]:
        year = int(group["yr"])
        if not _looks_like_year(text, start, end):
            return None
        return DateMention(start, end, DateKind.YEAR, date(year, 1, 1), date(year, 12, 31), True)
    return _relative(start, end, match.group().lower(), base)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    return _MONTHS[word.rstrip(".").lower()]


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _looks_ahead(text: str, start: int) -> bool:
    return _FUTURE.search(text, max(0, start - 60), start) is not None


def _day_month(
    start: int, end: int, word: str, number: int, year: str | None, text: str, base: date | None
) -> DateMention | None:
    month = _month(word)
    if year is not None:
        day = _make(int(year), month, number)
        return DateMention(start, end, DateKind.DAY, day, day, True) if day else None
    if _make(2000, month, number) is None:
        return None
    day = _nearest(base, month, number) if base and not _looks_ahead(text, start) else None
    return DateMention(start, end, DateKind.DAY, day, day)


def _nearest(base: date, month: int, number: int) -> date | None:
    """The last day of that name, with some weeks of room ahead of the base."""
    room = timedelta(days=45)
    days = [d for y in (base.year - 1, base.year, base.year + 1) if (d := _make(y, month, number)) and d <= base + room]
    return max(days, default=None)


def _weekday(match: re.Match[str], text: str, base: date | None) -> DateMention:
    start, end = match.span()
    if base is None:
        return DateMention(start, end, DateKind.WEEKDAY, None, None)
    wanted = _WEEKDAY_NUMBERS[match["wd"].lower()]
    back = base - timedelta(days=(base.weekday() - wanted) % 7)
    ahead = (match["ahead"] or "").lower()
    if ahead in ("next", "coming"):
        return DateMention(start, end, DateKind.WEEKDAY, None, None)
    if _looks_ahead(text, start):
        return DateMention(start, end, DateKind.WEEKDAY, None, None)
    if ahead in ("last", "past", "previous"):
        return DateMention(start, end, DateKind.WEEKDAY, back - timedelta(days=7), back)
    return DateMention(start, end, DateKind.WEEKDAY, back, back)


def _bare_month(match: re.Match[str], text: str, base: date | None) -> DateMention | None:
    start, end = match.span()
    word = match["m4"]
    if (
        word in ("May", "March")
        and not re.search(
            r"\b(?:in|since|of|from|until|till|by|before|after|during|for|and|to|early|late|mid|last|next|this"
            r"|between|or)[ -]"
            r"(?:last |next |this |early |late |mid-)?$",
            text[max(0, start - 14) : start],
            re.I,
        )
        and not (match["mlast"] or match["mrel"])
    ):
        return None
    if base is None:
        return DateMention(start, end, DateKind.MONTH, None, None)
    month, relation = _month(word), match["mrel"]
    if relation:
        year = base.year + {" last year": -1, " this year": 0, " next year": 1}[relation.lower()]
    elif match["mlast"] or _looks_ahead(text, start):
        return DateMention(start, end, DateKind.MONTH, None, None)
    else:
        year = base.year if month <= base.month else base.year - 1
    first, last = _month_span(year, month)
    return DateMention(start, end, DateKind.MONTH, first, last)


def _looks_like_year(text: str, start: int, end: int) -> bool:
    """Four digits are a year behind ``in``, ``since``, ``the`` and the like, or before punctuation or the end."""
    if start and text[start - 1] in "$£€¥/.,":
        return False
    if _YEAR_BEFORE.search(text, max(0, start - 9), start):
        following = re.match(
            r" (?:people|men|women|tonnes|homes|houses|jobs|soldiers|troops|workers|per|metres|km)\b", text[end:]
        )
        return following is None
    return start > 0 and (end == len(text) or text[end] in ",.;:)!?—–" or text[start - 1] == "(")


def _relative(start: int, end: int, words: str, base: date | None) -> DateMention:
    span = _relative_span(words, base) if base else None
    first, last = span if span else (None, None)
    return DateMention(start, end, DateKind.RELATIVE, first, last)


def _relative_span(words: str, base: date) -> tuple[date, date] | None:
    days = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}
    if words in days:
        day = base + timedelta(days=days[words])
        return day, day
    first_word, _, unit = words.partition(" ")
    if words.endswith(("ago", "earlier")):
        return _ago(words, base) if words.endswith("ago") else None
    step = {"last": -1, "this": 0, "next": 1}[first_word]
    if unit == "year":
        return date(base.year + step, 1, 1), date(base.year + step, 12, 31)
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return _month_span(months // 12, months % 12 + 1)
    monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * step)
    return monday - timedelta(days=1), monday + timedelta(days=6)


def _ago(words: str, base: date) -> tuple[date, date] | None:
    number, unit, _ = words.split()
    count = int(number) if number.isdigit() else _SMALL[number]
    days, room = {"d": (1, 0), "w": (7, 4), "m": (30, 20), "y": (365, 200)}[unit[0]]
    if count * days > 150_000:
        return None
    middle = base - timedelta(days=count * days)
    return middle - timedelta(days=room), middle + timedelta(days=room)


_WHOLE = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<y>(?:1[5-9]|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"),
    re.compile(
        rf"(?:[A-Z][a-z]+day,?"
        rf"|[A-Z][a-z]{{2}},?)? ?{_DAY.format('d')}[- ](?:of )?{_MONTH.format('m')},?[- ](?P<y>\d{{4}})(?:[T ,].*)?",
        re.I,
    ),
    re.compile(
        rf"(?:[A-Z][a-z]+day,?"
        rf"|[A-Z][a-z]{{2}},?)? ?{_MONTH.format('m')} {_DAY.format('d')},? (?P<y>\d{{4}})(?:[T ,].*)?",
        re.I,
    ),
    re.compile(rf"[A-Z][a-z]{{2}} {_MONTH.format('m')} +(?P<d>\d{{1,2}}) [\d:]+ (?:[A-Z]+ )?(?P<y>\d{{4}})", re.I),
)  # fmt: skip


def parse_day(text: str, *, base: date | None = None) -> date | None:
    """The day that a whole string names, or ``None`` when it names none for certain.

    Reads ISO 8601 with or without a time, ``26-FEB-1987 15:01:01``, RFC 822,
    ``Friday, 31 Mar 2023``, ``March 31, 2023``, and with ``base`` also words
    such as ``yesterday`` or ``last Thursday``. A time of day and its zone are
    dropped: the day is the one that is written. ``03/04/2023`` is no date, since
    it means two days; ``13/04/2023`` is one.
    """
    text = " ".join(text.split()) if len(text) <= MAX_DAY_TEXT else ""
    if not text:
        return None
    for pattern in _WHOLE:
        match = pattern.fullmatch(text)
        if match is not None:
            word = match["m"]
            return _make(int(match["y"]), int(word) if word.isdigit() else _month(word), int(match["d"]))
    slashed = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?", text)
    if slashed is not None:
        return _slashed(int(slashed[1]), int(slashed[2]), int(slashed[3]), dotted="." in text[:5])
    if base is not None:
        mentions = find_dates(text, base)
        if len(mentions) == 1 and mentions[0].first is not None and mentions[0].first == mentions[0].last:
            return mentions[0].first
    return _ask_dateparser(text, base)


def _slashed(one: int, two: int, year: int, *, dotted: bool) -> date | None:
    """Day and month in either order where only one is possible; with dots the day comes first."""
    if dotted or one == two or one > 12:
        return _make(year, two, one)
    return _make(year, one, two) if two > 12 else None


def _ask_dateparser(text: str, base: date | None) -> date | None:
    """What dateparser makes of it, when day, month and year (or with a base, a relative day) are all there."""
    if text.count(" ") > 5 or not any(c.isalpha() for c in text) or (base is None and not re.search(r"\d{4}", text)):
        return None
    import warnings
    from datetime import datetime, time

    import dateparser  # about 0.3 s to import

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    if base is None:
        settings["REQUIRE_PARTS"] = ["day", "month", "year"]
    else:
        settings["RELATIVE_BASE"] = datetime.combine(base, time(12))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = dateparser.parse(text, settings=settings)
        except (OverflowError, ValueError):
            return None  # "tomorrow" on the calendar's last day
    return parsed.date() if isinstance(parsed, datetime) else None
