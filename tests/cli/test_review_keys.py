"""The one-key mode: what each key does, and that the terminal comes back whole."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import evidence, finding
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from factcheck.cli.keyboard import LEAVE_SCREEN, PASTE, KeyDecoder
from factcheck.cli.review_keys import HELP, KeyReviewer
from factcheck.review import Accept, Action, Back, Conclude, Forward, Mark, MarkPassage, Note, Quit, Skip, Step, Undo
from factcheck.review.standing import NOTHING
from factcheck.types import Conclusion, Stance

S, C = Stance.SUPPORTS, Stance.CONFLICTS
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Scripted:
    """A terminal whose keys come from a list; keeps every screen."""

    def __init__(self, *keys: str, columns: int = 80, rows: int = 24) -> None:
        self._keys: Iterator[str] = iter(keys)
        self._size = (columns, rows)
        self.screens: list[list[str]] = []

    def size(self) -> tuple[int, int]:
        return self._size

    def read(self) -> str:
        return next(self._keys)

    def draw(self, lines: list[str]) -> None:
        self.screens.append([_ANSI.sub("", line).rstrip() for line in lines])

    @property
    def last(self) -> str:
        return "\n".join(self.screens[-1])


def console() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, highlight=False, markup=False, emoji=False)


def step(passages: int = 2, *, complete: bool = False, message: str = "", number: int = 3) -> Step:
    items = [
        evidence((S, C)[n % 2], origin=f"o{n}", rank=n // 2 + 1, quote=f"Quote number {n + 1} of the pier, with words.")
        for n in range(passages)
    ]
    one = finding(*items, conclusion=Conclusion.MIXED)
    return Step(number, 40, 2, 1, one, NOTHING, (None,) * passages, message, complete)


def press(*keys: str, passages: int = 2, complete: bool = False, columns: int = 80) -> tuple[Action, Scripted]:
    terminal = Scripted(*keys, columns=columns)
    return KeyReviewer(terminal, console).choose(step(passages, complete=complete)), terminal


@pytest.mark.parametrize(
    ("keys", "action"),
    [
        (["enter"], Accept()),
        (["a"], Accept()),
        (["s"], Conclude(Conclusion.SUPPORTED)),
        (["c"], Conclude(Conclusion.CONFLICTING)),
        (["m"], Conclude(Conclusion.MIXED)),
        (["n"], Conclude(Conclusion.NOT_ENOUGH)),
        (["l"], Skip()),
        (["left"], Back()),
        (["f"], Forward()),
        (["u"], Undo()),
        (["q"], Quit()),
        (["eof"], Quit()),
        (["2", "c"], MarkPassage(2, Mark.CONFLICTS)),
        (["1", "2", "i"], MarkPassage(2, Mark.IRRELEVANT)),
        (["1", "resize", "s"], MarkPassage(1, Mark.SUPPORTS)),
        (["1", "esc", "a"], Accept()),
        (["9", "a"], Accept()),
        (["w", "h", "o", "x", "backspace", "w", "enter"], Note("how")),
        (["w", "x", "clear", "é", " ", "b", "enter"], Note("é b")),
        (["w", PASTE + "two\nlines", "enter"], Note("two lines")),
        (["w", "q", "esc", "a"], Accept()),
        (["w", "enter", "a"], Accept()),
        ([PASTE + "ssss", "z", "tab", "esc", "?", "s", "j", "G", "g", "resize", "a"], Accept()),
    ],
)
def test_keys(keys: list[str], action: Action) -> None:
    assert press(*keys)[0] == action


@pytest.mark.parametrize(
    ("keys", "action"), [(["enter"], Quit()), (["a", "s", "w", "1", "u"], Undo()), (["b"], Back()), (["q"], Quit())]
)
def test_when_all_is_decided_only_leaving_and_changing_ones_mind_work(keys: list[str], action: Action) -> None:
    got, terminal = press(*keys, complete=True)
    assert got == action
    assert "Nothing is left to decide." in terminal.last


def test_a_passage_number_of_two_digits() -> None:
    assert press("1", "2", "s", passages=12)[0] == MarkPassage(12, Mark.SUPPORTS)
    assert press("1", "3", "s", passages=12)[0] == MarkPassage(3, Mark.SUPPORTS), "13 isn't there, so 3 is meant"


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_screen_fits_and_says_where_one_is(columns: int) -> None:
    terminal = Scripted("?", "x", "1", "esc", "j", " ", "G", "q", columns=columns)
    KeyReviewer(terminal, console).choose(step(9, message="claim 2: supported"))
    for screen in terminal.screens:
        assert len(screen) <= 24
        assert max(cell_len(line) for line in screen) <= columns
    first = terminal.screens[0]
    assert first[0] == "claim 3 of 40, 2 decided, 1 skipped"
    assert any("claim 2: supported" in line for line in first)
    if columns >= 80:
        assert "a accept" in first[-2]
        assert "? help" in first[-1]
    else:
        assert "? all keys" in first[-2]


def test_both_sides_are_on_the_first_screen() -> None:
    _, terminal = press("q", passages=8)
    first = "\n".join(terminal.screens[0])
    assert "[1] + SUPPORTS" in first
    assert "[2] - CONFLICTS" in first


def test_choosing_a_passage_brings_it_into_view() -> None:
    terminal = Scripted("9", "esc", "q")
    KeyReviewer(terminal, console).choose(step(9))
    assert "[9]" not in "\n".join(terminal.screens[0])
    assert "[9]" in "\n".join(terminal.screens[1])


def test_the_next_claim_starts_at_its_top() -> None:
    terminal = Scripted("G", "a", "q")
    reviewer = KeyReviewer(terminal, console)
    reviewer.choose(step(9))
    reviewer.choose(step(9, number=4))
    assert "Claim" in terminal.screens[-1][1]


def test_help_names_every_key_that_decides() -> None:
    _, terminal = press("?", "x", "q")
    assert any("accept what the program says" in line for line in terminal.screens[1])
    for key in "ascmnlwubfjkgGq":
        assert re.search(rf"(?<!\w){key}(?!\w)", HELP), key


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"a", ["a"]),
        (b"\r", ["enter"]),
        (b"\x1b[A\x1bOB", ["up", "down"]),
        (b"\x1b[5~\x1b[6~", ["pageup", "pagedown"]),
        (b"\x1b[1;5C", ["unknown"]),
        ("éя漢😀".encode(), ["é", "я", "漢", "😀"]),
        (b"\xff\x80", ["unknown", "unknown"]),
        (b"\x04\x7f\x15", ["eof", "backspace", "clear"]),
        (b"\x1b[200~sss\rq\x1b[201~a", [PASTE + "sss\rq", "a"]),
    ],
)
def test_bytes_become_keys_however_they_are_split(data: bytes, keys: list[str]) -> None:
    assert KeyDecoder().feed(data) == keys
    one_by_one = KeyDecoder()
    assert [key for byte in data for key in one_by_one.feed(bytes([byte]))] == keys
    assert not one_by_one.waiting


def test_a_lone_escape_is_a_key_once_nothing_follows() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.waiting
    assert decoder.flush() == ["esc"]
    assert not decoder.waiting


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(data: bytes) -> None:
    decoder = KeyDecoder()
    keys = decoder.feed(data) + decoder.flush()
    assert all(len(key) == 1 or key.isalpha() or key.startswith(PASTE) for key in keys)


CHILD = """
import sys
from factcheck.cli.keyboard import RealTerminal
with RealTerminal() as terminal:
    terminal.draw(["ready"])
    while True:
        key = terminal.read()
        terminal.draw(["key " + key + " %dx%d" % terminal.size()])
        if key == "q":
            break
        if key == "x":
            raise ValueError("a fault")
"""


class Child:
    """A program on a pseudo-terminal of its own."""

    def __init__(self) -> None:
        import pty

        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests run in the background of a script
            os.execv(sys.executable, [sys.executable, "-c", CHILD])
        self.before = self.modes()
        self.seen = ""

    def modes(self) -> list[object]:
        import termios

        return termios.tcgetattr(self.fd)[:4]

    def until(self, text: str) -> None:
        import select

        end = time.monotonic() + 20
        while text not in self.seen:
            ready, _, _ = select.select([self.fd], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{text!r} never came; saw {self.seen!r}"
            try:
                self.seen += os.read(self.fd, 4096).decode()
            except OSError:
                raise AssertionError(f"{text!r} never came; saw {self.seen!r}") from None

    def end(self) -> int:
        # drained first: the child waits for its last output to be read before it restores the modes
        self.until(LEAVE_SCREEN)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(("leave", "code"), [("q", 0), ("x", 1), ("\x03", -signal.SIGINT), ("TERM", 143), ("HUP", 129)])
def test_the_terminal_comes_back_however_the_program_leaves(
    leave: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    child = Child()
    child.until("ready")
    assert child.modes() != child.before, "keys come one at a time"
    if len(leave) == 1:
        os.write(child.fd, leave.encode())
    else:
        os.kill(child.pid, getattr(signal, f"SIG{leave}"))
    child.until(LEAVE_SCREEN)
    assert child.modes() == child.before
    assert child.end() == code


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_resizing_redraws_at_the_new_size(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl
    import struct
    import termios

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    child = Child()
    child.until("ready")
    fcntl.ioctl(child.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 101, 0, 0))
    child.until("key resize 101x30")
    os.write(child.fd, b"q")
    assert child.end() == 0
