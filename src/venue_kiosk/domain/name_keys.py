"""Search keys for Japanese names: for finding only, never displayed and never proof of identity."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# Variant, search form. Most are in the shrink map of the MJ character table; 碕 埼 斎 靍 籠 鷗 麴
# are added by hand. 斎, 斉, 齋 and 齊 are different characters and fold together for search only.
_VARIANT_PAIRS: Final = """
    髙高 﨑崎 嵜崎 碕崎 埼崎 邊辺 邉辺 齋斉 齊斉 斎斉 濵浜 濱浜 𠮷吉 德徳 惠恵 澤沢 廣広
    桒桑 栁柳 嶋島 嶌島 冨富 舘館 槇槙 眞真 圓円 國国 學学 榮栄 壽寿 龍竜 瀨瀬 櫻桜 藏蔵
    彌弥 淸清 靜静 條条 萬万 與与 關関 鐵鉄 團団 寬寛 禮礼 實実 豐豊 峯峰 曾曽 莊荘 渕淵
    渊淵 彥彦 黑黒 黃黄 橫横 會会 佛仏 鄕郷 吳呉 增増 緖緒 靑青 聰聡 總総 臺台 薗園 槗橋
    𣘺橋 埜野 舩船 曻昇 燈灯 瀧滝 爲為 瑤瑶 穗穂 絲糸 縣県 繩縄 聲声 藥薬 處処 覺覚 觀観
    譽誉 讓譲 豫予 賴頼 邨村 郞郎 釋釈 鹽塩 麥麦 靏鶴 靍鶴 鷄鶏 龜亀 鎭鎮 籠篭 鷗鴎 麴麹
"""
_VARIANTS: Final = str.maketrans({pair[0]: pair[1] for pair in _VARIANT_PAIRS.split()})

_SMALL_TO_LARGE: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_SAME_SOUND: Final = str.maketrans("ぢづをゐゑゔ", "じずおいえぶ")
_V_SOUNDS: Final = (("ゔぁ", "ば"), ("ゔぃ", "び"), ("ゔぇ", "べ"), ("ゔぉ", "ぼ"))
_DEVOICED: Final = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほ",
)
_VOWEL_ROWS: Final = {
    "a": "あかさたなはまやらわがざだばぱ",
    "i": "いきしちにひみりぎじぢびぴ",
    "u": "うくすつぬふむゆるぐずづぶぷ",
    "e": "えけせてねへめれげぜでべぺ",
    "o": "おこそとのほもよろをごぞどぼぽ",
}
_VOWEL_OF: Final = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}
_LENGTHENS: Final = {"a": "あ", "i": "い", "u": "う", "e": "いえ", "o": "うお"}
_LONG_MARKS: Final = "ー~〜-―—–−‐"

_VARIATION_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SEPARATORS: Final = re.compile(r"[\s・･.,、。'’]")
_READING: Final = re.compile(r"[ぁ-ゖゝゞー~〜―—–−‐・･.,、。'’\s-]+")
_PHONE_DIGITS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """What one person can be found by; empty strings where nothing is known.

    The first four are keys of the whole name without spaces. The given ones exist only when the
    name, or its reading, was written with a space or a middle dot.
    """

    kana_strict: str = ""
    kana_loose: str = ""
    kana_devoiced: str = ""
    kanji_key: str = ""
    given_strict: str = ""
    given_loose: str = ""
    given_devoiced: str = ""
    given_kanji: str = ""
    phone_last4: str = ""

    def __repr__(self) -> str:
        """Show no part of a name."""
        return "SearchKeys()"


def search_keys(name: str, furigana: str | None, phone: str) -> SearchKeys:
    """Return the keys of one person.

    A name written in kana is its own reading, so it is found by kana even where no furigana may
    be stored.
    """
    reading = furigana or (name if is_reading(name) else "")
    given_reading, given_name = split_name(reading)[1], split_name(name)[1]
    return SearchKeys(
        kana_strict=kana_strict(reading),
        kana_loose=kana_loose(reading),
        kana_devoiced=kana_devoiced(reading),
        kanji_key=kanji_key(name),
        given_strict=kana_strict(given_reading),
        given_loose=kana_loose(given_reading),
        given_devoiced=kana_devoiced(given_reading),
        given_kanji=kanji_key(given_name),
        phone_last4=phone_last4(phone),
    )


def fold_name(text: str) -> str:
    """Fold width and compatibility forms; drop variation selectors and invisible signs."""
    # Spacing voiced marks first: NFKC would turn か゛ into か + space + combining mark.
    text = text.replace("\u309b", "\u3099").replace("\u309c", "\u309a")
    text = _VARIATION_SELECTORS.sub("", unicodedata.normalize("NFKC", text))
    return _INVISIBLE.sub("", text)


def split_name(text: str) -> tuple[str, str]:
    """Split a name at its first space or middle dot into family and given name."""
    parts = re.split(r"[\s・]", fold_name(text).strip(), maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 else (parts[0], "")


def is_reading(text: str) -> bool:
    """Tell whether ``text`` is written in kana alone, so that it says how it is read."""
    return _READING.fullmatch(_to_hiragana(fold_name(text))) is not None


def kana_strict(text: str) -> str:
    """Return the key of a reading as written: ﾜﾀﾅﾍﾞ, ワタナベ and わたなべ are one."""
    return _SEPARATORS.sub("", _to_hiragana(_expand_iteration_marks(fold_name(text))))


def kana_loose(text: str) -> str:
    """Return the key that also joins small kana, ぢ and じ, を and お, and long vowels.

    Joins some different names too (大野 おおの, 小野 おの): confirm such a hit aloud.
    """
    text = kana_strict(text)
    for sound, plain in _V_SOUNDS:
        text = text.replace(sound, plain)
    return _without_lengthening(text.translate(_SMALL_TO_LARGE).translate(_SAME_SOUND))


def kana_devoiced(text: str) -> str:
    """Return the key that also joins voiced and plain kana: やまざき and やまさき."""
    return kana_loose(text).translate(_DEVOICED)


def kanji_key(text: str) -> str:
    """Return the key of a name as written: variant characters folded, separators dropped."""
    text = _expand_iteration_marks(fold_name(text).lower())
    return _SEPARATORS.sub("", text.translate(_VARIANTS))


def phone_last4(text: str) -> str:
    """Return the last four digits of a phone number, or an empty text when it has fewer."""
    digits = re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text))
    return digits[-_PHONE_DIGITS_SHOWN:] if len(digits) >= _PHONE_DIGITS_SHOWN else ""


def _to_hiragana(text: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def _expand_iteration_marks(text: str) -> str:
    out: list[str] = []
    for c in text:
        if out and c in "ゝヽ々〻":
            out.append(out[-1])
        elif out and c in "ゞヾ":
            out.append(_voiced(out[-1]))
        else:
            out.append(c)
    return "".join(out)


def _voiced(kana: str) -> str:
    """Return the voiced kana, or the same where it has no other voiced form (が, な)."""
    voiced = unicodedata.normalize("NFC", kana + "\u3099")
    return voiced if len(voiced) == 1 else kana


def _without_lengthening(text: str) -> str:
    out: list[str] = []
    for c in text:
        vowel = _VOWEL_OF.get(out[-1]) if out else None
        if c not in _LONG_MARKS and not (vowel and c in _LENGTHENS[vowel]):
            out.append(c)
    return "".join(out)
