"""Putting the hand-over together: whose material, which libraries, which folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from venue_kiosk.adapters.sealing import MemorySealer
from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.hand_over import ItemKey, Material
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.programme import Programme
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.services.hand_over import HandOverDesk
from venue_kiosk.services.life_cycle import LifeCycle
from venue_kiosk.services.packing import Packer
from venue_kiosk.services.totals import Totals
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.check_ins import CheckInRegister
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.hand_over import HandOverRegister
from venue_kiosk.storage.hand_over_lists import core_material
from venue_kiosk.storage.inventory import event_files
from venue_kiosk.storage.item_counts import count_items
from venue_kiosk.storage.package_folder import PackageFolder
from venue_kiosk.storage.rollback import find_altered
from venue_kiosk.storage.rollback_words import rolled_back
from venue_kiosk.storage.totals import TotalsRegister
from venue_kiosk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class KioskMaterials:
    """Answers ``ports.hand_over.Materials`` over one connection."""

    database: Database
    programme: Programme
    host: PluginHost
    folder: Path

    def gather(self) -> Sequence[tuple[str, Material]]:
        """Return each owner's material, the host's own first.

        Raises:
            VaultRolledBackError: a table does not hold the rows that were written last.
        """
        altered = find_altered(self.database)
        if altered is not None:
            raise rolled_back(altered)
        core = core_material(self.database, self.programme)
        return [("core", core), *self.host.material()]

    def count(self) -> Mapping[ItemKey, int]:
        """Return how much of each declared item lies in the vault now."""
        items = [*CORE_DATA_ITEMS, *self.host.data_items()]
        counted = count_items(self.database, items, event_files(self.folder))
        return {(item.owner, item.item): n for item, n in counted}


def compose_totals(database: Database, programme: Programme, handler: Handler) -> Totals:
    """Return the counts for reports, for one handler."""
    return Totals(programme, TotalsRegister(database), CheckInRegister(database), handler=handler)


def compose_hand_over(
    installation: Installation,
    vault: Vault,
    database: Database,
    programme: Programme,
    host: PluginHost,
    *,
    handler: Handler,
    life_cycle: LifeCycle,
) -> HandOverDesk:
    """Return the hand-over for one handler, over one connection."""
    packer = Packer(
        programme,
        MemorySealer(),
        LazyTypesetter(),
        texts=installation.config_folder / "texts",
        event_id=vault.label.event_id,
    )
    return HandOverDesk(
        programme,
        KioskMaterials(database, programme, host, vault.folder),
        packer,
        store=HandOverRegister(database),
        life_cycle=life_cycle,
        transactions=database,
        audit=AuditLog(database),
        handler=handler,
        clock=installation.clock,
        tokens=installation.tokens,
        place_at=lambda medium: PackageFolder(
            medium, vault.folder, programme.number3, vault.label.event_id
        ),
    )
