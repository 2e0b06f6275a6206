"""Key slots under damage, and how long signing in takes."""

import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from venue_kiosk.adapters.system import SystemTokens
from venue_kiosk.bootstrap import Installation, make_event, open_event
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import SignInError, VaultDamagedError
from venue_kiosk.services.passphrases import make_passphrase
from venue_kiosk.storage.slot_body import Argon2Parameters, parse_slot, unwrap_key
from venue_kiosk.storage.slots import COPY_BYTES, SECTOR_BYTES, SLOT_BYTES, SlotFile

CHEAPEST: Final = Argon2Parameters(memory_kib=8_192, iterations=1, lanes=1)
KEY: Final = bytes(range(100, 132))
WHO: Final = Credential("H-02", "a passphrase of a benchmark")
NEW: Final = Credential("H-02", "the next passphrase of it")


def run(*, quick: bool) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slots.bin"
        _flip(path, 300 if quick else 10_000)
        path.unlink()
        _tear(path)
        _sign_in(Path(folder), 3 if quick else 15)


def _made(path: Path) -> SlotFile:
    slots = SlotFile.create(path, tokens=SystemTokens(), parameters=CHEAPEST)
    slots.write(0, WHO, key=KEY)
    return slots


def _outcome(slots: SlotFile, credential: Credential) -> str:
    try:
        key = slots.open(credential)
    except (SignInError, VaultDamagedError) as refusal:
        return type(refusal).__name__
    except Exception as error:  # noqa: BLE001 - exactly this is counted
        return f"CRASH {type(error).__name__}"
    return "the key" if key == KEY else "A WRONG KEY"


def _flip(path: Path, times: int) -> None:
    """Flip one bit in both copies, half of the time in the used part of the slot."""
    slots = _made(path)
    whole, dice = path.read_bytes(), random.Random(7)
    found: Counter[str] = Counter()
    for number in range(times):
        bit = dice.randrange(8 * (COPY_BYTES if number % 2 else 212))
        image = bytearray(whole)
        for copy_at in (0, COPY_BYTES):
            image[copy_at + bit // 8] ^= 1 << bit % 8
        path.write_bytes(image)
        found[_outcome(slots, WHO)] += 1
    print(f"### {times:,} bit flips in both copies of the slots\n")
    print("| outcome | times |\n|---|---|")
    for outcome, count in sorted(found.items()):
        print(f"| {outcome} | {count:,} |")
    wrong = sum(n for name, n in found.items() if name.isupper() or name.startswith("CRASH"))
    print(f"\nwrong keys and crashes: **{wrong}**\n")


def _tear(path: Path) -> None:
    """Cut a change of passphrase off at every sector, the sector itself half written."""
    slots = _made(path)
    before = path.read_bytes()
    slots.write(0, NEW, key=KEY)
    after = path.read_bytes()
    starts = range(0, SLOT_BYTES, SECTOR_BYTES)
    order = [copy_at + at for copy_at in (COPY_BYTES, 0) for at in starts]
    opened = 0
    for written in range(len(order) + 1):
        image = bytearray(before)
        for at in order[:written]:
            image[at : at + SECTOR_BYTES] = after[at : at + SECTOR_BYTES]
        if written < len(order):
            at = order[written]
            image[at : at + 200] = after[at : at + 200]
        path.write_bytes(image)
        opened += "the key" in {_outcome(slots, each) for each in (WHO, NEW)}
    print(f"torn at {len(order) + 1} places of a write: opens at **{opened}**\n")


def _sign_in(folder: Path, times: int) -> None:
    """Sign in on a real event with every plugin, the slots as costly as real ones."""
    installation = Installation.find()
    content = (installation.config_folder / "symposium.toml").read_bytes()
    handlers = parse_programme(content, name="symposium.toml").handlers
    passphrases = {each.id: make_passphrase(installation.tokens) for each in handlers}
    event = folder / "event"
    make_event(installation, event, content, passphrases)
    credential = Credential("H-02", passphrases["H-02"])
    whole, derived = [], []
    for _time in range(times):
        started = time.perf_counter()
        open_event(installation, event, credential).close()
        whole.append(time.perf_counter() - started)
        derived.append(_derive(event / "slots.bin", credential))
    print("### Signing in\n\n| | least | median | most |\n|---|---|---|---|")
    rows = (("Argon2id and unwrapping", derived), ("sign-in, plugins and all", whole))
    for name, seconds in rows:
        ordered = sorted(1000 * each for each in seconds)
        middle = ordered[len(ordered) // 2]
        print(f"| {name} | {ordered[0]:.0f} ms | {middle:.0f} ms | {ordered[-1]:.0f} ms |")
    print()


def _derive(path: Path, credential: Credential) -> float:
    image = path.read_bytes()[:SLOT_BYTES]
    body = b"".join(image[at + 16 : at + SECTOR_BYTES] for at in range(0, SLOT_BYTES, SECTOR_BYTES))
    slot = parse_slot(body)
    assert slot is not None
    started = time.perf_counter()
    unwrap_key(slot, credential)
    return time.perf_counter() - started
