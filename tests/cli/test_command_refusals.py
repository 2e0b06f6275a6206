"""What cannot be done is said in two lines of the language asked for, and nothing is stored."""

import pytest

from tests.cli.command import JAPANESE, small_programme
from venue_kiosk.testing import passphrase_of

LONG = "とても 長い 合言葉 です よね"


def no_folder(kiosk, _tmp):
    return kiosk.event.with_name("nowhere")


def a_file(kiosk, _tmp):
    return kiosk.event / "event.json"


def another_folder(_kiosk, tmp):
    return tmp


EVENT_COMMANDS = {
    "import": ["x.csv"],
    "draw": [],
    "promote": [],
    "notices": ["--out", "out"],
    "check-in": ["--stdin"],
}
REFUSALS = [
    *((name, where, {}, 2) for name in EVENT_COMMANDS for where in (no_folder, another_folder)),
    ("draw", a_file, {}, 2),
    *((name, None, {"passphrase": "wrong"}, 3) for name in EVENT_COMMANDS),
    ("draw", None, {"handler": "H-99"}, 3),
    ("draw", None, {"handler": "h 1; DROP"}, 3),
    ("draw", None, {"passphrase": ""}, 2),
    ("draw", None, {"handler": None}, 2),
    ("draw", None, {"stdin": False}, 2),
    ("draw", None, {"handler": "H-08"}, 3),
    ("draw", None, {}, 1),
    ("import", None, {}, 2),
    ("import", None, {"handler": "H-03", "more": ["--dry-run"]}, 2),
    ("check-in", None, {"handler": "H-08"}, 3),
    ("check-in", None, {"lane": "AB"}, 2),
    ("check-in", None, {"lane": "é"}, 2),
    ("check-in", None, {"lane": "A"}, 3),
]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("name", "where", "changes", "code"), REFUSALS)
def test_what_cannot_be_done_is_said_in_plain_words(
    shared_kiosk, tmp_path, name, where, changes, code, lang
):
    usual = {"handler": "H-02", "passphrase": None, "stdin": True, "lane": None, "more": []}
    asked = usual | changes
    kiosk = shared_kiosk
    event = kiosk.event if where is None else where(kiosk, tmp_path)
    handler, passphrase = asked["handler"], asked["passphrase"]
    options = ["--handler", handler] if handler else []
    options += ["--password-stdin"] if asked["stdin"] else []
    options += ["--lane", asked["lane"]] if asked["lane"] else []
    if passphrase is None:
        passphrase = passphrase_of(handler or "H-02")
    given = f"{passphrase}\n0001-3\n"
    arguments = [*EVENT_COMMANDS[name], *asked["more"]]
    with kiosk.venue.open(lane="A"):
        ran = kiosk(name, event, *arguments, *options, given=given, lang=lang)
    assert (ran.code, ran.out) == (code, b"")
    assert 1 <= len(ran.err.splitlines()) <= 2
    assert bool(JAPANESE.search(ran.err)) is (lang == "ja")
    assert str(kiosk.venue.folder) not in ran.err


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["draw"],
        ["draw", "x", "y"],
        ["draw", "x", "--nonsense"],
        ["draw", "x", "--seed", "often"],
        ["draw", "x", "--handler"],
        ["notices", "x"],
        ["notices", "x", "--out", "y", "--channel", "pigeon"],
        ["new", "x"],
        ["new", "x", "--programme", "nowhere.toml"],
        ["new", "x", "--programme", "nowhere.toml", "--handler", "H-02"],
        ["new", "x", "--programme", "nowhere.toml", "--password-stdin"],
        ["read-codes"],
        ["read-codes", "nowhere.png"],
        ["plugins", "nonsense"],
        ["open", "x"],
    ],
)
def test_a_wrong_command_line_is_answered_with_two_lines(shared_kiosk, arguments, lang):
    ran = shared_kiosk(*arguments, lang=lang)
    assert (ran.code, ran.out) == (2, b"")
    assert 1 <= len(ran.err.splitlines()) <= 2
    assert bool(JAPANESE.search(ran.err)) is (lang == "ja")


@pytest.mark.parametrize(
    ("change", "given", "named"),
    [
        (
            lambda text: text.replace("purpose", "porpoise"),
            "長い 合言葉 です よね はい",
            "porpoise",
        ),
        (
            lambda text: text.replace("number = 1", "number = 0", 1),
            "長い 合言葉 です よね",
            "number",
        ),
        (
            lambda text: text.replace('title = "地域', "title = 5 # "),
            "長い 合言葉 です よね",
            "title",
        ),
        (lambda text: text + "[", LONG, "会.toml"),
        (lambda text: text, "短い", "15"),
    ],
)
def test_a_wrong_programme_or_passphrase_makes_no_event(
    shared_kiosk, tmp_path, change, given, named
):
    programme = small_programme(tmp_path / "会.toml", change)
    event = tmp_path / "event"
    chosen = ("--handler", "H-02", "--password-stdin")
    ran = shared_kiosk("new", event, "--programme", programme, *chosen, given=f"{given}\n")
    assert (ran.code, ran.out) == (2, b"")
    assert named in ran.err
    assert given not in ran.err
    assert not event.exists()
