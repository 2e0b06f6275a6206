"""The keys of the review, for each kind of doubt."""

from collections.abc import Mapping, Sequence
from typing import Final

from plugins.survey.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import KeyHint

UNDO: Final = KeyHint("U", N_("undo"), "undo", _)
WHOLE: Final = KeyHint("Tab", N_("whole question"), "whole", _)
LARGER: Final = KeyHint("+ -", N_("larger, smaller"), "zoom(1)", _, spare=True)
BACK: Final = KeyHint("Esc", N_("back"), "leave", _)
_SEVERAL: Final = KeyHint("M", N_("several marks"), "several", _)
_NONE: Final = KeyHint("Z", N_("no answer"), "no_answer", _)
KEYS: Final[Mapping[str, Sequence[KeyHint]]] = {
    "one": (KeyHint("1-9", N_("the answer"), "hint", _), _SEVERAL, _NONE),
    "many": (
        KeyHint("1-9", N_("mark"), "hint", _),
        KeyHint("Enter", N_("as marked"), "accept", _),
        _NONE,
    ),
    "number": (
        KeyHint("0-9", N_("the number"), "hint", _),
        KeyHint("Enter", N_("as typed"), "accept", _),
        _NONE,
    ),
    "text": (
        KeyHint("1", N_("names nobody"), "text(1)", _),
        KeyHint("2", N_("tells who somebody is"), "text(2)", _),
        KeyHint("3", N_("names nobody, type it"), "text(3)", _),
        _NONE,
    ),
    "margin": (
        KeyHint("1", N_("names nobody"), "margin(1)", _),
        KeyHint("2", N_("tells who somebody is"), "margin(2)", _),
    ),
    "page": (
        KeyHint("1", N_("count this page"), "page(1)", _),
        KeyHint("2", N_("do not count it"), "page(2)", _),
    ),
}
