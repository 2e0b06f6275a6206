"""Sounds told apart by their time pattern, on the terminal's bell."""

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

Sound: TypeAlias = Literal["none", "ok", "wait", "stop", "call"]
"""Two short, one, three, and two slow strokes; the pattern carries the meaning, not the tone."""

STROKES: Final[dict[Sound, tuple[float, ...]]] = {
    "none": (),
    "ok": (0.0, 0.18),
    "wait": (0.0,),
    "stop": (0.0, 0.35, 0.70),
    "call": (0.0, 0.80),
}
"""Seconds after the event at which the bell is struck; 0.15 s is what terminals tell apart."""


class SoundBox:
    """Strikes the bell in patterns; a new sound ends the one before."""

    def __init__(
        self, *, strike: Callable[[], None], after: Callable[[float, Callable[[], None]], object]
    ) -> None:
        """Take ``app.bell`` and ``app.set_timer``."""
        self._strike = strike
        self._after = after
        self._played = 0
        self.on = True
        """The off switch: others can hear who is refused."""

    def play(self, sound: Sound) -> None:
        """Begin a sound and return at once."""
        self._played += 1
        playing = self._played
        for delay in STROKES[sound] if self.on else ():
            if delay:
                self._after(delay, lambda: self._strike_if_current(playing))
            else:
                self._strike()

    def _strike_if_current(self, playing: int) -> None:
        if self.on and playing == self._played:
            self._strike()
