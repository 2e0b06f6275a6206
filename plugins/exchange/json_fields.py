"""Taking a JSON document apart while noting every problem with its path."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from plugins.exchange.instance import Conflict
from plugins.exchange.messages import _

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LARGEST: Final = 10**9


class JsonFields:
    """The problems of one document; a wrong value is noted and a harmless one goes on instead."""

    def __init__(self) -> None:
        self.problems: list[Conflict] = []

    def note(self, code: str, path: str, text: str) -> None:
        """Add one problem."""
        self.problems.append(Conflict(code=code, path=path, text=text))

    def table(
        self, value: object, path: str, keys: Sequence[str], optional: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Return an object with exactly ``keys``, and some of ``optional``."""
        if not isinstance(value, dict):
            self._wrong_type(path, _("an object"))
            return {}
        for key in keys:
            if key not in value:
                self.note("missing_key", f"{path}.{key}", _("This key is missing."))
        for key in value:
            if key not in keys and key not in optional:
                self.note("unknown_key", at_key(path, key), _("This key is not known."))
        return value

    def rows(self, value: object, path: str, *, least: int = 0, most: int = 10**6) -> list[Any]:
        """Return a list of ``least`` to ``most`` elements."""
        if not isinstance(value, list):
            self._wrong_type(path, _("a list"))
            return []
        if not least <= len(value) <= most:
            sentence = _("There must be {least} to {most} here.", least=least, most=most)
            self.note("count", path, sentence)
            return value if len(value) < least else []
        return value

    def whole(self, value: object, path: str, *, least: int = 0, most: int = _LARGEST) -> int:
        """Return a whole number from ``least`` to ``most``."""
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_type(path, _("a whole number"))
            return least
        if not least <= value <= most:
            sentence = _("The number must be {least} to {most}.", least=least, most=most)
            self.note("out_of_range", path, sentence)
            return least
        return value

    def flag(self, value: object, path: str) -> bool:
        """Return true or false."""
        if not isinstance(value, bool):
            self._wrong_type(path, _("true or false"))
        return value is True

    def text(self, value: object, path: str) -> str:
        """Return a text of at least one character that UTF-8 can carry."""
        if not isinstance(value, str) or not value or not _is_unicode(value):
            self._wrong_type(path, _("a text"))
            return ""
        return value

    def choice(self, value: object, path: str, choices: Sequence[str]) -> str:
        """Return one of ``choices``."""
        if value not in choices or not isinstance(value, str):
            self._wrong_type(path, _("one of: {words}", words=", ".join(choices)))
            return choices[0]
        return value

    def _wrong_type(self, path: str, wanted: str) -> None:
        self.note("wrong_type", path, _("This must be {wanted}.", wanted=wanted))


def parse_json(content: bytes) -> object:
    """Return what a JSON document holds.

    Raises:
        ValueError: it is no JSON in UTF-8, or a key stands twice in one object.
    """
    try:
        return json.loads(
            content.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None


def at_key(path: str, key: str) -> str:
    """Return the path of a key, quoted where it is not a plain word."""
    return f"{path}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{path}[{json.dumps(key)}]"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise ValueError("a key stands twice")
    return keys


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
