"""From pages to decided answers: nothing counted unseen, nothing lost, nobody named."""

from collections import Counter

import msgspec
import pytest
from survey_desk import begin, questionnaire, read_page, readings_of

from plugins.survey.page_read import PageRead
from plugins.survey.tally.counting import IDENTIFYING
from plugins.survey.tally.run_notes import tell_sheets
from venue_kiosk.api import NotNowError, NotPermittedError


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["survey"])


@pytest.fixture
def survey(venue):
    return venue.open().plugin("survey")


def statuses(survey):
    return sorted(each.status for each in readings_of(survey))


def test_a_batch_goes_on_where_it_stopped(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="1"), read_page(2, q1="2")])

    def fault(sql):
        if "INSERT INTO survey_pages" in sql:
            raise RuntimeError("the power went")

    venue.before_statement = fault
    with pytest.raises(RuntimeError):
        survey.batches.add(batch, [read_page(3, q1="2"), read_page(4, q1="2")])
    venue.before_statement = lambda _sql: None
    again = venue.open().plugin("survey")
    assert begin(again) == batch
    assert survey.batches.has_page(batch, f"{2:064x}", 0)
    assert not survey.batches.has_page(batch, f"{3:064x}", 0)
    assert len(again.batches.add(batch, [read_page(n, q1="1") for n in (1, 2, 3, 4)])) == 2
    assert len(readings_of(again)) == 4


def test_the_store_holds_no_name_no_order_and_no_answer_in_plain(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(n, q1="1", text=True) for n in range(20)])
    rows = venue.query("SELECT page_key, place, sealed FROM survey_pages")
    assert not any(b"scan" in bytes(row[2]) or b"q1" in bytes(row[2]) for row in rows)
    order = [each.path for each in survey.results.readings(survey.results.groups()[0])]
    assert order != sorted(order)
    days = venue.query("SELECT day FROM survey_batches")
    assert [len(day) for (day,) in days] == [len("2026-03-01")]
    crops = venue.query("SELECT sealed FROM survey_crops")
    assert crops
    assert not any(bytes(row[0]).startswith(b"\xff\xd8") for row in crops)


def test_pages_taken_in_before_their_sheet_was_known_are_joined(survey):
    batch = begin(survey)
    pages = [read_page(number, q1="?1") for number in range(4)]
    lone = [msgspec.structs.replace(each.reading, sheet=None) for each in pages]
    survey.batches.add(batch, [PageRead(each, None) for each in lone])
    survey.review.decide_codes(survey.review.next(batch), ("2",))
    joined = [
        msgspec.structs.replace(each, sheet=f"all.pdf#{n // 2}") for n, each in enumerate(lone)
    ]
    survey.batches.join(batch, joined)
    found = readings_of(survey)
    assert sorted(Counter(each.sheet for each in found).values()) == [2, 2]
    assert not any("all.pdf" in (each.sheet or "") for each in found)
    assert [each.answers["q1"].codes for each in found].count(("2",)) == 1
    assert survey.review.undo(batch) is not None


def test_doubts_come_page_first_then_question_by_question(survey):
    batch = begin(survey)
    pages = [read_page(1, q1="?1", q2="?12"), read_page(2, q1="?2", q2="1"),
             read_page(3, status="review", reason="crumpled", q1="1")]  # fmt: skip
    survey.batches.add(batch, pages)
    seen = []
    while (item := survey.review.next(batch)) is not None:
        seen.append(item.doubt.answer_key)
        assert item.crop is not None
        if item.key is None:
            survey.review.decide_page(item, usable=True)
        else:
            survey.review.decide_codes(item, ("1",))
    assert seen == ["*", "q1", "q1", "q2"]
    assert statuses(survey) == ["read"] * 3


@pytest.mark.parametrize(
    ("codes", "state"), [((), "no_answer"), (("2",), "answered"), (("3", "1"), "invalid")]
)
def test_what_a_person_marks_is_what_is_counted(survey, codes, state):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1")])
    survey.review.decide_codes(survey.review.next(batch), codes)
    [reading] = readings_of(survey)
    assert (reading.status, reading.answers["q1"].state) == ("read", state)
    [decided] = reading.decisions
    assert (decided.key, decided.was["state"], decided.now["state"]) == ("q1", "uncertain", state)
    assert (decided.by, len(decided.at)) == ("H-02", 10)


def test_undo_brings_the_last_decision_back_and_the_one_before_it(survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1", q2="?1")])
    for codes in (("1",), ("2",)):
        survey.review.decide_codes(survey.review.next(batch), codes)
    assert survey.review.undo(batch).item.doubt.answer_key == "q2"
    assert survey.review.next(batch).doubt.answer_key == "q2"
    assert survey.review.undo(batch).was.answers["q1"].codes == ("1",)
    [reading] = readings_of(survey)
    assert [reading.answers[key].state for key in ("q1", "q2")] == ["uncertain"] * 2
    assert survey.review.undo(batch) is None
    assert survey.review.left(batch) == 2


def test_undo_takes_back_the_last_decision_of_this_batch_and_of_no_other(survey):
    batches = [begin(survey, session_no=1), begin(survey, source="camera")]
    for number, batch in enumerate(batches):
        survey.batches.add(batch, [read_page(number, q1="?1")])
        survey.review.decide_codes(survey.review.next(batch), ("2",))
    survey.review.undo(batches[0])
    assert [survey.review.left(each) for each in batches] == [1, 0]
    assert survey.review.undo(batches[0]) is None


def test_nothing_is_undone_in_a_locked_batch_nor_over_what_another_changed(venue, survey):
    batch = begin(survey)
    page = read_page(1, status="review", reason="blurred", q1="?1")
    survey.batches.add(batch, [page])
    survey.review.decide_page(survey.review.next(batch), usable=True)
    other = venue.open(lane="B").plugin("survey")
    other.review.decide_codes(other.review.next(batch), ("3",))
    with pytest.raises(NotNowError, match="changed"):
        survey.review.undo(batch)
    assert readings_of(survey)[0].answers["q1"].codes == ("3",)
    other.batches.finish(batch)
    other.batches.lock(batch)
    with pytest.raises(NotNowError, match="locked"):
        other.review.undo(batch)


def test_a_page_that_is_not_usable_takes_its_answers_along_and_back_again(survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, status="review", reason="blurred", q1="?1", q2="1")])
    survey.review.decide_page(survey.review.next(batch), usable=False)
    assert survey.review.left(batch) == 0
    assert statuses(survey) == ["rejected"]
    survey.review.undo(batch)
    assert survey.review.left(batch) == 2
    assert statuses(survey) == ["review"]


def test_two_lanes_never_look_at_the_same_doubt(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1"), read_page(2, q1="?1")])
    other = venue.open(lane="B").plugin("survey")
    mine, theirs = survey.review.next(batch), other.review.next(batch)
    assert mine.doubt != theirs.doubt
    survey.review.decide_codes(mine, ("1",))
    late = survey.review.next(batch)
    other.review.decide_codes(theirs, ("2",))
    with pytest.raises(NotNowError):
        survey.review.decide_codes(late, ("1",))


def test_a_text_that_tells_who_somebody_is_is_counted_and_never_typed(survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, text=True), read_page(2, text=True)])
    survey.review.decide_text(survey.review.next(batch), identifying=True, words="Mr Sato said")
    survey.review.decide_text(survey.review.next(batch), identifying=False, words="A good day")
    answers = [each.answers["q4"] for each in readings_of(survey)]
    assert sorted(str(each.value) for each in answers) == ["A good day", "None"]
    [table] = [t for t in survey.results.tables(survey.results.groups()[0]).keys
               if t.key.key == "q4"]  # fmt: skip
    assert table.identifying == 1
    assert [each.flags for each in answers if each.value is None] == [(IDENTIFYING,)]


def test_numbers_are_typed_from_their_picture(survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q3="?")])
    item = survey.review.next(batch)
    assert item.doubt.kind == "number"
    survey.review.decide_digits(item, "12")
    assert readings_of(survey)[0].answers["q3"].value == "12"


def test_a_locked_batch_has_no_pictures_and_no_file_names_and_the_same_counts(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(n, q1="1", text=True) for n in range(6)])
    with pytest.raises(NotNowError, match="6"):
        survey.batches.lock(batch)
    while (item := survey.review.next(batch)) is not None:
        survey.review.decide_text(item, identifying=True)
    survey.batches.finish(batch)
    [group] = survey.results.groups()
    before = survey.results.tables(group).counts
    survey.batches.lock(batch)
    assert survey.results.tables(group).counts.keys == before.keys
    assert venue.query("SELECT count(*) FROM survey_crops") == [(0,)]
    assert not any("scan" in each.path for each in readings_of(survey))
    with pytest.raises(NotNowError):
        survey.batches.add(batch, [read_page(9, q1="1")])
    assert begin(survey) != batch


def test_only_who_counts_surveys_may(venue):
    reception = venue.open("H-03").plugin("survey")
    with pytest.raises(NotPermittedError):
        begin(reception)
    assert venue.query("SELECT count(*) FROM survey_batches") == [(0,)]


def test_every_act_has_its_line_in_the_log_without_a_sheets_name(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1")])
    survey.review.decide_codes(survey.review.next(batch), ("1",))
    [pages] = venue.deeds("survey_pages_read")
    [decided] = venue.deeds("survey_answer_decided")
    assert pages["n"] == {"batch": 1, "pages": 1}
    assert not {"ref", "why"} & decided.keys()


def test_handing_over_waits_for_review_and_for_the_paper_count(survey):
    def objection():
        found = survey.kiosk_judge_hand_over()
        return found.code if found else None

    assert objection() is None
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1"), read_page(2, q1="1")])
    [group] = survey.results.groups()
    assert objection() == "survey_unreviewed"
    survey.batches.finish(batch)
    survey.review.decide_codes(survey.review.next(batch), ("1",))
    assert objection() == "survey_uncounted"
    survey.results.set_number(group, "paper", 3)
    assert objection() == "survey_differs"
    survey.results.set_number(group, "paper", 3, words="one sheet was blank")
    assert objection() is None
    survey.results.set_number(group, "paper", 2)
    assert objection() is None


def test_a_reason_holds_for_the_difference_it_was_given_for(survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="1"), read_page(2, q1="1")])
    survey.batches.finish(batch)
    [group] = survey.results.groups()
    survey.results.set_number(group, "paper", 3, words="one sheet was blank")
    assert survey.kiosk_judge_hand_over() is None
    survey.batches.add(batch, [read_page(n, q1="1") for n in (3, 4, 5)])
    assert survey.kiosk_judge_hand_over().code == "survey_differs"
    told = dict(tell_sheets(survey.results.tables(group).counts, survey.results.notes(group)))
    assert told["Agreement"] == "2 more in the readings than on paper: not explained"


def test_the_ward_gets_every_answer_and_a_report_and_no_order(survey):
    assert survey.kiosk_hand_over().lists == ()
    batch = begin(survey)
    survey.batches.add(batch, [read_page(n, q1="1", q2="12", text=True) for n in range(5)])
    survey.review.decide_text(survey.review.next(batch), identifying=True)
    material = survey.kiosk_hand_over()
    [answers] = material.lists
    assert len(answers.rows) == 5
    assert {row[4].split(";")[0] for row in answers.rows} == {"q1=1"}
    assert sum("個人がわかる記述" in row[4] for row in answers.rows) == 1
    assert not any("scan" in cell for row in answers.rows for cell in row)
    [report] = material.papers
    assert report.pdf.startswith(b"%PDF")
    assert survey.kiosk_hand_over() == material


def test_a_batch_that_is_taken_out_leaves_nothing(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1", text=True)])
    survey.batches.take_out(batch)
    for table in ("pages", "crops", "doubts"):
        assert venue.query(f"SELECT count(*) FROM survey_{table}") == [(0,)]
    assert survey.store.batches() == []
    assert survey.results.groups() == []


def test_a_questionnaire_stays_as_it_was_when_its_batch_began(survey):
    begin(survey)
    kept = survey.questionnaires.kept("small", "1")
    assert kept.content == questionnaire().content
