"""Review line by line: for a pipe, a screen reader, or whoever prefers it.

Every prompt is a line of its own, every choice a number (or the letter of the
one-key mode); the cursor is never moved. The end of the input is "quit and keep".
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.cli.review_view import CONCLUSION_KEYS, MARK_KEYS, plain_lines, progress, shown_order
from factcheck.review import Accept, Action, Back, Conclude, Forward, MarkPassage, Note, Quit, Skip, Step, Undo

CHOICES = (
    ("1", "a", "accept what the program says"),
    ("2", "s", "supported"),
    ("3", "c", "conflicting"),
    ("4", "m", "mixed"),
    ("5", "n", "not enough evidence"),
    ("6", "p", "mark a passage"),
    ("7", "w", "write a note"),
    ("8", "l", "later: skip it now"),
    ("9", "b", "go back"),
    ("10", "f", "go forward without deciding"),
    ("11", "u", "undo my latest answer"),
    ("12", "r", "read the claim again"),
    ("0", "q", "quit; everything decided is kept"),
)
_LETTERS = {number: letter for number, letter, _ in CHOICES}
_MARKS = {"1": "s", "2": "c", "3": "i", "supports": "s", "conflicts": "c", "irrelevant": "i"}
_SIMPLE: dict[str, Action] = {
    "a": Accept(),
    "l": Skip(),
    "b": Back(),
    "f": Forward(),
    "u": Undo(),
    "q": Quit(),
    **{key: Conclude(conclusion) for key, conclusion in CONCLUSION_KEYS.items()},
}
_PROMPT = "Your choice? (a number, or ? for the list)"
_END_PROMPT = "Nothing is left to decide. 0 to finish, 11 to undo, 9 to go back."


class PlainReviewer:
    """Asks on lines.

    Args:
        read: the next line without its end, ``None`` when there are no more.
        say: puts out one line.
    """

    def __init__(self, read: Callable[[], str | None], say: Callable[[str], None]) -> None:
        self._read = read
        self._say = say
        self._shown = ""
        self._listed = False

    def choose(self, step: Step) -> Action:
        """See :class:`factcheck.review.Reviewer`."""
        if step.message:
            self._say(f"{step.message[0].upper()}{step.message[1:]}.")
        place = f"{step.number} {step.complete}"
        if place != self._shown and not step.complete:
            self._show(step)
        self._shown = place
        if not self._listed:
            self._list()
        while True:
            self._say(_END_PROMPT if step.complete else _PROMPT)
            answer = self._read()
            if answer is None:
                return Quit()
            action = self._understand(answer.strip(), step)
            if action is not None:
                return action

    def _show(self, step: Step) -> None:
        self._say(f"{progress(step).capitalize()}.")
        for text in plain_lines(step):
            self._say(text)

    def _list(self) -> None:
        self._listed = True
        for number, letter, meaning in CHOICES:
            self._say(f"{number} or {letter}: {meaning}")

    def _understand(self, answer: str, step: Step) -> Action | None:
        """The action meant, or ``None`` after saying why it isn't one."""
        word, _, rest = answer.partition(" ")
        letter = _LETTERS.get(word, word.lower())
        if letter in _SIMPLE and not rest:
            return _SIMPLE[letter]
        if letter == "p":
            return self._mark(rest.split(), step)
        if letter == "w":
            return self._note(rest)
        if letter == "r" and not rest:
            self._show(step)
        elif answer == "?":
            self._list()
        else:
            self._say("That isn't one of the choices." if answer else "Nothing chosen.")
        return None

    def _mark(self, words: list[str], step: Step) -> Action | None:
        """``p 2 3`` at once, or asked for one by one."""
        order = shown_order(step.finding)
        if not order:
            self._say("There is no passage to mark.")
            return None
        number = words[0] if words else self._ask(f"Which passage, 1 to {len(order)}?")
        if not (number.isdecimal() and len(number) < 4 and 1 <= int(number) <= len(order)):
            self._say(f"There are passages 1 to {len(order)}; nothing marked.")
            return None
        mark = words[1] if len(words) > 1 else self._ask("1 supports, 2 conflicts, 3 irrelevant?")
        letter = _MARKS.get(mark.lower(), mark.lower())
        if letter not in MARK_KEYS:
            self._say("That isn't one of the three; nothing marked.")
            return None
        return MarkPassage(order[int(number) - 1] + 1, MARK_KEYS[letter])

    def _note(self, text: str) -> Action | None:
        text = text.strip() or self._ask("The note, on one line; empty for none:")
        if not text:
            self._say("No note.")
            return None
        return Note(text)

    def _ask(self, question: str) -> str:
        self._say(question)
        return (self._read() or "").strip()
