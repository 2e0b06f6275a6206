"""One person in hand: where they may be put down, and what it costs there."""

from collections.abc import Sequence

from plugins.exchange.board_state import BoardState
from plugins.exchange.messages import _
from plugins.exchange.person_words import tell_cost, tell_person, tell_trial
from plugins.exchange.trying import cheapest_swaps, judge, moved, swapped


class BoardHand(BoardState):
    """Carries one person from table to table."""

    def take(self, person: int) -> None:
        """Take a person in hand."""
        self.held = person
        self.mark_table(self.held_from)
        self.count_swaps()
        self.retranslate()

    def action_let_go(self) -> None:
        """Leave who is in hand where they were."""
        self.held = None
        self.retranslate()

    def hand_lines(self) -> Sequence[str]:
        """Return what putting down or swapping at the marked table would cost."""
        standing, person = self.standing, self.held
        if standing is None or person is None:
            return []
        here, there = self.held_from, self.marked_table
        lines = [_("In hand: {who}", who=tell_person(standing.room, person, self.number))]
        if here == there:
            return [*lines, _("This is their table. Go to another one.")]
        trial = judge(standing, moved(standing, person, self.number, there), self.number)
        lines.append(_("Put at table {n}: {cost}", n=there, cost=tell_trial(trial)))
        swap = self._swaps.get(there)
        if swap is not None:
            state = swapped(standing, person, swap.partner, self.number)
            cost = judge(standing, state, self.number)
            partner = standing.room.people[swap.partner].reception_no
            words = tell_cost(cost.cost, cost.terms)
            lines.append(_("Swap with {who}: {cost}", who=partner, cost=words))
        return lines

    def action_put(self) -> None:
        """Put who is in hand at the marked table."""
        person = self.held
        if person is not None:
            office, number, table_no = self.exchange.office, self.number, self.marked_table
            if self.attempt(lambda: office.move(person, number, table_no)):
                self.held = None
                self.say(lambda: _("Moved to table {n}.", n=table_no))

    def action_swap_here(self) -> None:
        """Swap who is in hand with the cheapest person of the marked table."""
        person = self.held
        if person is None or self.standing is None:
            return
        swap = self._swaps.get(self.marked_table)
        if swap is None:
            self.say(lambda: _("Nobody here can be swapped with them."))
            return
        if self.attempt(lambda: self.exchange.office.swap(person, swap.partner, self.number)):
            self.held = None
            who = self.standing.room.people[swap.partner].reception_no
            self.say(lambda: _("Swapped with {who}.", who=who))

    def count_swaps(self) -> None:
        """Count what swaps with who is in hand would cost."""
        self._swaps = {}
        if self.standing is not None and self.held is not None:
            swaps = cheapest_swaps(self.standing, self.held, self.number)
            self._swaps = {each.table_no: each for each in swaps}

    @property
    def held_from(self) -> int | None:
        """The table of who is in hand."""
        if self.standing is None or self.held is None:
            return None
        return self.standing.room.state.table_of(self.held, self.number)
