"""The problems of an application file as a list to work from, without personal data."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from plugins.intake.messages import _
from venue_kiosk.api import RowProblem, write_whole


def write_problem_list(problems: Sequence[RowProblem], application_file: Path) -> Path:
    """Write every problem beside the file it is about, as CSV for a spreadsheet; return its path.

    Raises:
        NotNowError: the folder does not take the list.
    """
    path = application_file.with_name(f"{application_file.stem}-problems.csv")
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow([_("Row"), _("Column"), _("What is wrong"), _("Expected")])
    for each in problems:
        table.writerow([each.row, each.column, each.sentence, each.expected])
    write_whole(path, file.getvalue().encode("utf-8-sig"))
    return path
