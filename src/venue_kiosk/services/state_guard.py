"""Services ask here whether the event is in a state that allows what they do."""

from venue_kiosk.domain.life_cycle import State
from venue_kiosk.errors import NotNowError
from venue_kiosk.i18n import _
from venue_kiosk.ports import LifeCycleStore
from venue_kiosk.services.life_cycle_words import tell_state


class StateGuard:
    """Reads the state inside the caller's transaction, so that no lane overtakes a closing."""

    def __init__(self, store: LifeCycleStore) -> None:
        self._store = store

    def state(self) -> State:
        """Return where the event stands."""
        return self._store.state()

    def require(self, *allowed: State) -> None:
        """Let the caller go on in one of the ``allowed`` states.

        Raises:
            NotNowError: the event is in another one.
        """
        state = self._store.state()
        if state in allowed:
            return
        if state.number < min(each.number for each in allowed):
            hint = _("The handling manager opens the event at the venue first.")
        else:
            hint = _("Write it on paper and call the handling manager.")
        raise NotNowError(
            _("Not possible now: the event is {state}.", state=tell_state(state)), hint
        )

    def require_before(self, state: State) -> None:
        """Let the caller go on while the event has not come to ``state``.

        Raises:
            NotNowError: it has.
        """
        now = self._store.state()
        if now.number >= state.number:
            raise NotNowError(
                _("Not possible now: the event is {state}.", state=tell_state(now)),
                _("Write it on paper and call the handling manager."),
            )
