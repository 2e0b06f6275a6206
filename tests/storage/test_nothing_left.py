"""After somebody signed out, nothing on the machine shows a person or a key."""

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage.vault import Vault
from venue_kiosk.testing import MANAGER, passphrase_of, sample_application

CANARY = "見本木　千代之助"
PHONE = "0355987654"
"""Nobody else's."""


@pytest.fixture
def signed_out(make_venue):
    """A day with a search, a check-in, wrong passphrases and a change of them, then closed."""
    venue = make_venue()
    [person] = venue.register(sample_application(1, name=CANARY, phone=PHONE))
    with venue.open("H-03") as kiosk:
        kiosk.register.find("千代")
        kiosk.desk.check_in(venue.ticket_of(person.attendee_id))
        kiosk.people.choose("H-03", passphrase_of("H-03"), "asa neko mittsu ooakubi")
    vault = Vault.open(
        venue.event,
        Credential(MANAGER, passphrase_of(MANAGER)),
        tokens=venue.installation.tokens,
        parameters=venue.installation.parameters,
    )
    venue.close()
    return venue, vault.key_to_search_for()


def needles(key):
    texts = [CANARY, "千代之助", PHONE, "asa neko mittsu ooakubi", passphrase_of("H-03"), key.hex()]
    codes = ("utf-8", "utf-16-le", "cp932", "euc-jp")
    found = {text.encode(code) for text in texts for code in codes}
    return found | {key, key.hex().upper().encode()}


def test_no_file_of_event_or_laptop_holds_a_person_a_passphrase_or_a_key(signed_out):
    venue, key = signed_out
    files = [path for path in venue.folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        content = path.read_bytes()
        assert not [needle for needle in needles(key) if needle in content], path.name


def test_the_search_would_have_found_them(tmp_path, signed_out):
    _venue, key = signed_out
    (tmp_path / "plain").write_bytes(b"x" * 99 + CANARY.encode("cp932") + key)
    content = (tmp_path / "plain").read_bytes()
    assert len([needle for needle in needles(key) if needle in content]) >= 2
