"""All files of one tally, written together or not at all."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.survey.messages import _
from plugins.survey.tally.comparing import Comparison
from plugins.survey.tally.report_paper import set_report
from plugins.survey.tally.run_notes import RunNotes
from plugins.survey.tally.table_files import compose_comparison_file, compose_csv_files
from plugins.survey.tally.tables import Tables
from plugins.survey.tally.workbook import compose_workbook
from venue_kiosk.api import NotNowError, RefusedError, Typesetter


def compose_files(
    tables: Tables, notes: RunNotes, *, comparison: Comparison | None, typesetter: Typesetter
) -> Mapping[str, bytes]:
    """Return every file of a tally by its name."""
    files = dict(compose_csv_files(tables))
    if comparison is not None:
        files["comparison.csv"] = compose_comparison_file(comparison)
    files["totals.xlsx"] = compose_workbook(tables, notes, comparison)
    files["report.pdf"] = set_report(tables, notes, comparison=comparison, typesetter=typesetter)
    return files


def write_files(files: Mapping[str, bytes], folder: Path) -> Sequence[str]:
    """Write all files, or none; return their names.

    Raises:
        RefusedError: one of them exists already.
        NotNowError: the folder or its disk does not take them.
    """
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refuse_existing(files, folder)
        for name, content in files.items():
            path = folder / name
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except FileExistsError:
        _take_back(written)
        raise _not_a_folder(folder) from None
    except OSError as error:
        _take_back(written)
        raise NotNowError(
            _(
                "The tables cannot be written to {folder}: {reason}",
                folder=folder.name,
                reason=error.strerror or type(error).__name__,
            ),
            _("Check the free space and the permissions of the folder, then try again."),
        ) from None
    return list(files)


def refuse_existing(names: Mapping[str, bytes], folder: Path) -> None:
    """Let a run go on only where none of its files is.

    Raises:
        RefusedError: one of them exists; it is named.
    """
    there = [name for name in names if (folder / name).exists()]
    if there:
        raise RefusedError(
            _("There is already a file {file} in this folder.", file=there[0]),
            _("Choose another folder: finished tables are never overwritten."),
        )


def _not_a_folder(folder: Path) -> RefusedError:
    return RefusedError(
        _("{folder} is a file, not a folder.", folder=folder.name), _("Choose another folder.")
    )


def _take_back(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
