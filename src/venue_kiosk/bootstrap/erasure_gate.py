"""Two people, the ward's receipt, no open lane: asked of the services that know."""

from collections.abc import Mapping, Sequence

from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.life_cycle import compose_life_cycle
from venue_kiosk.bootstrap.proving import Prover
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.hand_over import step_counts
from venue_kiosk.domain.handler import Task
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.ports import Objectors
from venue_kiosk.services.authorisation import Authorisation, Consent
from venue_kiosk.services.erasure_ahead import require_signing
from venue_kiosk.services.life_cycle_facts import ErasureOrder as OrderedErasure
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database


def consents(prover: Prover, order: ErasureOrder) -> tuple[Consent, Consent]:
    """Prove both people's passphrases; return their agreements as of when they typed them.

    Raises:
        SignInError, NotNowError: a passphrase was not accepted, or a person may not do this.
    """
    operator, witness = prover.prove(order.operator), prover.prove(order.witness)
    first, second = order.typed
    pair = (
        Consent(handler=operator.handler, at=first),
        Consent(handler=witness.handler, at=second, signing_key=witness.signing_key),
    )
    require_signing(*pair)
    return pair


def require_erasable(
    database: Database,
    prover: Prover,
    objectors: Objectors,
    *,
    pair: tuple[Consent, Consent],
    counts: Sequence[tuple[DataItem, int]],
) -> None:
    """Write down who agreed, and let the erasure begin only where the life cycle does.

    Raises:
        NotPermittedError: the operator's role does not allow it.
        RefusedError: one person twice, or too long between the two.
        GateClosedError: no receipt, other counts, an open lane, a hold.
    """
    operator, witness = pair
    programme, clock = prover.programme, prover.clock
    authorisation = Authorisation(
        prover.prove,
        audit=AuditLog(database),
        transactions=database,
        clock=clock,
        window_s=programme.erasure.window_s,
    )
    two = authorisation.authorise(Task.ERASE, operator=operator, witness=witness)
    life_cycle = compose_life_cycle(
        database,
        programme,
        objectors,
        handler=operator.handler,
        clock=clock,
        folder=prover.vault.folder,
        lane="",
    ).life_cycle
    handed = life_cycle.read().step(State.HANDED_OVER)
    known = {} if handed is None else handed.counts
    life_cycle.require_possible(OrderedErasure(two=two, counts=_recounted(known, counts)))


def _recounted(
    known: Mapping[str, int], counts: Sequence[tuple[DataItem, int]]
) -> Mapping[str, int]:
    """Count again what the hand-over counted, under the names that its step keeps."""
    now = step_counts({(item.owner, item.item): count for item, count in counts})
    return {name: now[name] for name in known if name in now}
