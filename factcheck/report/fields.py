"""Reading typed values out of JSON objects, with messages that name the field."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from factcheck.errors import InputError

_E = TypeVar("_E", bound=StrEnum)


class Fields:
    """One JSON object and the path that led to it (``evidence[2].report``).

    Every method raises :class:`InputError` when the field is missing (unless
    it is optional) or isn't of the kind asked for.
    """

    __slots__ = ("_data", "_path")

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise InputError(f"{path or 'the record'}: expected a JSON object, found {_kind(value)}")
        self._data: Mapping[str, object] = value
        self._path = path

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _wrong(self, key: str, expected: str) -> InputError:
        value = self._data.get(key)
        found = "nothing" if key not in self._data else _kind(value)
        return InputError(
            f"{self._at(key)}: expected {expected}, found {found}",
            "The fields of a result are described in docs/formats.md.",
        )

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self._data.get(key) is not None

    def text(self, key: str) -> str:
        """A string."""
        value = self._data.get(key)
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def maybe_text(self, key: str) -> str | None:
        """A string, or ``None`` when the field is null or missing."""
        return None if self._data.get(key) is None else self.text(key)

    def number(self, key: str) -> float:
        """A finite number."""
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        if (isinstance(value, int) and abs(value) > 2**53) or not math.isfinite(value):
            raise self._wrong(key, "a number of ordinary size")
        return float(value)

    def whole(self, key: str) -> int:
        """An integer of zero or more."""
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 2**53:
            raise self._wrong(key, "a whole number")
        return value

    def day(self, key: str) -> date | None:
        """An ISO day (``2023-03-30``), or ``None`` when null or missing."""
        value = self.maybe_text(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InputError(f"{self._at(key)}: expected a day such as 2023-03-30, found {value[:40]!r}") from None

    def choice(self, key: str, kind: type[_E]) -> _E:
        """A member of an enumeration, by its value."""
        value = self.text(key)
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(kind)
            raise InputError(f"{self._at(key)}: expected one of {allowed}; found {value[:40]!r}") from None

    def child(self, key: str) -> Fields:
        """A nested object."""
        if key not in self._data:
            raise self._wrong(key, "a JSON object")
        return Fields(self._data[key], self._at(key))

    def children(self, key: str) -> list[Fields]:
        """A list of objects; empty when missing."""
        items = self._list(key)
        return [Fields(item, f"{self._at(key)}[{number}]") for number, item in enumerate(items)]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty when missing."""
        items = self._list(key)
        if not all(isinstance(item, str) for item in items):
            raise self._wrong(key, "a list of texts")
        return tuple(str(item) for item in items)

    def ranges(self, key: str) -> list[tuple[int, int]]:
        """A list of ``[start, end]``; empty when missing."""
        found: list[tuple[int, int]] = []
        for item in self._list(key):
            if not isinstance(item, list) or len(item) != 2:
                raise self._wrong(key, "a list of [start, end]")
            start, end = item
            if type(start) is not int or type(end) is not int or not 0 <= start <= end:
                raise self._wrong(key, "a list of [start, end]")
            found.append((start, end))
        return found

    def plain(self, key: str) -> dict[str, str | int]:
        """A flat object of texts and whole numbers; empty when null or missing."""
        value = self._data.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self._wrong(key, "a JSON object")
        for item in value.values():
            if isinstance(item, bool) or not isinstance(item, str | int):
                raise self._wrong(key, "an object of texts and whole numbers")
        return dict(value)

    def _list(self, key: str) -> list[object]:
        value = self._data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), type(value).__name__)
