"""What stands above a story: its title, its day, who wrote it, which site it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_BULLET = re.compile(r"[•·▪■◦●*‣»›>–—-]\s+")
_LABEL = re.compile(
    r"(?:(?P<late>(?:last )?(?:updated|modified|edited)|update)|first published|published|posted|date|dated"
    r"|issued|publication date|created)"
    r"(?: (?:on|at))?\s?[:\-–]?\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:date|dated|published|posted)(?: on)?\s?:\s*(?P<raw>\S.{0,80})", re.IGNORECASE)
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = re.compile(
    rf"(?:19|20)\d\d-[01]\d-[0-3]\d|\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](?:19|20)\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d|\b(?:19"
    r"|20)\d\d/[01]\d/[0-3]\d"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:mon|tue|wed|thu|fri|sat|sun)[.,]{0,2})?", re.IGNORECASE
)
_BREAKS = (",", ":", "-", "–", "—")
_SMALL = frozenset(
    {"at", "on", "am", "pm", "a.m", "p.m", "uhr", "of", "and", "the", "by", "de", "h", "min", "read", "local", "time"}
)
_BYLINE = re.compile(
    r"(?:(?:story|words|text|written|reported|report|posted|published) )?by:? (?P<names>\S.{1,90})", re.IGNORECASE
)
_FIELD = re.compile(
    r"(?P<name>title|headline|author|byline|source|outlet|publisher|url|link)\s?:\s+(?P<value>\S.{0,400})",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s(?:\||–|—|-|::|»)\s(?P<site>[^|–—]{2,40})$")
_SITE_WORDS = re.compile(
    r"\b(?:news|times|post|guardian|reuters|bbc|cnn|npr|ap|afp|daily|herald|tribune|journal|star|gazette|press"
    r"|telegraph|independent"
    r"|mail|mirror|today|online|radio|tv|observer|chronicle|standard|examiner|courier|echo|globe|bulletin|network"
    r"|magazine|review)\b"
    r"|\.(?:com|org|net|co\.uk|de|fr|info)$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*$")


def strip_bullet(line: str) -> tuple[str, bool]:
    """A line without the mark of a list item, and whether it had one."""
    found = _BULLET.match(line)
    return (line[found.end() :].strip(), True) if found else (line, False)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says: its day, whether that is of an update, and the outlet where it names one."""

    day: date
    late: bool
    outlet: str | None


def read_day(line: str) -> DateLine | None:
    """The day that a line of its own gives.

    The line may have a label, an outlet in front, a time, and bars between its
    parts; a sentence or headline with a date in it is no date line.
    """
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return None
    from factcheck.text.dates import parse_day

    for part in re.split(r"\s?[|·•]\s?", line)[:4]:
        label = _LABEL.match(part)
        bare = part[label.end() :].strip() if label else part.strip()
        found = _DAY.search(bare)
        if found is None:
            continue
        before, after = bare[: found.start()].strip(), bare[found.end() :].strip()
        if not (_is_loose(before) and _is_loose(after)) or not (_WEEKDAY.fullmatch(before) or before.endswith(_BREAKS)):
            continue
        if day := parse_day(found[0]):
            name = _WEEKDAY.sub("", before).strip(" ,:-–—")
            words = name.split()
            outlet = name if len(words) > 1 and all(word[:1].isupper() for word in words) else None
            return DateLine(day, bool(label and label["late"]), outlet)
    return None


def _is_loose(text: str) -> bool:
    """At most six words, none of them one that only a sentence has: capitals, times and a few small words."""
    words = text.split()
    return len(words) <= 6 and all(not word[0].islower() or word.lower().strip(",.()") in _SMALL for word in words)


def labelled_date(line: str) -> str | None:
    """What a line labelled as a date gives, for one that can't be read."""
    found = _LABELLED.fullmatch(line)
    return found["raw"].strip() if found else None


def read_byline(line: str) -> str | None:
    """The names of a line ``By Jane Doe and John Roe, Agency``."""
    found = _BYLINE.fullmatch(line)
    if not found:
        return None
    names = re.split(r"\s?[|•·]\s?", found["names"])[0].strip(" ,.")
    words = [word for word in re.split(r"[\s,&/]+", names) if word]
    capital = sum(word[0].isupper() for word in words)
    good = all(_NAME_WORD.match(word) for word in words)
    return names if good and len(words) <= 12 and capital >= max(1, len(words) - 3) else None


def read_field(line: str) -> tuple[str, str] | None:
    """A labelled line (``Source: …``) as one of title, author, outlet, url and its value."""
    found = _FIELD.fullmatch(line)
    if not found:
        return None
    name = found["name"].lower()
    same = {"headline": "title", "byline": "author", "source": "outlet", "publisher": "outlet", "link": "url"}
    return same.get(name, name), found["value"].strip()


def choose_title(lines: Sequence[str]) -> str:
    """The headline among the lines above a story: the first with at least four words, else with two, else any."""
    for least in (4, 2, 1):
        for line in lines:
            if len(line.split()) >= least or len(line) > 12 * least:
                return line
    return ""


def split_site(title: str) -> tuple[str, str | None]:
    """Part a page title from the name of the site behind a bar or dash."""
    found = _SITE.search(title)
    if not found or len(title) - len(found[0]) < 12:
        return title, None
    site = found["site"].strip()
    if len(site.split()) <= 5 and site[:1].isupper() and ("|" in found[0] or _SITE_WORDS.search(site)):
        return title[: found.start()].rstrip(), site
    return title, None
