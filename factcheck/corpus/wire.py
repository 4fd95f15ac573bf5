"""What news agencies put around a text: the dateline in front, credits and end marks behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?"
    "|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DAY = rf"(?:(?:{_MONTHS})\s\d{{1,2}}|\d{{1,2}}\s(?:{_MONTHS}))(?:,?\s(?:19|20)\d\d)?"
_DATELINE = re.compile(
    rf"""\s*
    (?P<place>[^\W\d_][^\d()\n:;"“”!?]{{1,60}}?)?
    (?:,?\s?(?P<day>{_DAY}),?)?
    \s?(?:\((?P<agency>[^()\n]{{2,40}})\))?
    \s?(?:[—–―]|--|-(?=\s))\s{{0,4}}(?=\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLACE = re.compile(r"[^\W\d_][\w.'’/-]*(?:[ /][^\W\d_][\w.'’/-]*){0,4}(?:, [^\W\d_][\w.' ’-]{1,30}){0,2}$")
_NOT_PLACES = frozenset(
    {
        "NATO", "OPEC", "UN", "EU", "UK", "US", "USA", "FIFA", "UEFA", "NASA", "IMF", "WHO", "FBI", "CIA",
        "BREAKING", "UPDATE", "CORRECTED", "CORRECTION", "WATCH", "OPINION", "ANALYSIS", "EXCLUSIVE",
        "FACTBOX", "TIMELINE", "EXPLAINER", "LIVE", "VIDEO", "PHOTOS", "NOTE", "NOTES", "WARNING",
        "ADVISORY", "Q", "A", "TEXT", "QUOTES", "NEWSMAKER",
    }
)  # fmt: skip
"""Words in capitals before a dash that aren't datelines."""

AGENCIES = {
    "reuters": "Reuters", "ap": "AP", "associated press": "AP", "the associated press": "AP", "afp": "AFP",
    "agence france-presse": "AFP", "dpa": "dpa", "efe": "EFE", "ansa": "ANSA", "upi": "UPI",
    "xinhua": "Xinhua", "tass": "TASS", "interfax": "Interfax", "bernama": "Bernama", "yonhap": "Yonhap",
    "kyodo": "Kyodo", "jiji": "Jiji", "pti": "PTI", "ani": "ANI", "ians": "IANS", "anadolu": "Anadolu",
    "aa": "Anadolu", "bloomberg": "Bloomberg", "pa": "PA", "pa media": "PA", "press association": "PA",
    "canadian press": "Canadian Press", "the canadian press": "Canadian Press", "aap": "AAP",
    "belga": "Belga", "apa": "APA", "tt": "TT", "ntb": "NTB", "ritzau": "Ritzau", "kcna": "KCNA",
    "ukrinform": "Ukrinform", "rfe/rl": "RFE/RL", "wam": "WAM", "spa": "SPA", "irna": "IRNA",
    "thomson reuters": "Reuters",
}  # fmt: skip
"""Agencies by the name in a dateline or sign-off, lower case."""

_SIGN_OFF = re.compile(
    r"\s{0,2}(?:[-–—]{1,2}\s{0,2}|\()(?P<agency>[A-Za-z/ -]{2,24})\)?\.?$|\s(?P<mark>REUTERS?|Reuter)\.{0,3}$"
)
_END_MARK = re.compile(
    r"(?:[-–—*#\s]{0,4}(?:reuters?|ap|afp|ends?|more)(?:\.{3}|\^m|[-–—*#\s]){0,4}"
    r"|[-–—#*_=\s.]{2,80}|[-–—]{1,3}\s?30\s?[-–—]{1,3})",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?\s?(?P<role>(?:additional\s|with\s|further\s)?report(?:ing|ed)|writing|written|compiled|edit(?:ing|ed)"
    r"|translation|translated)"
    r"(?:\s(?:and|&)\s(?:writing|editing))?\s(?:by|in)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r".{0,160}\b(?:contributed (?:reporting|to this (?:report|story|article)))\b.{0,60}", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?P<role>additional reporting|reporting and writing|writing and editing|reporting and editing|reporting"
    r"|reported|writing"
    r"|written|compiled|editing|edited|translation|translated) (?:by )?(?P<names>[^;()]{2,300})",
    re.IGNORECASE,
)
_ROLES = {"reported": "reporting", "written": "writing", "edited": "editing", "translated": "translation"}


@dataclass(frozen=True, slots=True)
class Dateline:
    """``WASHINGTON, March 30 (Reuters) -`` taken apart; ``end`` is where the sentence behind it begins."""

    end: int
    raw: str
    city: str | None
    agency: str | None
    day: date | None
    has_day: bool = False


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph.

    It needs an agency in brackets or a day, or a place in capitals: ordinary
    sentences have dashes too.
    """
    found = _DATELINE.match(text[:180])
    if not found:
        return None
    place, day, agency = (found[name] for name in ("place", "day", "agency"))
    place = place.strip(" ,") if place else None
    known = agency_name(agency) if agency else None
    if place and not _PLACE.match(place):
        return None
    if agency and not known and not (place and place.isupper()) and not day:
        return None
    if not agency and not day and not (place and _is_capital_place(place)):
        return None
    if not agency and day and not (place and place.split(",", maxsplit=1)[0].isupper()):
        return None
    raw = found[0].strip()
    return Dateline(found.end(), raw.rstrip(" -–—―"), place, known or agency, _full_day(day), day is not None)


def _is_capital_place(place: str) -> bool:
    city = place.split(",", maxsplit=1)[0]
    return len(city) >= 4 and city.isupper() and not set(re.split(r"[ /-]", city)) & _NOT_PLACES


def _full_day(day: str | None) -> date | None:
    """The day of a dateline that names its year; the year of the others can't be known."""
    if not day or not re.search(r"\d{4}$", day):
        return None
    from factcheck.text.dates import parse_day

    return parse_day(day)


def agency_name(text: str) -> str | None:
    """The usual name of an agency that we know, else ``None``."""
    return AGENCIES.get(" ".join(text.split()).lower())


def is_end_mark(line: str) -> bool:
    """Whether a line only says that the text ends ("Reuter", "-30-", "###")."""
    return len(line) <= 80 and _END_MARK.fullmatch(line) is not None


def cut_sign_off(paragraph: str) -> tuple[str, str | None]:
    """Take an agency's name off the end of a last paragraph (``… on Monday. - Reuters``)."""
    found = _SIGN_OFF.search(paragraph[-32:])
    agency = agency_name(found["agency"] or "reuters") if found else None
    if found is None or agency is None:
        return paragraph, None
    kept = paragraph[: len(paragraph) - len(paragraph[-32:]) + found.start()].rstrip()
    return (kept, agency) if kept and kept[-1] in '.!?"”’' else (paragraph, None)


def is_credit(line: str) -> bool:
    """Whether a paragraph only credits its makers."""
    if len(line) > 600:
        return False
    return _CREDIT.match(line) is not None or _CONTRIBUTED.fullmatch(line) is not None


def cut_credits(paragraph: str) -> tuple[str, str]:
    """Part a paragraph from credits in brackets at its end: what stays, and the credits or ``""``."""
    opening = paragraph.rfind("(", max(0, len(paragraph) - 600))
    if opening > 0 and paragraph.rstrip().endswith(")") and _CREDIT.match(paragraph[opening:]):
        return paragraph[:opening].rstrip(), paragraph[opening:]
    return paragraph, ""


def read_credits(line: str) -> dict[str, str]:
    """Names by role: ``reporting``, ``writing``, ``editing``… Empty when the line names nobody by role."""
    names: dict[str, str] = {}
    for found in _ROLE.finditer(line[:600]):
        roles = [_ROLES.get(role, role) for role in found["role"].lower().split(" and ")]
        people = found["names"].strip(" .,)")
        for role in roles:
            names.setdefault(role.replace(" ", "_"), people)
    return names
