"""Hands at the closing wizard's last step, and what is on the screen."""

from tests.erasure.closing import CHALLENGE, OPERATOR, WITNESS
from venue_kiosk.testing import passphrase_of
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.erased import ErasedScreen
from venue_kiosk.ui.questions import AskScreen
from venue_kiosk.ui.screen_text import press, screen_text, type_text


async def answer(pilot, text):
    await type_text(pilot, text)
    await press(pilot, "enter")


async def press_each(pilot, *keys):
    """Press keys, each on the screen that the one before it brought."""
    for key in keys:
        await press(pilot, key)


async def sign(pilot, handler):
    await answer(pilot, handler)
    await answer(pilot, passphrase_of(handler))


def stands(pilot, kind):
    """Say whether a screen of this kind is in front and takes keys."""
    return isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def compare(pilot, until, *keys):
    """Answer the question of each paper slip; the answer of all but the last is a yes."""
    for key in keys:
        await until(pilot, lambda: stands(pilot, ChooseScreen))
        await press(pilot, key)


async def tell_what_lies_around(pilot):
    """Media and paper: nothing; nobody looked at the rest."""
    await press_each(pilot, "space", "1", "1", "2")


async def ask_for_it(pilot, medium):
    await tell_what_lies_around(pilot)
    await answer(pilot, str(medium))
    await answer(pilot, CHALLENGE)
    await sign(pilot, OPERATOR)
    await sign(pilot, WITNESS)


async def begin(pilot, closing, until):
    """Go as far as the official's comparison; nothing is destroyed yet."""
    await ask_for_it(pilot, closing.medium)
    await press(pilot, "y")
    await until(pilot, lambda: stands(pilot, ChooseScreen))


async def answer_the_rest(pilot, until):
    await compare(pilot, until, "1", "1")
    await until(pilot, lambda: stands(pilot, AskScreen))
    await press(pilot, "enter")
    await until(pilot, lambda: stands(pilot, ErasedScreen))
