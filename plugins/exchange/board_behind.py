"""Searching the rounds not announced anew, behind the board."""

from typing import cast

from textual import on, work
from textual.message import Message

from plugins.exchange.board_hand import BoardHand
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from venue_kiosk.api import KioskError


class _Searched(Message, bubble=False):
    def __init__(self, problem: KioskError | None) -> None:
        super().__init__()
        self.problem = problem


class BoardBehind(BoardHand):
    """Searches once for each change; announced rounds stay as they are."""

    def stale_words(self) -> str:
        """Return what the board says while rounds wait for a new search."""
        if self._is_searching:
            return _("People changed: searching the rounds not announced anew …")
        return _("People changed since the plan was made: F2 makes it anew.")

    def search_behind(self) -> None:
        """Search the rounds not announced anew, once for each change; announced ones stay."""
        room_now = self.standing.room if self.standing else None
        if room_now is None or not room_now.current or self._is_searching:
            return
        seen = self.fingerprint()
        if seen != self._searched:
            self._searched = seen
            self._is_searching = True
            self.retranslate()
            self._search()

    @work(thread=True, group="behind")
    def _search(self) -> None:
        problem = None
        try:
            with self.kiosk.fork() as kiosk:
                exchange = cast("Exchange", kiosk.plugin("exchange"))
                exchange.allocator.allocate(continues=lambda _progress: self.is_running)
        except KioskError as error:
            problem = error
        self.post_message(_Searched(problem))

    @on(_Searched)
    def _searched_behind(self, message: _Searched) -> None:
        self._is_searching = False
        if message.problem is not None:
            self.say_problem(message.problem)
        self.look_again()
