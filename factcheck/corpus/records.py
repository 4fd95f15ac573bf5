"""One structured record (a JSON object, a row of a table) to one report."""

from __future__ import annotations

import json
from collections.abc import Mapping

from factcheck.corpus.characters import one_line, tidy
from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.reports import DATE_RAW, MAX_ID, Draft, finish
from factcheck.corpus.story import clean_record
from factcheck.corpus.wire import find_dateline
from factcheck.text.dates import parse_day
from factcheck.types import DateSource, Report

FIELDS = ("id", "title", "date", "outlet", "author", "url", "language", "text")
"""The fields with a meaning of their own; all others are kept as metadata."""

_SIMILAR = ("body", "content", "maintext", "full_text", "fulltext", "article_text", "story")


def report_from_record(record: Mapping[str, object]) -> Report:
    """The report that a record describes; field names in any case.

    A date that can't be read leaves the report undated and stays in
    ``metadata["date_raw"]``.

    Raises:
        Unreadable: without a text, with an id that is too long, or nested too deeply.
    """
    fields = {name.strip().lower(): value for name, value in record.items()}
    text = fields.get("text")
    if text is None or text == "":
        raise Unreadable(_no_text(fields))
    if not isinstance(text, str):
        raise Unreadable(f'"text" is {_kind(text)}, not a string')
    identity = as_text(fields.get("id"))
    if len(identity) > MAX_ID:
        raise Unreadable(f"the id has more than {MAX_ID} characters")
    title = as_text(fields.get("title"))
    story = clean_record(text, title)
    if not story.text:
        raise Unreadable("the text has no words in it")
    metadata = {one_line(name): as_text(value) for name, value in fields.items() if name not in FIELDS}
    metadata = story.metadata | {name: value for name, value in metadata.items() if value}
    dateline = find_dateline(metadata.get("dateline", "").rstrip(" -–—") + " - x")
    if dateline and dateline.city:
        metadata.setdefault("dateline_city", dateline.city)
    days = dict(story.days)
    if raw := as_text(fields.get("date")):
        if day := parse_day(raw):
            days[DateSource.FIELD] = day
        else:
            metadata[DATE_RAW] = raw
    return finish(
        Draft(
            text=story.text,
            title=title,
            id=identity,
            days=days,
            outlet=as_text(fields.get("outlet")) or story.agency,
            author=as_text(fields.get("author")) or story.author,
            url=as_text(fields.get("url")) or None,
            language=as_text(fields.get("language")) or None,
            metadata=metadata,
        )
    )


def as_text(value: object) -> str:
    """A field's value on one line: lists joined by commas, an object's ``name`` or its JSON, nothing as ``""``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return ", ".join(as_text(each) for each in value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return one_line(value["name"])
    return tidy(json.dumps(value, ensure_ascii=False))


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)


def _no_text(fields: Mapping[str, object]) -> str:
    if "text" in fields:
        return 'the field "text" is empty'
    found = ", ".join(list(fields)[:12]) or "none"
    similar = next((name for name in _SIMILAR if name in fields), None)
    hint = f'; rename "{similar}" to "text"' if similar else ""
    return f'no field "text" (fields found: {found[:200]}){hint}'
