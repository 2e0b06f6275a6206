"""Why a page is not one of this sheet, or not to be counted before a person looked."""

from collections.abc import Mapping, Sequence
from typing import Final

from plugins.survey.definition import Key
from plugins.survey.reading.answering import has_too_many
from plugins.survey.reading.markers import FoundMarkers
from plugins.survey.reading.page_code import PageCode
from plugins.survey.reading.prepared import PreparedSheet
from plugins.survey.reading.registration import FlatPage
from plugins.survey.reading_lines import Answer

_RESIDUAL_DOUBT_MM: Final = 1.3
_UNEVEN_DOUBT_MM: Final = 0.75


def other_paper(code: PageCode | None, found: FoundMarkers, sheet: PreparedSheet) -> str | None:
    """Return why the page is not one of this sheet; the markers tell the side as well."""
    form = sheet.plan.definition
    if code is None:
        return None if found.page in range(1, len(sheet.pages) + 1) else "no_page_code"
    if code.form != form.id:
        return "other_form"
    if code.version != form.version:
        return "other_version"
    if code.print_id != sheet.plan.print_id:
        return "other_print"
    return None if code.page == found.page else "no_page_code"


def page_doubt(
    keys: Sequence[Key],
    answers: Mapping[str, Answer],
    flat: FlatPage,
    code: PageCode | None,
    unevenness: float,
) -> str | None:
    """Return why nothing of the page counts before a person looked, or None."""
    if flat.residual_mm > _RESIDUAL_DOUBT_MM:
        return "residual"
    if unevenness > _UNEVEN_DOUBT_MM:
        return "crumpled"
    if code is None:
        return "page_code_unreadable"
    if has_too_many(keys, answers):
        return "many_marked"
    if all(answer.state == "no_answer" for answer in answers.values()):
        return "nothing_marked"
    return None
