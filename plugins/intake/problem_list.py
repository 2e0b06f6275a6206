"""The problems of an application file as a list to work from, without personal data."""

import csv
from collections.abc import Sequence
from pathlib import Path

from plugins.intake.messages import _
from venue_kiosk.api import NotNowError, RowProblem


def write_problem_list(problems: Sequence[RowProblem], application_file: Path) -> Path:
    """Write every problem beside the file it is about, as CSV for a spreadsheet; return its path.

    Raises:
        NotNowError: the folder does not take the list.
    """
    path = application_file.with_name(f"{application_file.stem}-problems.csv")
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow([_("Row"), _("Column"), _("What is wrong"), _("Expected")])
            for each in problems:
                table.writerow([each.row, each.column, each.sentence, each.expected])
    except OSError:
        raise NotNowError(
            _("The list could not be written beside the file."),
            _("Check the free space and whether the folder may be written."),
        ) from None
    return path
