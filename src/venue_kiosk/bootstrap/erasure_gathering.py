"""Reading from the vault, one last time, all that the certificate needs of it."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from venue_kiosk.bootstrap.erasure_facts import event_facts, media_facts
from venue_kiosk.bootstrap.erasure_gate import consents, require_erasable
from venue_kiosk.bootstrap.erasure_hand_over import HandedOver, recorded_hand_over
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.proving import with_current_people
from venue_kiosk.bootstrap.signing_in import prover_of
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.certificate import parts
from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.certificate.started import ItemBefore, KeyCopyBefore, LogBefore
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.key_card import COPIES
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.ports import Clock
from venue_kiosk.services.authorisation import Consent
from venue_kiosk.services.log_reading import read_log
from venue_kiosk.services.sign_in_gate import log_tries
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.canaries import read_canaries
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.event_settings import read_programme
from venue_kiosk.storage.exports import ExportRegister, FoundExports, look_for
from venue_kiosk.storage.inventory import event_tables
from venue_kiosk.storage.item_counts import check_database, count_items
from venue_kiosk.storage.keys import EVENT_KEY, read_key
from venue_kiosk.storage.log_export import sealed_log
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.rollback import was_rolled_back
from venue_kiosk.storage.try_book import TryFile
from venue_kiosk.storage.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the vault held; no personal data, but the event key's seed."""

    programme: Programme
    operator: Handler
    people: parts.People
    event: parts.Event
    media: Any
    handed: HandedOver
    database: parts.Database
    items: Sequence[ItemBefore]
    tables: Sequence[str]
    key_copies: Sequence[KeyCopyBefore]
    log: bytes
    log_before: LogBefore
    canaries: Sequence[str]
    exports: FoundExports
    """Files with personal data outside the event folder."""
    event_seed: bytes = field(repr=False)
    witness_seed: bytes = field(repr=False)


def gather(
    database: Database,
    vault: Vault,
    host: PluginHost,
    order: ErasureOrder,
    *,
    files: Sequence[str],
    clock: Clock,
) -> Gathered:
    """Ask whether the event may be erased, then read what the certificate needs of it.

    Raises:
        KioskError: it may not be erased, or the two people were not accepted.
        VaultDamagedError: the vault lacks what every vault has.
    """
    filed = parse_programme(read_programme(database), name="programme")
    programme = with_current_people(filed, PeopleRegister(database))
    prover = prover_of(vault, database, programme, clock)
    pair = consents(prover, order)
    log_tries(TryFile(vault.folder), AuditLog(database), database, clock)
    counts = count_items(database, [*CORE_DATA_ITEMS, *host.data_items()], files)
    require_erasable(database, prover, host, pair=pair, counts=counts)
    now, event_id = clock.now(), vault.label.event_id
    seed = read_key(database, EVENT_KEY)
    log = sealed_log(AuditLog(database), seed, event_id=event_id, at=now)
    facts = read_log(log, SigningKey(seed).public)
    handed = recorded_hand_over(database)
    lines = log.removesuffix(b"\n").split(b"\n")
    return Gathered(
        programme=programme,
        operator=pair[0].handler,
        people=_people(programme, *pair),
        event=event_facts(programme, event_id),
        media=media_facts(programme, order.folder),
        handed=handed,
        database=_check(database, log_holds=facts is not None and not was_rolled_back(lines)),
        items=[_item(each, count, handed) for each, count in counts],
        tables=event_tables(database),
        key_copies=_key_copies(programme),
        log=log,
        log_before=LogBefore(
            count=len(lines),
            head=hashlib.sha256(lines[-1]).hexdigest(),
            sha256=hashlib.sha256(log).hexdigest(),
        ),
        canaries=read_canaries(database),
        exports=look_for(ExportRegister(database).all()),
        event_seed=seed,
        witness_seed=pair[1].signing_key or b"",
    )


def _check(database: Database, *, log_holds: bool) -> parts.Database:
    checkpointed, whole, bad_pages = check_database(database)
    return parts.Database(
        name="vault",
        checkpointed=checkpointed,
        integrity_check="ok" if whole else "failed",
        cipher_bad_pages=bad_pages,
        rollback_check="ok" if log_holds else "failed",
    )


def _item(item: DataItem, count: int, handed: HandedOver) -> ItemBefore:
    return ItemBefore(
        plugin=item.owner,
        item=item.item,
        table=item.table or "",
        whose=item.whose,
        count_before=count,
        count_handed_over=handed.counts.get((item.owner, item.item)),
    )


def _people(programme: Programme, operator: Consent, witness: Consent) -> parts.People:
    managers = [each.id for each in programme.handlers if each.role == "handling_manager"]
    return parts.People(
        operator=parts.Operator(id=operator.handler_id, role=operator.role.value),
        witness=parts.Witness(
            id=witness.handler_id,
            role=witness.role.value,
            party=witness.party.value,
        ),
        manager=parts.Manager(id=managers[0]),
    )


def _key_copies(programme: Programme) -> Sequence[KeyCopyBefore]:
    copies = [
        KeyCopyBefore(kind="approved_copy", label=document, document=document)
        for document in programme.erasure.approved_copies
    ]
    cards = [
        KeyCopyBefore(kind="card", label=f"{number}/{COPIES}", document=None)
        for number in range(1, COPIES + 1)
        if programme.uses_key_card
    ]
    return [
        KeyCopyBefore(kind="slots", label="slots", document=None),
        *cards,
        *copies,
        KeyCopyBefore(kind="memory", label="process", document=None),
    ]


def typed_at(*times: dt.datetime, window_s: int) -> parts.Authorisation:
    """Return when operator and witness typed their passphrases."""
    operator_at, witness_at = (time_text(at) for at in times)
    return parts.Authorisation(operator_at=operator_at, witness_at=witness_at, window_s=window_s)
