"""The package: every list and paper comes out as it went in, and only with the password."""

import io
import json
import re
from hashlib import sha256

import pikepdf
import pytest
from package import SEALER

from venue_kiosk.domain.hand_over import (
    FreeRecord,
    HandOverList,
    HandOverPaper,
    ListColumn,
    Material,
)
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.errors import (
    NotNowError,
    NotPermittedError,
    RefusedError,
    UsageError,
    VaultRolledBackError,
)

LISTS = ("hand-over-list.json", "hand-over-list.pdf")
NEUTRAL = r"(list|paper)-\d\d\.(xlsx|pdf)|contents\.xlsx|hand-over-list\.\w+"


def test_the_ward_finds_every_person_as_written_in_the_register(closed):
    made = closed.make()
    table = closed.open_list("list-01.xlsx", made.password)
    columns = list(zip(*table, strict=True))
    by_title = {column[0]: column[1:] for column in columns}
    assert by_title["氏名"] == ("𠮷田　髙子", "=HYPERLINK(1)", "渡邉　葛\U000e0100")
    assert by_title["電話番号"][0] == "0312345678"
    assert by_title["参加結果"] == ("決定", "決定", "決定")
    assert by_title["申込方法"][0] == "はがき"
    assert by_title["ふりがな"][1] == "えいちてぃ"
    assert closed.opened.life_cycle.state() is State.HANDED_OVER


def test_the_hand_over_list_names_every_file_with_its_hash_and_every_item_with_its_count(closed):
    closed.make()
    listed = json.loads((closed.folder / "hand-over-list.json").read_text("utf-8"))
    for each in listed["files"]:
        assert sha256((closed.folder / each["name"]).read_bytes()).hexdigest() == each["sha256"]
    names = {each["name"] for each in listed["files"]} | {
        "hand-over-list.json",
        "hand-over-list.pdf",
    }
    assert {path.name for path in closed.folder.iterdir()} == names
    counts = {(each["plugin"], each["item"]): each["count"] for each in listed["items"]}
    assert counts["core", "name"] == counts["core", "phone"] == 3
    assert counts["core", "email"] == 0
    recorded = closed.opened.hand_over.package()
    assert recorded.counts == counts
    list_bytes = (closed.folder / "hand-over-list.json").read_bytes()
    assert recorded.list_sha256 == sha256(list_bytes).hexdigest()


def test_rows_that_are_not_those_written_last_are_not_handed_over(closed):
    with closed.venue.look() as database, database.transaction():
        database.execute(
            "UPDATE core_row_sums SET sum = zeroblob(32) WHERE name = 'core_attendees'"
        )
    with pytest.raises(VaultRolledBackError):
        closed.make()
    assert closed.opened.life_cycle.state() is State.CLOSED
    assert closed.opened.hand_over.package() is None


def test_a_wrong_password_opens_nothing(closed):
    made = closed.make()
    assert re.fullmatch("([A-HJ-NP-Z2-9]{4}-){4}[A-HJ-NP-Z2-9]{4}", made.password)
    for path in closed.folder.glob("*.xlsx"):
        with pytest.raises(RefusedError):
            SEALER.open_list(path.read_bytes(), made.password.lower())


def test_password_and_receipt_code_are_in_no_file_no_log_and_not_in_the_vault(closed):
    made = closed.make()
    code = closed.code(made.password)
    rows = closed.venue.query("SELECT * FROM core_packages")
    rows += closed.venue.query("SELECT line FROM core_audit")
    kept = repr(rows) + repr(made)
    for path in closed.venue.folder.rglob("*"):
        if path.is_file():
            kept += path.read_bytes().decode("latin-1")
    for secret in (made.password, code, made.password.replace("-", "")):
        assert secret not in kept
    [issued] = closed.venue.deeds("package_password_issued")
    assert issued["who"] == "H-02"


def test_nothing_on_the_medium_names_anybody_without_the_password(closed):
    closed.make()
    needles = ("𠮷田", "渡邉", "0312345678", "西見本", "みほん　はなこ")
    coded = [text.encode(code, "ignore") for text in needles for code in ("utf-8", "utf-16-le")]
    for path in closed.folder.iterdir():
        content = path.read_bytes()
        assert not any(needle in content for needle in coded)
        assert re.fullmatch(
            r"(list|paper)-\d\d\.(xlsx|pdf)|contents\.xlsx|hand-over-list\.\w+", path.name
        )


def test_plain_text_never_passes_through_a_temporary_file(closed, monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("a temporary file")

    for name in (
        "mkstemp",
        "mkdtemp",
        "TemporaryFile",
        "NamedTemporaryFile",
        "SpooledTemporaryFile",
    ):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
    closed.make()
    assert closed.names()


def test_one_archive_hides_even_the_names(closed):
    made = closed.make(as_archive=True)
    assert closed.names() == [
        *("hand-over-001", "hand-over-001/hand-over-list.json"),
        *("hand-over-001/hand-over-list.pdf", "hand-over-001/package.7z"),
    ]
    content = (closed.folder / "package.7z").read_bytes()
    assert b"list-01" not in content
    assert "list-01".encode("utf-16-le") not in content
    inside = SEALER.open_archive(content, made.password)
    assert "𠮷田　髙子" in SEALER.open_list(inside["list-01.xlsx"], made.password)[1]
    with pytest.raises(RefusedError):
        SEALER.open_archive(content, "ABCD")


@pytest.mark.parametrize("as_archive", [False, True])
def test_totals_without_a_person_lie_there_in_clear_and_are_listed(closed, monkeypatch, as_archive):
    record = FreeRecord(name="totals.json", title="集計", content=b"{}")
    monkeypatch.setattr(
        closed.opened.host, "material", lambda: [("report", Material(records=(record,)))]
    )
    closed.make(as_archive=as_archive)
    assert (closed.folder / "totals.json").read_bytes() == b"{}"
    assert b"totals.json" in (closed.folder / "hand-over-list.json").read_bytes()
    assert closed.opened.hand_over.package().totals == b"{}"  # for the erased event's folder
    with pytest.raises(ValueError, match="neutral"):
        FreeRecord(name="見本花子.json", title="集計", content=b"{}")


def test_the_same_person_twice_hands_nothing_over(closed):
    with pytest.raises(RefusedError, match="cannot confirm twice"):
        closed.two(witness="H-02")


def test_only_the_manager_hands_over(closed):
    two = closed.two()
    helper = closed.venue.open("H-03", lane="B")
    with pytest.raises(NotPermittedError):
        helper.hand_over.make(closed.medium, two)
    assert closed.names() == []


def test_before_the_end_of_the_day_no_package_is_made(make_venue):
    venue = make_venue(plugins=[])
    opened = venue.open()
    with pytest.raises(NotNowError):
        opened.hand_over.require_possible(None)


def test_papers_come_out_page_for_page_and_only_with_the_password(closed, monkeypatch):
    paper = HandOverPaper(title="報告書", pdf=blank_pdf())
    monkeypatch.setattr(
        closed.opened.host, "material", lambda: [("childcare", Material(papers=(paper,)))]
    )
    made = closed.make()
    content = (closed.folder / "paper-01.pdf").read_bytes()
    assert len(SEALER.open_paper(content, made.password)) == 1
    with pytest.raises(RefusedError):
        SEALER.open_paper(content, "")


def test_a_list_that_lacks_rows_of_its_table_is_not_handed_over(closed, monkeypatch):
    column = ListColumn("回", "childcare_total")
    sheet = HandOverList(title="集計", columns=(column,), rows=(("1",),))
    monkeypatch.setattr(
        closed.opened.host, "material", lambda: [("childcare", Material(lists=(sheet,)))]
    )
    with pytest.raises(RefusedError, match=r"childcare\.childcare_total"):
        closed.make()
    assert closed.names() == []


def blank_pdf():
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out)
    return out.getvalue()


def test_the_medium_must_be_there_and_not_in_the_event(closed):
    inside = closed.venue.event / "files"
    inside.mkdir(exist_ok=True)
    for place in (closed.venue.event, inside, closed.medium / "none"):
        with pytest.raises(UsageError):
            closed.opened.hand_over.make(place, closed.two())
    assert closed.opened.life_cycle.state() is State.CLOSED


def test_a_package_that_lies_there_is_not_written_over(closed):
    closed.folder.mkdir()
    (closed.folder / "list-01.xlsx").write_bytes(b"older")
    with pytest.raises(RefusedError, match="lies there already"):
        closed.make()
    assert (closed.folder / "list-01.xlsx").read_bytes() == b"older"
    assert closed.opened.hand_over.package() is None
