"""Slip, check list, ledger, incident: what opens the event at its venue, and what does not."""

import datetime as dt

import pytest

from plugins.custody.incidents import Incident
from plugins.custody.slip import Stage
from venue_kiosk.api import Admitted, GateClosedError, State
from venue_kiosk.errors import ConfigError, NotNowError, NotPermittedError, RefusedError, UsageError
from venue_kiosk.testing import compose_programme, sample_application


def missing(custody):
    found = custody.kiosk.life_cycle.missing(custody.carrying.entry())
    return [each.code for each in found]


def test_the_event_opens_with_slip_arrival_place_and_answers(
    custody, venue, at_venue, settle_preflight
):
    assert missing(custody) == ["preflight_open", "no_slip", "no_arrival"]
    settle_preflight()
    at_venue()
    custody.carrying.unlock()
    assert custody.kiosk.life_cycle.state() is State.OPEN
    assert [each["why"] for each in venue.deeds("state_open")] == ["2026-01"]
    assert [each["why"] for each in venue.deeds("custody_arrived")] == ["2026-01"]


def test_a_place_the_ward_did_not_designate_keeps_it_shut(custody, at_venue, settle_preflight):
    settle_preflight()
    at_venue(place="駅前の喫茶店")
    with pytest.raises(GateClosedError, match="not designated this place"):
        custody.carrying.unlock()


def test_one_no_in_the_check_list_keeps_it_shut_until_it_is_remedied(
    custody, at_venue, settle_preflight
):
    settle_preflight()
    at_venue()
    custody.preflight.record({"wifi-off": "no"})
    with pytest.raises(GateClosedError, match="not settled: 1"):
        custody.carrying.unlock()
    custody.preflight.record({"wifi-off": "yes"})
    custody.carrying.unlock()


def test_the_check_list_is_answered_each_day_anew(custody, venue, settle_preflight):
    settle_preflight()
    venue.clock.tick(24 * 3600)
    assert len(custody.preflight.unsettled()) == len(custody.settings.preflight)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slip_no": " "}, "number of the slip"),
        ({"carrier": "H-99"}, "not reported"),
        ({"second": "H-03"}, "second, different handler"),
        ({"second": "H-99"}, "second, different handler"),
        ({"laptop": ""}, "serial number"),
        ({"laptop": "X" * 101}, "at most 100"),
        ({"route": "駅\n会場"}, "route is too long"),
        ({"document": "W" * 65}, "document number: at most 64"),
        ({"sheets": -1}, "sheets of paper must be 0 or more"),
        ({"copies": -1}, "second copies must be 0 or more"),
        ({"copies": 1}, "document number"),
        ({"ticks": ("locked",)}, "departure check"),
    ],
)
def test_a_slip_that_lacks_something_is_not_taken(custody, venue, form, changes, words):
    with pytest.raises(UsageError, match=words):
        custody.carrying.record(form(**changes))
    assert custody.carrying.newest() is None
    assert venue.deeds("custody_slip") == []


def test_a_second_copy_goes_along_on_the_wards_document(custody, venue, form):
    custody.carrying.record(form(copies=1, copy_document="W-3"))
    assert venue.deeds("custody_slip")[0]["n"] == {"sheets": 0, "copies": 1}


def test_the_four_times_come_in_their_order(custody, venue, form):
    with pytest.raises(NotNowError, match="No carry-out slip"):
        custody.carrying.enter(Stage.DEPARTED)
    custody.carrying.record(form())
    with pytest.raises(NotNowError, match="another time is next"):
        custody.carrying.enter(Stage.ARRIVED)
    now = venue.clock.now()
    custody.carrying.enter(Stage.DEPARTED, at=now - dt.timedelta(hours=1))
    for wrong in (now + dt.timedelta(minutes=1), now - dt.timedelta(hours=2)):
        with pytest.raises(UsageError, match="lies ahead, or before"):
            custody.carrying.enter(Stage.ARRIVED, at=wrong)
    with pytest.raises(RefusedError, match="not back yet"):
        custody.carrying.record(form(slip_no="2026-02"))
    for stage in (Stage.ARRIVED, Stage.LEFT, Stage.RETURNED):
        slip = custody.carrying.enter(stage)
    assert slip.next_stage is None
    with pytest.raises(RefusedError, match="exists already"):
        custody.carrying.record(form())
    custody.carrying.record(form(slip_no="2026-02"))


def test_nobody_is_checked_in_when_the_slip_says_the_laptop_is_elsewhere(
    custody, venue, at_venue, settle_preflight
):
    """The answer to kiosk_judge_check_in: a second day needs a second slip."""
    first, second = venue.register(sample_application(1), sample_application(2))
    settle_preflight()
    at_venue()
    custody.carrying.unlock()
    with venue.open("H-03") as desk:
        assert isinstance(desk.desk.check_in(first.reception_no), Admitted)
        custody.carrying.enter(Stage.LEFT)
        verdict = desk.desk.check_in(second.reception_no)
        assert verdict.reason.why == "not_at_venue"
        assert "carry-out slip of today" in verdict.text


def test_the_ledger_holds_sheets_and_its_hand_count_must_equal_it(custody):
    """The answer to kiosk_judge_hand_over."""
    ledger = custody.ledger
    assert custody.kiosk_judge_hand_over() is None
    ledger.enter("survey", "in", 120, place="box A")
    assert custody.kiosk_judge_hand_over().n == 1
    ledger.enter("survey", "counted", 119, place="box A")
    assert "Survey sheets" in custody.kiosk_judge_hand_over().text
    ledger.enter("survey", "counted", 120, place="box A")
    assert custody.kiosk_judge_hand_over() is None
    ledger.enter("survey", "out", 1, place="owner")
    assert custody.kiosk_judge_hand_over().n == 1


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (("leaflet", "in", 1), UsageError),
        (("survey", "burnt", 1), UsageError),
        (("survey", "in", -1), UsageError),
        (("survey", "out", 1), RefusedError),
    ],
)
def test_a_line_that_cannot_be_is_not_written(custody, entry, error):
    with pytest.raises(error):
        custody.ledger.enter(*entry, place="box A")
    assert custody.store.ledger() == []


def test_everybody_reports_an_incident_and_the_manager_reads_its_timeline(venue, custody):
    at = venue.clock.now()
    incident = Incident(kind="risk", happened_at=at, device="locked")
    with venue.open("H-06") as carer:
        no = carer.plugin("custody").reports.report_incident(incident)
        with pytest.raises(NotPermittedError):
            carer.plugin("custody").reports.timeline(no)
    venue.clock.tick(60)
    assert custody.reports.report_incident(incident, of=no) == no
    moments = custody.reports.timeline(no)
    assert [each.act for each in moments][-2:] == ["incident", "incident"]
    assert {each.who for each in moments} <= {"H-02", "H-06", "system"}
    assert [each["why"] for each in venue.deeds("incident")] == ["risk", "risk"]


@pytest.mark.parametrize(
    "wrong", [{"kind": "ufo"}, {"device": "wet"}, {"people": -1}, {"ahead": True}, {"of": "9"}]
)
def test_an_incident_that_cannot_be_is_not_recorded(venue, custody, wrong):
    at = venue.clock.now() + dt.timedelta(minutes=bool(wrong.get("ahead")))
    values = {"kind": "risk", "device": "off", "people": None, **wrong}
    of = values.pop("of", "")
    values.pop("ahead", None)
    with pytest.raises(UsageError):
        custody.reports.report_incident(Incident(happened_at=at, **values), of=of)
    assert venue.deeds("incident") == []


def test_the_auditor_does_not_write_the_contractors_report(venue):
    incident = Incident(kind="risk", happened_at=venue.clock.now(), device="off")
    with venue.open("H-08") as opened, pytest.raises(NotPermittedError):
        opened.plugin("custody").reports.report_incident(incident)


def test_an_inspection_needs_the_wards_document_number(custody):
    with pytest.raises(UsageError, match="document number"):
        custody.reports.record_inspection(" ", "nothing_found")
    with pytest.raises(UsageError):
        custody.reports.record_inspection("W-9", "points_raised")
    custody.reports.record_inspection("W-9", "points_raised", points=2)
    [(document, *_rest, form)] = custody.reports.inspections()
    assert (document, form) == ("W-9", {"result": "points_raised", "points": 2})


@pytest.mark.parametrize("who", ["H-01", "H-03", "H-06", "H-08"])
def test_only_the_manager_keeps_custody(venue, form, who):
    with venue.open(who) as opened:
        other = opened.plugin("custody")
        for act in (
            lambda: other.carrying.record(form()),
            lambda: other.carrying.enter(Stage.DEPARTED),
            other.carrying.unlock,
            lambda: other.preflight.record({}),
            lambda: other.ledger.enter("survey", "in", 1, place="x"),
            lambda: other.reports.record_inspection("W-1", "nothing_found"),
        ):
            with pytest.raises(NotPermittedError):
                act()


def test_the_papers_hold_every_form_by_kiosk_contribute_papers(custody, at_venue, venue):
    at_venue()
    custody.ledger.enter("survey", "in", 3, place="box A")
    incident = Incident(kind="loss", happened_at=venue.clock.now(), device="off", people=3)
    custody.reports.report_incident(incident)
    custody.reports.record_inspection("W-9", "nothing_found")
    papers = {each.kind: each for each in custody.kiosk.papers()}
    assert set(papers) == {
        *("carry_out_slip", "preflight", "paper_ledger", "handlers", "incident", "inspection"),
    }
    slip = papers["carry_out_slip"].values
    assert (slip["carrier"], slip["approver"], list(slip["times"])) == (
        *("H-03", "H-02"),
        ["departed", "arrived"],
    )
    assert papers["incident"].values["timeline"]


def test_each_day_of_the_check_list_has_its_own_sheet(custody, venue, settle_preflight):
    settle_preflight()
    venue.clock.tick(24 * 3600)
    custody.preflight.record({"wifi-off": "no"})
    sheets = [each.values for each in custody.kiosk.papers() if each.kind == "preflight"]
    assert len({each["day"] for each in sheets}) == 2
    given = [{row["answer"] for row in each["answers"]} for each in sheets]
    assert given == [{"yes"}, {"no", None}]


def test_sample_answers_open_a_sample_event_and_no_other(make_venue, custody):
    custody.give_sample_answers()
    assert custody.kiosk.life_cycle.state() is State.OPEN
    real = compose_programme().decode()
    real = real.replace("sample = true", "sample = false\nkey_card = false").encode()
    other = make_venue(plugins=["custody"], programme=real, unlocked=False)
    with pytest.raises(RefusedError, match="sample events only"):
        other.open().plugin("custody").give_sample_answers()


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ('code = "fax"', 'code = "hagaki"', "papers: a code stands twice"),
        ('format = "venue-custody/1"', 'format = "venue-custody/1"\nextra = 1', "extra"),
    ],
)
def test_settings_that_cannot_be_are_named(venue, was, now, words):
    path = venue.installation.config_folder / "custody.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    with pytest.raises(ConfigError, match=words):
        venue.open()
