"""Names for synthetic people, with the cases that real lists trip over."""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from venue_kiosk.demo.draws import Draws

NameSet: TypeAlias = Literal["fictional", "plain"]
"""``plain`` names are common ones and may by chance be somebody's: for search tests only."""

_FAMILIES: Final[dict[NameSet, str]] = {
    "fictional": "見本木:みほんぎ 試野:ためしの 仮屋敷:かりやしき 例田:れいだ 架空橋:かくうばし"
    " 模擬山:もぎやま 仮名沢:かなざわ 試作島:しさくじま 雛形:ひながた 手本:てほん",
    "plain": "髙橋:たかはし 高橋:たかはし 佐藤:さとう 鈴木:すずき 田中:たなか 渡辺:わたなべ"
    " 渡邊:わたなべ 渡邉:わたなべ 伊藤:いとう 山本:やまもと 中村:なかむら 小林:こばやし"
    " 加藤:かとう 吉田:よしだ 𠮷田:よしだ 山田:やまだ 佐々木:ささき 斎藤:さいとう 斉藤:さいとう"
    " 齋藤:さいとう 山﨑:やまざき 山崎:やまさき 中島:なかじま 中嶋:なかしま 大野:おおの 小野:おの"
    " 長谷川:はせがわ 濵田:はまだ 浜田:はまだ 澤田:さわだ 廣瀬:ひろせ 栁沢:やなぎさわ"
    " 冨永:とみなが 大竹:おおたけ 小滝:おたき 東:あずま 神谷:かみや 五十嵐:いがらし"
    " 三ツ橋:みつはし 角田:つのだ",
}
_GIVEN: Final = (
    "和子:かずこ 幸子:さちこ 節子:せつこ 洋子:ようこ 美代子:みよこ 恵子:けいこ 惠子:けいこ"
    " 久美子:くみこ 裕子:ゆうこ 順子:じゅんこ 千代:ちよ 文江:ふみえ 照代:てるよ 信子:のぶこ"
    " 真理:まり 茂:しげる 勇:いさお 實:みのる 清:きよし 正雄:まさお 博:ひろし 昭夫:あきお"
    " 健二:けんじ 隆:たかし 誠:まこと 亮:りょう 翔太:しょうた 美咲:みさき 陽菜:ひな 直樹:なおき"
)
# Each case once: two pairs of namesakes; one reading in several kanji; variants of 崎 with two
# readings; a false join of the loose key; one character; a character beyond the basic plane; a
# variation selector; a middle dot; a name of 20 letters; 々; ゝ; a name without a space; and at the
# end a household.
_CASES: Final[dict[NameSet, str]] = {
    "fictional": """
        見本木　和子:みほんぎ　かずこ 見本木　和子:みほんぎ　かずこ
        例田　清:れいだ　きよし 例田　清:れいだ　きよし
        斎見本　恵子:さいみほん　けいこ 斉見本　惠子:さいみほん　けいこ
        齋見本　恵子:さいみほん　けいこ
        見本﨑　茂:みほんざき　しげる 見本崎　茂:みほんさき　しげる
        大試野　勇:おおためしの　いさお 小試野　勇:おためしの　いさお
        試　陽菜:ためし　ひな 𠮷見本　誠:よしみほん　まこと
        葛\U000e0100見本　亮:かつらみほん　りょう
        ミホン・ティ・サンプル:みほん・てぃ・さんぷる
        見本木仮屋敷架空橋模擬山　仮名沢試作島手本:みほんぎかりやしきかくうばし　かなざわしさくじま
        仮々見　節子:かかみ　せつこ 雛形　すゞ:ひながた　すず 手本みすゝ:てほんみすす
        仮屋敷　正雄:かりやしき　まさお 仮屋敷　幸子:かりやしき　さちこ
        仮屋敷　美咲:かりやしき　みさき
    """,
    "plain": """
        髙橋　和子:たかはし　かずこ 髙橋　和子:たかはし　かずこ
        佐藤　清:さとう　きよし 佐藤　清:さとう　きよし
        斎藤　恵子:さいとう　けいこ 斉藤　惠子:さいとう　けいこ 齋藤　恵子:さいとう　けいこ
        山﨑　茂:やまざき　しげる 山崎　茂:やまさき　しげる
        大野　勇:おおの　いさお 小野　勇:おの　いさお
        東　陽菜:あずま　ひな 𠮷田　誠:よしだ　まこと 葛\U000e0100城　亮:かつらぎ　りょう
        グエン・ティ・ラン:ぐえん・てぃ・らん
        見本木仮屋敷架空橋模擬山　仮名沢試作島手本:みほんぎかりやしきかくうばし　かなざわしさくじま
        佐々木　節子:ささき　せつこ 鈴木　すゞ:すずき　すず 中村みすゝ:なかむらみすす
        山田　正雄:やまだ　まさお 山田　幸子:やまだ　さちこ 山田　美咲:やまだ　みさき
    """,
}
HOUSEHOLD: Final = 3
"""How many of the cases, the last ones, are one household with one telephone."""


@dataclass(frozen=True, slots=True)
class SampleName:
    """A name with its reading, spaces included."""

    written: str
    reading: str


def names_of_cases(names: NameSet) -> list[SampleName]:
    """Return the names that search and screens must cope with, each case once."""
    cases = re.split(r"[ \n]+", _CASES[names].strip())
    return [SampleName(*case.split(":")) for case in cases]


def draw_name(draws: Draws, names: NameSet) -> SampleName:
    """Return a random pair; most are written with a wide space, some without any."""
    family, family_reading = draws.one_of(_FAMILIES[names].split()).split(":")
    given, given_reading = draws.one_of(_GIVEN.split()).split(":")
    space = draws.weighted((("　", 80), (" ", 10), ("", 10)))
    return SampleName(f"{family}{space}{given}", f"{family_reading}{space}{given_reading}")
