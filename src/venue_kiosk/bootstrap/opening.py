"""Opening an event: from a passphrase to a kiosk with living plugins."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from venue_kiosk.adapters import process
from venue_kiosk.api import Kiosk
from venue_kiosk.bootstrap.audit import audit_desk
from venue_kiosk.bootstrap.devices import (
    LazyTypesetter,
    open_camera,
    open_code_reader,
    read_pictures,
)
from venue_kiosk.bootstrap.erasing_later import erase_by_request
from venue_kiosk.bootstrap.hand_over import compose_hand_over, compose_totals
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.life_cycle import LifeCycleServices, compose_life_cycle
from venue_kiosk.bootstrap.people import compose_people
from venue_kiosk.bootstrap.preparing import prepare_vault
from venue_kiosk.bootstrap.proving import Prover, with_current_people
from venue_kiosk.bootstrap.rollback import refuse_rollback
from venue_kiosk.bootstrap.signing_in import prover_of, record_sign_in, unlock_vault
from venue_kiosk.bootstrap.use_cases import UseCases
from venue_kiosk.config import KioskConfig, parse_config, parse_programme, read_config_bytes
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.programme import Programme
from venue_kiosk.plugin.discovery import FoundPlugin
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.admission import AdmissionDesk
from venue_kiosk.services.applications import ApplicationDesk
from venue_kiosk.services.authorisation import Authorisation
from venue_kiosk.services.desk_stores import DeskStores
from venue_kiosk.services.exports import Exports
from venue_kiosk.services.plugin_log import PluginAudit
from venue_kiosk.services.presence import Presence
from venue_kiosk.services.register import Register
from venue_kiosk.services.session_lock import SessionLock
from venue_kiosk.services.sign_in import reported_person, require_clock, signed_in
from venue_kiosk.storage.attendees import AttendeeRegister
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.check_ins import CheckInRegister
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.event_settings import read_programme
from venue_kiosk.storage.exports import ExportRegister
from venue_kiosk.storage.keys import seal
from venue_kiosk.storage.life_cycle import LifeCycleRegister
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.plugin_database import PluginDatabase
from venue_kiosk.storage.vault import Vault

_T = TypeVar("_T")


def open_event(
    installation: Installation, folder: Path, credential: Credential, *, lane: str | None = None
) -> OpenKiosk:
    """Open an event for one handler at a lane of their own.

    Raises:
        UsageError: the folder is not an event.
        SignInError: the credential was not accepted.
        NotNowError: the handler may not sign in today, or the lane is taken.
        VaultError: the event is damaged, read-only, unfinished or from a newer version.
        ConfigError: the settings or a plugin are wrong, or data lies there that nobody declared.
    """
    process.close_process()
    config = installation.read_config()
    host = installation.load_plugins(config)
    vault = unlock_vault(installation, folder, credential)
    refuse_rollback(vault, credential.user_id)
    with ExitStack() as stack:
        taken = stack.enter_context(vault.take_lane(lane))
        opener = _Opener(installation, config, vault, credential.user_id, taken.name)
        kiosk = opener.open(host, as_first=True)
        kiosk.hold.push(stack.pop_all())
        return kiosk


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens connections for one signed-in handler at one lane, one for each thread."""

    installation: Installation
    config: KioskConfig
    vault: Vault
    handler_id: str
    lane: str

    def fork(self) -> OpenKiosk:
        """Open once more, for the calling thread."""
        return self.open(self.installation.load_plugins(self.config))

    def open(self, host: PluginHost, *, as_first: bool = False) -> OpenKiosk:
        """Open a connection and bring the plugins to life on it; the first one is logged."""
        with ExitStack() as stack:
            database = stack.enter_context(
                self.vault.database(before_statement=self.installation.before_statement)
            )
            kiosk = self._compose(database, host)
            if as_first:
                record_sign_in(self.vault, database, self.handler_id, self.lane, kiosk.clock)
            kiosk.resources.push(stack.pop_all())
            return kiosk

    def _open_for(self, current: OpenKiosk, credential: Credential) -> OpenKiosk:
        handler_id = current.authorisation.consent(credential).handler_id
        opener = replace(self, handler_id=handler_id)
        kiosk = opener.open(self.installation.load_plugins(self.config), as_first=True)
        kiosk.hold.push(current.hold.pop_all())
        return kiosk

    def _compose(self, database: Database, host: PluginHost) -> OpenKiosk:
        clock = self.installation.clock
        prepare_vault(database, host, self.vault.folder, clock)
        filed = parse_programme(read_programme(database), name="programme")
        programme = with_current_people(filed, PeopleRegister(database))
        person = reported_person(programme, self.handler_id)
        today = clock.now().date()
        handler = signed_in(person, today, contract_ends=programme.contract.ends)
        require_clock(clock.now(), last=AuditLog(database).last_at(), role=handler.role)
        services = self._services(database, programme, handler, host)
        host.open(self._kiosk_maker(database, programme, host, services))
        return OpenKiosk(
            folder=self.vault.folder,
            programme=programme,
            config=self.config,
            handler=handler,
            lane=self.lane,
            clock=clock,
            desk=services.desk,
            register=services.register,
            applications=services.applications,
            session_lock=services.session_lock,
            life_cycle=services.cycle.life_cycle,
            head_counts=services.cycle.head_counts,
            hand_over=compose_hand_over(
                self.installation,
                self.vault,
                database,
                programme,
                host,
                handler=handler,
                life_cycle=services.cycle.life_cycle,
            ),
            audit=services.audit,
            host=host,
            authorisation=services.authorisation,
            people=compose_people(
                self.installation,
                self.vault,
                database,
                self._prover(database, programme),
                handler=handler,
                lane=self.lane,
            ),
            fork=self.fork,
            erase=partial(erase_by_request, self.installation, self.vault),
            open_for=self._open_for,
        )

    def _prover(self, database: Database, programme: Programme) -> Prover:
        return prover_of(self.vault, database, programme, self.installation.clock)

    def _services(
        self, database: Database, programme: Programme, handler: Handler, host: PluginHost
    ) -> UseCases:
        clock, tokens = self.installation.clock, self.installation.tokens
        stores = DeskStores(
            transactions=database,
            attendees=AttendeeRegister(database, ward_prefixes=programme.ward_prefixes),
            check_ins=CheckInRegister(database),
            audit=AuditLog(database),
            life_cycle=LifeCycleRegister(database),
        )
        return UseCases(
            handler=handler,
            desk=AdmissionDesk(
                programme,
                stores,
                host,
                handler=handler,
                lane=self.lane,
                clock=clock,
                tokens=tokens,
            ),
            register=Register(
                stores.attendees, stores.audit, database, handler=handler, clock=clock
            ),
            presence=Presence(programme, stores.attendees, handler=handler, clock=clock),
            applications=ApplicationDesk(
                programme,
                stores,
                handler=handler,
                clock=clock,
                dice=self.installation.dice,
                tokens=tokens,
            ),
            cycle=self._life_cycle(database, programme, handler, host),
            audit=audit_desk(self.installation, database, programme, handler),
            authorisation=self._authorisation(database, programme),
            log=PluginAudit(database, AuditLog(database), handler=handler, clock=clock),
            session_lock=SessionLock(
                handler,
                self._prover(database, programme).verify_handler,
                transactions=database,
                audit=stores.audit,
                clock=clock,
                lane=self.lane,
            ),
        )

    def _authorisation(self, database: Database, programme: Programme) -> Authorisation:
        return Authorisation(
            self._prover(database, programme).prove,
            audit=AuditLog(database),
            transactions=database,
            clock=self.installation.clock,
        )

    def _life_cycle(
        self, database: Database, programme: Programme, handler: Handler, host: PluginHost
    ) -> LifeCycleServices:
        return compose_life_cycle(
            database,
            programme,
            host,
            handler=handler,
            clock=self.installation.clock,
            folder=self.vault.folder,
            lane=self.lane,
        )

    def _kiosk_maker(
        self, database: Database, programme: Programme, host: PluginHost, services: UseCases
    ) -> Callable[[FoundPlugin], Kiosk]:
        typesetter = LazyTypesetter()
        prover = self._prover(database, programme)
        items = host.data_items()

        def kiosk_for(plugin: FoundPlugin) -> Kiosk:
            return Kiosk(
                programme=programme,
                handler=services.handler,
                lane=self.lane,
                config=self.config,
                clock=self.installation.clock,
                dice=self.installation.dice,
                tokens=self.installation.tokens,
                register=services.register,
                applications=services.applications,
                desk=services.desk,
                totals=compose_totals(database, programme, services.handler),
                check_log=lambda: not services.audit.verify().problems,
                tables=PluginDatabase(database, plugin.name, items),
                life_cycle=services.cycle.life_cycle,
                guard=services.cycle.guard,
                presence=services.presence,
                log=services.log,
                read_settings=partial(self._read_settings, plugin.name),
                seal=partial(seal, database, plugin.name),
                texts=self.installation.config_folder / "texts",
                exports=Exports(
                    ExportRegister(database),
                    owner=plugin.name,
                    transactions=database,
                    audit=AuditLog(database),
                    handler=services.handler,
                    clock=self.installation.clock,
                ),
                workspace=self.vault.folder / "files" / plugin.name,
                typesetter=typesetter,
                open_camera=partial(open_camera, self.config),
                open_code_reader=open_code_reader,
                read_pictures=read_pictures,
                authorisation=services.authorisation,
                papers=host.papers,
                verify_handler=prover.verify_handler,
            )

        return kiosk_for

    def _read_settings(self, plugin: str, kind: type[_T]) -> _T:
        path = self.installation.config_folder / f"{plugin}.toml"
        return parse_config(read_config_bytes(path), kind, name=path.name)
