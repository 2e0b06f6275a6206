"""The clerk at the screen of applications: what is read and pressed."""

from venue_kiosk.ui.screen_text import press, screen_text, wait_for_work

SIZES = [(60, 18), (80, 24), (120, 36)]


def read(pilot):
    """Return the words on the screen in one line."""
    return " ".join(screen_text(pilot.app).split())


async def do(pilot, *keys):
    for key in keys:
        await press(pilot, key)
        await wait_for_work(pilot)
