"""Eight ways to rewrite a log, and what notices them: ``python -m benchmarks tampers``.

The attacker has the file and every hash, but not the event key: whatever can be worked out again
without the key is worked out again.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from benchmarks.tables import Table, show
from venue_kiosk.domain.audit import FIRST_PREV, head_of
from venue_kiosk.domain.audit_check import Anchor, check_log
from venue_kiosk.domain.signatures import PublicKey, SigningKey
from venue_kiosk.testing.logs import KEY, OTHER_SEED, content, ordinary

EACH: Final = 200
DEEDS: Final = 1_007
"""Makes 1,030 lines, the last of them not yet signed."""

Lines = Sequence[bytes]
Tamper = Callable[[Lines, random.Random], bytes]
Finder = Callable[[bytes, Lines], bool]
"""Whether the tampered file is refused by somebody who saw the true lines or their paper."""


def _edited(line: bytes, **changes: Any) -> bytes:
    members = {**json.loads(line), **changes}
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def _linked(lines: Lines) -> bytes:
    """Number and chain the lines anew; signatures stay as they were."""
    made: list[bytes] = []
    prev = FIRST_PREV
    for seq, line in enumerate(lines):
        made.append(_edited(line, seq=seq, prev=prev))
        prev = head_of(made[-1])
    return content(made)


def _is_deed(line: bytes) -> bool:
    return b'"act":"check_in"' in line


def _some(lines: Lines, dice: random.Random) -> int:
    return dice.choice([place for place, line in enumerate(lines) if _is_deed(line)])


def flip_a_bit(lines: Lines, dice: random.Random) -> bytes:
    """Turn one bit of the file."""
    file = bytearray(content(lines))
    file[dice.randrange(len(file))] ^= 1 << dice.randrange(8)
    return bytes(file)


def edit_a_line(lines: Lines, dice: random.Random) -> bytes:
    """Say that somebody else did it."""
    place = _some(lines, dice)
    return _linked([*lines[:place], _edited(lines[place], who="H-09"), *lines[place + 1 :]])


def delete_a_line(lines: Lines, dice: random.Random) -> bytes:
    """Take out what was done."""
    place = _some(lines, dice)
    return _linked([*lines[:place], *lines[place + 1 :]])


def insert_a_line(lines: Lines, dice: random.Random) -> bytes:
    """Add what nobody did."""
    place = _some(lines, dice)
    added = _edited(lines[place], ref=f"{dice.randrange(16**16):016x}")
    return _linked([*lines[:place], added, *lines[place:]])


def swap_two_lines(lines: Lines, dice: random.Random) -> bytes:
    """Change the order of two deeds."""
    first, second = sorted(dice.sample([n for n, line in enumerate(lines) if _is_deed(line)], 2))
    swapped = list(lines)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    return _linked(swapped)


def cut_the_tail(lines: Lines, dice: random.Random) -> bytes:
    """Take out the last deeds and keep the signatures after them."""
    place = _some(lines, dice)
    return _linked([line for n, line in enumerate(lines) if n < place or not _is_deed(line)])


def cut_the_tail_with_checkpoints(lines: Lines, dice: random.Random) -> bytes:
    """Let the log end earlier."""
    return content(lines[: _some(lines, dice)])


def forge_with_another_key(lines: Lines, dice: random.Random) -> bytes:
    """Make the whole log anew with a key of one's own, somebody else having done one thing."""
    forged = ordinary(sum(map(_is_deed, lines)), seed=OTHER_SEED)
    return content(forged) if dice.random() < 0.5 else content(forged[: _some(forged, dice)])


TAMPERS: Final[Mapping[str, Tamper]] = {
    "bit flip": flip_a_bit,
    "edit a line": edit_a_line,
    "delete a line": delete_a_line,
    "insert a line": insert_a_line,
    "swap two lines": swap_two_lines,
    "cut the tail": cut_the_tail,
    "cut the tail and its checkpoints": cut_the_tail_with_checkpoints,
    "forge with another key": forge_with_another_key,
}


def refused_by_the_chain(file: bytes, _true: Lines) -> bool:
    """Look at numbers and hashes only, as a log without signatures allows."""
    prev = FIRST_PREV
    if not file.endswith(b"\n"):
        return True
    for seq, line in enumerate(file[:-1].split(b"\n")):
        try:
            members = json.loads(line)
            holds = (members["seq"], members["prev"]) == (seq, prev)
        except (ValueError, KeyError, TypeError):
            return True
        if not holds:
            return True
        prev = head_of(line)
    return False


def _key_beside(file: bytes) -> PublicKey:
    """Return the key that lies beside the file: a forger puts the forger's there."""
    other = SigningKey(OTHER_SEED).public
    return other if other.fingerprint.encode() in file else KEY


def refused_by_checkpoints(file: bytes, _true: Lines) -> bool:
    """Look at the signatures too, with the key that lies beside the file."""
    return not check_log(file, _key_beside(file)).valid


def refused_by_paper(file: bytes, true: Lines) -> bool:
    """Look at everything, with the opening slip's fingerprint and the last slip's head."""
    anchor = Anchor(len(true), head_of(true[-1])[:40])
    return not check_log(
        file, _key_beside(file), fingerprint=KEY.fingerprint, anchors=[anchor]
    ).valid


FINDERS: Final[Mapping[str, Finder]] = {
    "chain only": refused_by_the_chain,
    "+ checkpoints": refused_by_checkpoints,
    "+ paper": refused_by_paper,
}


def count_refused(
    tamper: Tamper, lines: Lines, *, each: int, finders: Mapping[str, Finder] = FINDERS
) -> dict[str, int]:
    """Return how many of ``each`` tampers every finder refuses."""
    dice = random.Random(tamper.__name__)
    files = [tamper(lines, dice) for _ in range(each)]
    return {name: sum(finder(file, lines) for file in files) for name, finder in finders.items()}


def run(*, quick: bool) -> None:
    """Print the table."""
    each, lines = (20 if quick else EACH), ordinary(DEEDS)
    rows = []
    for name, tamper in TAMPERS.items():
        refused = count_refused(tamper, lines, each=each)
        rows.append((name, str(each), *(str(refused[finder]) for finder in FINDERS)))
    show(
        Table(
            "Log: tampers noticed",
            ("tamper", "n", *FINDERS),
            rows,
            f"{len(lines):,} lines; the attacker works every hash out again and has not the key."
            " Target: all with the paper head.",
        )
    )
