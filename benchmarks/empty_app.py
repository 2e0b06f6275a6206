"""A Textual app with one line of text: what no screen can be faster than."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("nothing but this line")


if __name__ == "__main__":
    EmptyApp().run()
