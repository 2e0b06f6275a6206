"""What every desk of the survey works on."""

from dataclasses import dataclass

from plugins.survey.desk.doubts.store import DoubtList
from plugins.survey.desk.questionnaires import Questionnaires
from plugins.survey.desk.store import SurveyStore
from venue_kiosk.api import Kiosk


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kiosk's survey store with its list of doubts and its questionnaires."""

    kiosk: Kiosk
    store: SurveyStore
    doubts: DoubtList
    questionnaires: Questionnaires
