"""Datelines, sign-offs, credits and end marks."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.corpus.wire import cut_credits, cut_sign_off, find_dateline, is_credit, is_end_mark, read_credits


@pytest.mark.parametrize(
    ("text", "city", "agency", "rest"),
    [
        ("WASHINGTON (Reuters) - The plan failed.", "WASHINGTON", "Reuters", "The plan failed."),
        ("SEOUL, South Korea (AP) — The plan failed.", "SEOUL, South Korea", "AP", "The plan failed."),
        ("UNITED NATIONS, Sept 7 (Reuters) - The plan failed.", "UNITED NATIONS", "Reuters", "The plan failed."),
        ("BEIJING, March 3 (Xinhua) -- The plan failed.", "BEIJING", "Xinhua", "The plan failed."),
        ("Kyiv (AFP) – The plan failed.", "Kyiv", "AFP", "The plan failed."),
        ("TUCSON, Ariz., March 17 - The plan failed.", "TUCSON, Ariz.", None, "The plan failed."),
        ("LONDON/PARIS, 3 May 2022 (Reuters) - The plan failed.", "LONDON/PARIS", "Reuters", "The plan failed."),
        ("SÃO PAULO, Jan. 5 (EFE) – The plan failed.", "SÃO PAULO", "EFE", "The plan failed."),
        ("GENEVA — The plan failed.", "GENEVA", None, "The plan failed."),
        ("WASHINGTON, D.C. — The plan failed.", "WASHINGTON, D.C.", None, "The plan failed."),
        ("March 5 (Reuters) - The plan failed.", None, "Reuters", "The plan failed."),
        ("(Reuters) - The plan failed.", None, "Reuters", "The plan failed."),
        ('MOSCOW (Reuters) - "No," he said.', "MOSCOW", "Reuters", '"No," he said.'),
    ],
)
def test_datelines(text: str, city: str | None, agency: str | None, rest: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.city, found.agency, text[found.end :]) == (city, agency, rest)


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance that it leads - said no.",
        "The plan - which failed - cost 3 million.",
        "Officials (who met on Monday) - all of them - said no.",
        "The World Health Organization (WHO) - a UN agency - said no.",
        "Prices rose 3 per cent - the most since May.",
        "On March 3 - a Sunday - the plan failed.",
        "BREAKING - The plan failed.",
        "UPDATE 1 - The plan failed.",
        "Well-known economists said no.",
        "- The plan failed.",
        "— The plan failed.",
        "",
    ],
)
def test_sentences_with_dashes_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


def test_only_a_dateline_with_its_year_gives_a_day() -> None:
    with_year = find_dateline("PARIS, March 3, 2021 (AFP) - Words.")
    without = find_dateline("PARIS, March 3 (AFP) - Words.")
    assert with_year is not None
    assert without is not None
    assert (with_year.day, without.day) == (date(2021, 3, 3), None)


@pytest.mark.parametrize(
    ("paragraph", "kept", "agency"),
    [
        ("It failed. - Reuters", "It failed.", "Reuters"),
        ("It failed. — Bernama", "It failed.", "Bernama"),
        ("It failed. (AFP)", "It failed.", "AFP"),
        ('"It failed." – dpa', '"It failed."', "dpa"),
        ("It failed. REUTER", "It failed.", "Reuters"),
        ("It failed, said Reuters", "It failed, said Reuters", None),
        ("It was a long-running row. - Minister", "It was a long-running row. - Minister", None),
    ],
)
def test_sign_offs(paragraph: str, kept: str, agency: str | None) -> None:
    assert cut_sign_off(paragraph) == (kept, agency)


def test_credits_by_role() -> None:
    line = "(Reporting by Ada Berg and Bo Ek; additional reporting by Cy Fox; Writing by Di Gray, Editing by Ed Hay)"
    assert is_credit(line)
    names = read_credits(line)
    assert names["reporting"] == "Ada Berg and Bo Ek"
    assert names["additional_reporting"] == "Cy Fox"
    assert read_credits("Reporting and writing by Ada Berg") == {"reporting": "Ada Berg", "writing": "Ada Berg"}


def test_credits_behind_a_last_sentence() -> None:
    assert cut_credits("It failed. (Reporting by Ada Berg)") == ("It failed.", "(Reporting by Ada Berg)")
    assert cut_credits("It failed (in part).") == ("It failed (in part).", "")


@pytest.mark.parametrize(
    "line", ["Reporting on the war is hard, editors said.", "Edited texts were found in his office."]
)
def test_sentences_about_reporting_are_no_credits(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize("line", ["Reuter", "REUTER...", "-30-", "###", "ENDS", "- - - -", "___"])
def test_end_marks(line: str) -> None:
    assert is_end_mark(line)


@pytest.mark.parametrize("line", ["Reuters reported it.", "30", "More people came.", "A.", ""])
def test_no_end_marks(line: str) -> None:
    assert not is_end_mark(line)
