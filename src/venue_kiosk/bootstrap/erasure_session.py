"""One erasure from its order to its signed verdict: begun, or taken up again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from venue_kiosk.bootstrap.erasure_certifying import Certifying, Constants, constants_of
from venue_kiosk.bootstrap.erasure_gathering import Gathered, gather, typed_at
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.parts import Signing, Ward
from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.certificate.started import Started, compose_started, read_started
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.erasure_plan import LABEL_FILE, SLOT_FILE, ErasurePlan, plan_erasure
from venue_kiosk.domain.paper_slip import slips_of
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.errors import RefusedError, SignInError, VaultDamagedError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.witnesses import Witnesses
from venue_kiosk.services import erasure_papers as papers
from venue_kiosk.services.erasure_begin import BeforeErasure, open_record
from venue_kiosk.services.erasure_journal import Journal
from venue_kiosk.services.erasure_run import ErasureRun, ErasureTools
from venue_kiosk.storage.closing_keys import (
    CLOSING_KEYS_FILE,
    EVENT_SLOT,
    WITNESS_SLOT,
    compose_closing_keys,
    open_closing_key,
)
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS
from venue_kiosk.storage.event_file import read_event_label
from venue_kiosk.storage.event_remains import EventFolder
from venue_kiosk.storage.key_slots import KeySlotFile
from venue_kiosk.storage.medium import MediumFolder
from venue_kiosk.storage.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """The signing keys, and the data key while it is still known."""

    event: SigningKey
    witness: SigningKey
    data_key: bytes | None = field(repr=False)


class ErasureSession:
    """Holds what a begun and a resumed run have in common."""

    def __init__(
        self,
        installation: Installation,
        order: ErasureOrder,
        medium: MediumFolder,
        host: PluginHost,
    ) -> None:
        self._installation = installation
        self._order = order
        self._medium = medium
        self._host = host
        self._remains = EventFolder(order.folder, installation.tokens)

    def begin(self) -> Certificate:
        """Open the record, then erase and certify.

        Raises:
            KioskError: nothing was destroyed.
        """
        order, installation = self._order, self._installation
        vault = Vault.open(
            order.folder,
            order.operator,
            tokens=installation.tokens,
            parameters=installation.parameters,
        )
        gathered = self._gather(vault)
        keys = _Keys(
            event=SigningKey(gathered.event_seed),
            witness=SigningKey(gathered.witness_seed),
            data_key=vault.key_to_search_for(),
        )
        plan = self._plan(gathered.tables)
        constants = constants_of(
            gathered.programme,
            installation.parameters,
            slips_agreed=order.compare_slips(slips_of(gathered.log)),
        )
        now = installation.clock.now()
        before = self._before(gathered, plan, keys, marker=vault.slots.marker())
        record_id = installation.tokens.octets(4).hex()
        started = open_record(before, gathered.operator, record_id=record_id, now=now)
        journal = Journal(self._medium, keys.event, record_id)
        journal.note({"constants": constants.as_members()})
        self._write_started(started, gathered, keys)
        return self._finish(started, plan, journal, keys, constants)

    def resume(self, content: bytes) -> Certificate:
        """Take a run up again from its started record.

        Raises:
            SignInError: the keys on the medium cannot be opened; the record stays as it is.
            VaultDamagedError: the record is not what the kiosk wrote.
            RefusedError: the medium is another event's, or the people are not those who began.
        """
        keys = self._keys_on_medium()
        started = self._read_started(content, keys)
        self._require_same_people(started)
        journal = Journal(self._medium, keys.event, started.record_id)
        self._require_its_event(started, overwriting="slots_read_back" in journal.steps)
        journal.resume()
        constants = Constants.of_members(journal.notes.get("constants"))
        return self._finish(started, self._plan(()), journal, keys, constants)

    def _gather(self, vault: Vault) -> Gathered:
        with vault.database() as database:
            return gather(
                database,
                vault,
                self._host,
                self._order,
                files=self._remains.entries(),
                clock=self._installation.clock,
            )

    def _before(
        self, gathered: Gathered, plan: ErasurePlan, keys: _Keys, *, marker: bytes
    ) -> BeforeErasure:
        order = self._order
        asked_at = time_text(self._installation.clock.now()) if order.challenge else None
        window_s = gathered.programme.erasure.window_s
        return BeforeErasure(
            event=gathered.event,
            people=gathered.people,
            authorisation=typed_at(*order.typed, window_s=window_s),
            hand_over=gathered.hand_over,
            ward=Ward(challenge=order.challenge, challenge_at=asked_at, canaries=()),
            media=gathered.media,
            databases=(gathered.database,),
            signing=Signing(
                algorithm="Ed25519",
                event_key=keys.event.public.fingerprint,
                witness_key=keys.witness.public.fingerprint,
            ),
            items=gathered.items,
            plan=plan,
            key_copies=gathered.key_copies,
            audit=gathered.log_before,
            marker=marker,
            kiosk_canaries=gathered.canaries,
        )

    def _write_started(self, started: Started, gathered: Gathered, keys: _Keys) -> None:
        """Put on the medium all that a resumed run needs; the record itself comes last."""
        content = compose_started(started)
        closing_keys = compose_closing_keys(
            (_by_passphrase(self._order.operator), gathered.event_seed),
            (_by_passphrase(self._order.witness), gathered.witness_seed),
            tokens=self._installation.tokens,
            parameters=self._installation.parameters,
        )
        for name, octets in (
            (papers.AUDIT_LOG, gathered.log),
            (papers.EVENT_KEY, keys.event.public.pem),
            (papers.WITNESS_KEY, keys.witness.public.pem),
            (CLOSING_KEYS_FILE, closing_keys),
            (papers.STARTED_SIGNATURE, keys.event.sign(content)),
            (papers.STARTED, content),
        ):
            self._medium.write(name, octets)

    def _finish(
        self,
        started: Started,
        plan: ErasurePlan,
        journal: Journal,
        keys: _Keys,
        constants: Constants,
    ) -> Certificate:
        order, tokens = self._order, self._installation.tokens
        marker = bytes.fromhex(started.marker)
        tools = ErasureTools(
            slots=KeySlotFile(order.folder / SLOT_FILE, marker=marker, tokens=tokens),
            remains=self._remains,
            volume=order.volume(order.folder),
            plugins=Witnesses(self._host, order.folder),
            clock=self._installation.clock,
            ask_canaries=order.ask_canaries,
        )
        ErasureRun(
            started,
            level=constants.level,
            plan=plan,
            journal=journal,
            tools=tools,
            data_key=keys.data_key,
            told=order.told,
        ).finish()
        certifying = Certifying(self._installation, order, self._medium, self._host)
        return certifying.certify(started, journal, constants, keys.event, keys.witness)

    def _items(self) -> Sequence[DataItem]:
        return [*CORE_DATA_ITEMS, *self._host.data_items()]

    def _plan(self, tables: Sequence[str]) -> ErasurePlan:
        return plan_erasure(self._items(), tables=tables, files=self._remains.entries())

    def _keys_on_medium(self) -> _Keys:
        image = self._medium.read(CLOSING_KEYS_FILE) or b""
        order = self._order
        return _Keys(
            event=SigningKey(_opened(image, EVENT_SLOT, order.operator)),
            witness=SigningKey(_opened(image, WITNESS_SLOT, order.witness)),
            data_key=None,
        )

    def _read_started(self, content: bytes, keys: _Keys) -> Started:
        signature = self._medium.read(papers.STARTED_SIGNATURE) or b""
        try:
            if not keys.event.public.holds(signature, content):
                raise _damaged_record()
            return read_started(parse_object(content))
        except StrictJsonError:
            raise _damaged_record() from None

    def _require_same_people(self, started: Started) -> None:
        witness = started.people.witness
        ids = (self._order.operator.user_id, self._order.witness.user_id)
        if ids != (started.people.operator.id, witness and witness.id):
            raise RefusedError(
                _("This erasure was begun by other people."),
                _("The same two people must take it up again."),
            )

    def _require_its_event(self, started: Started, *, overwriting: bool) -> None:
        """Refuse another event's folder: what is claimed in it would be erased.

        The label is overwritten with the other files and removed after them.
        """
        if overwriting and LABEL_FILE not in self._remains.entries():
            return
        try:
            found = read_event_label(self._order.folder).event_id
        except VaultDamagedError:
            if not overwriting:
                raise
        else:
            if found != started.event.event_id:
                raise other_event()


def _by_passphrase(credential: Credential) -> Credential:
    """Leave the key card out: it may have been handed to the ward before a run is taken up."""
    return Credential(credential.user_id, credential.passphrase)


def _opened(image: bytes, slot_no: int, credential: Credential) -> bytes:
    seed = open_closing_key(image, slot_no, _by_passphrase(credential))
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
