"""Reports out of a real event: what stands on them, who may make them, and no person in them."""

import json

import pypdfium2
import pytest

from plugins.custody.incidents import Incident
from plugins.report.kinds import KINDS, kind_of
from venue_kiosk.api import Category, Channel, NotNowError, NotPermittedError, RefusedError
from venue_kiosk.i18n import in_language
from venue_kiosk.services.life_cycle_facts import EndOfDay
from venue_kiosk.testing import compose_programme, sample_application

PLUGINS = ["childcare", "custody", "report"]
NEEDLES = ("見本　花子", "みほん", "西見本二丁目99", "0355000", "ひみつ")


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def event(make_venue):
    """An event of 30 people, 20 of them here."""
    venue = make_venue(plugins=PLUGINS)
    people = venue.register(
        *(
            sample_application(
                n,
                channel=(Channel.HAGAKI, Channel.FAX)[n > 27],
                category=(Category.ZAIJU, Category.ZAIKIN)[n % 2],
            )
            for n in range(1, 31)
        )
    )
    opened = venue.open()
    for person in people[:20]:
        venue.clock.tick(60)
        opened.desk.check_in(person.reception_no)
    return venue, opened


def desk_of(opened):
    return opened.plugin("report")


def close(opened):
    opened.head_counts.record(1, counted=opened.desk.counts().present)
    opened.life_cycle.advance(EndOfDay())


def text_of(pdf):
    """Return the words of a PDF without its spaces."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return "".join("".join(pages).split())


def test_the_performance_report_counts_the_day_and_hides_small_cells(event):
    _venue, opened = event
    words = text_of(desk_of(opened).make(kind_of("performance")))
    for expected in ("実績報告書", "定員200人", "全30件", "15人15人0人30人", "※人数が少なく"):
        assert expected in words
    assert "27件3件" not in words
    assert "この数は途中のものです" in words


def test_numbers_are_frozen_at_closing_and_no_report_changes_them(event, tmp_path):
    venue, opened = event
    desk = desk_of(opened)
    with pytest.raises(NotNowError):
        desk.freeze()
    close(opened)
    frozen = desk.freeze()
    assert frozen["sessions"][0]["present"] == 20
    assert frozen["channels"] == [["はがき", None], ["FAX", None], ["申込フォーム", 0]]
    with venue.look() as database, database.transaction():
        database.execute("UPDATE core_check_ins SET revoked_at = at")
    assert desk.freeze() == frozen
    assert "途中" not in text_of(desk.make(kind_of("performance")))
    assert len(venue.deeds("totals_frozen")) == 1


def test_only_who_ends_the_day_or_hands_over_freezes_the_numbers(event):
    venue, opened = event
    close(opened)
    for other in ("H-03", "H-08"):
        with venue.open(other, lane="B") as kiosk, pytest.raises(NotPermittedError):
            desk_of(kiosk).freeze()
    assert venue.deeds("totals_frozen") == []
    with venue.open("H-01", lane="B") as officer:
        frozen = desk_of(officer).freeze()
    assert desk_of(opened).freeze() == frozen
    with venue.open("H-08", lane="B") as auditor:
        assert desk_of(auditor).freeze() == frozen  # to read what is frozen needs no more


def test_two_kiosks_that_freeze_at_once_keep_one_set_of_numbers(event):
    venue, opened = event
    close(opened)
    other = venue.open(lane="B")
    counted = []

    def before_statement(sql):
        if sql.startswith("BEGIN") and not counted:
            counted.append(sql)
            counted.append(desk_of(other).freeze())

    venue.before_statement = before_statement
    assert desk_of(opened).freeze() == counted[1]
    assert len(venue.deeds("totals_frozen")) == 1


def test_nothing_of_a_person_is_in_totals_reports_or_their_log(event):
    venue, opened = event
    close(opened)
    desk = desk_of(opened)
    kept = json.dumps(desk.freeze(), ensure_ascii=False)
    for kind in KINDS:
        if not kind.paper or kind.name in ("incident", "ledger", "preflight"):
            kept += text_of(desk.make(kind))
    kept += repr(venue.query("SELECT line FROM core_audit"))
    kept = kept.replace("みほん地域ホール", "").replace("広報みほん", "")
    assert [needle for needle in NEEDLES if needle in kept] == []


def test_the_handling_report_names_every_deviation_and_the_check_of_the_log(event):
    _venue, opened = event
    words = text_of(desk_of(opened).make(kind_of("handling")))
    for expected in ("特記事項第14項により", "異常なし", "ふりがなを扱いました", "取扱者4名"):
        assert expected in words


def test_an_incident_report_says_when_the_kiosk_was_last_used_before_it_happened(event):
    venue, opened = event
    last = venue.clock.now()
    venue.clock.tick(600)
    incident = Incident(kind="loss", happened_at=venue.clock.now(), device="locked", people=3)
    venue.clock.tick(600)
    opened.plugin("custody").reports.report_incident(incident)
    words = text_of(desk_of(opened).make(kind_of("incident")))
    assert f"最後に操作した日時令和8年11月24日（火）{last:%H:%M}" in words


@pytest.mark.parametrize(("profile", "basis"), [("r1_jorei", "条例第14条"), ("r5_act", "法律")])
def test_each_legal_profile_cites_its_own_basis(make_venue, profile, basis):
    programme = compose_programme().replace(
        b"contract = { ", f'contract = {{ legal_profile = "{profile}", '.encode()
    )
    opened = make_venue(plugins=PLUGINS, programme=programme).open()
    assert basis in text_of(desk_of(opened).make(kind_of("handling")))


def test_an_event_without_anybody_still_has_honest_reports(make_venue):
    opened = make_venue(plugins=PLUGINS).open()
    assert "受付の記録はありません" in text_of(desk_of(opened).make(kind_of("performance")))
    with pytest.raises(RefusedError, match="nothing to print yet"):
        desk_of(opened).make(kind_of("carry-out"))
    assert "概要" in text_of(desk_of(opened).make(kind_of("incident")))


def test_handlers_make_no_report_that_shows_the_log(event):
    venue, _opened = event
    helper = venue.open("H-03", lane="B")
    with pytest.raises(NotPermittedError):
        desk_of(helper).make(kind_of("handling"))


def test_a_course_counts_every_session_and_who_came_to_all(make_venue):
    venue = make_venue(plugins=PLUGINS, programme=compose_programme(kind="course", sessions=2))
    opened = venue.open()
    words = text_of(desk_of(opened).make(kind_of("performance")))
    assert "全2回に出席した人0人" in words
    assert "第2回" in words


def test_the_package_for_the_ward_holds_the_reports(event):
    _venue, opened = event
    close(opened)
    material = desk_of(opened).kiosk_hand_over()
    titles = [paper.title for paper in material.papers]
    assert titles[:2] == ["実績報告書", "個人情報取扱状況報告書"]
    assert desk_of(opened).totals()[1] is True
    [record] = material.records
    assert json.loads(record.content) == desk_of(opened).totals()[0]


def test_every_item_that_can_be_approved_has_its_word(make_venue):
    items = ("furigana", "organisation_code", "role", "companion", "apart", "table_card_names")
    opened = make_venue(plugins=PLUGINS, programme=compose_programme(approvals=items)).open()
    words = text_of(desk_of(opened).make(kind_of("handling")))
    assert words.count("を扱いました") == len(items)
    assert not any(item in words for item in items)


def test_the_numbers_of_other_plugins_stand_in_the_performance_report(make_venue):
    venue = make_venue(plugins=["childcare", "exchange", "survey", "custody", "report"])
    opened = venue.open()
    exchange = opened.plugin("exchange")
    with exchange.kiosk.tables.transaction():
        exchange.store.set_count(1, "tables", 12)
    words = text_of(desk_of(opened).make(kind_of("performance")))
    assert "使った机の数12" in words
    assert "お預かり0" in words
