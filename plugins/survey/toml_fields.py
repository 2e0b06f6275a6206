"""Taking a TOML document apart while noting every fault with its path."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from plugins.survey.messages import _

_PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_-]+(\[[0-9]+\])?")
_LONGEST: Final = 2000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a definition file."""

    path: str
    """Where, as ``questions[3].options[1].code``; empty for the whole file."""
    text: str
    """One sentence for a person."""

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


class Table:
    """One table of the document; a wrong value is noted and a harmless one goes on instead."""

    def __init__(self, value: object, path: str, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        self._values: Mapping[str, Any] = {}
        self._asked: set[str] = set()
        self.is_table = isinstance(value, dict)
        if isinstance(value, dict):
            self._values = value
        else:
            self.note("", _("This must be {wanted}.", wanted=_("a table")))

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def at(self, key: str) -> str:
        """Return the path of a key of this table."""
        word = key if _PLAIN_KEY.fullmatch(key) else f'"{key}"'
        return f"{self.path}.{word}" if self.path else word

    def note(self, key: str, text: str) -> None:
        """Add a fault at a key, or at the table itself."""
        self.faults.append(Fault(self.at(key) if key else self.path, text))

    def refuse_others(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                self.note(key, _("This key is not known here."))

    def text(
        self, key: str, default: str | None = None, *, pattern: str = "", breaks: bool = False
    ) -> str:
        """Return a text of ``pattern``, in one line unless it may have ``breaks``.

        Without a default it must be there and say something.
        """
        value = self._value(key, default)
        if value is None:
            return ""
        if not isinstance(value, str):
            return self._wrong(key, _("a text"), "")
        if pattern and not re.fullmatch(pattern, value):
            return self._wrong(key, _("of the form {pattern}", pattern=pattern), "")
        if default is None and not value.strip():
            self.note(key, _("This is empty."))
        if _unprintable(value.replace("\n", " ") if breaks else value):
            self.note(key, _("This holds a character that cannot be printed."))
        if len(value) > _LONGEST:
            self.note(key, _("This is longer than {n} characters.", n=_LONGEST))
        return value

    def choice(self, key: str, words: Sequence[str], default: str | None = None) -> Any:
        """Return one of ``words``."""
        value = self._value(key, default)
        if value is None:
            return words[0]
        if not isinstance(value, str) or value not in words:
            return self._wrong(key, _("one of: {words}", words=", ".join(words)), words[0])
        return value

    def whole(self, key: str, default: int | None, *, least: int, most: int) -> int:
        """Return a whole number from ``least`` to ``most``."""
        value = self._value(key, default)
        if value is None:
            return least
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            wanted = _("a whole number from {least} to {most}", least=least, most=most)
            return self._wrong(key, wanted, least)
        return value

    def number(self, key: str, *, least: float, most: float) -> float:
        """Return a number from ``least`` to ``most``."""
        value = self._value(key, None)
        if value is None:
            return least
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            wanted = _("a number from {least} to {most}", least=least, most=most)
            return self._wrong(key, wanted, least)
        return float(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            return self._wrong(key, _("true or false"), default)
        return value

    def array(self, key: str, *, least: int = 0, most: int = 500, needed: bool = True) -> list[Any]:
        """Return a list of ``least`` to ``most`` elements."""
        value = self._value(key, None if needed else [])
        if value is None:
            return []
        if not isinstance(value, list):
            return self._wrong(key, _("a list"), [])
        if not least <= len(value) <= most and (needed or value):
            self.note(key, _("There must be {least} to {most} here.", least=least, most=most))
        return value[:most]

    def tables(
        self, key: str, *, least: int = 0, most: int = 500, needed: bool = True
    ) -> list["Table"]:
        """Return a list of tables."""
        rows = self.array(key, least=least, most=most, needed=needed)
        found = [Table(row, f"{self.at(key)}[{i}]", self.faults) for i, row in enumerate(rows)]
        return [table for table in found if table.is_table]

    def table(self, key: str) -> "Table":
        """Return a table; an empty one when it is missing."""
        return Table(self._value(key, {}), self.at(key), self.faults)

    def allow(self, key: str, *, only_if: bool, why: Callable[[], str]) -> bool:
        """Tell whether a key is there and may be; note it where it may not."""
        if key not in self._values:
            return False
        self._asked.add(key)
        if not only_if:
            self.note(key, why())
        return only_if

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._values and default is None:
            self.note(key, _("This key is missing."))
        return self._values.get(key, default)

    def _wrong(self, key: str, wanted: str, instead: _T) -> _T:
        self.note(key, _("This must be {wanted}.", wanted=wanted))
        return instead


def _unprintable(text: str) -> bool:
    return any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for each in text)
