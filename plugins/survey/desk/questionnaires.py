"""The questionnaires of an event: files beside the settings, and those kept with a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.survey.answer_keys import Form, form_of
from plugins.survey.definition import Definition
from plugins.survey.definition_parsing import parse_definition
from plugins.survey.desk.cutting import Cutter
from plugins.survey.desk.store import Batch, SurveyStore
from plugins.survey.messages import _
from plugins.survey.sheet.composing import compose_sheet
from venue_kiosk.api import KioskError, NotNowError


@dataclass(frozen=True)
class Questionnaire:
    """One definition with what is worked out of it once."""

    definition: Definition
    content: bytes

    @cached_property
    def form(self) -> Form:
        """Return what counting needs."""
        return form_of(self.definition)

    @cached_property
    def cutter(self) -> Cutter:
        """Return where each answer is on paper."""
        return Cutter(compose_sheet(self.definition))


class Questionnaires:
    """Finds questionnaires."""

    def __init__(self, store: SurveyStore, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._kept: dict[tuple[str, str], Questionnaire] = {}

    def offered(self) -> Sequence[Questionnaire]:
        """Return the usable questionnaires of the settings, by file name."""
        found = []
        for path in sorted(self._folder.glob("*.toml")):
            try:
                content = path.read_bytes()
                found.append(Questionnaire(parse_definition(content, name=path.name), content))
            except (OSError, KioskError):
                continue  # ``kiosk survey sheet`` names its faults; a clerk cannot mend them
        return found

    def of(self, batch: Batch) -> Questionnaire:
        """Return the questionnaire a batch was begun with."""
        return self.kept(batch.form_id, batch.version)

    def kept(self, form_id: str, version: str) -> Questionnaire:
        """Return a questionnaire that a batch was begun with.

        Raises:
            NotNowError: no batch was.
        """
        if (form_id, version) not in self._kept:
            content = self._store.form(form_id, version)
            if content is None:
                raise NotNowError(
                    _("No sheet of this questionnaire came in yet."),
                    _("Begin with the sheets."),
                )
            definition = parse_definition(content, name=form_id)
            self._kept[form_id, version] = Questionnaire(definition, content)
        return self._kept[form_id, version]
