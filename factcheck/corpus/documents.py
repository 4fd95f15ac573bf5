"""Whole documents to one report each: plain text, Markdown, HTML."""

from __future__ import annotations

import re
from datetime import date

from factcheck.corpus.characters import one_line
from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.pages import clean_page
from factcheck.corpus.reports import DATE_RAW, Draft, finish
from factcheck.corpus.story import Story
from factcheck.types import DateSource, Report

_FRONT = re.compile(r"---[ \t]*\n(?P<fields>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,60}):(?:\s+(?P<value>.*))?$")
_SAME = {
    "headline": "title",
    "source": "outlet",
    "publisher": "outlet",
    "byline": "author",
    "authors": "author",
    "lang": "language",
    "published": "date",
    "link": "url",
    "canonical": "url",
}
"""Other names that front matter has for our fields."""

_OURS = ("id", "title", "date", "outlet", "author", "url", "language")
MAX_MARKDOWN = 512 * 1024
"""Characters of a Markdown document; parsing hostile ones costs up to 17 s a million."""


def report_from_text(text: str, identity: str = "") -> Report:
    """The report of a scraped page or plain document: title first, then the lines about it, then the story.

    Raises:
        Unreadable: when no story is in it.
    """
    return _report(clean_page(text), identity)


def report_from_html(page: str, identity: str = "") -> Report:
    """The report of a web page, from what it shows and what its metadata say.

    Raises:
        Unreadable: when it shows no text, or far too much.
    """
    from factcheck.corpus.web import page_day, page_facts, page_text, parse_html

    tree = parse_html(page)
    day = page_day(tree)
    facts = page_facts(tree)
    text = page_text(tree, facts.get("url"))
    story = clean_page(text, facts.get("title", ""))
    return _report(story, identity, facts, {DateSource.META: day} if day else {})


def report_from_markdown(text: str, identity: str = "") -> Report:
    """The report of a Markdown document: front matter, the first heading as title, and the text without markup.

    Raises:
        Unreadable: when no story is in it, or it is too long.
    """
    from markdown_it import MarkdownIt

    from factcheck.corpus.hidden import drop_hidden
    from factcheck.corpus.web import block_text, parse_html
    from factcheck.text.dates import parse_day

    if len(text) > MAX_MARKDOWN:
        raise Unreadable(f"a Markdown document of more than {MAX_MARKDOWN // 1024} KiB")
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    facts, extra, body = read_front_matter(text)
    days: dict[DateSource, date] = {}
    if raw := facts.pop("date", ""):
        if day := parse_day(raw):
            days[DateSource.FIELD] = day
        else:
            extra[DATE_RAW] = raw
    tree = parse_html("<div>" + MarkdownIt("commonmark").enable("table").render(body) + "</div>")
    drop_hidden(tree)
    heading = next((each for each in tree.iter("h1", "h2", "h3")), None)
    if heading is not None:
        title = one_line("".join(heading.itertext()))
        facts.setdefault("title", title)
        if title == facts["title"] or heading.tag == "h1":
            heading.drop_tree()
    story = clean_page(block_text(tree), facts.get("title", ""))
    return _report(story, facts.get("id", identity), facts, days, extra)


def read_front_matter(text: str) -> tuple[dict[str, str], dict[str, str], str]:
    """Our fields, the other fields, and the text behind a ``---`` block of ``key: value`` lines.

    Lists in brackets or on lines with dashes are joined by commas. Anything finer
    in YAML is kept as it is written.
    """
    found = _FRONT.match(text)
    if not found:
        return {}, {}, text
    fields: dict[str, str] = {}
    name = ""
    for line in found["fields"].split("\n"):
        if match := _FIELD.match(line):
            name = match["name"].strip().lower()
            fields[name] = _plain(match["value"] or "")
        elif name and line.startswith((" ", "\t", "- ")) and line.strip():
            item = _plain(line.strip().removeprefix("- "))
            fields[name] = f"{fields[name]}, {item}" if fields[name] and fields[name] not in "|>" else item
    ours: dict[str, str] = {}
    for key, value in fields.items():
        if value and (target := key if key in _OURS else _SAME.get(key)):
            if key in _OURS:
                ours[target] = value
            else:
                ours.setdefault(target, value)
    extra = {key: value for key, value in fields.items() if value and key not in _OURS and key not in _SAME}
    return ours, extra, text[found.end() :]


def _plain(value: str) -> str:
    """A front matter value without its quotes or brackets."""
    value = one_line(value)
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_plain(item) for item in value[1:-1].split(",") if item.strip())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _report(
    story: Story,
    identity: str,
    facts: dict[str, str] | None = None,
    days: dict[DateSource, date] | None = None,
    extra: dict[str, str] | None = None,
) -> Report:
    """Facts from metadata come before what the text says of itself."""
    if not story.text:
        raise Unreadable("no story in it: nothing but menus, captions or single words")
    facts = facts or {}
    return finish(
        Draft(
            text=story.text,
            title=story.title,
            id=identity,
            days=story.days | (days or {}),
            outlet=facts.get("outlet") or facts.get("site") or story.outlet or story.agency,
            author=facts.get("author") or story.author,
            url=facts.get("url") or story.url,
            language=facts.get("language"),
            metadata=story.metadata | (extra or {}),
        )
    )
