"""Passphrases: what people may choose themselves, and what the kiosk makes for them."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

WITH_CARD: Final = 12
"""Fewest characters where an event key card is needed as well."""
WITHOUT_CARD: Final = 15
"""Fewest characters where the passphrase is all there is (NIST SP 800-63B-4)."""

_DIFFERENT: Final = 5
_LEFT: Final = 6
_RUN: Final = 3
_REPEATED: Final = re.compile(r"(.+?)\1{2,}")
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm")
_LEET: Final = str.maketrans("013457@$!", "oleastasi")
_COMMON: Final = (
    *("password", "passphrase", "passcode", "passwd", "pass", "word", "letmein", "welcome"),
    *("admin", "administrator", "root", "login", "guest", "user", "test", "sample", "secret"),
    *("iloveyou", "monkey", "dragon", "football", "baseball", "soccer", "master", "sunshine"),
    *("princess", "superman", "computer", "internet", "changeme", "default", "qwerty", "abc"),
    *("venue", "kiosk", "reception", "symposium", "event", "ward", "office", "tokyo", "japan"),
    *("nippon", "nihon", "sakura", "aikotoba", "himitsu", "uketsuke", "arigatou", "konnichiwa"),
    *("ohayou", "pasuwado", "mihon", "kuyakusho", "shinjuku", "pokemon", "doraemon", "naruto"),
    *("パスワード", "あいことば", "合言葉", "ひみつ", "秘密", "うけつけ", "受付", "シンポジウム"),
    *("みほん", "見本", "区役所", "ありがとう", "こんにちは", "さくら", "桜", "東京", "日本"),
)
"""What is tried first by whoever guesses; our own list, longest words first when used."""

_CONSONANTS: Final = {
    "k": "aiueo",
    "s": "aueo",
    "t": "aeo",
    "n": "aiueo",
    "h": "aieo",
    "m": "aiueo",
    "y": "auo",
    "r": "aiueo",
    "w": "a",
    "g": "aiueo",
    "z": "aeo",
    "d": "aeo",
    "b": "aiueo",
}
"""Syllables whose romaji is the same in every spelling: no si/shi, ti/chi, hu/fu, tu/tsu, zi/ji."""
SYLLABLES: Final = tuple(c + v for c, vowels in _CONSONANTS.items() for v in vowels)
_WORD_SYLLABLES: Final = 3
WORDS: Final = 4
_RUDE: Final = re.compile("baka|kuso|busu|debu|hage|gero|geri|yaro|boke|koros|kimo|mara|gomi|unko")
_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mistaken for each other when read from paper."""
_SYMBOLS: Final = 20
_GROUP: Final = 4


class Weakness(StrEnum):
    """Why a passphrase of somebody's own is not taken."""

    TOO_SHORT = "too_short"
    TOO_PLAIN = "too_plain"
    """A few characters or one pattern over and over."""
    GUESSABLE = "guessable"
    """Little is left without common words, the event's own words and runs of keys."""


def weakness_of(passphrase: str, *, with_card: bool, near: Sequence[str] = ()) -> Weakness | None:
    """Say what is wrong with a passphrase of somebody's own; ``near`` are words of the event."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text.strip()) < (WITH_CARD if with_card else WITHOUT_CARD):
        return Weakness.TOO_SHORT
    folded = _fold(text)
    if len(set(folded)) < _DIFFERENT or _REPEATED.fullmatch(folded):
        return Weakness.TOO_PLAIN
    words = sorted({_fold(each) for each in (*_COMMON, *near)} - {""}, key=len, reverse=True)
    forms = (folded, _fold(text.translate(_LEET)))
    if min(len(_rest(form, words)) for form in forms) < _LEFT:
        return Weakness.GUESSABLE
    return None


def words_of(numbers: Sequence[int]) -> str:
    """Return made-up words for uniform numbers below ``word_range()``.

    Words of syllables, not of a list: easy to say, remember and type without Japanese input. Three
    of 51 syllables are 17 bits a word, so four words are 68 bits.
    """
    return " ".join(_word(number) for number in numbers)


def word_range() -> int:
    """Return how many words there are, rude ones included."""
    return len(SYLLABLES) ** _WORD_SYLLABLES


def is_rude(number: int) -> bool:
    """Tell whether a word reads badly on a slip of paper: draw another."""
    return _RUDE.search(_word(number)) is not None


def symbols_of(octets: bytes) -> str:
    """Return 100 random bits as five groups of four signs; ``octets`` are 20."""
    signs = [_SIGNS[octet % len(_SIGNS)] for octet in octets[:_SYMBOLS]]
    return "-".join("".join(signs[n : n + _GROUP]) for n in range(0, _SYMBOLS, _GROUP))


def _word(number: int) -> str:
    syllables = []
    for _place in range(_WORD_SYLLABLES):
        number, place = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[place])
    return "".join(syllables)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _rest(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    text = _REPEATED.sub(" ", text)
    # Digits are years, birthdays and telephone numbers: they may stand there but do not count.
    return "".join(sign for sign in _without_runs(text) if sign.isalpha())


def _without_runs(text: str) -> str:
    """Take out three or more keys in a row: 1234, cba, asdf."""
    kept, run = [], text[:1]
    for before, sign in pairwise(text):
        if _follows(before, sign):
            run += sign
            continue
        kept.append("" if len(run) >= _RUN else run)
        run = sign
    kept.append("" if len(run) >= _RUN else run)
    return "".join(kept)


def _follows(before: str, sign: str) -> bool:
    by_code = before.isalnum() and abs(ord(before) - ord(sign)) == 1
    return by_code or any(before + sign in row or sign + before in row for row in _ROWS)
