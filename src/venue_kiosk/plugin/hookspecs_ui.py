"""What the screens ask plugins; loaded only when there is a terminal."""

from typing import Any

import pluggy

hookspec = pluggy.HookspecMarker("venue_kiosk")


@hookspec
def kiosk_register_screens(screens: Any) -> None:
    """Add the plugin's screens to the home screen, a ``ScreenList`` of ``api_ui``."""
