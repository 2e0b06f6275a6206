"""What an import changes in the vault, and what it never changes."""

import hashlib

import pytest
from application_rows import person

from plugins.intake.problem_list import write_problem_list
from venue_kiosk.api import NotNowError, NotPermittedError, UsageError


class StoppedError(Exception):
    """Somebody pressed stop."""


class PlantedError(Exception):
    """The disk breaks."""


def stored(venue):
    """Everything an import may change, apart from the operation log."""
    return [
        venue.query(f"SELECT * FROM {table} ORDER BY 1")
        for table in ("core_attendees", "core_tickets", "intake_imports")
    ]


def people(venue):
    [(count,)] = venue.query("SELECT count(*) FROM core_attendees")
    return count


def test_an_import_gives_everybody_a_number_and_a_ticket_of_their_own(office, intake, good_file):
    report = intake.import_file(good_file)
    assert (report.stored, report.recorded, report.already_here) == (True, 5, 0)
    [(numbers, tickets)] = office.query(
        "SELECT count(DISTINCT reception_no), count(DISTINCT digits)"
        " FROM core_attendees JOIN core_tickets USING (attendee_id)"
    )
    assert (numbers, tickets) == (5, 5)


def test_a_dry_run_reports_and_stores_nothing(office, intake, faulty_file):
    before = stored(office)
    report = intake.check_file(faulty_file)
    assert (report.rows, report.good, report.left_out, report.stored) == (5, 3, 2, False)
    assert [(each.row, each.column) for each in report.problems] == [
        (3, "電話番号"),
        (5, "参加区分"),
    ]
    assert stored(office) == before
    assert office.deeds("import") == []


def test_nothing_of_a_file_with_problems_is_stored_unasked(office, intake, faulty_file):
    report = intake.import_file(faulty_file)
    assert len(report.problems) == 2
    assert (report.stored, people(office)) == (False, 0)


def test_the_good_rows_are_stored_when_asked_and_the_others_are_counted(
    office, intake, faulty_file
):
    report = intake.import_file(faulty_file, good_rows=True)
    assert (report.stored, report.recorded, report.left_out, people(office)) == (True, 3, 2, 3)
    assert [deed["n"] for deed in office.deeds("import")] == [
        {"rows": 5, "recorded": 3, "left_out": 2}
    ]


def test_the_same_file_again_changes_nothing(office, intake, good_file):
    intake.import_file(good_file)
    before = stored(office)
    again = intake.import_file(good_file)
    assert (again.stored, again.recorded, again.already_here) == (True, 0, 5)
    assert stored(office) == before


def test_only_newcomers_of_a_later_file_are_recorded(office, intake, good_file, write_file):
    intake.import_file(good_file)
    tickets = office.query("SELECT digits FROM core_tickets WHERE attendee_id <= 5")
    report = intake.import_file(write_file([person(n) for n in (6, 3, 1)], "later.csv"))
    assert (report.recorded, report.already_here, people(office)) == (1, 2, 6)
    assert office.query("SELECT digits FROM core_tickets WHERE attendee_id <= 5") == tickets


def test_the_corrected_rows_of_a_file_follow_later(office, intake, faulty_file, write_file):
    intake.import_file(faulty_file, good_rows=True)
    report = intake.import_file(write_file([person(n) for n in range(1, 6)]))
    assert (report.recorded, people(office)) == (2, 5)


def test_an_import_stopped_at_any_moment_stores_nothing(office, intake, write_file):
    rows = [person(n) for n in range(1, 1_201)]
    path = write_file(rows)
    before = stored(office)
    stops = 0
    for stop_at in range(1, 20):
        calls = iter(range(1, stop_at))

        def progress(_done, _total, calls=calls):
            if next(calls, None) is None:
                raise StoppedError

        try:
            report = intake.import_file(path, progress=progress)
        except StoppedError:
            stops += 1
            assert stored(office) == before
        else:
            break
    assert stops >= 4
    assert (report.recorded, people(office)) == (1_200, 1_200)


def test_an_import_that_breaks_at_any_statement_is_whole_or_absent(office, intake, good_file):
    before = stored(office)
    for broken_at in range(1, 100):
        statements = iter(range(1, broken_at))

        def break_at(_sql, statements=statements):
            if next(statements, None) is None:
                raise PlantedError

        office.before_statement = break_at
        try:
            report = intake.import_file(good_file)
        except PlantedError:
            office.before_statement = lambda _sql: None
            assert stored(office) == before
            assert office.deeds("import") == []
        else:
            break
    office.before_statement = lambda _sql: None
    assert broken_at > 8
    assert (report.recorded, people(office), len(office.deeds("import"))) == (5, 5, 1)
    assert list(intake.sources_left()) == [report.import_id]


def test_a_handler_without_the_office_cannot_import(office, good_file):
    reception = office.open("H-03").plugin("intake")
    with pytest.raises(NotPermittedError):
        reception.import_file(good_file)
    assert people(office) == 0


def test_a_file_that_is_no_table_is_refused_in_one_sentence(office, intake, tmp_path):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(UsageError, match="neither UTF-8 nor Shift_JIS"):
        intake.import_file(path)
    assert people(office) == 0


def test_the_source_file_is_overwritten_and_removed(office, intake, good_file):
    twin = good_file.with_name("twin.csv")
    twin.hardlink_to(good_file)
    report = intake.import_file(good_file)
    size = twin.stat().st_size
    intake.erase_source(good_file, report.import_id)
    assert not good_file.exists()
    assert twin.read_bytes() == bytes(size)
    assert len(office.deeds("import_source_erased")) == 1


def test_another_file_in_the_place_of_the_source_is_not_erased(intake, good_file):
    report = intake.import_file(good_file)
    good_file.write_text("something else", encoding="utf-8")
    with pytest.raises(NotNowError, match="not the one"):
        intake.erase_source(good_file, report.import_id)
    assert good_file.read_text(encoding="utf-8") == "something else"
    assert list(intake.sources_left()) == [report.import_id]


def test_a_source_that_has_gone_already_is_not_recorded_as_erased_by_itself(intake, good_file):
    report = intake.import_file(good_file)
    good_file.unlink()
    with pytest.raises(NotNowError, match="could not be erased"):
        intake.erase_source(good_file, report.import_id)
    assert list(intake.sources_left()) == [report.import_id]


def test_the_home_screen_reminds_of_a_source_until_it_is_recorded_as_erased(intake, good_file):
    report = intake.import_file(good_file)
    intake.import_file(good_file)
    assert intake.kiosk_contribute_status().text.endswith(": 1")
    intake.record_erased(report.import_id)
    assert intake.kiosk_contribute_status() is None


def test_a_file_that_comes_back_after_its_erasure_is_reminded_of_again(intake, good_file):
    intake.record_erased(intake.import_file(good_file).import_id)
    again = intake.import_file(good_file)
    assert list(intake.sources_left()) == [again.import_id]


def test_the_list_of_problems_says_where_and_what_but_nothing_of_a_cell(intake, write_file):
    path = write_file([person(1), person(2, 電話番号="秘密の番号", 氏名="山田　秘密")])
    written = write_problem_list(intake.check_file(path).problems, path)
    content = written.read_text(encoding="utf-8-sig")
    assert "3,電話番号,This is not a telephone number." in content
    assert "秘密" not in content


def test_the_report_names_the_file_by_its_digest(intake, good_file):
    digest = hashlib.sha256(good_file.read_bytes()).hexdigest()
    assert intake.check_file(good_file).sha256 == digest


def test_nothing_is_handed_over_while_a_source_file_may_lie_somewhere(office, intake, good_file):
    assert intake.kiosk_judge_hand_over() is None
    report = intake.import_file(good_file)
    objection = intake.kiosk_judge_hand_over()
    assert (objection.code, objection.n) == ("sources_left", 1)
    intake.erase_source(good_file, report.import_id)
    assert intake.kiosk_judge_hand_over() is None
