"""Sample answers (見本) for a sample event, through the same services as real ones."""

from typing import Final

from plugins.custody.carrying import Carrying
from plugins.custody.messages import _
from plugins.custody.preflight import Preflight
from plugins.custody.settings import CustodySettings, codes_of
from plugins.custody.slip import SlipForm, Stage
from venue_kiosk.api import Kiosk, RefusedError, State, Task, require

SLIP_NO: Final = "見本1"


def give_sample_answers(
    kiosk: Kiosk, settings: CustodySettings, preflight: Preflight, carrying: Carrying
) -> None:
    """Fill in slip and check list, and open the event.

    Raises:
        NotPermittedError: the handler may not.
        RefusedError: the event is not a sample.
        GateClosedError: the programme itself keeps it shut.
    """
    require(kiosk.handler, Task.KEEP_CUSTODY)
    if not kiosk.programme.sample:
        raise RefusedError(
            _("Sample answers are for sample events only."), _("Fill in the real slip.")
        )
    if kiosk.life_cycle.state() is not State.PREPARED:
        return
    carrier, second = [each.id for each in kiosk.programme.handlers][:2]
    form = SlipForm(
        slip_no=SLIP_NO,
        carrier=carrier,
        second=second,
        place=kiosk.programme.venue.name,
        laptop="見本 PC-0000",
        purpose="見本",
        route="見本",
        ticks=tuple(codes_of(settings.departure)),
    )
    preflight.record(dict.fromkeys(codes_of(settings.preflight), "yes"))
    carrying.record(form)
    carrying.enter(Stage.DEPARTED)
    carrying.enter(Stage.ARRIVED)
    carrying.unlock()
