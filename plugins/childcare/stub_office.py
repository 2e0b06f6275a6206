"""Issuing stubs, checking them, and replacing a tag whose halves can no longer be trusted."""

import hmac
from collections.abc import Sequence
from typing import Final

from plugins.childcare.acts import (
    ActBook,
    Asked,
    Change,
    Done,
    Moment,
    require_listed,
    require_second,
)
from plugins.childcare.messages import _
from plugins.childcare.refusals import (
    ChildcareRefusedError,
    foreign_stub,
    revoked_stub,
    wrong_stub,
)
from plugins.childcare.room import Room, Stay
from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.store import ChildcareStore
from plugins.childcare.stubs import Stub, StubShown, derive_code, hash_code
from venue_kiosk.api import Kiosk, Task, UsageError

REISSUE_REASONS: Final = ("tag_lost", "tag_damaged", "used_up")
HIGHEST_ISSUE: Final = 99


class StubOffice:
    """Knows every stub of every session by its keyed hash."""

    def __init__(
        self, kiosk: Kiosk, settings: ChildcareSettings, store: ChildcareStore, book: ActBook
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store
        self._book = book

    def issue(self, asked: Asked) -> Sequence[tuple[Stub, str]]:
        """Return today's tags with their codes, for printing; a reprint has the same codes.

        Raises:
            NotPermittedError: the handler has no childcare duty.
        """
        stubs: list[Stub] = []

        def work(moment: Moment, _room: Room) -> Change:
            for tag_no in range(1, self._settings.tags + 1):
                issue = self._store.issue_of(moment.session_no, tag_no)
                if issue is None:
                    issue = self._add(moment.session_no, tag_no)
                stubs.append(Stub(moment.session_no, tag_no, issue))
            return Change()

        self._book.once("print_tags", asked, work)
        return [(stub, derive_code(stub, self._kiosk.seal)) for stub in stubs]

    def reissue(self, tag_no: int, asked: Asked) -> Done:
        """Make both halves of a tag void and give the number a new code.

        Raises:
            NotPermittedError: a child is here under it, and no second person confirms it.
            UsageError: no such tag, or the reason is none of ``REISSUE_REASONS``.
            ChildcareRefusedError: the number was replaced too often.
        """
        require_listed(asked.why, REISSUE_REASONS)
        if not 1 <= tag_no <= self._settings.tags:
            raise UsageError(_("There is no tag {n}.", n=tag_no))

        def work(moment: Moment, _room: Room) -> Change:
            stay = self._store.stay_of(tag_no)
            if stay is not None:
                require_second(self._kiosk.handler, asked.second, Task.RUN_CHILDCARE)
            session_no = stay.session_no if stay else moment.session_no
            self._store.revoke_stubs(session_no, tag_no, moment.at)
            issue = self._add(session_no, tag_no)
            if stay is not None:
                self._store.renew(stay, issue)
            return Change(tag_no=tag_no)

        return self._book.once("reissue", asked, work)

    def ready(self, session_no: int, tag_no: int | None) -> Stub:
        """Return the tag to hand out.

        Raises:
            ChildcareRefusedError: none is ready, or not the one at hand.
        """
        for stub in self._store.ready_tags(session_no):
            if tag_no in {None, stub.tag_no}:
                return stub
        if tag_no is None:
            raise ChildcareRefusedError(
                _("No tag is ready."), _("Print the tags, or replace used ones.")
            )
        raise ChildcareRefusedError(
            _("Tag {n} was used already, or is not printed.", n=tag_no), _("Take another tag.")
        )

    def require_match(self, stay: Stay, shown: StubShown) -> None:
        """Let only the stub of this very stay pass.

        Raises:
            StubMismatchError: it is another tag's, another day's, or void.
        """
        own = Stub(stay.session_no, stay.tag_no, stay.issue)
        matching = self._matching(shown) if shown.tag_no == stay.tag_no else {}
        if own in matching and not matching[own]:
            return
        if any(matching.values()):
            raise revoked_stub()
        raise foreign_stub() if matching else wrong_stub()

    def _matching(self, shown: StubShown) -> dict[Stub, bool]:
        """Return the stubs that have the shown code, and whether each is void."""
        return {
            stub: void
            for stub, kept, void in self._store.stubs_of(shown.tag_no)
            if shown.stub in {None, stub}
            and hmac.compare_digest(kept, hash_code(stub, shown.code, self._kiosk.seal))
        }

    def _add(self, session_no: int, tag_no: int) -> int:
        stubs = self._store.stubs_of(tag_no)
        issue = 1 + max((s.issue for s, _h, _v in stubs if s.session_no == session_no), default=0)
        if issue > HIGHEST_ISSUE:
            raise ChildcareRefusedError(_("Tag {n} was replaced too often.", n=tag_no))
        stub = Stub(session_no, tag_no, issue)
        code = derive_code(stub, self._kiosk.seal)
        self._store.add_stub(stub, hash_code(stub, code, self._kiosk.seal))
        return issue
