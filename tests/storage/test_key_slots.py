"""Who may open the event, and what survives damage and power cuts."""

import hashlib
import random
import resource
import struct
import unicodedata
from collections import Counter

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import RefusedError, SignInError, VaultDamagedError, VaultError
from venue_kiosk.storage.slot_body import Argon2Parameters, Purpose
from venue_kiosk.storage.slots import SlotFile

KEY = bytes(range(100, 132))
COPY, SLOT, SECTOR = 32_768, 4_096, 512
TARO = Credential("H-02", "another long passphrase")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "slots.bin"


@pytest.fixture
def slots(path, tokens, cheap, hanako):
    file = SlotFile.create(path, tokens=tokens, parameters=cheap)
    file.write(0, hanako, key=KEY)
    return file


def body_of(image, at):
    return b"".join(image[s + 16 : s + SECTOR] for s in range(at, at + SLOT, SECTOR))


def reseal(image, at, change):
    """Change a slot's content and make its checksum fit again, as an attacker would."""
    first = bytearray(image[at + 16 : at + SECTOR])
    change(first)
    first[164:196] = hashlib.sha256(first[:164]).digest()
    image[at + 16 : at + SECTOR] = first


def outcome(slots, credential):
    try:
        return slots.open(credential)
    except (SignInError, VaultDamagedError) as refusal:
        return type(refusal)


def test_two_handlers_and_a_witness_each_get_their_own_key(slots, hanako):
    witness = Credential("W-01", "the ward's own words")
    slots.write(3, TARO, key=KEY)
    slots.write(7, witness, key=bytes(32), purpose=Purpose.SIGNING_KEY)

    assert slots.open(hanako) == slots.open(TARO) == KEY
    assert slots.open(witness, purpose=Purpose.SIGNING_KEY) == bytes(32)
    with pytest.raises(SignInError):
        slots.open(witness)


@pytest.mark.parametrize(
    "wrong",
    [
        Credential("H-01", "wrong"),
        Credential("H-09", "みどりの さくら 七つの 海"),
        Credential("H-01", "みどりの さくら 七つの 海", card_secret=bytes(range(32))),
        Credential("", ""),
        Credential("h" * 300, "\ud800"),
    ],
)
def test_a_wrong_id_and_a_wrong_passphrase_are_refused_in_the_same_words(slots, wrong):
    with pytest.raises(SignInError) as refusal:
        slots.open(wrong)
    with pytest.raises(SignInError) as other:
        slots.open(Credential("H-01", "also wrong"))
    assert (refusal.value.message, refusal.value.hint) == (other.value.message, other.value.hint)


def test_the_card_is_needed_where_the_slot_was_made_with_one(slots):
    with_card = Credential("H-02", TARO.passphrase, card_secret=bytes(range(32)))
    slots.write(1, with_card, key=KEY)
    assert slots.open(with_card) == KEY
    with pytest.raises(SignInError):
        slots.open(TARO)


def test_a_passphrase_counts_as_typed_in_any_unicode_form(slots):
    slots.write(
        1, Credential("H-02", unicodedata.normalize("NFD", "がぎぐげご passphrase")), key=KEY
    )
    assert slots.open(Credential("H-02", "がぎぐげご passphrase")) == KEY


def test_a_new_passphrase_ends_the_former_one(slots, hanako):
    slots.write(0, Credential("H-01", "the new passphrase"), key=KEY)
    assert slots.open(Credential("H-01", "the new passphrase")) == KEY
    with pytest.raises(SignInError):
        slots.open(hanako)


def test_one_handler_cannot_hold_two_slots(slots, hanako):
    with pytest.raises(RefusedError):
        slots.write(1, hanako, key=KEY)


def test_another_program_can_read_the_file_by_its_format(path, slots, hanako):
    image = path.read_bytes()
    assert len(image) == 65_536
    assert path.stat().st_mode & 0o777 == 0o600
    assert len({image[at : at + 16] for at in range(0, len(image), SECTOR)}) == 1
    for at in (0, COPY):
        body = body_of(image, at)
        assert body[:8] == b"VKSLOT1\0"
        memory, iterations, lanes = struct.unpack(">III", body[8:20])
        assert (memory, iterations, lanes, body[20], body[21]) == (8_192, 1, 1, 1, 4)
        assert body[22:86] == b"H-01" + bytes(60)
        secret = unicodedata.normalize("NFC", hanako.passphrase).encode()
        stretched = hash_secret_raw(secret, body[86:102], iterations, memory, lanes, 32, Type.ID)
        kek = HKDF(SHA256(), 32, salt=b"", info=b"venue_kiosk slot v1|H-01").derive(stretched)
        assert body[114:116] == b"\0\x30"
        assert AESGCM(kek).decrypt(body[102:114], body[116:164], body[:114]) == KEY
        assert body[164:196] == hashlib.sha256(body[:164]).digest()


def test_unused_slots_look_like_used_ones(path, slots):
    image = path.read_bytes()
    assert all(len(set(body_of(image, at))) > 200 for at in range(0, len(image), SLOT))


def test_salt_and_nonce_are_new_at_every_write(path, slots, hanako):
    before = body_of(path.read_bytes(), 0)
    slots.write(0, hanako, key=KEY)
    after = body_of(path.read_bytes(), 0)
    assert before[86:102] != after[86:102]
    assert before[102:114] != after[102:114]


def test_a_write_changes_nothing_but_its_slot_in_both_copies(path, slots):
    before = path.read_bytes()
    inode = path.stat().st_ino
    slots.write(2, TARO, key=KEY)
    after = path.read_bytes()
    changed = {at // SLOT for at in range(len(after)) if after[at] != before[at]}
    assert changed == {2, 8 + 2}
    assert path.stat().st_ino == inode


def test_copy_b_is_written_before_copy_a(path, slots, hanako):
    """Where the second half of the file cannot be written, the first half is not touched."""
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (COPY, hard))
    try:
        with pytest.raises(VaultError):
            slots.write(0, Credential("H-01", "the new passphrase"), key=KEY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    assert slots.open(hanako) == KEY


def test_a_damaged_marker_does_not_spread(path, slots, hanako):
    image = bytearray(path.read_bytes())
    good = bytes(image[512:528])
    image[:16] = bytes(16)
    path.write_bytes(image)
    slots.write(1, TARO, key=KEY)
    assert path.read_bytes()[SLOT : SLOT + 16] == good
    assert slots.open(hanako) == KEY


def test_bit_flips_never_give_a_wrong_key_nor_an_unexpected_error(path, slots, hanako):
    slots.write(1, TARO, key=KEY)
    whole = path.read_bytes()
    dice = random.Random(7)
    places = [dice.randrange(len(whole) * 8) for _ in range(60)]
    places += [dice.randrange(16 * 8, (16 + 196) * 8) for _ in range(240)]
    outcomes = Counter()
    for place in places:
        image = bytearray(whole)
        for at in (place // 8, (place // 8 + COPY) % len(whole)):
            image[at] ^= 1 << place % 8
        path.write_bytes(image)
        outcomes[outcome(slots, hanako)] += 1
        if place >= SLOT * 8 and place // 8 % COPY >= 2 * SLOT:
            assert slots.open(TARO) == KEY
    assert set(outcomes) == {KEY, SignInError}
    assert outcomes[SignInError] >= 240  # every bit of the used part counts


def test_one_damaged_copy_does_not_lock_anybody_out(path, slots, hanako):
    whole = path.read_bytes()
    for copy_at in (0, COPY):
        image = bytearray(whole)
        image[copy_at : copy_at + SLOT] = bytes(SLOT)
        path.write_bytes(image)
        assert slots.open(hanako) == KEY


def test_a_write_torn_at_any_sector_opens_with_the_former_or_the_new_passphrase(
    path, slots, hanako
):
    before = path.read_bytes()
    new = Credential("H-01", "the new passphrase")
    slots.write(0, new, key=KEY)
    after = path.read_bytes()
    sectors = [at for copy_at in (COPY, 0) for at in range(copy_at, copy_at + SLOT, SECTOR)]
    for written in range(len(sectors) + 1):
        image = bytearray(before)
        for at in sectors[:written]:
            image[at : at + SECTOR] = after[at : at + SECTOR]
        if written < len(sectors):  # the sector that was under the needle is rubbish
            at = sectors[written]
            image[at + 100 : at + SECTOR] = bytes(SECTOR - 100)
        path.write_bytes(image)
        opened = [outcome(slots, each) for each in (hanako, new)]
        assert KEY in opened, written
        assert set(opened) <= {KEY, SignInError}, written


@pytest.mark.parametrize(
    ("at", "value"), [(8, 2_097_153), (8, 8_191), (12, 11), (12, 0), (16, 17), (16, 0)]
)
def test_a_slot_whose_derivation_would_cost_too_much_or_too_little_is_refused(
    path, slots, hanako, at, value
):
    image = bytearray(path.read_bytes())
    for copy_at in (0, COPY):
        reseal(image, copy_at, lambda body: struct.pack_into(">I", body, at, value))
    path.write_bytes(image)
    with pytest.raises(VaultDamagedError):  # no slot is left that may be tried
        slots.open(hanako)


def test_weaker_slots_than_the_format_allows_cannot_be_made(path, tokens):
    weak = Argon2Parameters(memory_kib=1_024)
    slots = SlotFile.create(path, tokens=tokens, parameters=weak)
    with pytest.raises(ValueError, match="allowed range"):
        slots.write(0, TARO, key=KEY)


def test_a_slot_renamed_to_another_handler_opens_for_nobody(path, slots, hanako):
    image = bytearray(path.read_bytes())

    def rename(body):
        body[22:26] = b"H-02"

    for copy_at in (0, COPY):
        reseal(image, copy_at, rename)
    path.write_bytes(image)
    assert outcome(slots, Credential("H-02", hanako.passphrase)) is SignInError
    assert outcome(slots, hanako) is SignInError


def test_a_witness_slot_turned_into_a_data_slot_opens_for_nobody(path, slots, hanako):
    slots.write(0, hanako, key=bytes(32), purpose=Purpose.SIGNING_KEY)
    image = bytearray(path.read_bytes())

    def turn(body):
        body[20] = 1

    for copy_at in (0, COPY):
        reseal(image, copy_at, turn)
    path.write_bytes(image)
    assert outcome(slots, hanako) is SignInError


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_537])
def test_a_file_of_another_size_is_damaged(path, slots, hanako, size):
    path.write_bytes((path.read_bytes() + b"x")[:size])
    with pytest.raises(VaultDamagedError):
        slots.open(hanako)


def test_a_missing_file_is_damage_and_an_existing_one_is_never_overwritten(
    path, slots, hanako, tokens
):
    with pytest.raises(VaultError):
        SlotFile.create(path, tokens=tokens)
    assert slots.open(hanako) == KEY
    path.unlink()
    with pytest.raises(VaultDamagedError):
        slots.open(hanako)


def test_secrets_do_not_show_in_error_reports(hanako):
    shown = repr(Credential("H-01", "secret words", card_secret=b"card"))
    assert "H-01" in shown
    assert "secret" not in shown
    assert "card'" not in shown
