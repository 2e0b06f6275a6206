"""What ゛, ゜ and 小 do to a kana."""

from typing import Final

FORMS: Final[dict[str, dict[str, str]]] = {
    "゛": dict(zip("うかきくけこさしすせそたちつてとはひふへほ",
                   "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True)),
    "゜": dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True)),
    "小": dict(zip("あいうえおつやゆよわ", "ぁぃぅぇぉっゃゅょゎ", strict=True)),
}  # fmt: skip
_PLAIN: Final = {changed: plain for form in FORMS.values() for plain, changed in form.items()}


def with_mark(text: str, mark: str) -> str:
    """Return ``text`` with ``mark`` (゛, ゜ or 小) on its last kana, or taken off it again."""
    last, form = text[-1:], FORMS[mark]
    plain = _PLAIN.get(last, last)
    return text[:-1] + (plain if form.get(plain) == last else form.get(plain, last))
