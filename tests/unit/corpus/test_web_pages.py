"""HTML: the story that a page shows, its metadata, and nothing that it hides."""

from __future__ import annotations

import json
from datetime import date

import pytest

from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.documents import report_from_html
from factcheck.types import DateSource

SHOWN = "The harbour bridge will close for three weeks from Monday after engineers found a crack, the council said."
MORE = "It is the third closure since 2019, and buses will go round by the old road until the end of April."
HEAD = (
    '<meta property="og:title" content="Bridge to close for three weeks">'
    '<meta property="og:site_name" content="Example Gazette">'
    '<meta name="author" content="Jane Doe"><link rel="canonical" href="https://example.org/bridge">'
)


def page(body: str, head: str = HEAD) -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Bridge | Example Gazette</title>{head}</head>'
        f'<body><nav><a href="/">Home</a> <a>World news</a></nav><article><h1>Bridge to close for three weeks</h1>'
        f"<p>{SHOWN}</p>{body}<p>{MORE}</p></article>"
        "<footer><p>© 2023 Example Gazette</p></footer></body></html>"
    )


def test_a_page_gives_its_story_and_its_facts() -> None:
    report = report_from_html(page(""))
    assert report.text == f"{SHOWN}\n\n{MORE}"
    assert report.title == "Bridge to close for three weeks"
    assert (report.outlet, report.author, report.language) == ("Example Gazette", "Jane Doe", "en-GB")
    assert report.url == "https://example.org/bridge"


SECRET = "The bridge is safe and will not close at all, the same council said on Friday."


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<div aria-hidden="true"><p>{}</p></div>',
        '<p style="display:none">{}</p>',
        '<p style="DISPLAY : none !important">{}</p>',
        '<p style="display:/**/none">{}</p>',
        '<p style="visibility:hidden">{}</p>',
        '<p style="opacity:0">{}</p>',
        '<p style="font-size:0px">{}</p>',
        '<p style="text-indent:-9999px">{}</p>',
        '<p style="position:absolute;left:-10000px">{}</p>',
        '<p style="width:0;height:0;overflow:hidden">{}</p>',
        '<p style="width:1px;height:1px;overflow:hidden">{}</p>',
        '<p style="clip:rect(0,0,0,0)">{}</p>',
        '<p style="color:transparent">{}</p>',
        '<p class="sr-only">{}</p>',
        '<style>.x1, #x3 {{ display: none }}</style><p class="a x1">{}</p>',
        '<style>.other{{color:red}} #x2{{visibility:hidden}}</style><p id="x2">{}</p>',
        "<!-- <p>{}</p> -->",
        "<script>document.write('<p>{}</p>')</script>",
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
        "<svg><text>{}</text></svg>",
        '<input type="hidden" value="x"><textarea>{}</textarea>',
        "<span hidden>{}</span>",
        "<iframe>{}</iframe>",
    ],
)
def test_what_a_page_hides_is_no_evidence(hidden: str) -> None:
    report = report_from_html(page(hidden.format(SECRET)))
    assert "bridge is safe" not in report.text
    assert SHOWN in report.text
    assert MORE in report.text


@pytest.mark.parametrize(
    "shown",
    [
        "<style>@media print {{ .keep {{ display: none }} }}</style><p class='keep'>{}</p>",
        '<p style="opacity:0.9">{}</p>',
        '<p style="margin-left:10px;width:100%">{}</p>',
        '<p style="font-size:0.9em">{}</p>',
    ],
)
def test_what_a_page_shows_stays(shown: str) -> None:
    assert SECRET in report_from_html(page(shown.format(SECRET))).text


def test_text_behind_a_hidden_element_stays() -> None:
    report = report_from_html(page(f"<p><span hidden>not </span>{SECRET}</p>"))
    assert SECRET in report.text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-03-31T09:00:00Z">',
        '<meta property="article:modified_time" content="2023-04-02"><meta name="pubdate" content="2023-03-31">',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle",'
        '"datePublished":"2023-03-31T09:00:00+01:00","dateModified":"2023-04-02"}]}</script>',
        '<meta itemprop="datePublished" content="Fri, 31 Mar 2023 09:00:00 GMT">',
        '<meta property="article:modified_time" content="2023-03-31">',
        '<script type="application/ld+json">{broken</script><meta name="dc.date" content="2023-03-31">',
    ],
)
def test_the_day_of_publication_comes_from_the_metadata(head: str) -> None:
    report = report_from_html(page("", head))
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.META)


def test_a_time_element_dates_a_page_without_metadata() -> None:
    report = report_from_html(page('<time datetime="2023-03-31">last Friday</time>', ""))
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.META)


def test_a_year_in_the_footer_is_no_date() -> None:
    report = report_from_html(page("", ""))
    assert (report.date, report.date_source) == (None, DateSource.NONE)


def test_the_address_dates_a_page_last() -> None:
    report = report_from_html(page("", '<link rel="canonical" href="https://example.org/2023/03/31/bridge">'))
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.URL)


def test_captions_and_prompts_of_a_page_are_left_out() -> None:
    report = report_from_html(
        page(
            "<figure><img src=a><figcaption>The bridge. REUTERS/Jo Smith</figcaption></figure>"
            "<p>Sign up for our newsletter</p>"
        )
    )
    assert report.text == f"{SHOWN}\n\n{MORE}"


def test_hostile_pages_are_refused_or_read_in_bounded_time() -> None:
    with pytest.raises(Unreadable, match="elements"):
        report_from_html("<html><body>" + "<li>a" * 100_000)
    with pytest.raises(Unreadable, match="MiB of text"):
        report_from_html("<html><body><p>" + "words of a text. " * 200_000)
    deep = json.dumps({"datePublished": "2023-03-31"})
    nested = f'<script type="application/ld+json">{"[" * 100_000}{deep}{"]" * 100_000}</script>'
    assert report_from_html(page("<div>" * 50_000, nested)).date is None


@pytest.mark.parametrize("text", ["<html></html>", "<p>   </p>", "<html><body><script>x</script></body></html>"])
def test_a_page_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        report_from_html(text)
