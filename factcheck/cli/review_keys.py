"""Review one key at a time: a screen that scrolls, one key to accept and go on."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console, RenderableType
from rich.text import Text

from factcheck.cli.keyboard import PASTE, Terminal
from factcheck.cli.render import line
from factcheck.cli.review_view import CONCLUSION_KEYS, MARK_KEYS, passages, progress, shown_order, top
from factcheck.review import Accept, Action, Back, Conclude, Forward, MarkPassage, Note, Quit, Skip, Step, Undo

MAX_NOTE = 2_000

HELP = """\
Deciding on the claim (and going on to the next)
  a, enter   accept what the program says
  s          supported
  c          conflicting
  m          mixed
  n          not enough evidence
  l          later: skip it now; it comes back when all else is decided

Marking a passage
  1, 2 …     choose the passage with that number, then
  s c i      it supports the claim, conflicts with it, is irrelevant

  w          write a note on the claim
  u          undo your latest answer, again and again
  b, left    back to the claim before       f, right   forward, deciding nothing
  j, down    scroll down                    k, up      scroll up
  space      a screen down                  -          a screen up
  g          to the top                     G          to the end
  q          quit; everything decided is kept, and the next time goes on here

Any key goes back."""

HINTS = (
    "a accept  s supported  c conflicting  m mixed  n not enough  1-9 mark a passage",
    "l later  w note  u undo  b back  f forward  j/k scroll  ? help  q quit",
)
_NARROW_HINTS = ("a accept  s c m n  ? all keys", "1-9 mark  u undo  q quit")
_MARK_HINTS = ("s supports  c conflicts  i irrelevant", "another digit: a longer number  esc: never mind")
_NOTE_HINTS = ("enter keeps the note", "esc drops it  ctrl-u empties it")
_END_HINTS = ("Nothing is left to decide.", "enter finish  u undo  b back  q quit")

_SIMPLE: dict[str, Action] = {
    "a": Accept(),
    "enter": Accept(),
    "l": Skip(),
    "b": Back(),
    "left": Back(),
    "f": Forward(),
    "right": Forward(),
    "u": Undo(),
    "q": Quit(),
    "eof": Quit(),
    **{key: Conclude(conclusion) for key, conclusion in CONCLUSION_KEYS.items()},
}
_END: dict[str, Action] = {"enter": Quit(), "q": Quit(), "eof": Quit(), "u": Undo(), "b": Back(), "left": Back()}


class KeyReviewer:
    """Asks with single keys.

    Args:
        terminal: where keys come from and lines go.
        console: makes a console of so many columns whose output is captured.
    """

    def __init__(self, terminal: Terminal, console: Callable[[], Console]) -> None:
        self._terminal = terminal
        self._make_console = console
        self._top = 0
        self._number = 0
        self._drawn: tuple[Step, int, list[list[str]]] | None = None

    def choose(self, step: Step) -> Action:
        """See :class:`factcheck.review.Reviewer`."""
        if step.number != self._number:
            self._number, self._top = step.number, 0
        message = step.message
        while True:
            hints = _END_HINTS if step.complete else HINTS
            self._draw(step, message, hints)
            key = self._terminal.read()
            message = ""
            action = (_END if step.complete else _SIMPLE).get(key)
            if action is not None:
                return action
            if self._scroll(key) or key == "resize":
                continue
            if key == "?":
                self._help(step)
            elif key == "w" and not step.complete:
                action = self._note(step)
            elif key.isdecimal() and key.isascii() and not step.complete:
                action, message = self._mark(step, key)
            elif key.startswith(PASTE):
                message = "pasted text is ignored here; w writes a note"
            elif key not in ("esc", "unknown", "tab"):
                message = "that key does nothing here; ? shows those that do"
            if action is not None:
                return action

    def _mark(self, step: Step, digits: str) -> tuple[Action | None, str]:
        """Choose a passage by number, then say what it does."""
        order = shown_order(step.finding)
        self._show_passage(step, digits)
        while True:
            number = int(digits)
            if not 1 <= number <= len(order):
                return None, f"there is no passage {number}"
            self._draw(step, f"passage {number}: what does it do to the claim?", _MARK_HINTS)
            key = self._terminal.read()
            if key in MARK_KEYS:
                return MarkPassage(order[number - 1] + 1, MARK_KEYS[key]), ""
            if key.isdecimal() and key.isascii():
                digits = digits + key if int(digits + key) <= len(order) else key
                self._show_passage(step, digits)
            elif not self._scroll(key) and key != "resize":
                return None, "nothing marked"

    def _note(self, step: Step) -> Action | None:
        """A line of text, edited at its end."""
        text = ""
        while True:
            columns, _ = self._terminal.size()
            room = max(columns - len("note: ") - 2, 1)
            self._draw(step, f"note: {line(text + '_')[-room:]}", _NOTE_HINTS)
            key = self._terminal.read()
            if key == "enter":
                return Note(text) if text.strip() else None
            if key in ("esc", "eof"):
                return None
            if key == "backspace":
                text = text[:-1]
            elif key == "clear":
                text = ""
            elif key.startswith(PASTE):
                text = (text + " ".join(key.removeprefix(PASTE).split()))[:MAX_NOTE]
            elif len(key) == 1:
                text = (text + key)[:MAX_NOTE]

    def _help(self, step: Step) -> None:
        columns, rows = self._terminal.size()
        shown = self._lines(Text(HELP), columns)
        place = 0
        while True:
            self._terminal.draw(shown[place : place + rows])
            key = self._terminal.read()
            if place + rows >= len(shown) or key not in ("j", "down", " ", "pagedown"):
                return
            place += rows - 1

    def _scroll(self, key: str) -> bool:
        """Move the body; the drawing keeps it inside."""
        _, rows = self._terminal.size()
        page = max(rows - 6, 1)
        by = {"j": 1, "down": 1, "k": -1, "up": -1, " ": page, "pagedown": page, "-": -page, "pageup": -page}.get(key)
        if by is not None:
            self._top = max(self._top + by, 0)
        elif key in ("g", "home"):
            self._top = 0
        elif key in ("G", "end"):
            self._top = 1_000_000
        else:
            return False
        return True

    def _show_passage(self, step: Step, digits: str) -> None:
        """Scroll so that the passage's card begins in view."""
        columns, rows = self._terminal.size()
        blocks = self._body(step, columns)
        if int(digits) < len(blocks):
            start = sum(len(block) for block in blocks[: int(digits)])
            if not self._top <= start <= self._top + max(rows - 8, 0):
                self._top = start

    def _draw(self, step: Step, message: str, hints: tuple[str, ...]) -> None:
        columns, rows = self._terminal.size()
        if hints is HINTS and columns < len(HINTS[0]):
            hints = _NARROW_HINTS
        body = [text for block in self._body(step, columns) for text in block]
        height = max(rows - 2 - len(hints), 1)
        self._top = min(self._top, max(len(body) - height, 0))
        below = len(body) - self._top - height
        more = f" {below} more lines, space " if below > 0 else ""
        view = body[self._top : self._top + height]
        view += [""] * (height - len(view))
        status = _cut(line(message), columns - len(more))
        footer = [
            *self._lines(Text(status.ljust(columns - len(more)) + more, style="bold reverse", no_wrap=True), columns)[
                :1
            ],
            *(self._lines(Text(_cut(hint, columns), no_wrap=True), columns)[0] for hint in hints),
        ]
        head = self._lines(Text(_cut(progress(step), columns), style="bold reverse", no_wrap=True), columns)
        self._terminal.draw([*head[:1], *view, *footer])

    def _body(self, step: Step, columns: int) -> list[list[str]]:
        """The lines of the claim, then of each passage by number; drawn once for a step and a width."""
        if self._drawn is None or self._drawn[0] is not step or self._drawn[1] != columns:
            blocks = [self._lines(block, columns) for block in (top(step), *passages(step))]
            self._drawn = (step, columns, blocks)
        return self._drawn[2]

    def _lines(self, what: RenderableType, columns: int) -> list[str]:
        """Lines of the screen with their ANSI styles."""
        console = self._make_console()
        console.width = columns
        with console.capture() as captured:
            console.print(what)
        return captured.get().removesuffix("\n").split("\n")


def _cut(text: str, columns: int) -> str:
    return text if len(text) <= columns else text[: max(columns - 1, 0)] + "…"
