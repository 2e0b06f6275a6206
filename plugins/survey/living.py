"""The survey plugin while a kiosk is open: its desks over one store, and what the host asks."""

from functools import cached_property
from typing import TYPE_CHECKING

from plugins.survey.desk.doubts.store import DoubtList
from plugins.survey.desk.sealing import Seal
from plugins.survey.desk.store import SurveyStore
from plugins.survey.messages import _
from venue_kiosk.api import Kiosk, Material, Missing, Papers, StatusLine, hookimpl

if TYPE_CHECKING:
    from plugins.survey.desk.batches import BatchDesk
    from plugins.survey.desk.keying import KeyingDesk
    from plugins.survey.desk.questionnaires import Questionnaires
    from plugins.survey.desk.results import Results
    from plugins.survey.desk.reviewing import ReviewDesk
    from plugins.survey.desk.second_entry import SecondEntry
    from plugins.survey.desk.shelf import Shelf


class Survey:
    """Holds the desks, each loaded when it is first asked for; none of them knows a person."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self._seal = Seal(kiosk.seal, kiosk.tokens)
        self.store = SurveyStore(kiosk.tables, self._seal, kiosk.tokens)
        self.doubts = DoubtList(kiosk.tables, kiosk.lane)

    @cached_property
    def questionnaires(self) -> "Questionnaires":
        """The questionnaires of the settings and of the vault."""
        from plugins.survey.desk.questionnaires import Questionnaires  # noqa: PLC0415 - not for reception

        return Questionnaires(self.store, self.kiosk.texts.parent / "surveys")

    @cached_property
    def _shelf(self) -> "Shelf":
        """What the desks share."""
        from plugins.survey.desk.shelf import Shelf  # noqa: PLC0415 - not for reception

        return Shelf(self.kiosk, self.store, self.doubts, self.questionnaires)

    @cached_property
    def batches(self) -> "BatchDesk":
        """Batches of sheets: begun, read, locked."""
        from plugins.survey.desk.batches import BatchDesk  # noqa: PLC0415 - not for reception

        return BatchDesk(self._shelf, self._seal)

    @cached_property
    def review(self) -> "ReviewDesk":
        """Deciding what is doubtful."""
        from plugins.survey.desk.reviewing import ReviewDesk  # noqa: PLC0415 - not for reception

        return ReviewDesk(self._shelf)

    @cached_property
    def second(self) -> "SecondEntry":
        """A second person enters a sample."""
        from plugins.survey.desk.second_entry import SecondEntry  # noqa: PLC0415 - not for reception

        return SecondEntry(self._shelf)

    @cached_property
    def keying(self) -> "KeyingDesk":
        """Whole sheets by number keys."""
        from plugins.survey.desk.keying import KeyingDesk  # noqa: PLC0415 - not for reception

        return KeyingDesk(self._shelf)

    @cached_property
    def results(self) -> "Results":
        """Tables, hand counts, files."""
        from plugins.survey.desk.results import Results  # noqa: PLC0415 - not for reception

        return Results(self._shelf)

    @hookimpl
    def kiosk_judge_hand_over(self) -> Missing | None:
        """Object while sheets are not reviewed or do not add up."""
        return self.results.judge_hand_over()

    @hookimpl
    def kiosk_hand_over(self) -> Material:
        """Give every answer and every report to the ward."""
        from plugins.survey.desk.handing_over import compose_material  # noqa: PLC0415 - as above

        return compose_material(self.store, self.results, self.kiosk.typesetter)

    @hookimpl
    def kiosk_contribute_papers(self) -> Papers:
        """Give the numbers of sheets to the report."""
        from plugins.survey.desk.handing_over import compose_numbers  # noqa: PLC0415 - as above

        return compose_numbers(self.results)

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine | None:
        """Say how far the counting is; nothing before the first sheet."""
        batches = self.store.batches()
        if not batches:
            return None
        pages = sum(sum(self.store.count_pages(each.batch_id).values()) for each in batches)
        left = sum(sum(self.doubts.left(each.batch_id).values()) for each in batches)
        return StatusLine(
            text=_("Survey: {pages} pages, {left} to be decided", pages=pages, left=left)
        )
