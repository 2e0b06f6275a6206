"""The record that opens an erasure is refused without its reasons, even when called directly."""

import datetime as dt

import msgspec
import pytest

from tests.certificate.papers import full_certificate
from venue_kiosk.domain.certificate.file import read_certificate
from venue_kiosk.domain.certificate.started import FilesBefore, ItemBefore, KeyCopyBefore, LogBefore
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.erasure_plan import ErasurePlan, PlannedFiles, plan_erasure
from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.errors import KioskError
from venue_kiosk.services.erasure_begin import BeforeErasure, open_record

NOW = dt.datetime.fromisoformat("2026-11-23T17:53:00+09:00")
MANAGER = Handler(handler_id="H-01", role=HandlerRole.HANDLING_MANAGER)
PLAN = ErasurePlan(
    files=(PlannedFiles(plugin="core", kind="database", paths=("vault.db", "vault.db-wal")),),
    stray=(),
)


def before(**changes):
    known = read_certificate(full_certificate())
    usual = {
        **{name: getattr(known, name) for name in ("event", "people", "authorisation", "ward")},
        **{name: getattr(known, name) for name in ("hand_over", "media", "databases", "signing")},
        "items": [
            ItemBefore(plugin="core", item="name", table="core_attendees", whose="applicant",
                       count_before=3, count_handed_over=3)
        ],
        "plan": PLAN,
        "key_copies": [KeyCopyBefore(kind="slots", label="slots", document=None)],
        "audit": LogBefore(count=5, head="a" * 64, sha256="b" * 64),
        "marker": bytes(16),
        "kiosk_canaries": ["けんさ"],
    }  # fmt: skip
    return BeforeErasure(**(usual | changes))


def begin(known, operator=MANAGER):
    return open_record(known, operator, record_id="1", now=NOW)


def test_the_record_counts_what_is_there():
    started = begin(before())
    assert started.files == (FilesBefore(kind="database", plugin="core", files_before=2),)
    assert started.items[0].count_before == 3


@pytest.mark.parametrize(
    "change",
    [
        ("hand_over", {"receipt_number": None}),
        ("hand_over", {"receipt_date": None}),
        ("hand_over", {"receipt_code_matched": None}),
        ("hand_over", {"receipt_code_matched": False}),
        ("people", {"witness": None}),
        ("authorisation", {"witness_at": None}),
        ("authorisation", {"operator_at": "2026-11-23T16:52:10+09:00"}),
    ],
)
def test_it_is_not_opened_without_receipt_and_two_people(change):
    name, members = change
    known = before()
    with pytest.raises(KioskError):
        begin(before(**{name: msgspec.structs.replace(getattr(known, name), **members)}))


def test_it_is_not_opened_for_a_handler_or_with_something_unclaimed():
    with pytest.raises(KioskError):
        begin(before(), Handler(handler_id="H-03", role=HandlerRole.HANDLER))
    with pytest.raises(KioskError):
        begin(before(plan=ErasurePlan(files=PLAN.files, stray=("x",))))


def item(owner, files=None, table=None):
    return DataItem(owner=owner, item="i", whose="nobody", what="", purpose="", basis="working",
                    table=table, files=files)  # fmt: skip


def test_every_file_is_claimed_once_or_is_stray():
    items = [item("notice", "run/*.pdf"), item("survey", "sheets/*"), item("survey", table="s_t")]
    plan = plan_erasure(
        items,
        tables=["s_t", "other"],
        files=["event.json", "slots.bin", "vault.db", "lane-A.lock", "files/notice/run/1.pdf",
               "files/survey/sheets/a", "files/survey/b", "backup/vault.db", "名簿.csv"],
    )  # fmt: skip
    assert set(plan.stray) == {"other", "files/survey/b", "backup/vault.db", "名簿.csv"}
    assert {(each.plugin, each.kind): each.paths for each in plan.files} == {
        ("core", "database"): ("vault.db",),
        ("core", "label"): ("event.json",),
        ("core", "lane_locks"): ("lane-A.lock",),
        ("notice", "run_pdf"): ("files/notice/run/1.pdf",),
        ("survey", "sheets"): ("files/survey/sheets/a",),
    }


def test_a_file_that_two_plugins_claim_is_stray():
    plan = plan_erasure([item("a", "*.pdf"), item("a", "x*")], tables=[], files=["files/a/x.pdf"])
    assert plan.stray == ("files/a/x.pdf",)
