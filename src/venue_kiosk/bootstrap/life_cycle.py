"""Putting the services of the life cycle together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.programme import Programme
from venue_kiosk.ports import Clock, Objectors
from venue_kiosk.services.head_counts import HeadCounts
from venue_kiosk.services.life_cycle import LifeCycle
from venue_kiosk.services.life_cycle_facts import Facts
from venue_kiosk.services.state_guard import StateGuard
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.check_ins import CheckInRegister
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.lanes import taken_lanes
from venue_kiosk.storage.life_cycle import LifeCycleRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycleServices:
    """The life cycle, the hand counts and the guard, over one connection."""

    life_cycle: LifeCycle
    head_counts: HeadCounts
    guard: StateGuard


def compose_life_cycle(
    database: Database,
    programme: Programme,
    objectors: Objectors,
    *,
    handler: Handler,
    clock: Clock,
    folder: Path,
    lane: str,
) -> LifeCycleServices:
    """Return the services for one handler at one lane of the event in ``folder``."""
    register = LifeCycleRegister(database)
    check_ins = CheckInRegister(database)
    audit = AuditLog(database)
    guard = StateGuard(register)
    facts = Facts(
        programme,
        objectors,
        check_ins=check_ins,
        head_counts=register,
        other_lanes=partial(_others, folder, lane),
    )
    return LifeCycleServices(
        life_cycle=LifeCycle(
            register, facts, transactions=database, audit=audit, handler=handler, clock=clock
        ),
        head_counts=HeadCounts(
            programme,
            register,
            check_ins,
            transactions=database,
            audit=audit,
            guard=guard,
            handler=handler,
            clock=clock,
        ),
        guard=guard,
    )


def _others(folder: Path, own: str) -> Sequence[str]:
    return [lane for lane in taken_lanes(folder) if lane != own]
