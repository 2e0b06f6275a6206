"""After sign-out nothing readable is left: no applicant and no key in any file of the machine."""

import shutil

import pytest

from tests.laptop import MANAGER, RECEPTION, Laptop, open_laptop
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.needles import TEXT_ENCODINGS
from venue_kiosk.storage.vault import Vault
from venue_kiosk.testing import passphrase_of
from venue_kiosk.testing.stage import CHEAPEST

ROWS = (
    "申込方法,氏名,住所,電話番号,参加区分,参加希望日,託児の希望,参加結果\n"
    "はがき,検知木　探之助,見本区検知町七丁目77番7号,03-5555-7077,在住,第1回,なし,決定\n"
)
NEEDLES = ("検知木", "探之助", "検知町", "03-5555-7077", "0355557077")


class WholeMachine(Laptop):
    """A laptop whose home and temporary folder are the test's too."""

    @property
    def environment(self):
        home, temp = self.root / "home", self.root / "temp"
        for folder in (home, temp):
            folder.mkdir(exist_ok=True)
        places = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
        temps = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(temp))
        return {**super().environment, **places, **temps}


@pytest.fixture
def laptop(make_venue):
    venue = open_laptop(make_venue, plugins=["intake", "notice", "reception"]).venue
    shutil.rmtree(venue.folder / "plugins")
    return WholeMachine(venue)


def files_with(folder, octets):
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_size and octets in path.read_bytes()
    ]


def test_no_applicant_and_no_key_lies_in_any_file(laptop, tmp_path):
    source = laptop.root / "applications.csv"
    source.write_text(ROWS, encoding="utf-8-sig")
    assert laptop.on_event("import", source, "--json").code == 0
    source.unlink()
    lane = laptop.start_lane()
    number = laptop.venue.query("SELECT reception_no FROM core_attendees")[0][0]
    answers, _errors = lane.communicate(number.encode() + b"\n", timeout=60)
    assert b"verdict" in answers
    for text in NEEDLES:
        for name, encode in TEXT_ENCODINGS.items():
            assert files_with(tmp_path, encode(text)) == [], (text, name)
    for handler in (MANAGER, RECEPTION):
        credential = Credential(handler, passphrase_of(handler))
        opened = Vault.open(
            laptop.event, credential, tokens=laptop.venue.installation.tokens, parameters=CHEAPEST
        )
        key = opened._key
        for octets in (key, key.hex().encode(), key.hex().upper().encode()):
            assert files_with(tmp_path, octets) == []
    assert passphrase_of(MANAGER).encode() not in b"".join(
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    )
    assert list((laptop.root / "temp").iterdir()) == []
