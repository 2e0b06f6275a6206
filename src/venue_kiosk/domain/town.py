"""The town part of an address (町丁目), the most a venue needs to know."""

import re
from collections.abc import Sequence
from typing import Final

from venue_kiosk.domain.digit_text import HYPHENS
from venue_kiosk.domain.name_keys import fold_name

_KANJI_DIGITS: Final = {kanji: n for n, kanji in enumerate("一二三四五六七八九", 1)}
_HYPHEN_BETWEEN_DIGITS: Final = re.compile(rf"(?<=\d)[{re.escape(HYPHENS)}](?=\d)")
_BLOCK: Final = re.compile(r"(?P<town>[^\d\s]+?)\s*(?P<block>\d+|[一二三四五六七八九十]+)\s*丁目")
_THREE_NUMBERS: Final = re.compile(r"(?P<town>[^\d\s]+)\s*(?P<block>\d+)-\d+-\d+")
_POSTCODE: Final = re.compile(r"^〒?\s*\d{3}-?\d{4}\s*")
_TOWN_ONLY: Final = re.compile(r"[^\d\s]+")
_KE: Final = re.compile("[ヶケがガ](?=[谷丘])")


def town_of(address: str, ward_prefixes: Sequence[str] = ()) -> str:
    """Return the town with its block (高田馬場1丁目) and nothing nearer to the house.

    ``ward_prefixes`` (東京都, 新宿区) are dropped where the address begins with them. Lot numbers,
    house numbers and buildings never come through: of two numbers without 丁目 none is kept,
    because the first may be a lot.
    """
    text = _HYPHEN_BETWEEN_DIGITS.sub("-", fold_name(address)).strip()
    text = _POSTCODE.sub("", text, count=1)
    for prefix in ward_prefixes:
        text = text.removeprefix(prefix).lstrip()
    if found := _BLOCK.match(text) or _THREE_NUMBERS.match(text):
        return f"{_plain_town(found['town'])}{_block_number(found['block'])}丁目"
    found = _TOWN_ONLY.match(text)
    return _plain_town(found[0]) if found else ""


def _plain_town(town: str) -> str:
    return _KE.sub("ケ", town).replace("市ケ谷", "市谷")


def _block_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_KANJI_DIGITS.get(tens, 1) * 10 if ten else 0) + _KANJI_DIGITS.get(ones, 0)
