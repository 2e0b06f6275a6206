"""One erasure from its order to its signed verdict: begun, or taken up again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from venue_kiosk.bootstrap.erasure_certifying import Certifying, Constants, constants_of
from venue_kiosk.bootstrap.erasure_gathering import Gathered, gather, typed_at
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.erasure_resuming import (
    Keys,
    by_passphrase,
    keys_on_medium,
    other_event,
    require_same_people,
    started_on_medium,
    still_whole,
)
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.signing_in import unlock_vault
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.parts import Signing, Ward
from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.certificate.started import Started, compose_started
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.erasure_plan import (
    LABEL_FILE,
    SLOT_FILE,
    ErasurePlan,
    plan_erasure,
    with_exports,
)
from venue_kiosk.domain.hand_over import TOTALS_FILE
from venue_kiosk.domain.life_cycle import Actor, Missing
from venue_kiosk.domain.paper_slip import slips_of
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.errors import VaultDamagedError
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.witnesses import Witnesses
from venue_kiosk.services import erasure_papers as papers
from venue_kiosk.services.erasure_begin import BeforeErasure, open_record
from venue_kiosk.services.erasure_journal import EXPORTS_NOTE, Journal
from venue_kiosk.services.erasure_run import ErasureRun, ErasureTools
from venue_kiosk.services.life_cycle import GateClosedError
from venue_kiosk.storage.closing_keys import CLOSING_KEYS_FILE, compose_closing_keys
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS
from venue_kiosk.storage.event_file import read_event_label
from venue_kiosk.storage.event_remains import EventFolder
from venue_kiosk.storage.key_slots import KeySlotFile
from venue_kiosk.storage.lanes import take_whole_event, taken_lanes
from venue_kiosk.storage.medium import MediumFolder
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.vault import Vault


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
        self._let_go: Callable[[], None] = lambda: None
        """Releases the lock of the event: nobody opens it any more once its keys are gone."""

    def begin(self) -> Certificate:
        """Open the record, then erase and certify.

        Raises:
            KioskError: nothing was destroyed.
        """
        vault = unlock_vault(self._installation, self._order.folder, self._order.operator)
        with self._alone():
            return self._begin(vault, None)

    def resume(self, content: bytes) -> Certificate:
        """Take a run up again from its started record.

        While nothing is destroyed, everything is asked again and the record made anew: the ward
        may have stopped the procedure meanwhile, or the event may have been opened.

        Raises:
            SignInError: the passphrases were not accepted; the record stays as it is.
            NotNowError: somebody has to wait after wrong passphrases, a kiosk is open on the
                event, or the procedure is stopped.
            VaultDamagedError: the record is not what the kiosk wrote.
            RefusedError: the medium is another event's, or the people are not those who began.
        """
        vault = still_whole(self._installation, self._order)
        with self._alone():
            return self._go_on(content) if vault is None else self._begin(vault, content)

    def _begin(self, vault: Vault, former: bytes | None) -> Certificate:
        order, installation = self._order, self._installation
        gathered = self._gather(vault)
        keys = Keys(
            event=SigningKey(gathered.event_seed),
            witness=SigningKey(gathered.witness_seed),
            data_key=vault.key_to_search_for(),
        )
        outside = [(each.owner, each.path) for each in gathered.exports.there]
        plan = with_exports(self._plan(gathered.tables), outside)
        cost = vault.slots.least_cost()
        constants = constants_of(
            gathered.programme,
            cost,
            slips_agreed=order.compare_slips(slips_of(gathered.log)),
        )
        unknown = gathered.exports.unknown
        exports = {
            "paths": outside,
            "unknown": unknown,
            "destroyed": order.ask_exports(unknown) if unknown else None,
        }
        record_id = installation.tokens.octets(4).hex()
        if former is not None:
            record_id = started_on_medium(former, self._medium, keys).record_id
        before = self._before(gathered, plan, keys, marker=vault.slots.marker())
        now = installation.clock.now()
        started = open_record(before, gathered.operator, record_id=record_id, now=now)
        journal = Journal(self._medium, keys.event, record_id)
        if former is not None:
            journal.resume()
        journal.note({"constants": constants.as_members(), EXPORTS_NOTE: exports})
        self._write_started(started, gathered, keys, cost)
        return self._finish(started, plan, journal, keys, constants)

    def _go_on(self, content: bytes) -> Certificate:
        keys = keys_on_medium(self._medium, self._order, self._installation.clock)
        started = started_on_medium(content, self._medium, keys)
        require_same_people(started, self._order)
        journal = Journal(self._medium, keys.event, started.record_id)
        self._require_its_event(started, overwriting="slots_read_back" in journal.steps)
        journal.resume()
        constants = Constants.of_members(journal.notes.get("constants"))
        outside = journal.notes.get(EXPORTS_NOTE, {}).get("paths", ())
        plan = with_exports(self._plan(()), outside)
        return self._finish(started, plan, journal, keys, constants)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep every kiosk and every other erasure out until the end."""
        folder = self._order.folder
        if not (folder / LABEL_FILE).exists():  # only what an erasure leaves is there any more
            yield
            return
        held = take_whole_event(folder)
        if held is None:
            lanes = max(1, len(taken_lanes(folder)))
            raise GateClosedError([Missing(code="lanes_open", who=Actor.RECEPTION, n=lanes)])
        self._let_go = held.release
        with held:
            yield

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
        self, gathered: Gathered, plan: ErasurePlan, keys: Keys, *, marker: bytes
    ) -> BeforeErasure:
        order = self._order
        asked_at = time_text(self._installation.clock.now()) if order.challenge else None
        window_s = gathered.programme.erasure.window_s
        return BeforeErasure(
            event=gathered.event,
            people=gathered.people,
            authorisation=typed_at(*order.typed, window_s=window_s),
            hand_over=gathered.handed.hand_over,
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

    def _write_started(
        self, started: Started, gathered: Gathered, keys: Keys, cost: Argon2Parameters
    ) -> None:
        """Put on the medium all that a resumed run needs; the record itself comes last."""
        content = compose_started(started)
        closing_keys = compose_closing_keys(
            (by_passphrase(self._order.operator), gathered.event_seed),
            (by_passphrase(self._order.witness), gathered.witness_seed),
            tokens=self._installation.tokens,
            parameters=cost,
        )
        self._medium.destroy(CLOSING_KEYS_FILE)  # those of a run that was cut off before
        for name, octets in (
            (TOTALS_FILE, gathered.handed.totals),
            (papers.AUDIT_LOG, gathered.log),
            (papers.EVENT_KEY, keys.event.public.pem),
            (papers.WITNESS_KEY, keys.witness.public.pem),
            (CLOSING_KEYS_FILE, closing_keys),
        ):
            self._medium.write(name, octets)
        # A former record beside the new signature would count as damaged, for ever.
        self._medium.take_away(papers.STARTED)
        self._medium.write(papers.STARTED_SIGNATURE, keys.event.sign(content))
        self._medium.write(papers.STARTED, content)

    def _finish(
        self,
        started: Started,
        plan: ErasurePlan,
        journal: Journal,
        keys: Keys,
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
            let_go=self._let_go,
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
