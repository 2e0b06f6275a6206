"""``kiosk report``: files for the ward, and refusals in a sentence."""

import json

import pytest

from tests.laptop import open_laptop
from venue_kiosk.testing import sample_application


@pytest.fixture
def laptop(make_venue):
    laptop = open_laptop(make_venue, plugins=["custody", "report"])
    laptop.venue.register(sample_application(1))
    return laptop


def test_a_report_is_a_pdf_that_its_owner_alone_reads(laptop, tmp_path):
    out = tmp_path / "papers" / "performance.pdf"
    made = laptop.on_event("report", "performance", "--out", out, "--json")
    assert made.code == 0, made.err
    assert made.object == {"kind": "performance", "file": str(out)}
    assert out.read_bytes().startswith(b"%PDF-")
    assert out.stat().st_mode & 0o077 == 0
    assert [path.name for path in out.parent.iterdir()] == ["performance.pdf"]


def test_what_cannot_be_made_is_said_and_leaves_no_file(laptop, tmp_path):
    for kind, code in (("carry-out", 1), ("totals", 3), ("nonsense", 2)):
        said = laptop.on_event("report", kind, "--out", tmp_path / "out", "--lang", "en")
        assert (said.code, said.out) == (code, b"")
        assert "Traceback" not in said.err
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    said = laptop.on_event("report", "handlers", "--out", blocked / "a.pdf")
    assert said.code == 3
    assert [path.name for path in tmp_path.glob("*out*")] == []


def test_a_handler_without_the_right_is_refused(laptop, tmp_path):
    said = laptop.on_event("report", "handling", "--out", tmp_path / "a.pdf", handler="H-03")
    assert said.code == 3
    assert not (tmp_path / "a.pdf").exists()


def test_the_totals_file_is_json_without_a_person(laptop, tmp_path):
    out = tmp_path / "totals.json"
    with laptop.venue.open() as opened:
        from venue_kiosk.services.life_cycle_facts import EndOfDay

        for number in opened.programme.session_numbers():
            opened.head_counts.record(number, counted=0)
        opened.life_cycle.advance(EndOfDay())
    assert laptop.on_event("report", "totals", "--out", out).code == 0
    totals = json.loads(out.read_text("utf-8"))
    assert (totals["format"], totals["applications"]) == ("venue-totals/1", 1)
    assert "見本　花子" not in out.read_text("utf-8")
