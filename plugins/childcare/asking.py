"""The childcare desk's own question: a stub, scanned or typed."""

from textual import on

from venue_kiosk.api_ui import AskScreen, CodeScanned


class StubScreen(AskScreen):
    """Asks for a stub: scanned, or its four digits typed."""

    @on(CodeScanned)
    def _scanned(self, message: CodeScanned) -> None:
        message.stop()
        self.dismiss(message.text)
