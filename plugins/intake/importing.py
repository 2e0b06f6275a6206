"""Taking an application file in: read everything, report everything, store all or nothing."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from plugins.intake.application_file import NumberedRow, read_application_file
from plugins.intake.messages import _
from plugins.intake.store import ImportStore
from venue_kiosk.api import (
    Actor,
    Application,
    Attendee,
    Decision,
    Kiosk,
    Missing,
    NotNowError,
    Programme,
    Progress,
    RowProblem,
    SelectionResult,
    StatusLine,
    erase_file,
    hookimpl,
    parse_applications,
)

_ROWS_A_STEP: Final = 500
_UNKNOWN: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What a file holds and what became of it; no personal data."""

    rows: int
    good: int
    problems: Sequence[RowProblem]
    sha256: str
    already_here: int
    """People who are in the register already, or stand in the file twice."""
    stored: bool = False
    recorded: int = 0
    import_id: int | None = None
    """For recording what became of the source file; nothing as long as nothing is stored."""

    @property
    def left_out(self) -> int:
        """How many rows cannot be taken in."""
        return self.rows - self.good


class Intake:
    """The plugin's living object."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._store = ImportStore(kiosk.tables)

    @property
    def programme(self) -> Programme:
        """What the applications are for."""
        return self._kiosk.programme

    def check_file(self, path: Path, *, progress: Progress | None = None) -> FileReport:
        """Read a file and report on it; store nothing.

        Raises:
            UsageError: the file cannot be read as a table of applications.
        """
        report, _applications = self._read(path, progress)
        return report

    def import_file(
        self, path: Path, *, good_rows: bool = False, progress: Progress | None = None
    ) -> FileReport:
        """Store what a file holds, unless it has problems; with ``good_rows`` only the good rows.

        Raises:
            UsageError: the file cannot be read as a table of applications.
            NotPermittedError: the handler may not import.
            VaultError: nothing was stored.
        """
        report, applications = self._read(path, progress)
        if report.problems and not good_rows:
            return report
        with self._kiosk.tables.transaction():
            result = self._kiosk.applications.import_applications(
                applications, left_out=report.left_out, progress=progress
            )
            import_id = None if result.recorded else self._store.source_left(report.sha256)
            if import_id is None:
                import_id = self._store.record(
                    at=self._kiosk.clock.now(),
                    sha256=report.sha256,
                    rows=report.rows,
                    recorded=result.recorded,
                    left_out=report.left_out,
                )
        return replace(
            report,
            stored=True,
            recorded=result.recorded,
            already_here=result.already_here,
            import_id=import_id,
        )

    def erase_source(self, path: Path, import_id: int) -> None:
        """Overwrite and remove the file an import came from, and record it.

        An import is a move: the file must not stay on the laptop as a second copy.

        Raises:
            NotNowError: it is another file now, or cannot be overwritten or removed.
        """
        try:
            _require_same(path, self._store.digest(import_id))
            erase_file(path)
        except OSError:
            raise NotNowError(
                _("The source file could not be erased."), _("Erase it by hand and record it.")
            ) from None
        self.record_erased(import_id)

    def record_erased(self, import_id: int) -> None:
        """Record somebody's answer that the source file is erased."""
        with self._kiosk.tables.transaction():
            self._store.record_erased(import_id, self._kiosk.clock.now())
            self._kiosk.log.record("import_source_erased", n={"import": import_id})

    def sources_left(self) -> Sequence[int]:
        """Return the imports whose source file nobody has recorded as erased."""
        return self._store.sources_left()

    def count_by_decision(self) -> dict[Decision, int]:
        """Return how many applicants have each decision."""
        return self._kiosk.register.count_by_decision()

    def select(self, *, seed: int | None = None) -> SelectionResult:
        """Decide about everybody undecided; see ``ApplicationDesk.select``."""
        return self._kiosk.applications.select(seed=seed)

    def promote(self) -> SelectionResult:
        """Give free places to the waitlist; see ``ApplicationDesk.promote``."""
        return self._kiosk.applications.promote()

    def applicant(self, reception_no: str) -> Attendee:
        """Return whom a typed reception number belongs to; see ``Register.at_number``."""
        return self._kiosk.register.at_number(reception_no)

    def withdraw(self, attendee_id: int) -> None:
        """Record that somebody withdrew; see ``ApplicationDesk.withdraw``."""
        self._kiosk.applications.withdraw(attendee_id)

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine | None:
        """Remind of imported files that still lie somewhere."""
        left = len(self._store.sources_left())
        if not left:
            return None
        return StatusLine(text=_("Imported files not yet recorded as erased: {n}", n=left))

    @hookimpl
    def kiosk_judge_hand_over(self) -> Missing | None:
        """Object while a file somebody took in may still lie somewhere: an import is a move."""
        left = len(self._store.sources_left())
        if not left:
            return None
        text = _("Imported files not yet recorded as erased: {n}", n=left)
        return Missing(code="sources_left", who=Actor.MANAGER, n=left, text=text)

    def _read(
        self, path: Path, progress: Progress | None
    ) -> tuple[FileReport, Sequence[Application]]:
        file = read_application_file(path)
        rows = file.rows if progress is None else _counted(file.rows, progress)
        read = parse_applications(file.header, rows, programme=self._kiosk.programme)
        applications = [each.application for each in read.good]
        report = FileReport(
            rows=read.rows,
            good=len(applications),
            problems=read.problems,
            sha256=file.sha256,
            already_here=self._kiosk.applications.count_known(applications),
        )
        return report, applications


def _counted(rows: Iterable[NumberedRow], progress: Progress) -> Iterator[NumberedRow]:
    for count, row in enumerate(rows):
        if count % _ROWS_A_STEP == 0:
            progress(count, _UNKNOWN)
        yield row


def _require_same(path: Path, sha256: str) -> None:
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise NotNowError(
                _("The file is not the one that was taken in."),
                _("Look at it. If it may go, erase it by hand and record it."),
            )
