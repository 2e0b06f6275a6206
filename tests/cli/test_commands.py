"""What each command answers: an exit code, words for people, and JSON for programs alone."""

import re
from datetime import datetime

import pytest

from tests.cli.command import JAPANESE, Command, small_programme
from tests.laptop import RECEPTION, programme_of_today
from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage.vault import Vault
from venue_kiosk.testing import sample_application

ROWS = (
    "申込方法,氏名,ふりがな,住所,電話番号,参加区分,託児の希望,参加結果\n"
    "はがき,見本　花子,みほん　はなこ,東京都見本区西見本二丁目,03-5555-0001,在住,なし,\n"
    "FAX,見本　次郎,みほん　じろう,東京都見本区東見本一丁目,03-5555-0002,在勤,あり,\n"
)
DAMAGED = ROWS.replace("在勤", "在庫")
ANSWER_KEYS = {
    *("verdict", "reason", "reception_no", "sequence"),
    *("at", "first_at", "greeting", "repeat"),
}
OTHER_CODES = ["https://example.jp/?q=1\tabc", "9" * 20, "0" * 100_000, "\0", "\u3042", "]Q1"]


@pytest.fixture
def file(tmp_path):
    def write(content, name="申込み.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


# -- a day in commands ---------------------------------------------------------------------


def test_from_an_application_file_to_a_check_in_every_command_answers_one_object(
    make_venue, file, tmp_path
):
    now = datetime.now().astimezone()
    kiosk = Command(make_venue(now=now, programme=programme_of_today()))
    table, out = file(ROWS), tmp_path / "notices"
    dry = kiosk.on_event("import", table, "--dry-run", "--json")
    assert (dry.code, dry.object["good"], dry.object["stored"]) == (0, 2, False)
    first = kiosk.on_event("import", table, "--json")
    assert (first.code, first.object["recorded"], first.object["problems"]) == (0, 2, [])
    again = kiosk.on_event("import", table, "--json")
    assert (again.code, again.object["recorded"], again.object["already_here"]) == (0, 0, 2)
    drawn = kiosk.on_event("draw", "--seed", "7", "--json")
    assert (drawn.code, drawn.object) == (0, {"accepted": 2, "waitlisted": 0, "seed": 7})
    promoted = kiosk.on_event("promote", "--json")
    assert (promoted.code, promoted.object) == (0, {"promoted": 0, "waitlisted": 0})
    made = kiosk.on_event("notices", "--out", out, "--json")
    assert made.code == 0
    assert (made.object["postcard"]["made"], made.object["fax"]["made"]) == (1, 1)
    ticket = kiosk.venue.ticket_of(1)
    lane = kiosk.on_event("check-in", "--stdin", handler=RECEPTION, given=f"{ticket}\n0002-7\n")
    assert lane.code == 0
    assert [answer["verdict"] for answer in lane.objects] == ["admitted", "withheld"]
    assert lane.err == ""


def test_a_file_with_problems_is_reported_whole_and_nothing_of_it_is_stored(kiosk, file):
    ran = kiosk.on_event("import", file(DAMAGED), "--json")
    assert ran.code == 1
    [problem] = ran.object["problems"]
    assert (problem["row"], problem["column"], ran.object["stored"]) == (3, "参加区分", False)
    assert kiosk.venue.query("SELECT count(*) FROM core_attendees") == [(0,)]
    for words in (ran.err, ran.out.decode()):
        assert "次郎" not in words
        assert "0002" not in words


# -- check-in ------------------------------------------------------------------------------


def test_every_line_gets_one_answer_of_the_promised_members(kiosk):
    [attendee] = kiosk.venue.register(sample_application(1, childcare_wanted=True))
    ticket = kiosk.venue.ticket_of(attendee.attendee_id)
    asked = [ticket, "", attendee.reception_no, f"{ticket}\r", *OTHER_CODES]
    given = "\n".join(asked).encode() + b"\n\xff\xfe\n" + ticket.encode()
    kiosk.venue.clock.move_to(datetime.now().astimezone())
    ran = kiosk.on_event("check-in", "--stdin", handler=RECEPTION, given=given)
    assert ran.code == 0
    assert len(ran.objects) == 3 + len(OTHER_CODES) + 2
    assert {frozenset(answer) for answer in ran.objects} == {frozenset(ANSWER_KEYS)}
    assert {answer["reception_no"] for answer in ran.objects} <= {attendee.reception_no, None}
    assert attendee.name not in ran.out.decode()


def test_only_a_nonce_after_a_tab_is_kept_any_other_text_is_not(kiosk):
    nonce = "00112233445566778899aabbccddeeff"
    lines = [
        f"0001-3\t{nonce}",
        "0001-3\t09012345678",
        "N:鈴木\tTEL:0312345678",
        "\tfolder",
        f"0001-3\t{nonce}\t{nonce}",
        nonce,
    ]
    ran = kiosk.on_event("check-in", "--stdin", handler=RECEPTION, given="\n".join(lines))
    assert len(ran.objects) == len(lines)
    kept = {each for (each,) in kiosk.venue.query("SELECT nonce FROM core_scans")}
    assert len(kept) == len(lines)
    assert nonce in kept
    dump = repr(kiosk.venue.query("SELECT * FROM core_scans"))
    assert all(text not in dump for text in ("0901", "鈴木", "0312", "folder", "\t", "\\t"))


def test_the_same_nonce_gets_the_first_answer_from_the_next_run(kiosk):
    line = "0001-3\t01234567-89ab-cdef-0123-456789abcdef\n"
    first = kiosk.on_event("check-in", "--stdin", handler=RECEPTION, given=line)
    kiosk.venue.register(sample_application(1, reception_no="0001-3"))
    again = kiosk.on_event("check-in", "--stdin", handler=RECEPTION, given=line)
    assert first.object["reason"] == "unknown_code"
    assert again.object == first.object


# -- plugins -------------------------------------------------------------------------------


def test_a_changed_plugin_stops_every_command_until_somebody_trusts_it(kiosk):
    path = kiosk.venue.installation.config_file
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("[0-9a-f]{64}", "0" * 64, text, count=1), encoding="utf-8")
    for arguments in (["promote", kiosk.event], ["plugins", "list"], ["read-codes", "x.png"]):
        refused = kiosk(*arguments)
        assert refused.code == 2
        assert refused.out == b""
        assert "intake" in refused.err
    assert kiosk("--lang", "ja", "plugins", "trust").code == 0
    assert path.read_text(encoding="utf-8") == text
    listed = kiosk("plugins", "list", "--json")
    names = [each["name"] for each in listed.object["plugins"]]
    assert names == [each.name for each in kiosk.venue.installation.read_config().plugins]


# -- new -----------------------------------------------------------------------------------


def test_a_new_event_opens_with_the_passphrases_given_and_shown(kiosk, tmp_path):
    programme = small_programme(tmp_path / "会.toml")
    event = tmp_path / "event"
    chosen = ("--handler", "H-02", "--password-stdin")
    own = "わたしの ながい 合言葉 です よ"
    made = kiosk("new", event, "--programme", programme, *chosen, "--json", given=f"{own}\n")
    assert made.code == 0
    assert set(made.object["passphrases"]) == {"H-03"}
    assert own not in made.out.decode() + made.err
    tokens = kiosk.venue.installation.tokens
    for handler_id, passphrase in {"H-02": own, **made.object["passphrases"]}.items():
        Vault.open(event, Credential(handler_id, passphrase), tokens=tokens)
    again = kiosk("new", event, "--programme", programme)
    assert (again.code, again.out) == (1, b"")


# -- help ----------------------------------------------------------------------------------


def helps(kiosk, lang, path=()):
    """Yield every command's words and its help, found through the helps above it."""
    ran = kiosk(*path, "--help", lang=lang)
    assert (ran.code, ran.err) == (0, ""), path
    text = ran.out.decode()
    yield path, text
    listed = re.split(r"^(?:Commands|コマンド):$", text, flags=re.MULTILINE)
    for name in re.findall(r"^  ([a-z-]+)", listed[1], re.MULTILINE) if len(listed) > 1 else ():
        yield from helps(kiosk, lang, (*path, name))


def test_every_command_explains_itself_in_both_languages(shared_kiosk):
    english, japanese = (dict(helps(shared_kiosk, lang)) for lang in ("en", "ja"))
    assert {("check-in",), ("import",), ("plugins", "trust")} <= set(english) == set(japanese)
    assert [path for path, text in english.items() if JAPANESE.search(text)] == []
    for text in japanese.values():
        for line in text.splitlines():
            told = re.match(r"  (?:-\S+|[a-z]\S*)(?: \S+)*?  +(.+)", line)
            assert told is None or JAPANESE.search(told[1]), line


def test_no_command_takes_a_secret_on_its_command_line(shared_kiosk):
    for path, text in helps(shared_kiosk, "en"):
        options = re.findall(r"^  (--\S*(?:pass|secret)\S*) ?(\S*)", text, re.MULTILINE)
        assert all(value == "" for _option, value in options), path


def test_the_version_is_one_line(shared_kiosk):
    ran = shared_kiosk("--version")
    assert ran.code == 0
    assert re.fullmatch(rb"venue_kiosk, version \d+\.\d+\.\d+\n", ran.out)
    assert ran.err == ""
