"""What a begun erasure left behind: a vault that still opens, or its record and its keys."""

from dataclasses import dataclass, field

from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.signing_in import unlock_vault
from venue_kiosk.domain.certificate.started import Started, read_started
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.errors import RefusedError, SignInError, UsageError, VaultDamagedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Clock
from venue_kiosk.services import erasure_papers as papers
from venue_kiosk.services.sign_in_gate import SignInGate
from venue_kiosk.storage.closing_keys import (
    CLOSING_KEYS_FILE,
    EVENT_SLOT,
    WITNESS_SLOT,
    closing_key_owner,
    open_closing_key,
)
from venue_kiosk.storage.event_file import read_event_label
from venue_kiosk.storage.medium import MediumFolder
from venue_kiosk.storage.slot_body import Purpose
from venue_kiosk.storage.try_book import TryFile
from venue_kiosk.storage.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The signing keys, and the data key while it is still known."""

    event: SigningKey
    witness: SigningKey
    data_key: bytes | None = field(repr=False)


def still_whole(installation: Installation, order: ErasureOrder) -> Vault | None:
    """Open the vault of a begun erasure; nothing once its destruction has begun.

    Raises:
        SignInError: the operator's passphrase was not accepted.
        NotNowError: the operator has to wait after wrong ones.
        UsageError: the event needs a key card, and this is none of it.
    """
    slots = Vault.slots_in(order.folder, installation.tokens, installation.parameters)
    try:
        read_event_label(order.folder)
        held = {(each.user_id, each.purpose) for each in slots.holders()}
    except (UsageError, VaultDamagedError):
        return None
    if (order.operator.user_id, Purpose.DATA_KEY) not in held:
        return None
    try:
        return unlock_vault(installation, order.folder, order.operator)
    except VaultDamagedError:
        return None


def keys_on_medium(medium: MediumFolder, order: ErasureOrder, clock: Clock) -> Keys:
    """Open the keys that end a run whose vault is gone; wrong passphrases make people wait.

    Raises:
        SignInError: a passphrase was not accepted; the record stays as it is.
        NotNowError: somebody has to wait after wrong ones.
    """
    image = medium.read(CLOSING_KEYS_FILE) or b""
    owners = {closing_key_owner(image, slot_no) for slot_no in (EVENT_SLOT, WITNESS_SLOT)}
    # The event's own book is overwritten with everything else.
    gate = SignInGate(TryFile(order.medium), clock, is_known=owners.__contains__)

    def opened(slot_no: int, credential: Credential) -> SigningKey:
        return SigningKey(
            gate.check(credential.user_id, lambda: _opened(image, slot_no, credential))
        )

    return Keys(
        event=opened(EVENT_SLOT, order.operator),
        witness=opened(WITNESS_SLOT, order.witness),
        data_key=None,
    )


def started_on_medium(content: bytes, medium: MediumFolder, keys: Keys) -> Started:
    """Return the record that a run began with.

    Raises:
        VaultDamagedError: it is not what the kiosk wrote for this event.
    """
    signature = medium.read(papers.STARTED_SIGNATURE) or b""
    try:
        if not keys.event.public.holds(signature, content):
            raise _damaged_record()
        return read_started(parse_object(content))
    except StrictJsonError:
        raise _damaged_record() from None


def require_same_people(started: Started, order: ErasureOrder) -> None:
    """Let only those two go on who began.

    Raises:
        RefusedError: they are others.
    """
    witness = started.people.witness
    ids = (order.operator.user_id, order.witness.user_id)
    if ids != (started.people.operator.id, witness and witness.id):
        raise RefusedError(
            _("This erasure was begun by other people."),
            _("The same two people must take it up again."),
        )


def by_passphrase(credential: Credential) -> Credential:
    """Leave the key card out: it may have been handed to the ward before a run is taken up."""
    return Credential(credential.user_id, credential.passphrase)


def _opened(image: bytes, slot_no: int, credential: Credential) -> bytes:
    seed = open_closing_key(image, slot_no, by_passphrase(credential))
    if seed is None:
        raise SignInError(
            _("The keys on the medium cannot be opened with these passphrases."),
            _("The same two people must type them; the erasure is not certified without."),
        )
    return seed


def _damaged_record() -> VaultDamagedError:
    return VaultDamagedError(
        _("The record of the erasure on the medium is damaged or of another event."),
        _("Do not change anything on the medium. Call the handling manager."),
    )


def other_event() -> RefusedError:
    """Compose the refusal of a medium that belongs to another event."""
    return RefusedError(
        _("The medium belongs to another event."),
        _("Each event needs a folder of its own on the medium."),
    )
