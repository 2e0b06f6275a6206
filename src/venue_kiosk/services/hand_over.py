"""Handing over to the ward: the package, its password, the receipt."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.hand_over import (
    CODE_SIGNS,
    PASSWORD_SIGNS,
    TOTALS_FILE,
    ItemKey,
    RecordedPackage,
    RecordedReceipt,
    compose_signs,
    prove_code,
    read_code,
    step_counts,
)
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.life_cycle_gates import Receipt
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import NotNowError, RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, Clock, TokenSource, Transactions
from venue_kiosk.ports.hand_over import HandOverStore, Materials, PackagePlace
from venue_kiosk.services.authorisation import TwoPeople
from venue_kiosk.services.joining import joined
from venue_kiosk.services.life_cycle import GateClosedError, LifeCycle
from venue_kiosk.services.life_cycle_facts import Package
from venue_kiosk.services.packing import Packed, Packer, Progress
from venue_kiosk.services.permission import require

PlaceAt: TypeAlias = Callable[[Path], PackagePlace]
"""Gives the place for the package in a folder on the medium."""

_UNMADE: Final = "-"
"""Stands for the list's hash while a package is only about to be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePackage:
    """A package that lies on the medium and is recorded."""

    packed: Packed
    password: str = field(repr=False)
    """To be shown once and told by another route; nothing keeps it."""


class HandOverDesk:
    """Makes packages and takes receipts, for one handler."""

    def __init__(
        self,
        programme: Programme,
        materials: Materials,
        packer: Packer,
        *,
        store: HandOverStore,
        life_cycle: LifeCycle,
        transactions: Transactions,
        audit: AuditTrail,
        handler: Handler,
        clock: Clock,
        tokens: TokenSource,
        place_at: PlaceAt,
    ) -> None:
        self._programme = programme
        self._materials = materials
        self._packer = packer
        self._store = store
        self._life_cycle = life_cycle
        self._transactions = transactions
        self._audit = audit
        self._handler = handler
        self._clock = clock
        self._tokens = tokens
        self._place_at = place_at

    def package(self) -> RecordedPackage | None:
        """Return what is known of the package that counts; never its password."""
        return self._store.newest()

    def receipt(self) -> RecordedReceipt | None:
        """Return the ward's receipt, once it is recorded."""
        return self._store.receipt()

    def require_possible(self, two: TwoPeople | None) -> None:
        """Let a package be begun; it may be made anew until the ward has received one.

        Raises:
            NotPermittedError: the handler may not.
            GateClosedError: something is missing.
        """
        require(self._handler, Task.HAND_OVER)
        if self._life_cycle.state() is not State.HANDED_OVER:
            self._life_cycle.require_possible(
                Package(document=_UNMADE, is_counted=True, two=two, counts={})
            )
        elif self._life_cycle.read().hold is not None:
            raise NotNowError(_("The ward has stopped the procedure in writing."))
        elif two is None:
            raise NotNowError(_("Two different people must type their passphrases."))

    def make(
        self,
        medium: Path,
        two: TwoPeople,
        *,
        as_archive: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> MadePackage:
        """Make the package on ``medium``, read it back, compare it, record it; all or nothing.

        Raises:
            UsageError: the folder is not there, or lies in the event folder.
            NotPermittedError: the handler may not.
            NotNowError: something is missing, a plugin does not answer, or the medium does not
                take the files.
            RefusedError: a package lies there already, or what came back is not what went out.
        """
        self.require_possible(two)
        place = self._place_at(medium)
        place.require_free()
        now = self._clock.now()
        password = compose_signs(self._tokens.octets(PASSWORD_SIGNS))
        code = compose_signs(self._tokens.octets(CODE_SIGNS))
        packed = self._packer.pack(
            self._materials.gather(),
            password=password,
            code=code,
            made_at=time_text(now),
            as_archive=as_archive,
            progress=progress,
        )
        self._require_all(packed.counts)
        written = place.write(packed.contents)
        try:
            self._packer.compare(packed, written, password)
            self._record(packed, two, code=code, at=now)
        except BaseException:
            place.take_back()
            raise
        return MadePackage(packed=packed, password=password)

    def confirm_receipt(
        self,
        number: str,
        code: str,
        *,
        date: dt.date | None = None,
        counts: Mapping[str, int] | None = None,
    ) -> RecordedReceipt:
        """Record the ward's receipt; nothing may be erased before.

        ``counts`` are the rows that the ward found, by file name of the list.

        Raises:
            NotPermittedError: the handler may not.
            GateClosedError: no package was made, or code, counts, date or number are wrong.
        """
        require(self._handler, Task.HAND_OVER)
        now = self._clock.now()
        package, code = self._store.newest(), read_code(code)
        step = self._life_cycle.read().step(State.HANDED_OVER)
        agreed = package is not None and all(
            package.lists.get(name) == n for name, n in (counts or {}).items()
        )
        receipt = Receipt(
            document=number.strip(),
            date=date or now.date(),
            is_matching=package is not None
            and prove_code(code, package.list_sha256) == package.code_proof,
            counts=step.counts if step is not None and agreed else {},
        )
        recorded = RecordedReceipt(
            number=receipt.document,
            date=receipt.date,
            code=code,
            recorded_at=now,
            who=self._handler.handler_id,
        )
        try:
            self._life_cycle.advance(receipt, with_it=lambda: self._store.record_receipt(recorded))
        except GateClosedError as error:
            self._log("receipt_refused", why=error.missing[0].code)
            raise
        return recorded

    def _require_all(self, counts: Mapping[ItemKey, int]) -> None:
        """Hold the counts of the package to the inventory of the vault."""
        there = self._materials.count()
        for (owner, item), n in counts.items():
            if there.get((owner, item)) != n:
                raise RefusedError(
                    _("Not all of {item} came into the package.", item=f"{owner}.{item}"),
                    _("Close every other kiosk, then make the package again."),
                )

    def _record(self, packed: Packed, two: TwoPeople, *, code: str, at: dt.datetime) -> None:
        counts = step_counts(packed.counts)
        package = RecordedPackage(
            made_at=at,
            files=len(packed.contents),
            list_sha256=packed.list_sha256,
            code_proof=prove_code(code, packed.list_sha256),
            counts=packed.counts,
            lists={each.name: each.n for each in packed.files if each.kind == "list"},
            who=two.operator.handler_id,
            second=two.witness.handler_id,
            totals=packed.contents.get(TOTALS_FILE, b""),
        )

        def store() -> None:
            self._require_all(packed.counts)
            self._store.record(package)
            self._log("package_password_issued", why=packed.list_sha256)

        if self._life_cycle.state() is not State.HANDED_OVER:
            step = Package(document=packed.list_sha256, is_counted=True, two=two, counts=counts)
            self._life_cycle.advance(step, with_it=store)
            return
        handed = self._life_cycle.read().step(State.HANDED_OVER)
        if handed is None or dict(handed.counts) != dict(counts):
            raise RefusedError(_("The counts are not those that were handed over."))
        with self._transactions.transaction():
            store()
            self._log("package_made_again", why=packed.list_sha256)

    def _log(self, act: str, *, why: str) -> None:
        at, who = self._clock.now(), self._handler.handler_id
        with joined(self._transactions):
            self._audit.append(who, act, at=at, why=why)
