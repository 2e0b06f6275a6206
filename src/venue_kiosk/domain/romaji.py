"""Latin letters into kana, for people who type without a Japanese input method."""

import unicodedata
from typing import Final

_VOWELS: Final = "aiueo"
_ROWS: Final = """
    - あいうえお  k かきくけこ  s さしすせそ  t たちつてと  n なにぬねの
    h はひふへほ  m まみむめも  r らりるれろ  g がぎぐげご  z ざじずぜぞ
    d だぢづでど  b ばびぶべぼ  p ぱぴぷぺぽ  x ぁぃぅぇぉ  l ぁぃぅぇぉ
"""
_GLIDES: Final = """
    ky き  gy ぎ  sy し  zy じ  jy じ  ty ち  cy ち  dy ぢ  ny に  hy ひ  by び  py ぴ  my み  ry り
"""
_SMALL_Y: Final = ("ゃ", "ぃ", "ゅ", "ぇ", "ょ")
_SINGLES: Final = """
    ya や  yu ゆ  ye いぇ  yo よ  wa わ  wi うぃ  we うぇ  wo を  fu ふ  ja じゃ  ji じ  ju じゅ
    je じぇ  jo じょ  shi し  chi ち  tsu つ  sha しゃ  shu しゅ  she しぇ  sho しょ  cha ちゃ
    chu ちゅ  che ちぇ  cho ちょ  fa ふぁ  fi ふぃ  fe ふぇ  fo ふぉ  va ゔぁ  vi ゔぃ  vu ゔ
    ve ゔぇ  vo ゔぉ  thi てぃ  dhi でぃ  xya ゃ  xyu ゅ  xyo ょ  xtu っ  xtsu っ  xwa ゎ
    lya ゃ  lyu ゅ  lyo ょ  ltu っ  ltsu っ  lwa ゎ  nn ん  n' ん
"""
_MACRONS: Final = str.maketrans(
    {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou", "’": "'", "-": "ー"}
)


def _pairs(table: str) -> list[tuple[str, str]]:
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


def _syllables() -> dict[str, str]:
    syllables = dict(_pairs(_SINGLES))
    for consonant, row in _pairs(_ROWS):
        for vowel, kana in zip(_VOWELS, row, strict=True):
            syllables[consonant.strip("-") + vowel] = kana
    for consonants, kana in _pairs(_GLIDES):
        for vowel, small in zip(_VOWELS, _SMALL_Y, strict=True):
            syllables[consonants + vowel] = kana + small
    return syllables


_SYLLABLES: Final = _syllables()
_LONGEST: Final = max(map(len, _SYLLABLES))
_BEGINNINGS: Final = {word[:end] for word in _SYLLABLES for end in range(1, len(word))}


def romaji_to_kana(text: str) -> tuple[str, str]:
    """Turn what can be turned into hiragana; return it with the letters still waiting.

    Kana, spaces and everything else pass unchanged, so a caller may feed
    ``kana + pending + next key`` again after every key. ``nn`` and ``n'`` are ん, ``xtu`` is っ,
    ``-`` is ー; a letter that fits nowhere stays a letter.
    """
    rest = unicodedata.normalize("NFKC", text).lower().translate(_MACRONS)
    kana: list[str] = []
    while rest and rest not in _BEGINNINGS:
        taken, written = _next_syllable(rest)
        kana.append(written)
        rest = rest[taken:]
    return "".join(kana), rest


def _next_syllable(rest: str) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(rest)), 0, -1):
        if (found := _SYLLABLES.get(rest[:length])) is not None:
            return length, found
    head, follower = rest[0], rest[1:2]
    if head == "n" or (head == "m" and follower in {"b", "m", "p"}):
        return 1, "ん"
    if _doubles(head, follower):
        return 1, "っ"
    return 1, head


def _doubles(head: str, follower: str) -> bool:
    return head in _BEGINNINGS and (head == follower or (head == "t" and follower == "c"))
