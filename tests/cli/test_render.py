"""What the reader sees: both sides in view, exact quotes, nothing from a report in control of the terminal."""

from __future__ import annotations

import io
from datetime import date

import pytest
from builders import evidence, finding
from rich.cells import cell_len
from rich.console import Console

from factcheck.cli.colours import RED
from factcheck.cli.marking import deciding_spans, shared_words
from factcheck.cli.output import Trimmed
from factcheck.cli.render import render_finding
from factcheck.types import Check, CheckOutcome, Claim, Conclusion, Finding, Reason, ReasonCode, Shelf, Span, Stance

S, C, N = Stance.SUPPORTS, Stance.CONFLICTS, Stance.NEUTRAL


LINK = "https://continentaldispatch.example/world/2022/11/02/kirby-shells-and-more-of-it"


@pytest.mark.parametrize("width", [110, 120, 130])
def test_side_by_side_nothing_is_cut(width: int) -> None:
    quote = "It was carried by the state news agency KCNA (조선중앙통신), came from a vice director, and said no more."
    title = "White House: " + "North Korea is covertly shipping shells to Russia, and more " * 4
    items = [evidence(side, origin=side.value, quote=quote, title=title, url=LINK) for side in (S, C)]
    shown = screen(finding(*items), width)
    assert "+ SUPPORTS" in shown and "…" not in shown
    for start, end in ((0, width // 2), (width // 2, width)):
        column = ["".join(_columns(line, start, end)) for line in shown.splitlines()]
        told = "".join("".join(column).split())
        for whole in (quote, title, LINK):
            assert "".join(whole.split()) in told


def _columns(line: str, start: int, end: int) -> list[str]:
    """The characters of a line that stand between two columns; some scripts take two columns a character."""
    place, found = 0, []
    for character in line:
        if start <= place < end:
            found.append(character)
        place += cell_len(character)
    return found


def test_each_side_says_its_origins_once() -> None:
    conflicts = [evidence(C, origin=f"c{n}", rank=n) for n in (1, 2, 3)]
    for width in (80, 120):
        shown = screen(finding(evidence(S), *conflicts, conclusion=Conclusion.MIXED), width)
        assert shown.count("CONFLICTS: 3 independent origins conflict") == 1
        assert shown.count("SUPPORTS: 1 origin says so") == 1
        assert shown.count("says so") == 1 and "say so" not in shown
    assert "CONFLICTS: 1 origin conflicts" in screen(finding(conflicts[0], conclusion=Conclusion.CONFLICTING))


@pytest.mark.parametrize(("term", "named"), [("dumb", True), ("unknown", True), ("xterm-256color", False)])
def test_a_dumb_terminal_has_the_deciding_words_named(monkeypatch: pytest.MonkeyPatch, term: str, named: bool) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = io.StringIO()
    render_finding(finding(evidence(S)), Console(file=stream, width=80, force_terminal=True))
    assert ("deciding words:" in stream.getvalue()) is named
    assert ("\x1b[1m" in stream.getvalue()) is not named


def test_a_pipe_gets_no_blanks_at_the_ends_of_lines() -> None:
    stream = io.StringIO()
    trimmed = Trimmed(stream)
    for part in ("a  ", "b   \n", "  \n c ", "\n", "d  "):
        assert trimmed.write(part) == len(part)
    assert stream.getvalue() == "a  b\n\n c\nd"


def screen(result: Finding, width: int = 80, *, terminal: bool = False, only: Stance | None = None) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="256" if terminal else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        no_color=False,
    )
    render_finding(result, console, only=only)
    return stream.getvalue()


def test_conclusion_and_reason_come_first() -> None:
    lines = screen(finding(evidence(S))).splitlines()
    assert lines[0].startswith("Claim  The bridge opened in May.")
    assert lines[1].startswith("SUPPORTED  90 %  One report supports it.")


def test_the_best_conflict_is_second_however_many_supports_there_are() -> None:
    supports = [evidence(S, origin=f"s{n}", rank=n) for n in range(1, 6)]
    shown = screen(finding(*supports, evidence(C, origin="c1", score=0.3), conclusion=Conclusion.MIXED))
    heads = [line for line in shown.splitlines() if line.startswith(("+ SUPPORTS", "- CONFLICTS"))]
    assert heads[1].startswith("- CONFLICTS")
    assert len(heads) == 6


def test_wide_screens_have_two_columns() -> None:
    shown = screen(finding(evidence(S), evidence(C, origin="c")), 120)
    assert any("+ SUPPORTS" in line and "- CONFLICTS" in line for line in shown.splitlines())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_wider_than_the_screen(width: int) -> None:
    long = evidence(S, quote="word " * 60 + "x" * 150, url="https://example.org/" + "a" * 120, title="t" * 200)
    assert max(map(len, screen(finding(long, evidence(C, origin="c")), width).splitlines())) <= width


def test_quote_is_exact_and_deciding_words_are_said_without_colour() -> None:
    shown = screen(finding(evidence(S, quote="Mayor Ilo said the bridge opened on 2 May 2024.")), 200)
    assert "“Mayor Ilo said the bridge opened on 2 May 2024.”" in shown
    assert "deciding words: “bridge opened”, “May”" in shown
    assert "\x1b" not in shown


def test_reports_cannot_drive_the_terminal_or_the_markup() -> None:
    evil = "\x1b]0;owned\x07\x1b[31mred\x1b[0m [bold]not bold[/bold] \u202eevil\u202c \x9b2J"
    item = evidence(S, quote=evil, title=evil, author=evil, outlet=evil, url="https://e.org/\x1b[2J")
    shown = screen(finding(item, claim=Claim(evil)), terminal=True)
    assert "\x1b]0" not in shown and "\x07" not in shown and "\x9b" not in shown
    assert "\x1b[2J" not in shown and "\x1b[31mred" not in shown
    assert "\u202e" not in shown
    assert "[bold]not bold[/bold]" in shown


def test_checks_are_explained() -> None:
    check = Check("numbers", CheckOutcome.DIFFERS, "24 in the claim, 'two dozen' in the report", (), (Span(4, 10),))
    shown = screen(finding(evidence(C, checks=(check,))))
    assert "≠ numbers: 24 in the claim, 'two dozen' in the report" in shown


def test_copies_are_said_to_count_once() -> None:
    shown = screen(finding(evidence(S, copies=("a", "b", "c"))), 200)
    assert "one text in 3 reports, counted once" in shown
    assert "1 origin says so" in shown


def test_later_and_undated_reports_are_shown_apart() -> None:
    later = evidence(C, shelf=Shelf.LATER, day=date(2025, 1, 1), origin="l", quote="It closed again.")
    undated = evidence(S, shelf=Shelf.UNDATED, day=None, origin="u", quote="It is open.")
    shown = screen(finding(evidence(S), later, undated))
    place = shown.index("Later than 1 Jun 2024 (not counted)")
    assert shown.index("It closed again.") > place > shown.index("+ SUPPORTS")
    assert "Undated (not counted)" in shown


def test_no_evidence_says_which_kind_and_shows_the_nearest() -> None:
    reason = Reason(ReasonCode.RELATED_BUT_SILENT, "Related reports (1 found), none decides it.")
    shown = screen(
        finding(evidence(N, quote="The bridge was planned."), conclusion=Conclusion.NOT_ENOUGH, reason=reason)
    )
    assert "NOT ENOUGH EVIDENCE" in shown and "none decides it" in shown
    assert "Nearest passages, undecided" in shown and "The bridge was planned." in shown


def test_only_hides_a_side_but_not_the_finding() -> None:
    shown = screen(finding(evidence(S), evidence(C, origin="c"), conclusion=Conclusion.MIXED), only=C)
    assert "- CONFLICTS" in shown and "+ SUPPORTS" not in shown and "MIXED" in shown


def test_what_differs_is_marked_before_what_is_shared() -> None:
    quote = "The bridge opened in June."
    check = Check("dates", CheckOutcome.DIFFERS, "", (), (Span(21, 25),))
    spans = deciding_spans(evidence(C, quote=quote, checks=(check,)), "The bridge opened in June.")
    assert [(quote[s.start : s.end], style) for s, style in spans] == [
        ("bridge opened", "bold"),
        ("June", f"bold {RED} underline"),
    ]


def test_a_figure_is_one_word_with_its_commas() -> None:
    quote = "Kirby put it at 50,000, of whom 40,000 were convicts and 1.5 per cent officers."
    spans = shared_words("The group has 50,000 men and 7,000 horses", quote)
    assert [quote[s.start : s.end] for s in spans] == ["50,000"]


def test_shared_words_join_neighbours_and_see_through_endings() -> None:
    quote = "Officials sanctioned the Slovak trader."
    spans = shared_words("A Slovak trader faces sanctions", quote)
    assert [quote[s.start : s.end] for s in spans] == ["sanctioned", "Slovak trader"]
