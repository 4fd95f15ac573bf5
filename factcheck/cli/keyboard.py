"""One key at a time from a real terminal, which is put back as it was however the program leaves."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

PASTE = "paste:"
"""Pasted text arrives as one key with this in front, so that it can't be taken for commands."""

_PASTE_START, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_MAX_PASTE = 64 * 1024
_PLAIN = {
    0x0D: "enter",
    0x0A: "enter",
    0x7F: "backspace",
    0x08: "backspace",
    0x09: "tab",
    0x04: "eof",
    0x15: "clear",
}
_SEQUENCES = {
    b"A": "up",
    b"B": "down",
    b"C": "right",
    b"D": "left",
    b"H": "home",
    b"F": "end",
    b"1~": "home",
    b"4~": "end",
    b"5~": "pageup",
    b"6~": "pagedown",
}

ENTER_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[?2004h"
LEAVE_SCREEN = "\x1b[?2004l\x1b[?25h\x1b[?1049l"


class Terminal(Protocol):
    """What the one-key mode needs of a terminal."""

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        ...

    def read(self) -> str:
        """The next key: one character, or a name such as ``enter``, ``up``, ``resize``, ``eof``."""
        ...

    def draw(self, lines: list[str]) -> None:
        """Fill the screen with these lines (ANSI styles allowed), none longer than the screen is wide."""
        ...


class KeyDecoder:
    """Bytes of a terminal to keys; keeps what is incomplete until more comes."""

    def __init__(self) -> None:
        self._held = b""

    @property
    def waiting(self) -> bool:
        """Whether something incomplete is held that a short silence would settle."""
        return bool(self._held) and not self._held.startswith(_PASTE_START)

    def flush(self) -> list[str]:
        """The keys of what is held, taken as complete: a lone escape byte is the escape key."""
        held, self._held = self._held, b""
        return ["esc"] if held == b"\x1b" else ["unknown"] if held else []

    def feed(self, data: bytes) -> list[str]:
        """The keys that are complete now."""
        data, self._held = self._held + data, b""
        keys: list[str] = []
        while data:
            key, used = self._next(data)
            if not used:
                self._held = data
                break
            keys.append(key)
            data = data[used:]
        return keys

    def _next(self, data: bytes) -> tuple[str, int]:
        """The first key and how many bytes it took; none when it is incomplete."""
        first = data[0]
        if first == 0x1B:
            return self._escape(data)
        if first in _PLAIN:
            return _PLAIN[first], 1
        if first < 0x20:
            return "unknown", 1
        length = 1 if first < 0xC2 or first > 0xF4 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
        if len(data) < length:
            return "", 0
        character = data[:length].decode("utf-8", "replace")
        return (character, length) if len(character) == 1 and character != "\ufffd" else ("unknown", 1)

    def _escape(self, data: bytes) -> tuple[str, int]:
        if data.startswith(_PASTE_START):
            end = data.find(_PASTE_END)
            if end < 0:
                return (PASTE, len(data)) if len(data) > _MAX_PASTE else ("", 0)
            return PASTE + data[len(_PASTE_START) : end].decode("utf-8", "replace"), end + len(_PASTE_END)
        if len(data) == 1:
            return "", 0
        if data[1:2] not in (b"[", b"O"):
            return "esc", 1
        for place in range(2, min(len(data), 32)):
            if 0x40 <= data[place] <= 0x7E:
                return _SEQUENCES.get(data[2 : place + 1], "unknown"), place + 1
        return ("", 0) if len(data) < 32 else ("unknown", len(data))


class _Screen:
    """Drawing, the same everywhere."""

    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal now; its own word goes before ``COLUMNS`` and ``LINES``."""
        try:
            size = os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            size = shutil.get_terminal_size((80, 24))
        return max(size.columns, 20), max(size.lines, 6)

    def draw(self, lines: list[str]) -> None:
        """Write all lines over the old ones; each is cleared to its end, so that nothing flickers."""
        _, rows = self.size()
        self._write("\x1b[H" + "\x1b[0m\x1b[K\r\n".join(lines[:rows]) + "\x1b[0m\x1b[K\x1b[J")

    def _write(self, text: str) -> None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()


if sys.platform == "win32":
    import msvcrt
    import time

    _WINDOWS = dict(zip("HPKMIQGO", ("up", "down", "left", "right", "pageup", "pagedown", "home", "end"), strict=True))

    class RealTerminal(_Screen):
        """The Windows console."""

        def __enter__(self) -> Self:
            os.system("")  # noqa: S605, S607 - an empty command, which turns ANSI sequences on in older consoles
            self._seen = self.size()
            self._write(ENTER_SCREEN)
            return self

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
        ) -> None:
            self._write(LEAVE_SCREEN)

        def read(self) -> str:
            """See :class:`Terminal`."""
            while not msvcrt.kbhit():
                if self.size() != self._seen:
                    self._seen = self.size()
                    return "resize"
                time.sleep(0.02)
            key = msvcrt.getwch()
            if key in ("\x00", "\xe0"):
                return _WINDOWS.get(msvcrt.getwch(), "unknown")
            if key == "\x03":
                raise KeyboardInterrupt
            if key == "\x1a":
                return "eof"
            return "esc" if key == "\x1b" else _PLAIN.get(ord(key), key)

else:
    import select
    import signal
    import termios
    import tty
    from types import FrameType

    class RealTerminal(_Screen):
        """A POSIX terminal in cbreak mode on its alternate screen.

        Ctrl-C stays an interrupt. Resizing wakes :meth:`read`; stopping with
        Ctrl-Z and going on, and being terminated or hung up on, all put the
        terminal back first.
        """

        def __enter__(self) -> Self:
            self._fd = sys.stdin.fileno()
            self._decoder = KeyDecoder()
            self._keys: list[str] = []
            self._before = termios.tcgetattr(self._fd)
            self._wake_read, self._wake_write = os.pipe()
            os.set_blocking(self._wake_write, False)
            # every signal's number goes into the pipe from within the C handler: one that arrives just before
            # select() would otherwise sleep there until the next key
            self._wakeup_before = signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
            self._handlers = {
                signal.SIGWINCH: signal.signal(signal.SIGWINCH, self._on_resize),
                signal.SIGTSTP: signal.signal(signal.SIGTSTP, self._on_stop),
                signal.SIGTERM: signal.signal(signal.SIGTERM, self._on_end),
                signal.SIGHUP: signal.signal(signal.SIGHUP, self._on_end),
            }
            self._take()
            return self

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
        ) -> None:
            self._give_back()
            signal.set_wakeup_fd(self._wakeup_before)
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            os.close(self._wake_read)
            os.close(self._wake_write)

        def read(self) -> str:
            """See :class:`Terminal`."""
            while not self._keys:
                timeout = 0.05 if self._decoder.waiting else None
                ready, _, _ = select.select([self._fd, self._wake_read], [], [], timeout)
                if not ready:
                    self._keys += self._decoder.flush()
                elif self._wake_read in ready:
                    if signal.SIGWINCH in os.read(self._wake_read, 4096):
                        return "resize"
                else:
                    try:
                        data = os.read(self._fd, 4096)
                    except OSError:  # the terminal hung up
                        data = b""
                    self._keys += self._decoder.feed(data) if data else ["eof"]
            return self._keys.pop(0)

        def _take(self) -> None:
            tty.setcbreak(self._fd)
            self._write(ENTER_SCREEN)

        def _give_back(self) -> None:
            with suppress(OSError, termios.error):  # a terminal that hung up is gone: nothing left to put back
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
                self._write(LEAVE_SCREEN)

        def _on_resize(self, number: int, frame: FrameType | None) -> None:
            """Nothing to do here: its number in the pipe is what :meth:`read` waits for."""

        def _on_stop(self, number: int, frame: FrameType | None) -> None:
            self._give_back()
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)  # stops here, and goes on behind it
            signal.signal(signal.SIGTSTP, self._on_stop)
            self._take()
            os.kill(os.getpid(), signal.SIGWINCH)  # draw again

        def _on_end(self, number: int, frame: FrameType | None) -> None:
            raise SystemExit(128 + number)
