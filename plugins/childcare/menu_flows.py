"""What the desk does now and then, behind one key."""

from collections.abc import Awaitable, Callable, Collection
from typing import cast

from textual import work

from plugins.childcare.acts import PLAINLY, Asked
from plugins.childcare.childcare import Childcare
from plugins.childcare.desk import REOPEN_REASONS, PickUp
from plugins.childcare.desk_flows import DeskFlows
from plugins.childcare.messages import _
from plugins.childcare.printing import print_tags
from plugins.childcare.room import StayState
from plugins.childcare.stub_office import REISSUE_REASONS
from venue_kiosk.api import N_
from venue_kiosk.api_ui import Done, Failed, LongWork, OpenKiosk, Tell, VerdictView


class MenuFlows(DeskFlows):
    """Corrections, the waiting list's end, tags and the end of the day."""

    @work
    async def action_more(self) -> None:
        """Choose what is done less often."""
        acts: list[tuple[str, Callable[[], Awaitable[None]]]] = [
            (N_("A slip is given up"), self._leave_queue),
            (N_("A reservation does not come"), self._no_show),
            (N_("Stop calling a number"), self._stop_calling),
            (N_("Take a pick-up back"), self._reopen),
            (N_("Correct an age band"), self._correct_band),
            (N_("Replace a tag"), self._reissue),
            (N_("Print the tags"), self._print),
            (N_("A card left behind is in the paper ledger"), self._settle_card),
            (N_("End the day"), self._close),
        ]
        chosen = await self.choose(
            lambda: _("What do you do?"), lambda: [_(words) for words, _act in acts]
        )
        if chosen is not None:
            await acts[chosen][1]()

    async def _leave_queue(self) -> None:
        room = self.living.room()
        slips = ", ".join(map(str, sorted([*room.waiting, *room.offered]))) or "-"
        slip_no = await self.ask_number(lambda: _("Which slip? Waiting: {slips}", slips=slips))
        if slip_no is not None:
            self.attempt(lambda: self.living.waiting.leave(slip_no))

    async def _no_show(self) -> None:
        self.attempt(self.living.waiting.record_no_show)

    async def _stop_calling(self) -> None:
        called = self._stays(StayState.CALLED)
        tag_no = await self.ask_tag(lambda: _("Which number is no longer called?"), called)
        if tag_no is not None:
            self.attempt(lambda: self.living.desk.stop_calling(tag_no))

    async def _reopen(self) -> None:
        tag_no = await self.ask_number(lambda: _("Whose pick-up was a mistake? Tag number:"))
        band = None if tag_no is None else await self.ask_band()
        why = None if band is None else await self.ask_reason(REOPEN_REASONS)
        if tag_no is not None and band is not None and why is not None:
            child = PickUp(tag_no=tag_no, band=band)
            self.attempt(lambda: self.living.desk.reopen(child, Asked(why=why)))

    async def _correct_band(self) -> None:
        wrong = await self.ask_present_band()
        right = None if wrong is None else await self.ask_band()
        if wrong is not None and right is not None:
            self.attempt(lambda: self.living.desk.correct_band(wrong, right))

    async def _reissue(self) -> None:
        tag_no = await self.ask_number(lambda: _("Which tag is replaced?"))
        if tag_no is None:
            return
        if any(stay.tag_no == tag_no for stay in self.living.room().stays):
            asked = await self.ask_second(
                lambda: _("A child is here under this tag: two people confirm it."),
                REISSUE_REASONS,
            )
        else:
            why = await self.ask_reason(REISSUE_REASONS)
            asked = None if why is None else Asked(why=why)
        if asked is not None and self.attempt(lambda: self.living.stubs.reissue(tag_no, asked)):
            await self._print_to(f"tag-{tag_no}.pdf", (tag_no,))

    async def _print(self) -> None:
        await self._print_to("tags.pdf")

    async def _print_to(self, name: str, only: Collection[int] = ()) -> None:
        out = self.kiosk.folder.with_name(f"{self.kiosk.folder.name}-childcare") / name

        def print_them(kiosk: OpenKiosk, _tell: Tell) -> int:
            living = cast("Childcare", kiosk.plugin("childcare"))
            return print_tags(living, out, PLAINLY, only=only)

        outcome = await self.app.push_screen_wait(
            LongWork(self.kiosk, lambda: _("Printing the tags"), print_them)
        )
        if isinstance(outcome, Failed):
            self.refuse(outcome.error)
        elif isinstance(outcome, Done):
            where = f"{out.parent.name}/{out.name}"
            self.show(
                lambda: VerdictView(
                    "i", _("Done"), staff=_("The tags are in {file}.", file=where), look="guide"
                )
            )

    async def _settle_card(self) -> None:
        self.attempt(self.living.duty.settle_card)

    async def _close(self) -> None:
        self.attempt(self.living.duty.close)
