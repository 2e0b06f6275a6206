"""Taking an application file in: read everything, report everything, store all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.intake.application_file import read_application_file
from plugins.intake.messages import _
from plugins.intake.store import ImportStore
from venue_kiosk.api import (
    Application,
    Kiosk,
    NotNowError,
    Progress,
    RowProblem,
    SelectionResult,
    StatusLine,
    hookimpl,
    parse_applications,
)

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What a file holds and what became of it."""

    rows: int
    good: int
    problems: Sequence[RowProblem]
    sha256: str
    stored: bool
    recorded: int = 0
    already_here: int = 0
    import_id: int | None = None
    applications: Sequence[Application] = field(default=(), repr=False)


class Intake:
    """The plugin's living object."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._store = ImportStore(kiosk.tables)

    def check_file(self, path: Path) -> FileReport:
        """Read a file and report on it; store nothing.

        Raises:
            UsageError: the file cannot be read as a table of applications.
        """
        file = read_application_file(path)
        read = parse_applications(file.header, file.rows, programme=self._kiosk.programme)
        applications = [each.application for each in read.good]
        known = self._kiosk.applications.count_known(applications)
        return FileReport(
            rows=read.rows,
            good=len(read.good),
            problems=read.problems,
            sha256=file.sha256,
            stored=False,
            already_here=known,
            applications=applications,
        )

    def import_file(
        self, path: Path, *, good_rows: bool = False, progress: Progress | None = None
    ) -> FileReport:
        """Store what a file holds, unless it has problems; with ``good_rows`` only the good rows.

        Raises:
            UsageError: the file cannot be read as a table of applications.
            NotPermittedError: the handler may not import.
            VaultError: nothing was stored.
        """
        report = self.check_file(path)
        if report.problems and not good_rows:
            return report
        left_out = report.rows - report.good
        result = self._kiosk.applications.import_applications(
            report.applications, left_out=left_out, progress=progress
        )
        import_id = self._store.record(
            at=self._kiosk.clock.now(),
            sha256=report.sha256,
            rows=report.rows,
            recorded=result.recorded,
            left_out=left_out,
        )
        return FileReport(
            rows=report.rows,
            good=report.good,
            problems=report.problems,
            sha256=report.sha256,
            stored=True,
            recorded=result.recorded,
            already_here=result.already_here,
            import_id=import_id,
        )

    def erase_source(self, path: Path, import_id: int) -> None:
        """Overwrite and remove the file an import came from, and record it.

        An import is a move: the file must not stay on the laptop as a second copy.

        Raises:
            NotNowError: the file cannot be overwritten or removed.
        """
        try:
            size = path.stat().st_size
            with path.open("r+b") as file:
                for start in range(0, size, _BLOCK):
                    file.write(bytes(min(_BLOCK, size - start)))
                file.flush()
            path.unlink()
        except OSError:
            raise NotNowError(
                _("The source file could not be erased."), _("Erase it by hand and record it.")
            ) from None
        self.record_erased(import_id)

    def record_erased(self, import_id: int) -> None:
        """Record somebody's answer that the source file is erased."""
        self._store.record_erased(import_id, self._kiosk.clock.now())
        self._kiosk.log.record("import_source_erased", n={"import": import_id})

    def select(self, *, seed: int | None = None) -> SelectionResult:
        """Decide about everybody undecided; see ``ApplicationDesk.select``."""
        return self._kiosk.applications.select(seed=seed)

    def promote(self) -> SelectionResult:
        """Give free places to the waitlist; see ``ApplicationDesk.promote``."""
        return self._kiosk.applications.promote()

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine | None:
        """Remind of imported files that still lie somewhere."""
        left = self._store.sources_left()
        if not left:
            return None
        return StatusLine(text=_("Imported files not yet recorded as erased: {n}", n=left))
