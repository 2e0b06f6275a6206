"""Rules between people, as far as the ward approves them, and the announcement of a round."""

from dataclasses import replace

from plugins.exchange.acting import Acts
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.problems import find_problems
from plugins.exchange.state import RuleKind, State
from venue_kiosk.api import NotNowError, RefusedError


class RuleActs(Acts):
    """Every act is one transaction; an announcement cannot be taken back."""

    def keep(self, kind: RuleKind, people: list[int]) -> None:
        """Keep people at one table, or two people apart; only with the ward's approval.

        Raises:
            RefusedError: it is not approved, or one person is no set.
        """
        item = "companion" if kind == "together" else "apart"
        if self._book.kiosk.programme.approval_for(item) is None:
            raise RefusedError(
                _("The ward has not approved keeping this."),
                _("Pin the people to tables instead; no reason is kept."),
            )
        if len(set(people)) < len(("one", "two")):
            raise RefusedError(_("It takes two different people."))

        def work(room: Room) -> State:
            sets = [set_no for set_no, _people in room.state.rule_sets(kind)]
            new = {(kind, max(sets, default=0) + 1, person): True for person in sorted(set(people))}
            return replace(room.state, rules={**room.state.rules, **new})

        self._book.change(f"keep_{kind}", work)

    def forget_rules(self, person: int) -> None:
        """Forget every rule that names a person."""

        def work(room: Room) -> State:
            named = {key[:2] for key in room.state.rules if key[2] == person}
            rules = {key: True for key in room.state.rules if key[:2] not in named}
            return replace(room.state, rules=rules)

        self._book.change("rules_forgotten", work)

    def announce(self) -> int:
        """Freeze the next round, because people are being told it; return its number.

        Raises:
            NotNowError: there is no such round, or somebody has no table in it.
        """
        book = self._book

        def work(room: Room) -> State:
            number = room.current + 1
            if number > room.state.rounds_planned:
                raise NotNowError(
                    _("There is no further round to announce."), _("Make a plan first.")
                )
            for problem in find_problems(room, number):
                if problem.code in ("unseated", "no_seats", "split", "met", "too_many"):
                    raise NotNowError(problem.text, _("Make the plan again, then announce it."))
            book.store.announce(book.session_no, number, book.kiosk.clock.now())
            book.store.forget_steps(book.session_no)
            for what, n in (("people", len(room.people)), ("tables", len(room.state.open_tables))):
                book.store.set_count(book.session_no, f"{what}:{number}", n)
            return room.state

        book.change("announced", work, search_again=False)
        return book.room().current
