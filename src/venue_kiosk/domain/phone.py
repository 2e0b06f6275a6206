"""Telephone numbers as people type them."""

import re
from typing import Final

from venue_kiosk.domain.digit_text import fold_digits, is_digits

_NUMBER: Final = re.compile(r"0\d{9,10}|[1-9]\d{7}")
_BRACKETS: Final = str.maketrans("", "", "()")


def fold_phone(text: str) -> str | None:
    """Return the digits of a telephone number, an empty text for none, or None if it is not one.

    Ten or eleven digits beginning with 0, or eight without the area code.
    """
    digits = fold_digits(text).translate(_BRACKETS)
    if not digits:
        return ""
    return digits if is_digits(digits) and _NUMBER.fullmatch(digits) else None
