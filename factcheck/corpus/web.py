"""HTML to a story: what the page shows, and what its metadata say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from itertools import islice
from typing import Any

from factcheck.corpus.characters import one_line
from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.hidden import drop_hidden
from factcheck.text.dates import parse_day

MAX_VISIBLE = 2 * 1024 * 1024
"""Characters of visible text on one page."""

MAX_ELEMENTS = 60_000
"""Elements of one page; news pages have some thousands, and a million of them cost a minute."""

_MAX_NODES = 20_000
"""Values of a page's JSON-LD that are looked at."""

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "publication-date",
    "citation_publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "article.published", "date", "datecreated",
)  # fmt: skip
_LATER_NAMES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "details", "table", "tbody", "thead", "tr",
        "ul",
    }
)  # fmt: skip
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")


def parse_html(page: str) -> Any:
    """An lxml tree of a page, whatever its faults.

    Raises:
        Unreadable: when there are no elements in it, or far too many.
    """
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = _DECLARATION.sub("", page).replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Unreadable(f"not HTML that can be parsed: {error}") from None
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise Unreadable(f"a page of more than {MAX_ELEMENTS:,} elements")
    return tree


def page_text(tree: Any, url: str | None = None) -> str:
    """The main text of a page, one paragraph a line. ``tree`` loses what it hides, and is used up.

    trafilatura finds the story; where it keeps less than half of what the page's
    own ``<article>`` shows, or nothing, that is taken instead.
    """
    import trafilatura

    drop_hidden(tree)
    if sum(map(len, tree.itertext())) > MAX_VISIBLE:
        raise Unreadable(f"a page with more than {MAX_VISIBLE // 1024 // 1024} MiB of text")
    shown = block_text(_story_element(deepcopy(tree)))
    found = (
        trafilatura.extract(tree, url=url, include_comments=False, include_tables=True, fast=len(shown) > 200_000) or ""
    )
    return found if 2 * len(found) >= len(shown) or len(found) > 5000 else shown


def _story_element(tree: Any) -> Any:
    """The one ``<article>`` or ``<main>`` of a page, else its body without navigation."""
    for element in list(tree.iter("nav", "aside", "footer", "form", "figcaption")):
        if element.getparent() is not None:
            element.drop_tree()
    for tag in ("article", "main", "body"):
        elements = list(tree.iter(tag))
        if len(elements) == 1:
            return elements[0]
    return tree


def block_text(element: Any) -> str:
    """The text of an element with a blank line around each block, list items marked, line breaks kept. In place."""
    for each in element.iter():
        if not isinstance(each.tag, str):
            continue
        each.text = _squeezed(each.text, each)
        each.tail = _squeezed(each.tail, each.getparent())
        if each.tag in _BLOCKS:
            each.text = "\n\n" + ("• " if each.tag == "li" else "") + (each.text or "")
            each.tail = "\n\n" + (each.tail or "")
        elif each.tag == "br":
            each.tail = "\n" + (each.tail or "")
        elif each.tag in {"td", "th"}:
            each.tail = " " + (each.tail or "")
    return "".join(element.itertext()).strip()


def _squeezed(text: str | None, element: Any) -> str | None:
    if not text or (element is not None and element.tag == "pre"):
        return text
    return re.sub(r"\s+", " ", text)


def page_facts(tree: Any, url: str | None = None) -> dict[str, str]:
    """Title, author, site name, address and language, as far as the page's metadata give them."""
    from trafilatura.metadata import extract_metadata

    copy = deepcopy(tree)
    for element in list(copy.iter("body")):
        _keep_data_scripts(element)
    found = extract_metadata(copy, default_url=url, extensive=False)
    facts = {"title": found.title, "author": found.author, "site": found.sitename, "url": found.url}
    facts["language"] = tree.get("lang") or tree.get("xml:lang") or found.language
    return {name: one_line(value).replace("; ", ", ") for name, value in facts.items() if value}


def _keep_data_scripts(body: Any) -> None:
    """Hidden elements of the body can't name the author, but its JSON-LD may."""
    scripts = [each for each in body.iter("script") if each.get("type", "").lower() == "application/ld+json"]
    texts = [each.text for each in scripts]
    drop_hidden(body)
    for text in texts:
        script = body.makeelement("script", {"type": "application/ld+json"})
        script.text = text
        body.append(script)


def page_day(tree: Any) -> date | None:
    """The day of publication by meta tag, JSON-LD or ``<time>``; that of the last change where no other is given."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(key, "").strip().lower():
                named.setdefault(name, element.get("content", ""))
    data = {key.lower(): value for key, value in _linked_dates(tree)}
    times = [each for each in tree.iter("time") if each.get("datetime")]
    marked = [
        each.get("datetime")
        for each in times
        if each.get("pubdate") is not None or each.get("itemprop") == "datePublished"
    ]
    candidates = [
        *(named[name] for name in _DATE_NAMES[:4] if name in named),
        data.get("datepublished", ""),
        *marked,
        *(named[name] for name in _DATE_NAMES[4:] if name in named),
        *(each.get("datetime") for each in times[:1]),
        *(named[name] for name in _LATER_NAMES if name in named),
        data.get("datemodified", ""),
    ]
    return next((day for each in candidates if each and (day := parse_day(one_line(each)[:80]))), None)


def _linked_dates(tree: Any) -> Iterator[tuple[str, str]]:
    """Date properties in the page's JSON-LD, the last value of a name being the first in the page."""
    found: list[tuple[str, str]] = []
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            waiting = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue  # other places may still give the date
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(reversed(node))
            elif isinstance(node, dict):
                found += [
                    (key, value)
                    for key, value in node.items()
                    if key.lower().startswith("date") and isinstance(value, str)
                ]
                waiting.extend(value for value in reversed(node.values()) if isinstance(value, dict | list))
    return reversed(found)
