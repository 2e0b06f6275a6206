"""Switching the language while the screens stand: who has words refreshes them when asked."""

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.message import Message

from venue_kiosk.i18n import use_language


@runtime_checkable
class Retranslatable(Protocol):
    """A screen or widget with words of its own."""

    def retranslate(self) -> None:
        """Show every word again in the current language."""
        ...


class LanguageChanged(Message):
    """The language is another one now; every ``retranslate`` has run."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language


def switch_language(app: App[object], language: str) -> None:
    """Show ``language`` on every screen from now on, then post ``LanguageChanged`` to the app.

    Raises:
        ConfigError: there is no such language.
    """
    use_language(language)
    # A screen that is not mounted yet takes its words when it is.
    for screen in (screen for screen in app.screen_stack if screen.is_mounted):
        for node in screen.walk_children(with_self=True):
            if isinstance(node, Retranslatable):
                node.retranslate()
    app.post_message(LanguageChanged(language))
