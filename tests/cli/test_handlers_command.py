"""The list of handlers at the command line, and the event key card in every form."""

import json

import pypdfium2
import pytest
from PIL import Image

from tests.cli.command import small_programme
from venue_kiosk.domain.key_card import card_rows, compose_card
from venue_kiosk.testing import MANAGER, WITNESS, passphrase_of

OWN = "毎朝ねこが三匹 大きなあくびをする"


def handlers(kiosk, act, *arguments, handler=MANAGER, given="", **options):
    return kiosk.on_event(f"handlers {act}", *arguments, handler=handler, given=given, **options)


def listed(kiosk):
    ran = handlers(kiosk, "list", "--json")
    return {each["id"]: each for each in ran.object["handlers"]}


def test_an_account_from_beginning_to_end(kiosk):
    ran = handlers(kiosk, "add", "H-21", "--duty", "reception", "--no-opens", "--json")
    assert ran.code == 0
    assert list(ran.object["passphrases"]) == ["H-21"]
    assert ran.object["passphrases"]["H-21"] in ran.err
    assert listed(kiosk)["H-21"]["trained"] is None
    dates = ("--trained", "2026-11-01", "--reported", "2026-11-02", "--document", "見本届9")
    assert handlers(kiosk, "change", "H-21", *dates, "--duty", "survey").code == 0
    account = listed(kiosk)["H-21"]
    assert (account["trained"], account["duties"]) == ("2026-11-01", ["survey"])
    assert (account["document"], account["opens"]) == ("見本届9", False)
    assert handlers(kiosk, "revoke", "H-21").code == 0
    assert listed(kiosk)["H-21"]["revoked_at"] is not None


def test_the_list_is_in_the_readers_language_and_holds_no_secret(kiosk):
    shown = handlers(kiosk, "list", lang="ja").out.decode()
    assert "取扱責任者" in shown
    assert "立会者" in shown
    assert "handling manager" in handlers(kiosk, "list").out.decode()
    assert "argon2" not in shown


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "yamada", "--duty", "reception"), 2),
        (("add", "H-21"), 2),
        (("add", "H-21", "--duty", "reception"), 1),  # all eight slots are taken
        (("add", "H-03", "--duty", "reception", "--no-opens"), 1),
        (("add", "W-02", "--role", "witness"), 1),
        (("change", "H-99", "--trained", "2026-11-01"), 2),
        (("change", "H-03"), 2),
        (("change", "H-03", "--trained", "yesterday"), 2),
        (("revoke", MANAGER), 1),
        (("revoke", WITNESS), 1),
        (("unlock", "H-99"), 2),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(kiosk, arguments, code):
    act, *rest = arguments
    ran = handlers(kiosk, act, *rest)
    assert ran.code == code
    assert len(ran.err.splitlines()) >= 2


@pytest.mark.parametrize("handler", ["H-03", "H-05", "H-08"])
def test_only_manager_and_security_officer_change_accounts(kiosk, handler):
    assert handlers(kiosk, "revoke", "H-07", handler=handler).code == 3
    add = handlers(kiosk, "add", "H-21", "--no-opens", "--duty", "survey", handler=handler)
    assert add.code == 3
    assert handlers(kiosk, "revoke", "H-07", handler="H-01").code == 0


def test_after_a_copied_disk_everybody_gets_a_new_slip(kiosk):
    ran = handlers(kiosk, "revoke", "H-07", "--disk-copied", "--json")
    slips = ran.object["passphrases"]
    assert set(slips) == {"H-01", "H-03", "H-05", "H-06", "H-08"}
    assert handlers(kiosk, "list", handler="H-03").code == 3
    arguments = ("handlers", "list", kiosk.event, "--handler", "H-01", "--password-stdin")
    assert kiosk(*arguments, given=f"{slips['H-01']}\n").code == 0
    witness = handlers(kiosk, "passphrase", WITNESS, given=f"{passphrase_of(WITNESS)}\n{OWN}\n")
    assert witness.code == 0  # the witness's slot was not touched


def test_one_chooses_ones_own_and_weak_ones_are_refused(kiosk):
    weak = handlers(kiosk, "passphrase", handler="H-03", given="password12345678\n")
    assert weak.code == 2
    assert handlers(kiosk, "passphrase", handler="H-03", given=f"{OWN}\n").code == 0
    assert handlers(kiosk, "list", handler="H-03").code == 3


def with_card(text):
    return text.replace("sample = true", "sample = true\nkey_card = true")


def make_event_with_card(kiosk, tmp_path):
    programme = small_programme(tmp_path / "p.toml", with_card)
    event, pdf = tmp_path / "event", tmp_path / "card.pdf"
    ran = kiosk("new", event, "--programme", programme, "--key-card", pdf, "--json")
    assert ran.code == 0, ran.err
    return event, pdf, json.loads(ran.out)["passphrases"][MANAGER]


def sign_in(kiosk, event, given, *card):
    arguments = ("handlers", "list", event, "--handler", MANAGER, "--password-stdin", *card)
    return kiosk(*arguments, given=given)


def test_a_card_is_printed_and_every_way_of_showing_it_opens(kiosk, tmp_path):
    event, pdf, passphrase = make_event_with_card(kiosk, tmp_path)
    assert pdf.stat().st_mode & 0o077 == 0  # whoever has the file has the card
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage().get_text_range()
    assert "1 / 2" in words
    assert "2 / 2" in words
    page.render(scale=2).to_pil().save(tmp_path / "card.png")
    typed = " ".join(words.split("入力してください。")[1].split()[:20])
    rows = [each for each in typed.split() if len(each) == 4][:16]
    (tmp_path / "card.txt").write_text(" ".join(rows))
    for card in ("card.png", "card.pdf", "card.txt"):
        ran = sign_in(kiosk, event, passphrase + "\n", "--key-card", tmp_path / card)
        assert ran.code == 0, (card, ran.err)
    assert sign_in(kiosk, event, f"{passphrase}\n{''.join(rows)}\n", "--key-card", "-").code == 0
    secret = "".join(rows).encode()
    held = b"".join(path.read_bytes() for path in event.rglob("*") if path.is_file())
    assert secret not in held


def test_no_card_a_wrong_one_and_a_mistyped_one_say_what_to_do(kiosk, tmp_path):
    event, _pdf, passphrase = make_event_with_card(kiosk, tmp_path)
    event_id = json.loads((event / "event.json").read_text("utf-8"))["event_id"]
    ours, foreign = compose_card(bytes(32), event_id), compose_card(bytes(32), "0" * 32)
    mistyped = card_rows(ours)
    mistyped[2] = mistyped[2][:-1] + ("A" if mistyped[2][-1] != "A" else "B")
    Image.new("L", (64, 64), 255).save(tmp_path / "blank.png")

    assert "key card" in sign_in(kiosk, event, f"{passphrase}\n").err
    for shown, words, code in (
        (foreign, "another event", 2),
        (" ".join(mistyped), "Row 3", 2),
        ("hello", "not an event key card", 2),
        (ours, "is not right", 3),  # well formed, yet not the one that was printed
    ):
        ran = sign_in(kiosk, event, f"{passphrase}\n{shown}\n", "--key-card", "-")
        assert (words in ran.err, ran.code) == (True, code), ran.err
        assert shown not in ran.err
    ran = sign_in(kiosk, event, f"{passphrase}\n", "--key-card", tmp_path / "blank.png")
    assert "shows no" in ran.err
    assert sign_in(kiosk, event, f"{passphrase}\n", "--key-card", tmp_path / "none").code == 2


def test_an_event_that_needs_a_card_is_not_made_without_a_place_to_print_it(kiosk, tmp_path):
    programme = small_programme(tmp_path / "p.toml", with_card)
    ran = kiosk("new", tmp_path / "event", "--programme", programme)
    assert ran.code == 2
    assert "--key-card" in ran.err
    assert not (tmp_path / "event").exists()
    plain = small_programme(tmp_path / "q.toml")
    card = ("--key-card", tmp_path / "card.pdf")
    assert kiosk("new", tmp_path / "event", "--programme", plain, *card).code == 2
    assert not (tmp_path / "event").exists()
