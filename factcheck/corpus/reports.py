"""How a report is put together: its hash, its id, its date, and what fields may hold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from factcheck.corpus.characters import one_line
from factcheck.corpus.wire import agency_name
from factcheck.types import DateSource, Report

MAX_TITLE = 300
"""Characters of a title that are kept as the title; the whole of a longer one goes to ``metadata["title_full"]``."""

MAX_ID = 256
"""Characters of an id."""

DATE_RAW = "date_raw"
"""The field of a report's metadata that keeps a date which can't be read."""

_URL_DAY = re.compile(r"[/=_-]((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?=[/_.?&#-]|$)")
_WEB = re.compile(r"https?://[^\s\"'<>]{1,2000}$", re.IGNORECASE)
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_OF_AGENCY = re.compile(r"\s*[,|/(]\s*([\w ]{2,24})\)?$")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found out about a report, before it has an id and a hash.

    ``days`` holds a candidate date for each way in which one was found; the best
    source wins.
    """

    text: str
    title: str = ""
    id: str = ""
    days: Mapping[DateSource, date] = field(default_factory=dict)
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


def content_hash(report: Report) -> str:
    """Hex SHA-256 of title, text, date, outlet, author and url, as a compact ASCII JSON list in that order."""
    day = report.date.isoformat() if report.date else None
    parts = [report.title, report.text, day, report.outlet, report.author, report.url]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def finish(draft: Draft) -> Report:
    """A whole report out of a draft: the best date, a bounded title, a safe address, hash and id.

    A report without an id gets the first 16 digits of its content hash, so the
    same text read twice is the same report.
    """
    metadata = dict(draft.metadata)
    title = one_line(draft.title)
    if len(title) > MAX_TITLE:
        metadata["title_full"] = title
        title = title[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip() + "…"
    url = one_line(draft.url) if draft.url else None
    if url and not _WEB.match(url):
        metadata["url_raw"], url = url, None
    days = dict(draft.days)
    if url and (day := day_in_url(url)):
        days[DateSource.URL] = day
    source = next((each for each in DateSource if each in days), DateSource.NONE)
    report = Report(
        id=draft.id,
        title=title,
        text=draft.text,
        date=days.get(source),
        date_source=source,
        outlet=(draft.outlet and one_line(draft.outlet)) or None,
        author=clean_author(draft.author),
        url=url or None,
        language=(draft.language and one_line(draft.language).replace("_", "-")[:20]) or None,
        metadata=MappingProxyType(metadata),
    )
    digest = content_hash(report)
    return replace(report, sha256=digest, id=report.id or digest[:16])


def clean_author(author: str | None) -> str | None:
    """Names without the "By" in front and the agency behind; an agency alone stays."""
    names = one_line(author or "")
    said_by = _BY.match(names)
    names = names[said_by.end() if said_by else 0 :].strip(" ,;|-")
    of = _OF_AGENCY.search(names)
    return (names[: of.start()] if of and of.start() and agency_name(of[1]) else names) or None


def day_in_url(url: str) -> date | None:
    """The day that an address names (``/2023/03/31/``, ``-20230331.``), if it is one."""
    found = _URL_DAY.search(url[:2000])
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
