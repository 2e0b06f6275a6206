"""Digits as they arrive from scanners, keyboards and input methods, folded to plain ones."""

import re
import unicodedata
from typing import Final

HYPHENS: Final = (
    "-\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015"
    "\u2043\u2212\u2500\u2501\ufe63\uff0d\u30fc\uff70"
)
"""Everything people and input methods write for a hyphen between digits."""

_DROPPED: Final = re.compile(f"[\\s{re.escape(HYPHENS)}\u200b-\u200f\u2060\ufeff\\x00-\\x1f\\x7f]")
_FROM_INPUT_METHOD: Final = re.compile("[\u3000-\u30ff\uff01-\uff9f]")


def fold_digits(text: str) -> str:
    """Fold width and drop spaces, hyphens and control signs; other characters stay."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def is_digits(text: str) -> bool:
    """Tell whether ``text`` is plain decimal digits and nothing else, and not empty."""
    return text.isascii() and text.isdigit()


def came_through_input_method(text: str) -> bool:
    """Tell whether the raw ``text`` holds kana or full-width signs: the input method is on."""
    return _FROM_INPUT_METHOD.search(text) is not None


def is_number_sign(character: str) -> bool:
    """Tell whether ``character`` may stand in a typed number: a digit of any width, a hyphen."""
    return bool(character) and (character in HYPHENS or is_digits(fold_digits(character)))
