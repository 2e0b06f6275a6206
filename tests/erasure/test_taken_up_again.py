"""Until something is destroyed all is asked again, nobody else gets in, and guessing takes long."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.erasure.closing import OPERATOR, WITNESS
from tests.erasure.test_erasing import FINAL
from venue_kiosk.bootstrap.erasing import erase_event
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.tries import FREE_TRIES
from venue_kiosk.errors import NotNowError, RefusedError, SignInError, VaultDamagedError
from venue_kiosk.services.life_cycle import GateClosedError
from venue_kiosk.storage.slots import STANDARD
from venue_kiosk.testing import passphrase_of


class Cut(BaseException):
    """The power went off."""


def cut_before(closing, step):
    """Erase until ``step`` begins, and no further."""

    def told(begun, _done, _total):
        if begun == step:
            raise Cut

    with pytest.raises(Cut):
        closing.erase(told=told)


def acts(closing):
    lines = (closing.medium / "audit-log.jsonl").read_bytes().splitlines()
    return [json.loads(line)["act"] for line in lines]


def test_a_hold_that_came_after_the_start_stops_it_until_it_is_released(closing):
    cut_before(closing, "slots_destroyed")
    with closing.venue.open() as opened:
        opened.life_cycle.hold("区第7号")
    with pytest.raises(GateClosedError) as caught:
        closing.erase()
    assert [each.code for each in caught.value.missing] == ["hold"]
    with closing.venue.open() as opened:
        opened.life_cycle.release("区第8号")
    certificate = closing.erase()
    assert (certificate.verdict, certificate.record.resumed) == ("PASS", 1)
    assert closing.on_medium() == FINAL
    assert {"hold", "hold_released"} <= set(acts(closing))


def test_whoever_opens_an_event_cut_off_in_the_middle_is_told_how_to_go_on(closing):
    cut_before(closing, "files_overwritten")
    with pytest.raises(VaultDamagedError) as caught:
        closing.venue.open()
    assert "kiosk erase" in caught.value.hint


def test_a_kiosk_opened_after_the_start_stops_it(closing):
    cut_before(closing, "slots_destroyed")
    with closing.venue.open("H-03"), pytest.raises(GateClosedError) as caught:
        closing.erase()
    assert [each.code for each in caught.value.missing] == ["lanes_open"]
    assert closing.erase().verdict == "PASS"


def test_nobody_opens_the_event_between_the_gate_and_the_end(closing):
    refused = []

    def look(step, done, _total):
        if step == "slots_destroyed" and not done:
            with pytest.raises(NotNowError) as caught:
                closing.venue.open("H-03", lane="B")
            refused.append(caught.value)

    def compare(_slips):
        look("slots_destroyed", 0, 1)
        return True

    assert closing.erase(told=look, compare_slips=compare).verdict == "PASS"
    assert len(refused) == 2
    assert not any(isinstance(each, SignInError) for each in refused)


def test_no_file_of_the_event_is_held_open_while_it_is_removed(closing):
    """NTFS by ntfs-3g keeps such a file under another name."""
    held = []

    def told(step, done, total):
        if step == "files_removed" and 0 < done < total:
            links = [
                each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink()
            ]
            held.extend(each for each in links if closing.event in each.parents)

    assert closing.erase(told=told).verdict == "PASS"
    assert held == []


def test_a_stopped_erasure_lets_people_in_again(closing):
    def compare(_slips):
        raise Cut

    with pytest.raises(Cut):
        closing.erase(compare_slips=compare)
    closing.venue.open("H-03").close()


def guess(closing, who):
    """Type wrong passphrases until a wait begins; say how many were tried."""
    for tried in range(FREE_TRIES + 1):
        try:
            closing.erase(**{who: Credential({"operator": OPERATOR, "witness": WITNESS}[who], "x")})
        except SignInError:
            continue
        except NotNowError:
            return tried
    return None


@pytest.mark.parametrize("who", ["operator", "witness"])
@pytest.mark.parametrize("begun", [None, "slots_destroyed", "files_overwritten"])
def test_guessing_makes_people_wait_at_every_moment(closing, who, begun):
    if begun is not None:
        cut_before(closing, begun)
    assert guess(closing, who) == FREE_TRIES
    with pytest.raises(NotNowError):
        closing.erase()
    closing.venue.clock.tick(2)
    assert closing.erase().verdict == "PASS"
    assert closing.on_medium() == FINAL
    if begun != "files_overwritten":  # the log is sealed by then
        assert "sign_in_refused" in acts(closing)


def test_other_peoples_passphrases_do_not_open_the_keys_on_the_medium(closing):
    cut_before(closing, "files_overwritten")
    with pytest.raises((SignInError, RefusedError)):
        closing.erase(operator=Credential("H-01", passphrase_of("H-01")))
    assert closing.erase().verdict == "PASS"


def test_the_certificate_names_what_the_slots_really_cost(closing):
    made_with = closing.venue.installation.parameters
    assert made_with != STANDARD
    later = replace(closing.venue.installation, parameters=STANDARD)
    kdf = erase_event(later, closing.order()).method.kdf
    assert (kdf.memory_kib, kdf.iterations, kdf.lanes) == (
        made_with.memory_kib,
        made_with.iterations,
        made_with.lanes,
    )


def test_no_paper_is_made_under_a_signature_that_does_not_hold(closing):
    closing.erase()
    (closing.medium / "erasure-certificate.pdf").unlink()
    (closing.medium / "closing-keys.bin").write_bytes(b"cut off before it went")
    signature = closing.medium / "erasure-certificate.json.witness.sig"
    genuine = signature.read_bytes()
    signature.write_bytes(bytes(64))
    closing.erase()
    assert "erasure-certificate.pdf" not in closing.on_medium()
    signature.write_bytes(genuine)
    (closing.medium / "closing-keys.bin").write_bytes(b"cut off before it went")
    closing.erase()
    assert closing.on_medium() == FINAL
