"""Every verdict in words: its sign, its sentences in both languages, its look and its sound."""

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest
from rich.cells import cell_len

from plugins.reception.views import calling_view, compose_view, idle_view, revoked_view
from plugins.reception.withheld_views import ime_view, picture_view, scanners_mixed_view
from venue_kiosk.api import (
    Admitted,
    AlreadyAdmitted,
    Attendee,
    Category,
    Channel,
    CheckIn,
    Counts,
    Decision,
    GreetingLine,
    Withheld,
    reasons,
)
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import DOORS_OPEN

LANGUAGES = ("ja", "en")
BIG_CELLS = 24
SECOND_CELLS = 60

GUEST = Attendee(
    attendee_id=1,
    reception_no="0001-3",
    name="髙橋　花子",
    furigana="たかはし　はなこ",
    town="西見本二丁目",
    phone_last4="0001",
    channel=Channel.HAGAKI,
    category=Category.ZAIJU,
    decision=Decision.ACCEPTED,
)
CHECK_IN = CheckIn(
    check_in_id=7,
    attendee_id=1,
    session_no=1,
    at=DOORS_OPEN.replace(minute=12),
    lane="B",
    handler_id="H-03",
)
COUNTS = Counts(present=168, walk_ins=0, accepted=200, accepted_present=168, capacity=200)

WAITING = {
    "unknown_code": (
        reasons.UnknownCode(),
        ("？", "番号が見つかりません", "お名前をうかがいます。", "「さがす」"),
    ),
    "reissued": (
        reasons.Reissued(),
        ("？", "番号が見つかりません", "お名前をうかがいます。", "新しいお知らせ"),
    ),
    "not_a_ticket": (
        reasons.NotATicket(),
        ("△", "これはちがうQRです", "参加のお知らせのQRをお願いします。", "開かない・保存しない"),
    ),
    "other_format": (
        reasons.OtherFormat(),
        ("△", "これはちがうQRです", "参加のお知らせのQRをお願いします。", "受付番号を入れる"),
    ),
    "unreadable": (
        reasons.Unreadable(),
        ("△", "読めませんでした", "もう一度、ゆっくりお願いします。", "3回だめなら番号で"),
    ),
    "wrong_programme": (
        reasons.WrongProgramme(number="002", title="はじめての通いの場 講座"),
        ("△", "会がちがいます", "お申込みは「はじめての通いの場 講座」です。", "会場案内へ"),
    ),
    "cancelled": (
        reasons.Cancelled(),
        ("△", "取りやめの方です", "参加されますか。", "空きがあれば"),
    ),
    "waitlisted": (
        reasons.Waitlisted(order=3),
        ("△", "お待ちの方です", "空きが出るとご案内します。", "補欠 3番。"),
    ),
    "not_confirmed": (
        reasons.NotConfirmed(),
        ("△", "お待ちの方です", "空きが出るとご案内します。", "記録されていません"),
    ),
    "not_selected": (
        reasons.NotSelected(),
        ("■", "申し訳ありません", "今回はお席がありません。", "大きな声で言わない"),
    ),
    "wrong_session": (
        reasons.WrongSession(dates=(dt.date(2025, 10, 4), dt.date(2025, 10, 18))),
        ("△", "日にちがちがいます", "お申込みは 10月4日、10月18日 です。", "案内用紙"),
    ),
    "not_yet": (
        reasons.NotYet(opens=dt.time(13)),
        ("△", "受付の時間外です", "受付は13時00分からです。", "責任者"),
    ),
    "closed": (
        reasons.Closed(closed=dt.time(16, 30)),
        ("△", "受付の時間外です", "受付は16時30分で終わりました。", "責任者"),
    ),
    "not_opened": (
        reasons.NotOpened(state=State.CLOSED),
        ("△", "受付の時間外です", "受付は終わりました。係の者がまいります。", "もう受付できません"),
    ),
    "full": (
        reasons.Full(present=200, capacity=200),
        ("■", "満席になりました", "お待ちください。責任者がまいります。", "定員 200/200"),
    ),
    "ambiguous_name": (
        reasons.AmbiguousName(count=2),
        ("△", "同じ名前の方がいます", "電話番号の下4けたを教えてください。", "2人"),
    ),
    "proxy": (
        reasons.Proxy(),
        ("△", "ご本人ですか", "代わりの方は、受付できません。", "責任者を呼ぶ"),
    ),
    "objected": (
        reasons.Objected(plugin="exchange", why="not_approved"),
        ("△", "お待ちください", "係の者がまいります。", "班がまだ決まっていません。"),
    ),
    "db_busy": (
        reasons.DatabaseBusy(),
        ("■", "保存できませんでした", "紙で受付します。", "もう一度かざしてください。"),
    ),
    "internal": (
        reasons.Internal(),
        ("■", "保存できませんでした", "紙で受付します。", "紙に切りかえる"),
    ),
}
"""Each stable code with a reason and what the desk says in Japanese: sign, guest twice, staff."""


def withheld(reason, attendee=GUEST):
    text = "班がまだ決まっていません。" if isinstance(reason, reasons.Objected) else ""
    return compose_view(Withheld(reason=reason, attendee=attendee, text=text))


def admitted(reason, *greeting, attendee=GUEST):
    return compose_view(
        Admitted(
            attendee=attendee, check_in=CHECK_IN, reason=reason, counts=COUNTS, greeting=greeting
        )
    )


def already():
    return compose_view(AlreadyAdmitted(attendee=GUEST, first=CHECK_IN, counts=COUNTS))


def everything():
    """Return every view the desk can show, as functions of the language shown now."""
    table = GreetingLine(plugin="exchange", text="交流会は「12番」の机です。", number=12)
    return [
        idle_view,
        calling_view,
        ime_view,
        scanners_mixed_view,
        lambda: picture_view("この画像に、読めるQRがありません。"),
        lambda: revoked_view("0001-3"),
        lambda: admitted(reasons.Ok()),
        lambda: admitted(reasons.Ok(), table),
        lambda: admitted(reasons.OkForced(instead_of="full", why="place_free")),
        lambda: admitted(reasons.RepeatSameDesk()),
        already,
        *(lambda reason=reason: withheld(reason) for reason, _words in WAITING.values()),
        lambda: withheld(reasons.Unreadable(input_method_on=True)),
        lambda: withheld(reasons.Unreadable(reception_no=True)),
        lambda: withheld(reasons.WrongProgramme(number="002")),
        lambda: withheld(reasons.Waitlisted()),
    ]


def test_there_is_a_view_for_every_reason_to_wait():
    shown = {type(reason) for reason, _words in WAITING.values()}
    assert shown == set(get_args(reasons.WithheldReason))


@pytest.mark.parametrize("code", WAITING)
def test_a_reason_to_wait_is_told_in_its_own_words(code):
    reason, (sign, big, second, staff) = WAITING[code]
    view = withheld(reason, attendee=None)
    assert reason.code == code
    assert (view.sign, view.big, view.second) == (sign, big, second)
    assert staff in view.staff


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_reasons_to_wait_are_told_alike(language):
    with in_language(language):
        views = [withheld(reason, attendee=None) for reason, _words in WAITING.values()]
    assert len({(view.big, view.second, view.staff) for view in views}) == len(WAITING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_fits_the_smallest_screen(language):
    with in_language(language):
        for compose in everything():
            view = compose()
            assert cell_len(view.big) <= BIG_CELLS, view.big
            assert cell_len(view.second) <= SECOND_CELLS, view.second


def test_every_look_has_its_sign_and_every_stop_its_sound():
    signs = {}
    for compose in everything():
        view = compose()
        signs.setdefault(view.look, set()).add(view.sign)
        assert (view.sound == "ok") <= (view.look in {"ok", "childcare"})
    assert signs == {
        "idle": {""},
        "guide": {"i"},
        "ok": {"○"},
        "wait": {"△", "？"},
        "stop": {"■"},
    }


def test_english_and_japanese_share_no_sentence():
    for compose in everything():
        with in_language("ja"):
            japanese = compose()
        with in_language("en"):
            english = compose()
        assert japanese.big != english.big
        assert english.big.isascii()


def test_who_waits_is_shown_by_number_beside_the_reason_and_by_name_apart():
    view = withheld(reasons.Waitlisted(order=3))
    assert view.staff.startswith("番号 0001-3 / 補欠 3番。")
    assert view.name == "髙橋　花子 さま"
    assert "髙橋" not in view.big + view.second + view.staff


def test_not_being_selected_is_not_sounded_as_a_stop():
    assert (
        withheld(reasons.NotSelected()).sound != withheld(reasons.Full(present=1, capacity=1)).sound
    )


def test_a_number_with_a_wrong_digit_is_asked_for_to_its_last_digit():
    view = withheld(reasons.Unreadable(reception_no=True))
    assert (view.sign, view.big) == ("？", "番号をもう一度")
    assert view.second == "最後の1けたまで入れてください。"


def test_a_scan_through_the_input_method_is_not_called_invalid():
    view = withheld(reasons.Unreadable(input_method_on=True), attendee=None)
    assert view == ime_view()
    assert view.big == "日本語入力がオンです"
    assert "番号は消えていません" in view.staff


def test_checked_in_says_where_to_sit_and_how_many_are_here():
    view = admitted(reasons.Ok())
    assert (view.sign, view.look, view.sound) == ("○", "ok", "ok")
    assert view.second == "お席は自由です。資料をお取りください。"
    assert view.staff == "番号 0001-3 / 出席 168人"


def test_a_table_number_is_large_and_its_card_is_handed_over():
    childcare = GreetingLine(plugin="reception", text="託児受付へ", look="childcare")
    table = GreetingLine(plugin="exchange", text="交流会は「7番」の机です。", number=7)
    view = admitted(reasons.Ok(), childcare, table)
    assert view.number == "7"
    assert view.second == "交流会は「7番」の机です。"
    assert "カード「7」をお渡しください" in view.staff
    assert view.staff.endswith("託児受付へ")


def test_childcare_has_its_own_look_and_a_word_for_staff():
    line = GreetingLine(plugin="reception", text="お子さまは、右へどうぞ。", look="childcare")
    view = admitted(reasons.Ok(), line, attendee=replace(GUEST, childcare_wanted=True))
    assert view.look == "childcare"
    assert view.second == "お子さまは、右へどうぞ。"
    assert "託児 希望あり" in view.staff


def test_an_override_is_marked():
    view = admitted(reasons.OkForced(instead_of="full", why="place_free"))
    assert view.sign == "○"
    assert "責任者の判断で受付" in view.staff


def test_a_repeat_is_the_first_answer_again_and_an_old_check_in_is_a_question():
    repeat, old = admitted(reasons.RepeatSameDesk()), already()
    assert (repeat.sign, repeat.big, repeat.sound) == ("○", "受付できました", "none")
    assert "いま受付した方です" in repeat.staff
    assert (old.sign, old.big, old.sound) == ("△", "もう受付ずみです", "wait")
    assert old.second == "13時12分に受付しています。"
    assert "窓口B" in old.staff
    assert repeat.look != old.look
