"""A whole application file: its columns, and what two rows may not share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.sample_rows import (
    APPROVALS,
    COURSE,
    FAULTS,
    GOOD,
    SYMPOSIUM,
    make_programme,
    parse_cells,
    parse_file,
)
from venue_kiosk.domain.application import (
    ProblemKind,
    RowProblem,
    application_identity,
    parse_applications,
)
from venue_kiosk.domain.attendee import Application
from venue_kiosk.domain.programme import (
    Programme,
)
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import in_language


@pytest.mark.parametrize(
    ("cells", "programme", "column", "what"),
    [
        ({"年齢": "70"}, COURSE, "H", ProblemKind.UNKNOWN_COLUMN),
        ({"": ""}, COURSE, "H", ProblemKind.UNKNOWN_COLUMN),
        ({"参加希望日": ""}, SYMPOSIUM, "参加希望日", ProblemKind.COURSES_ONLY),
        ({"ふりがな": ""}, make_programme(approvals=()), "ふりがな", ProblemKind.NEEDS_APPROVAL),
        (
            {"団体コード": ""},
            make_programme(approvals=()),
            "団体コード",
            ProblemKind.NEEDS_APPROVAL,
        ),
        (
            {"役割": ""},
            make_programme(approvals=APPROVALS[:2]),
            "役割",
            ProblemKind.NEEDS_APPROVAL,
        ),
    ],
)
def test_a_column_that_may_not_be_there_is_refused_not_ignored(
    cells: dict[str, str], programme: Programme, column: str, what: ProblemKind
) -> None:
    read = parse_file(GOOD | cells, programme=programme)
    assert read.problems == (RowProblem(1, column, what),)
    assert read.good == ()


def test_missing_and_repeated_columns_are_all_named() -> None:
    read = parse_applications(["氏名", "氏名", "申込方法"], [], programme=COURSE)
    assert set(read.problems) == {
        RowProblem(1, "氏名", ProblemKind.DUPLICATE_COLUMN),
        *(
            RowProblem(1, column, ProblemKind.MISSING_COLUMN)
            for column in ("電話番号", "参加区分", "託児の希望", "参加結果", "住所")
        ),
    }


def test_a_programme_without_addresses_needs_no_address_column() -> None:
    columns = [column for column in GOOD if column != "住所"]
    read = parse_applications(
        columns,
        [(2, [GOOD[column] for column in columns])],
        programme=make_programme(store_address="none"),
    )
    assert len(read.good) == 1


def test_column_names_may_be_wide_and_in_any_order() -> None:
    names = [" " + ("ＦＡＸ番号" if name == "FAX番号" else name) for name in [*GOOD, "FAX番号"]]
    cells = [*GOOD.values(), ""]
    read = parse_applications(names[::-1], [(2, cells[::-1])], programme=COURSE)
    assert read.problems == ()
    assert len(read.good) == 1


def test_a_file_without_column_names_is_refused_without_showing_it() -> None:
    with pytest.raises(UsageError) as refusal:
        parse_applications(list(GOOD.values()), [], programme=COURSE)
    assert "髙橋" not in refusal.value.message + refusal.value.hint


def test_rows_of_another_length_are_not_guessed_at() -> None:
    cells = list(GOOD.values())
    read = parse_applications(
        list(GOOD), [(2, cells[:-1]), (3, [*cells, "x"]), (4, cells)], programme=COURSE
    )
    assert read.problems == (
        RowProblem(2, "", ProblemKind.TOO_FEW_CELLS),
        RowProblem(3, "", ProblemKind.TOO_MANY_CELLS),
    )
    assert [each.row for each in read.good] == [4]
    assert read.rows == 3


def test_two_rows_may_not_be_one_application() -> None:
    same = GOOD | {"氏名": "髙橋 惠子", "電話番号": "０３１２３４５６７８", "参加結果": "辞退"}
    read = parse_file(GOOD, same)
    assert read.problems == (RowProblem(3, "", ProblemKind.DUPLICATE_ROW),)
    assert [each.row for each in read.good] == [2]


def test_a_household_with_one_phone_and_namesakes_with_two_are_different_people() -> None:
    read = parse_file(
        GOOD,
        GOOD | {"氏名": "髙橋　誠"},
        GOOD | {"電話番号": "090-0123-4567"},
        GOOD | {"申込方法": "FAX"},
    )
    assert read.problems == ()


def test_numbers_that_must_be_unique_are() -> None:
    waiting = {"参加結果": "補欠", "補欠順位": "1", "受付番号": "0123-4"}
    read = parse_file(GOOD | waiting, GOOD | waiting | {"氏名": "見本 太郎"})
    assert set(read.problems) == {
        RowProblem(3, "受付番号", ProblemKind.DUPLICATE_RECEPTION_NO),
        RowProblem(3, "補欠順位", ProblemKind.DUPLICATE_ORDER),
    }


def test_a_repetition_is_named_even_where_the_first_row_has_another_problem() -> None:
    read = parse_file(GOOD | {"参加区分": "?"}, GOOD)
    assert RowProblem(3, "", ProblemKind.DUPLICATE_ROW) in read.problems


def test_the_identity_forgets_width_and_spaces_and_nothing_else() -> None:
    def identity(**cells: str) -> str:
        application = parse_cells(**cells)
        assert isinstance(application, Application)
        return application_identity(application)

    assert identity() == identity(氏名="髙橋惠子", 電話番号="０３ー１２３４ー５６７８")
    assert identity() == identity(参加結果="辞退", 受付番号="0123-4")
    assert len({identity(), identity(氏名="高橋惠子"), identity(申込方法="FAX")}) == 3
    assert "髙橋" not in identity()


@given(st.dictionaries(st.sampled_from([*GOOD, "ふりがな", "FAX番号"]), st.text(max_size=20)))
def test_no_problem_ever_repeats_what_a_cell_says(cells: dict[str, str]) -> None:
    marked = {column: f"ひみつ{cell}" for column, cell in cells.items()}
    read = parse_cells(**marked)
    shown = repr(read)
    if isinstance(read, tuple):
        with in_language("en"):
            shown += "".join(each.render() for each in read)
    assert "ひみつ" not in shown


@pytest.mark.parametrize("what", list(ProblemKind))
def test_every_problem_says_what_is_wrong_and_what_is_expected(what: ProblemKind) -> None:
    with in_language("en"):
        column = next((c for cells, c, kind in FAULTS if kind is what), "受付番号")
        problem = RowProblem(12, column, what)
        assert "12" in problem.render()
        assert problem.sentence in problem.render()
        assert problem.expected in problem.render()
        assert problem.expected
