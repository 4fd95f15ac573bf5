"""Markdown: front matter, title, and the text without its markup."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.documents import read_front_matter, report_from_markdown
from factcheck.types import DateSource

NOTE = """\
---
title: "Port deal: signed"
date: 2022-11-08
source: Example Post
authors:
  - Jane Doe
  - Bo Ek
tags: [ports, "trade"]
url: https://example.org/port
---
# Port deal: signed

The [minister](https://example.org/m) said **on Tuesday** that the *port* deal was `signed`.<!-- It was not signed. -->

## What is in it

> "It is done," she said.

- 24 cranes from next year
- two berths are to be built

| year | tons |
|------|------|
| 2021 | 300  |
| 2022 | 400  |

<div style="display:none">It was not signed, she said.</div>

![The port at night](port.jpg)
"""


def test_markup_is_gone_and_the_text_is_whole() -> None:
    assert report_from_markdown(NOTE).text == (
        "The minister said on Tuesday that the port deal was signed.\n\n"
        '"It is done," she said.\n\n24 cranes from next year\n\ntwo berths are to be built\n\n'
        "year tons\n2021 300\n2022 400"
    )


def test_front_matter_fills_the_fields() -> None:
    report = report_from_markdown(NOTE, "notes/port.md")
    assert (report.id, report.title, report.outlet) == ("notes/port.md", "Port deal: signed", "Example Post")
    assert (report.author, report.url) == ("Jane Doe, Bo Ek", "https://example.org/port")
    assert (report.date, report.date_source) == (date(2022, 11, 8), DateSource.FIELD)
    assert report.metadata["tags"] == "ports, trade"


def test_the_first_heading_is_the_title_without_front_matter() -> None:
    report = report_from_markdown("Bridge to close\n===\n\n31 March 2023\n\nThe bridge will close on Monday.\n")
    assert (report.title, report.text) == ("Bridge to close", "The bridge will close on Monday.")
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.HEADER)


def test_an_unknown_date_in_front_matter_is_kept_as_words() -> None:
    report = report_from_markdown("---\ndate: soon\n---\n# A title\n\nThe bridge will close on Monday.\n")
    assert report.date is None
    assert report.metadata["date_raw"] == "soon"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_front_matter("---\n\nWords.\n") == ({}, {}, "---\n\nWords.\n")


def test_a_document_that_is_too_long_is_refused() -> None:
    with pytest.raises(Unreadable, match="KiB"):
        report_from_markdown("[" * 600_000)
