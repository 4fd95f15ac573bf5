"""Scraped plain text: what is the story, what only surrounds it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.corpus.boilerplate import Kind, kind_of
from factcheck.corpus.decoding import Unreadable
from factcheck.corpus.documents import report_from_text
from factcheck.types import DateSource

PAGE = """\
Skip to main content
Menu
Home
News
World

World News

Harbour bridge to close for three weeks after crack found | Example Gazette

By Jane Doe and John Roe, Example Gazette
Published: March 31, 2023 10:45 AM GMT | Updated: April 2, 2023
3 min read

Share
Facebook | Twitter | WhatsApp

Image: The harbour bridge on Thursday. (AP Photo/John Smith)

PORT ELLEN, Scotland (AP) — The harbour bridge will close for three weeks from Monday, the council said.

Advertisement

It is the third closure since 2019.

Read more: Ferry fares to rise in May
Council defends bridge spending
Ten things to know about the ferry

"We can't take risks," said Mary Hill, who leads the council.

What happens next

Buses will go round by the old road. The council expects:
- 24 extra buses a day
- longer trips for school children
- Help

Workers inspect the main span. REUTERS/Ann Other

Engineers hope to reopen the bridge by 24 April.
___
Associated Press writer Ann Lee in Glasgow contributed to this report.

Sign up for our morning newsletter
We use cookies to improve your experience. By continuing you agree to our terms.

More from Example Gazette
Man held after fire at bakery
The man, 34, was arrested on Tuesday after the fire destroyed the bakery on Main Street.
Ferry fares to rise in May
Most read
1. Storm names for 2023
(Reporting by Jane Doe; Editing by Max Low)
© 2023 Example Gazette. All rights reserved.
"""

BODY = """\
The harbour bridge will close for three weeks from Monday, the council said.

It is the third closure since 2019.

"We can't take risks," said Mary Hill, who leads the council.

Buses will go round by the old road. The council expects:

24 extra buses a day

longer trips for school children

Engineers hope to reopen the bridge by 24 April."""


def test_only_the_story_is_left_of_a_page() -> None:
    assert report_from_text(PAGE).text == BODY


def test_the_header_gives_title_day_author_and_outlet() -> None:
    report = report_from_text(PAGE)
    assert report.title == "Harbour bridge to close for three weeks after crack found"
    assert (report.date, report.date_source) == (date(2023, 3, 31), DateSource.HEADER)
    assert report.author == "Jane Doe and John Roe, Example Gazette"
    assert report.outlet == "Example Gazette"
    assert report.metadata["dateline_city"] == "PORT ELLEN, Scotland"
    assert report.metadata["agency"] == "AP"


def test_credits_below_the_furniture_are_still_noted() -> None:
    assert report_from_text(PAGE).metadata["editing"] == "Max Low"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, 31 Mar 2023", date(2023, 3, 31)),
        ("• Friday, 31 Mar 2023", date(2023, 3, 31)),
        ("31 March 2023", date(2023, 3, 31)),
        ("March 31, 2023", date(2023, 3, 31)),
        ("2023-03-31", date(2023, 3, 31)),
        ("World | 31 March 2023 | 10:45", date(2023, 3, 31)),
        ("Published 31 March 2023, 10:45 BST", date(2023, 3, 31)),
        ("Date: 2023-03-31", date(2023, 3, 31)),
        ("31 February 2023", None),
        ("Last updated on 2 April 2023", date(2023, 4, 2)),
        ("By Jane Doe | March 31, 2023", date(2023, 3, 31)),
    ],
)
def test_date_lines_above_a_story(line: str, day: date | None) -> None:
    report = report_from_text(
        f"Bridge to close for weeks\n\n{line}\n\nThe bridge will close on Monday.\n\nBuses go round it.\n"
    )
    assert report.date == day
    assert report.date_source is (DateSource.HEADER if day else DateSource.NONE)
    assert report.text == "The bridge will close on Monday.\n\nBuses go round it."


def test_publication_comes_before_an_update() -> None:
    report = report_from_text(
        "Bridge to close\n\nUpdated: 2 April 2023\nPublished: 31 March 2023\n\nThe bridge will close on Monday.\n"
    )
    assert report.date == date(2023, 3, 31)


def test_a_date_line_may_name_the_outlet() -> None:
    report = report_from_text(
        "Bridge to close\n\nThe Meridian Post, 25 August 2022\n\nThe bridge will close on Monday.\n"
    )
    assert (report.outlet, report.date) == ("The Meridian Post", date(2022, 8, 25))


@pytest.mark.parametrize("title", ["Bridge to close on 3 May 2023", "Timeline: the flood of 3 May 2023 hour by hour"])
def test_a_date_in_a_headline_is_no_date_line(title: str) -> None:
    report = report_from_text(f"{title}\n\nThe council said on Friday that it would.\n")
    assert (report.title, report.date) == (title, None)


def test_a_date_in_a_sentence_is_no_date_line() -> None:
    report = report_from_text(
        "Bridge to close\n\nThe bridge of 3 May 1931 will close on Monday, said the council in a letter.\n"
    )
    assert report.date is None


def test_the_dateline_dates_a_story_with_no_other_date() -> None:
    report = report_from_text(
        "Rents bill\n\nMADRID, March 3, 2021 (Reuters) - Spain's cabinet approved a bill on rents.\n"
    )
    assert (report.date, report.date_source) == (date(2021, 3, 3), DateSource.DATELINE)
    assert report.text == "Spain's cabinet approved a bill on rents."
    assert report.outlet == "Reuters"


def test_an_agency_signs_off_at_the_end() -> None:
    report = report_from_text(
        'Mine toll rises\n\nAt least 24 people died on Tuesday.\n\n"Work goes on," a spokesman said. - AFP\n'
    )
    assert report.text.endswith("a spokesman said.")
    assert report.metadata["agency"] == "AFP"


def test_labelled_lines_name_title_source_and_author() -> None:
    text = "Title: Minister denies sale\nSource: Daily Example\nAuthor: A. Writer\n\nThe minister denied the sale.\n"
    report = report_from_text(text)
    assert (report.title, report.outlet, report.author) == ("Minister denies sale", "Daily Example", "A. Writer")
    assert report.text == "The minister denied the sale."


def test_a_story_without_a_title_keeps_its_first_sentence() -> None:
    text = "The mayor said on Monday that the library would stay open until the end of the year.\nHe denied a sale.\n"
    report = report_from_text(text)
    assert report.title == ""
    assert report.text.startswith("The mayor said")
    assert report.text.endswith("He denied a sale.")


def test_a_sidebar_above_the_story_does_not_end_it() -> None:
    text = "Bridge to close\n\nTags: bridge, road\n\nThe bridge will close on Monday.\n\nBuses go round it.\n"
    assert report_from_text(text).text == "The bridge will close on Monday.\n\nBuses go round it."


def test_results_without_full_stops_stay() -> None:
    text = "Rovers win the cup\n\nRovers beat United on Saturday.\n\nRovers 3\nUnited 1\nAttendance 24,000\n"
    assert report_from_text(text).text == "Rovers beat United on Saturday.\n\nRovers 3\nUnited 1\nAttendance 24,000"


def test_a_text_of_furniture_alone_holds_no_story() -> None:
    with pytest.raises(Unreadable, match="no story"):
        report_from_text("Home\nMenu\nSubscribe now\nAdvertisement\n")


def test_a_script_without_spaces_or_latin_stops() -> None:
    text = (
        "首相が辞任を表明\n\n2023年3月31日\n\n首相は金曜日、記者会見で辞任する意向を表明し、後任は来月選ばれると述べた。\n\n"
        "野党は早期の選挙を求めている。\n"
    )
    report = report_from_text(text)
    assert report.title == "首相が辞任を表明"
    assert report.text.startswith("首相は金曜日")
    assert report.text.endswith("求めている。")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", Kind.NOISE),
        ("ADVERTISEMENT", Kind.NOISE),
        ("Story continues below", Kind.NOISE),
        ("Follow us on our WhatsApp channel for breaking news", Kind.NOISE),
        ("Sign up for our newsletter", Kind.NOISE),
        ("Subscribe", Kind.NOISE),
        ("Subscribe to continue reading.", Kind.NOISE),
        ("Get the day's top stories delivered to your inbox", Kind.NOISE),
        ("We use cookies and similar technologies to run this site.", Kind.NOISE),
        ("Accept all cookies", Kind.NOISE),
        ("Share this article", Kind.NOISE),
        ("Facebook Twitter Email", Kind.NOISE),
        ("4 min read", Kind.NOISE),
        ("12 Comments", Kind.NOISE),
        ("Home | World | Science | Opinion", Kind.NOISE),
        ("Home News World Money Sport Weather", Kind.NOISE),
        ("Log in | Subscribe", Kind.NOISE),
        ("FILE PHOTO: The port at night, 3 May 2020. REUTERS/Ann Other/File Photo", Kind.CAPTION),
        ("Smoke rises over the port on Tuesday, May 3, 2022. (AP Photo/Jo Smith)", Kind.CAPTION),
        ("Photo by Jo Smith/Getty Images", Kind.CAPTION),
        ("The port at night. Jo Smith/AFP via Getty Images", Kind.CAPTION),
        ("Also read: Port to be sold", Kind.INSET),
        ("Related: Port to be sold", Kind.INSET),
        ("Also Read | Port to be sold", Kind.INSET),
        ("You might also be interested in:", Kind.LIST),
        ("Lowford CNN —", Kind.NOISE),
        ("RELATED STORIES", Kind.LIST),
        ("More from The Example", Kind.LIST),
        ("You may also like", Kind.LIST),
        ("Most Read", Kind.LIST),
        ("Next In World", Kind.END),
        ("Others Also Read", Kind.END),
        ("© 2023 The Example. All rights reserved.", Kind.END),
        ("Tags: port, sale", Kind.END),
        # what only looks like it
        ("World news in brief", Kind.TEXT),
        ("Health | Toll rises to 24 | Live", Kind.TEXT),
        ("More than 20 people in the region died.", Kind.TEXT),
        ("Copyright law was changed on Monday, the minister said.", Kind.TEXT),
        ("Careers in nursing are short of applicants, a study found.", Kind.TEXT),
        ("We baked cookies for the whole school.", Kind.TEXT),
        ("Share prices fell by 3 per cent on Tuesday.", Kind.TEXT),
        ("The photo was taken in 2019, he told Reuters.", Kind.TEXT),
        ("Top officials met in Geneva.", Kind.TEXT),
        ("Related charges were dropped in May.", Kind.TEXT),
        ("Follow-up talks are planned for June.", Kind.TEXT),
        ("The latest figures show a fall.", Kind.TEXT),
        ("Recommended doses were exceeded, the inquiry found.", Kind.TEXT),
    ],
)
def test_kinds_of_line(line: str, kind: Kind) -> None:
    assert kind_of(line) is kind
