"""Plain characters: one kind of newline and space, and no control codes, escapes or half surrogates."""

from __future__ import annotations

import re

MAX_RECORD = 8 * 1024 * 1024
"""The most that is read of one record, line or document, in bytes (in characters where text comes decoded)."""

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]{0,2048}(?:\x07|\x1b\\|\x9c)"
)
"""Terminal sequences: CSI, and OSC with its end. Removed whole, so that no ``[31m`` stays behind."""

_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]")
"""C0 and C1 codes but tab and newline, and the marks that only say where a word may break."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_TERMINAL = re.compile(r"[.?!…。！？؟।][\"'”’»)\]]{0,3}\s*$")


def tidy(text: str) -> str:
    """Newlines as ``\\n``, spaces as ``" "``, nothing that can't be stored or printed. Keeps all else as it is.

    Bidirectional controls stay: they belong to the text, and display neutralises them.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\x1b" in text or "\x9b" in text or "\x9d" in text:
        text = _ESCAPE.sub("", text)
    text = _NEWLINE.sub("\n", text)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", _SPACE.sub(" ", text))
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Tidied, every run of whitespace one space, none at the ends."""
    return " ".join(tidy(text).split())


def count_words(text: str) -> int:
    """Words by whitespace; in scripts that put no spaces between words, two characters count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(_UNSPACED.findall(text)) // 2


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return _TERMINAL.search(text[-12:]) is not None
