"""A FAX sheet survives the coarsest FAX machine, and says whom to dial and nothing secret."""

from pathlib import Path

import numpy as np
import pytest

from tests.plugins.notice.notices import FAX, NAME, PHONE_LAST4, course, press, recipient
from tests.plugins.notice.pages import codes, faxed, pages, payload
from venue_kiosk.domain.attendee import Channel, Decision


def _print(folder: Path, *people: object, **of: object) -> Path:
    made = press(**of).make(Channel.FAX, people, folder / "out")  # type: ignore[arg-type]
    assert made.made == len(people)
    (file,) = made.files
    return file


@pytest.mark.parametrize("skew", [-2.0, 0.0, 1.3])
def test_the_code_survives_a_standard_resolution_fax(tmp_path: Path, skew: float) -> None:
    people = [recipient(number) for number in (1, 234)]
    file = _print(tmp_path, *people)
    arrived = [payload(faxed(file, number, skew=skew)) for number in range(2)]
    assert arrived == [ticket for _who, ticket in people]


def test_the_sheet_is_black_and_white_and_the_code_large(tmp_path: Path) -> None:
    (page,) = pages(_print(tmp_path, recipient()))
    assert (round(page.width_mm), round(page.height_mm)) == (210, 297)
    (code,) = codes(page.picture)
    assert (code.position.top_right.x - code.position.top_left.x) / page.ppi * 25.4 >= 30
    levels = np.bincount(page.picture.ravel(), minlength=256) / page.picture.size
    assert levels[0] + levels[255] > 0.95, "grey areas would turn into dots on a FAX machine"


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.WAITLISTED])
def test_the_sheet_names_the_receiver_and_the_number_to_dial(
    tmp_path: Path, decision: Decision
) -> None:
    (page,) = pages(_print(tmp_path, recipient(decision=decision)))
    assert "".join(NAME.split()) + "様" in page.text
    assert FAX in page.text
    assert PHONE_LAST4 not in page.text
    assert "お心当たりがないときは" in page.text


def test_childcare_is_told_to_everyone_alike(tmp_path: Path) -> None:
    """The line must not reveal who has a child."""
    file = _print(
        tmp_path, recipient(1, childcare_wanted=True), recipient(2, childcare_wanted=False)
    )
    wants, does_not = pages(file)
    line = "託児をお申込みの方は、当日、午後0時45分から託児室の受付へお越しください。"
    assert line in wants.text
    assert line in does_not.text


def test_a_long_name_and_a_course_of_eight_keep_one_page_each(tmp_path: Path) -> None:
    people = [recipient(1, name="ながい" * 30), recipient(2, fax=None), recipient(3)]
    found = pages(_print(tmp_path, *people, of=course(8)))
    assert [payload(page.picture) for page in found] == [ticket for _who, ticket in people]
    assert all(page.text.count("令和") >= 8 for page in found)
