"""``kiosk erase`` and ``kiosk open`` on an event, as the two people type them."""

import pytest

from tests.cli.command import Command
from tests.erasure.closing import CHALLENGE, OPERATOR, WARD_CANARY, WITNESS
from venue_kiosk.domain.certificate.file import read_certificate
from venue_kiosk.domain.certificate.strict_json import parse_object
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import passphrase_of
from venue_kiosk.ui.erased import ErasedApp
from venue_kiosk.ui.screen_text import screen_text, settle

PASSPHRASES = f"{passphrase_of(OPERATOR)}\n{passphrase_of(WITNESS)}\n"


@pytest.fixture
def erase(closing):
    kiosk = Command(closing.venue)

    def run(*more, given=PASSPHRASES, lang="en"):
        closing.venue.clock.tick()
        return kiosk(
            *("erase", closing.event, "--medium", closing.medium, "--handler", OPERATOR),
            *("--witness", WITNESS, "--password-stdin", *more),
            given=given,
            lang=lang,
        )

    run.kiosk = kiosk
    return run


def certificate_of(closing):
    content = (closing.event / "erasure-certificate.json").read_bytes()
    return read_certificate(parse_object(content))


def test_two_people_erase_from_the_command_line(erase, closing):
    ran = erase(
        *("--challenge", CHALLENGE, "--canaries-seen", "yes", "--slips", "agreed", "--json"),
        *("--answer", "paper=none"),
        given=f"{PASSPHRASES}{WARD_CANARY}\n",
    )
    answer = ran.object
    assert (ran.code, answer["verdict"], answer["reasons"]) == (0, "PASS", [])
    assert (answer["level"], answer["state"]) == ("basic", "certified")
    certificate = certificate_of(closing)
    assert certificate.scan.needles_by_kind.ward_canary == 9
    paper = next(row for row in certificate.residue if row.code == "paper")
    assert (paper.finding, paper.answered_by) == ("none", "operator")
    assert "Erased. Checking now" in ran.err
    assert "switch the laptop off" in ran.err
    assert erase().code == 1


def test_nothing_secret_is_said(erase, closing):
    ran = erase("--challenge", CHALLENGE, given=f"{PASSPHRASES}{WARD_CANARY}\n")
    said = ran.out.decode() + ran.err
    assert not [text for text in (WARD_CANARY, *PASSPHRASES.split("\n")[:2]) if text in said]


@pytest.mark.parametrize(
    "more",
    [
        ("--answer", "paper"),
        ("--answer", "papier=none"),
        ("--answer", "paper=maybe"),
        ("--card", "1/2=eaten"),
    ],
)
def test_answers_that_are_none_are_refused_before_anything(erase, closing, more):
    ran = erase(*more)
    assert (ran.code, closing.on_medium()) == (2, [])
    assert ran.err.strip()


def test_wrong_passphrases_and_missing_people_are_refused(erase, closing):
    assert erase(given="wrong\nwrong\n").code == 3
    assert erase(given=f"{passphrase_of(OPERATOR)}\n").code == 2
    assert closing.on_medium() == []


def test_without_a_receipt_the_command_says_so(erase, closing):
    closing.received = closing.no_receipt()
    ran = erase(lang="ja")
    assert ran.code == 3
    assert "まだ区の受け取りの確認がないので、消去はできません。" in ran.err


def test_an_erased_event_opens_on_what_remains(erase, closing):
    erase("--challenge", CHALLENGE)
    ran = erase.kiosk("open", closing.event, lang="ja")
    said = ran.out.decode()
    assert ran.code == 0
    for words in (
        "証明書を作りました",
        "電源を切ります",
        "残したもの",
        "区へ返します",
        "totals.json",
    ):
        assert words in said


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("language", ["ja", "en"])
async def test_the_screen_after_erasure(closing, size, language):
    closing.erase()
    with in_language(language):
        app = ErasedApp(certificate_of(closing), closing.event)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            said = screen_text(app)
    words = {"ja": ("証明書を作りました", "電源を切ります"), "en": ("certificate", "switch the")}
    for each in words[language]:
        assert each in said
