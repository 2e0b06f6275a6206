"""What the screens ask plugins; loaded only when there is a terminal."""

import pluggy

from venue_kiosk.api_ui import ScreenList

hookspec = pluggy.HookspecMarker("venue_kiosk")


@hookspec
def kiosk_register_screens(screens: ScreenList) -> None:
    """Add the plugin's screens to the home screen."""
