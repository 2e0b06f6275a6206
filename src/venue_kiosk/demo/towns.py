"""Towns of the sample ward, and how many people come from each."""

from typing import Final

from venue_kiosk.demo.draws import Draws

_KANJI: Final = "〇一二三四五六七八九"

# By branch office area: weight, then towns, with the blocks (丁目) people come from. Weights are
# illustrative, and some towns lie in two areas: no report by area may rely on this table.
_AREAS: Final = {
    "四谷": "13 四谷:1-4 四谷本塩町 四谷三栄町 四谷坂町 若葉:1-3 須賀町 左門町 信濃町 南元町 荒木町"
    " 舟町 愛住町 大京町 内藤町 片町",
    "箪笥町": "12 箪笥町 神楽坂:1-6 岩戸町 袋町 若宮町 北町 中町 南町 納戸町 細工町 払方町"
    " 市谷田町 市谷加賀町 市谷薬王寺町 白銀町",
    "榎町": "12 榎町 東榎町 南榎町 天神町 矢来町 山吹町 弁天町 早稲田町 早稲田鶴巻町 早稲田南町"
    " 喜久井町 馬場下町 原町:1-3",
    "若松町": "12 若松町 余丁町 富久町 市谷台町 住吉町 河田町 戸山",
    "大久保": "13 大久保:1-2 百人町:1-3 新宿:6-7",
    "戸塚": "12 高田馬場:1-2 高田馬場:4-4 西早稲田:1-3 戸塚町:1-1",
    "落合第一": "9 下落合:1-4 中落合:2-2 高田馬場:3-3",
    "落合第二": "10 西落合:1-4 中井:1-2 中落合:3-4 上落合:2-3",
    "柏木": "8 北新宿:1-4 西新宿:6-8",
    "角筈": "5 西新宿:1-5",
    "区役所": "2 歌舞伎町:1-2",
}
OUTSIDE: Final = ("中野区見本町", "豊島区見本町")
"""Towns that do not exist, for people who work or study in the ward."""

_FINE: Final = 1000


def _towns() -> list[tuple[str, int]]:
    towns: list[tuple[str, int]] = []
    for area in _AREAS.values():
        weight, *names = area.split()
        blocks = [block for name in names for block in _blocks(name)]
        towns += [(block, int(weight) * _FINE // len(blocks)) for block in blocks]
    return towns


def _blocks(name: str) -> list[str]:
    town, _, span = name.partition(":")
    if not span:
        return [town]
    first, last = map(int, span.split("-"))
    return [f"{town}{_KANJI[number]}丁目" for number in range(first, last + 1)]


_BY_WEIGHT: Final = _towns()


def draw_address(draws: Draws, prefix: str) -> str:
    """Return an address in the ward that no house can have (99番0号), in one of the usual styles.

    ``prefix`` stands before some of them, as it does when people write their whole address.
    """
    town = draws.weighted(_BY_WEIGHT)
    style = draws.below(10)
    if style < 2 and town.endswith("丁目"):
        return f"{town[:-3]}{_KANJI.index(town[-3])}-99-0"
    if style < 4:
        return f"{prefix}{town}９９番０号"
    return f"{town}99番0号"


def draw_address_outside(draws: Draws) -> str:
    """Return an address outside the ward that nobody can have."""
    return f"{draws.one_of(OUTSIDE)}99番0号"
