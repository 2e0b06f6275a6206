"""Taking what one plugin hands over; what it cannot give must not silently be missing."""

import pluggy

from venue_kiosk.domain.hand_over import Material
from venue_kiosk.errors import KioskError, NotNowError
from venue_kiosk.i18n import _


def take_material(title: str, implementation: pluggy.HookImpl) -> Material:
    """Return a plugin's material for the ward, nothing where it has none.

    Raises:
        NotNowError: the plugin failed, or answered with something else; nothing may be handed over.
    """
    try:
        material = implementation.function()
    except KioskError:
        raise
    except Exception as error:
        raise _cannot(title) from error
    if material is None:
        return Material()
    if not isinstance(material, Material):
        raise _cannot(title)
    return material


def _cannot(title: str) -> NotNowError:
    return NotNowError(
        _("{plugin} cannot say what is to be handed over.", plugin=title),
        _("Nothing was handed over. Start the kiosk again, and call the handling manager."),
    )
