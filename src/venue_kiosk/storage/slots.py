"""The key slots file: the vault's key, wrapped once for each person who may open it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import RefusedError, SignInError, VaultDamagedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.durable import create_private, overwrite_in_place, told_as_vault_errors
from venue_kiosk.storage.slot_body import (
    BODY_BYTES,
    MOST_TIMES_THE_MEMORY,
    Argon2Parameters,
    Purpose,
    WrappedKey,
    checksum_holds,
    compose_slot,
    parse_slot,
    unwrap_key,
)

SLOTS: Final = 8
MARKER_BYTES: Final = 16
SECTOR_BYTES: Final = 512
SLOT_BYTES: Final = 4_096
COPY_BYTES: Final = SLOTS * SLOT_BYTES
FILE_BYTES: Final = 2 * COPY_BYTES

STANDARD: Final = Argon2Parameters()
"""The least a new slot of a real event costs."""


@dataclass(frozen=True, slots=True)
class SlotHolder:
    """Whose key a slot holds; readable without any secret."""

    slot_no: int
    user_id: str
    purpose: Purpose
    parameters: Argon2Parameters


class SlotFile:
    """``slots.bin``: two copies of eight slots, only ever written in place.

    Each sector starts with the event's marker, so that a raw scan of the disk can count how many
    survive. The program never copies, renames or backs up this file: a second one would outlive
    the erasure.
    """

    def __init__(
        self, path: Path, *, tokens: TokenSource, parameters: Argon2Parameters = STANDARD
    ) -> None:
        self._path = path
        self._tokens = tokens
        self._parameters = parameters

    @classmethod
    def create(
        cls, path: Path, *, tokens: TokenSource, parameters: Argon2Parameters = STANDARD
    ) -> Self:
        """Create the file with eight unused slots, mode 0600.

        Raises:
            VaultError: the file cannot be written.
        """
        marker = tokens.octets(MARKER_BYTES)
        noise = tokens.octets(FILE_BYTES - FILE_BYTES // SECTOR_BYTES * MARKER_BYTES)
        with told_as_vault_errors():
            create_private(path, _with_markers(marker, noise))
        return cls(path, tokens=tokens, parameters=parameters)

    def holders(self) -> Sequence[SlotHolder]:
        """Return who holds which slot; damaged and unused slots are left out.

        Raises:
            VaultDamagedError: the file is missing or has the wrong size.
        """
        return [
            SlotHolder(slot_no, slot.user_id, slot.purpose, slot.parameters)
            for slot_no, slot in enumerate(_slots(self._image()))
            if slot is not None
        ]

    def least_cost(self) -> Argon2Parameters:
        """Return what the cheapest slot costs to guess: all that can be said of every slot.

        Raises:
            VaultDamagedError: the file is missing, has the wrong size or no readable slot.
        """
        costs = [holder.parameters for holder in self.holders()]
        if not costs:
            raise _damaged()
        return min(costs, key=lambda cost: (cost.memory_kib * cost.iterations, cost.lanes))

    def free_slot(self) -> int | None:
        """Return the first slot that nobody holds, or nothing."""
        taken = {holder.slot_no for holder in self.holders()}
        return next((each for each in range(SLOTS) if each not in taken), None)

    def slot_of(self, user_id: str, *, purpose: Purpose = Purpose.DATA_KEY) -> int | None:
        """Return the first slot of somebody, or nothing."""
        held = (
            holder.slot_no
            for holder in self.holders()
            if (holder.user_id, holder.purpose) == (user_id, purpose)
        )
        return next(held, None)

    def write(
        self,
        slot_no: int,
        credential: Credential,
        *,
        key: bytes,
        purpose: Purpose = Purpose.DATA_KEY,
        beside: bool = False,
    ) -> None:
        """Let ``credential`` open ``key`` (32 bytes) from slot ``slot_no`` (0 to 7).

        What the slot held before is overwritten. Interrupted anywhere, the slot opens with the
        former credential or with the new one. ``beside`` allows a second slot of the same person
        for the moment in which the data key changes.

        Raises:
            RefusedError: the same user id has another slot for the same purpose.
            VaultError: the file cannot be read or written.
        """
        image = self._image()
        for other_no, other in enumerate(_slots(image)):
            if not beside and other_no != slot_no and _belongs(other, credential, purpose):
                raise RefusedError(
                    _("{handler} has a key slot already.", handler=credential.user_id),
                    _("Change the passphrase of that slot instead."),
                )
        body = compose_slot(
            key, credential, purpose=purpose, parameters=self._cost(image), tokens=self._tokens
        )
        self._overwrite(slot_no, body, image)

    def clear(self, slot_no: int) -> None:
        """Overwrite a slot with noise: whoever held it holds nothing, and it looks unused.

        Raises:
            VaultError: the file cannot be read or written.
        """
        self._overwrite(slot_no, self._tokens.octets(BODY_BYTES), self._image())

    def open(self, credential: Credential, *, purpose: Purpose = Purpose.DATA_KEY) -> bytes:
        """Return the key of ``credential``: see ``open_all``."""
        return self.open_all(credential, purpose=purpose)[0][1]

    def open_all(
        self, credential: Credential, *, purpose: Purpose = Purpose.DATA_KEY
    ) -> Sequence[tuple[int, bytes]]:
        """Return slot and key of ``credential``: one, or two where renewing the key was cut off.

        Raises:
            SignInError: not accepted; never says whether the id or the passphrase was wrong, and
                takes as long either way.
            VaultDamagedError: the file is missing, has the wrong size or no readable slot.
        """
        image = self._image()
        slots = _slots(image)
        if not any(slots):
            raise _damaged()
        mine = [
            (slot_no, slot)
            for slot_no, slot in enumerate(slots)
            if slot is not None and _belongs(slot, credential, purpose)
        ]
        opened = [
            (slot_no, key)
            for slot_no, slot in mine or [(0, self._decoy(purpose, self._cost(image)))]
            if (key := unwrap_key(slot, credential)) is not None
        ]
        if not opened:
            raise not_accepted()
        return opened

    def marker(self) -> bytes:
        """Return the 16 bytes that every sector starts with.

        Raises:
            VaultDamagedError: the file is missing or has the wrong size.
        """
        return _marker(self._image())

    def _overwrite(self, slot_no: int, body: bytes, image: bytes) -> None:
        if slot_no not in range(SLOTS):
            raise ValueError(f"no slot {slot_no}")
        slot = _with_markers(_marker(image), body)
        with told_as_vault_errors():
            for copy_at in (COPY_BYTES, 0):
                overwrite_in_place(self._path, slot, at=copy_at + slot_no * SLOT_BYTES)

    def _cost(self, image: bytes) -> Argon2Parameters:
        """Return what the event's slots cost, which were measured where it was made.

        A tampered slot that wants far more memory must not exhaust the machine.
        """
        own = self._parameters
        most_kib = MOST_TIMES_THE_MEMORY * own.memory_kib
        held = [slot.parameters for slot in _slots(image) if slot is not None]
        measured = [
            cost
            for cost in held
            if cost.lanes == own.lanes and own.memory_kib <= cost.memory_kib <= most_kib
        ]
        return max((own, *measured), key=lambda cost: cost.memory_kib * cost.iterations)

    def _decoy(self, purpose: Purpose, parameters: Argon2Parameters) -> WrappedKey:
        return WrappedKey(parameters, purpose, "-", salt=bytes(16), nonce=bytes(12))

    def _image(self) -> bytes:
        with told_as_vault_errors():
            try:
                with self._path.open("rb") as file:
                    # One byte more than expected shows a longer file without reading all of it.
                    image = file.read(FILE_BYTES + 1)
            except (FileNotFoundError, IsADirectoryError):
                raise _damaged() from None
        if len(image) != FILE_BYTES:
            raise _damaged()
        return image


def _slots(image: bytes) -> list[WrappedKey | None]:
    return [parse_slot(_body(image, slot_no)) for slot_no in range(SLOTS)]


def _body(image: bytes, slot_no: int) -> bytes:
    first = _without_markers(image, slot_no * SLOT_BYTES)
    return (
        first
        if checksum_holds(first)
        else _without_markers(image, COPY_BYTES + slot_no * SLOT_BYTES)
    )


def _belongs(slot: WrappedKey | None, credential: Credential, purpose: Purpose) -> bool:
    return slot is not None and slot.user_id == credential.user_id and slot.purpose is purpose


def _marker(image: bytes) -> bytes:
    # The marker of most sectors: a damaged one must not spread.
    starts = range(0, FILE_BYTES, SECTOR_BYTES)
    markers = Counter(image[start : start + MARKER_BYTES] for start in starts)
    return markers.most_common(1)[0][0]


def _with_markers(marker: bytes, content: bytes) -> bytes:
    step = SECTOR_BYTES - MARKER_BYTES
    return b"".join(marker + content[at : at + step] for at in range(0, len(content), step))


def _without_markers(image: bytes, slot_at: int) -> bytes:
    starts = range(slot_at, slot_at + SLOT_BYTES, SECTOR_BYTES)
    return b"".join(image[start + MARKER_BYTES : start + SECTOR_BYTES] for start in starts)


def not_accepted() -> SignInError:
    """Compose the one refusal for a wrong id, a wrong passphrase and a wrong card."""
    return SignInError(
        _("The handler id or the passphrase is not right."),
        _("Check both and type them again, or call the handling manager."),
    )


def _damaged() -> VaultDamagedError:
    return VaultDamagedError(
        _("The key file of the event (slots.bin) is missing or damaged."),
        _(
            "Was it being erased? Then the same two people go on with “kiosk erase” and the medium."
            " Otherwise change nothing in the event folder, and call the handling manager."
        ),
    )
