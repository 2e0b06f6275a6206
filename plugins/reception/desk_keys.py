"""The keys of the desk: a letter each, and a function key for when the input method is on."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from textual.binding import Binding, BindingType

from plugins.reception.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import KeyHint

DESK_BINDINGS: Final[list[BindingType]] = [
    Binding("space,f1,escape", "next", show=False),
    Binding("f,f2", "find", show=False),
    Binding("w,f3", "walk_in", show=False),
    Binding("b,f4", "leave", show=False),
    Binding("h,f5", "call_manager", show=False),
    Binding("p,f6", "proxy", show=False),
    Binding("f7", "picture", show=False),
    Binding("u,f8", "undo", show=False),
    Binding("s,f12", "switch_sound", show=False),
]

_BY_SIGN: Final[Mapping[str, str]] = {
    " ": "next",
    "f": "find",
    "w": "walk_in",
    "b": "leave",
    "h": "call_manager",
    "p": "proxy",
    "u": "undo",
    "s": "switch_sound",
}


def desk_keys(*, sound: bool) -> Sequence[KeyHint]:
    """Return the bar: what somebody needs first, what is rare only where there is room."""
    return (
        KeyHint("Space", N_("next"), "next", _),
        KeyHint("F", N_("find"), "find", _, also="F2"),
        KeyHint("W", N_("walk-in"), "walk_in", _, also="F3"),
        KeyHint("U", N_("undo"), "undo", _, also="F8"),
        KeyHint("H", N_("call the manager"), "call_manager", _, also="F5"),
        KeyHint("P", N_("proxy"), "proxy", _, also="F6"),
        KeyHint("S", N_("sound") if sound else N_("silent"), "switch_sound", _),
        KeyHint("F9", N_("EN/日"), "app.other_language", _),
        KeyHint("F7", N_("picture"), "picture", _, spare=True),
        KeyHint("B", N_("back"), "leave", _, also="F4", spare=True),
    )


def action_of_wide_sign(character: str) -> str | None:
    """Return what a full-width letter or space would do if the input method were off."""
    folded = unicodedata.normalize("NFKC", character).lower()
    return None if character.isascii() else _BY_SIGN.get(folded)


def is_kana(character: str) -> bool:
    """Tell whether only an input method can have sent ``character``."""
    return "\u3041" <= unicodedata.normalize("NFKC", character or " ")[0] <= "\u30ff"
