"""The survey plugin while a kiosk is open: its desks over one store, and what the host asks."""

from plugins.survey.desk.batches import BatchDesk
from plugins.survey.desk.doubts.store import DoubtList
from plugins.survey.desk.handing_over import compose_material, compose_numbers
from plugins.survey.desk.keying import KeyingDesk
from plugins.survey.desk.questionnaires import Questionnaires
from plugins.survey.desk.results import Results
from plugins.survey.desk.reviewing import ReviewDesk
from plugins.survey.desk.sealing import Seal
from plugins.survey.desk.second_entry import SecondEntry
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import SurveyStore
from plugins.survey.messages import _
from venue_kiosk.api import Kiosk, Material, Missing, Papers, StatusLine, hookimpl


class Survey:
    """Holds the desks; none of them knows a person."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        seal = Seal(kiosk.seal, kiosk.tokens)
        self.store = SurveyStore(kiosk.tables, seal, kiosk.tokens)
        self.doubts = DoubtList(kiosk.tables, kiosk.lane)
        self.questionnaires = Questionnaires(self.store, kiosk.texts.parent / "surveys")
        shelf = Shelf(kiosk, self.store, self.doubts, self.questionnaires)
        self.batches = BatchDesk(shelf, seal)
        self.review = ReviewDesk(shelf)
        self.second = SecondEntry(shelf)
        self.keying = KeyingDesk(shelf)
        self.results = Results(shelf)

    @hookimpl
    def kiosk_judge_hand_over(self) -> Missing | None:
        """Object while sheets are not reviewed or do not add up."""
        return self.results.judge_hand_over()

    @hookimpl
    def kiosk_hand_over(self) -> Material:
        """Give every answer and every report to the ward."""
        return compose_material(self.store, self.results, self.kiosk.typesetter)

    @hookimpl
    def kiosk_contribute_papers(self) -> Papers:
        """Give the numbers of sheets to the report."""
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
