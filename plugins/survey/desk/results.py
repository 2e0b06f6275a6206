"""The counts of sheets, the tables of a session, and whether all of it agrees with the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.survey.desk.duty import require_counting
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import Batch
from plugins.survey.messages import _
from plugins.survey.reading_lines import Reading
from plugins.survey.tally.comparing import Comparison, compare
from plugins.survey.tally.run_notes import RunNotes, difference, reason_given
from plugins.survey.tally.tables import Tables, compose_tables
from plugins.survey.tally.tally_files import compose_files, write_files
from venue_kiosk.api import Actor, Missing

GIVEN_OUT = "given_out"
PAPER = "paper"
_EXPLAINED = "explained"
"""How many sheets the readings had when the difference was explained."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """All sheets of one questionnaire in one session."""

    session_no: int
    form_id: str
    version: str


def group_of(batch: Batch) -> Group:
    """Return the group that the sheets of a batch belong to."""
    return Group(batch.session_no, batch.form_id, batch.version)


class Results:
    """Reads what came in; writes only what people counted by hand."""

    def __init__(self, shelf: Shelf) -> None:
        self._kiosk = shelf.kiosk
        self._store = shelf.store
        self._doubts = shelf.doubts
        self._questionnaires = shelf.questionnaires

    def groups(self) -> Sequence[Group]:
        """Return every session and questionnaire that sheets came in for."""
        return sorted({group_of(batch) for batch in self._store.batches()})

    def batches(self, group: Group) -> Sequence[Batch]:
        """Return the batches of a group."""
        return [batch for batch in self._store.batches() if group_of(batch) == group]

    def tables(self, group: Group) -> Tables:
        """Return the tables of a group."""
        form = self._questionnaires.kept(group.form_id, group.version).form
        return compose_tables(form, self.readings(group))

    def readings(self, group: Group) -> Sequence[Reading]:
        """Return every page of a group, in the order of random names."""
        return [
            page.reading
            for batch in self.batches(group)
            for page in self._store.pages(batch.batch_id)
        ]

    def notes(self, group: Group) -> RunNotes:
        """Return what people counted by hand."""
        given_out, _words = self._store.number(group.session_no, group.form_id, GIVEN_OUT)
        paper, explained = self._store.number(group.session_no, group.form_id, PAPER)
        explained_for, _words = self._store.number(group.session_no, group.form_id, _EXPLAINED)
        seconds = [self._doubts.seconds(batch.batch_id) for batch in self.batches(group)]
        return RunNotes(
            label=self.label(group),
            given_out=given_out,
            paper=paper,
            explained=explained,
            explained_for=explained_for,
            compared=sum(each.compared for each in seconds),
            mismatched=sum(each.mismatched for each in seconds),
        )

    def title(self, group: Group) -> str:
        """Return what the questionnaire of a group is called."""
        return self._questionnaires.kept(group.form_id, group.version).definition.title

    def label(self, group: Group) -> str:
        """Return what a session is called."""
        session = self._kiosk.programme.sessions[group.session_no - 1]
        return session.title or _("session {n}", n=group.session_no)

    def set_number(self, group: Group, what: str, n: int, *, words: str = "") -> None:
        """Keep what somebody counted by hand: sheets given out, or those that came back."""
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            self._store.keep_number(group.session_no, group.form_id, what, n=n, words=words)
            if words:
                counted = self.tables(group).counts.pages.collected
                self._store.keep_number(
                    group.session_no, group.form_id, _EXPLAINED, n=counted, words=""
                )
            self._kiosk.log.record(f"survey_{what}", n={"sheets": n})

    def comparison(self, group: Group, tables: Tables) -> Comparison | None:
        """Return this session beside the one before it that was asked the same."""
        earlier = [each for each in self.groups() if each.session_no < group.session_no]
        for other in reversed(earlier):
            found = compare((self.label(other), self.tables(other)), (self.label(group), tables))
            if found.keys:
                return found
        return None

    def export(self, group: Group, folder: Path) -> Sequence[str]:
        """Write every table of a group; return the names of the files."""
        require_counting(self._kiosk)
        tables = self.tables(group)
        files = compose_files(
            tables,
            self.notes(group),
            comparison=self.comparison(group, tables),
            typesetter=self._kiosk.typesetter,
        )
        names = write_files(files, folder)
        self._kiosk.log.record("survey_tables_written", n={"files": len(names)})
        return names

    def judge_hand_over(self) -> Missing | None:
        """Object while something is undecided, or the readings do not agree with the paper."""
        batches = self._store.batches()
        left = sum(sum(self._doubts.left(batch.batch_id).values()) for batch in batches)
        if left or any(batch.state == "reading" for batch in batches):
            text = _("Survey sheets are not reviewed: {n} answers are open.", n=left)
            return Missing(code="survey_unreviewed", who=Actor.SURVEY, n=left, text=text)
        for group in self.groups():
            notes = self.notes(group)
            if notes.paper is None:
                text = _("Survey sheets are not counted by hand: {session}.", session=notes.label)
                return Missing(code="survey_uncounted", who=Actor.SURVEY, text=text)
            counts = self.tables(group).counts
            more = difference(counts, notes)
            if more and not reason_given(counts, notes):
                text = _(
                    "Survey sheets and readings differ by {n}, not explained: {session}.",
                    n=abs(more),
                    session=notes.label,
                )
                return Missing(code="survey_differs", who=Actor.SURVEY, n=abs(more), text=text)
        return None
