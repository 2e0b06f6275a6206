"""Signing in on screen: the card step, the wait, and what is said of a mistake."""

import pytest

from venue_kiosk.bootstrap import make_event, open_event, read_label
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.key_card import QR_PREFIX
from venue_kiosk.testing import HANDLERS, MANAGER, WITNESS, compose_programme, passphrase_of
from venue_kiosk.ui.app import KioskApp
from venue_kiosk.ui.camera_worker import CodeSeen
from venue_kiosk.ui.screen_text import press, screen_text, settle, type_text


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[])


def app_on(venue, event):
    return KioskApp(
        read_label(event),
        lambda credential: open_event(venue.installation, event, credential),
        desk=venue.installation.read_config().desk,
    )


async def enter(pilot, *texts):
    for text in texts:
        await type_text(pilot, text)
        await press(pilot, "enter")
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


@pytest.fixture
def with_card(venue):
    """Another event, which needs its card, and what the card's code holds."""
    event = venue.folder / "with-card"
    programme = compose_programme(settings='store_address = "full"\nkey_card = true')
    passphrases = {who: passphrase_of(who) for who in (*HANDLERS, WITNESS)}
    made = make_event(venue.installation, event, programme, passphrases)
    return event, QR_PREFIX + made.key_card


async def test_the_card_is_asked_for_and_read_by_camera_scanner_or_hand(venue, with_card):
    event, card = with_card
    for show in ("camera", "scanner", "hand"):
        app = app_on(venue, event)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await enter(pilot, MANAGER)
            await type_text(pilot, passphrase_of(MANAGER))
            if show == "camera":
                app.screen.post_message(CodeSeen(card, "test"))
                await settle(pilot)
            elif show == "scanner":
                field = app.screen.query_one("#sign-in-passphrase")
                field.value += card  # typed where the cursor stands
                await press(pilot, "enter")
            else:
                await press(pilot, "enter")
                app.screen.query_one("#sign-in-card").value = card[len(QR_PREFIX) :].lower()
            assert card[len(QR_PREFIX) :] not in screen_text(app)
            await press(pilot, "enter")
            await app.workers.wait_for_complete()
            await settle(pilot)
            assert app.opened.handler.handler_id == MANAGER, show


async def test_without_the_card_nothing_typed_is_lost(venue, with_card):
    app = app_on(venue, with_card[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await enter(pilot, MANAGER, passphrase_of(MANAGER), "")
        assert "鍵カード" in screen_text(app)
        assert app.screen.query_one("#sign-in-passphrase").value == passphrase_of(MANAGER)
        app.screen.post_message(CodeSeen("12345678901234567890", "test"))
        await settle(pilot)
        assert "鍵カードではありません" in screen_text(app)


async def test_the_wait_and_japanese_input_are_told(venue):
    app = app_on(venue, venue.event)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await enter(pilot, "H-03", "ちがうことば")
        assert "日本語入力" in screen_text(app)
        for _time in range(4):
            await enter(pilot, "wrong")
        await enter(pilot, passphrase_of("H-03"))
        assert "2秒" in screen_text(app)
        venue.clock.tick(2)
        await enter(pilot, passphrase_of("H-03"))
        assert app.opened.handler.handler_id == "H-03"


async def test_the_witness_is_told_where_the_passphrase_is_for(venue):
    app = app_on(venue, venue.event)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await enter(pilot, WITNESS, passphrase_of(WITNESS))
        assert "引渡し" in screen_text(app)


async def test_nobody_in_an_open_kiosk_needs_the_card_again(venue, with_card):
    event, card = with_card
    credential = Credential(MANAGER, passphrase_of(MANAGER), card=card)
    with open_event(venue.installation, event, credential) as kiosk:
        other = kiosk.become(Credential("H-03", passphrase_of("H-03")))
        assert other.handler.handler_id == "H-03"
        other.close()
