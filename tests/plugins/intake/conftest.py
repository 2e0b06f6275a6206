"""Application files of people who exist nowhere, and an event to take them into."""

import csv

import pytest
from application_rows import person

from plugins.intake.importing import Intake
from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def write_file(tmp_path):
    """Write rows as the application file a contractor's site would give."""

    def write(rows, name="applications.csv"):
        path = tmp_path / "incoming" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, fieldnames=list(rows[0]))
            table.writeheader()
            table.writerows(rows)
        return path

    return write


@pytest.fixture
def good_file(write_file):
    return write_file([person(n) for n in range(1, 6)])


@pytest.fixture
def faulty_file(write_file):
    """Five people; the telephone number of the second and the category of the fourth are wrong."""
    rows = [person(n) for n in range(1, 6)]
    rows[1]["電話番号"] = "abc"
    rows[3]["参加区分"] = "在庫"
    return write_file(rows)


@pytest.fixture
def office(make_venue):
    return make_venue(plugins=["intake"])


@pytest.fixture
def intake(office) -> Intake:
    return office.open().plugin("intake")


@pytest.fixture
def clerk(office):
    """Open the screen of applications."""

    def sit_down(size=(80, 24)):
        return office.run_app(start_at="intake", size=size)

    return sit_down
