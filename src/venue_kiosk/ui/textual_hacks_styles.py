"""Styles as Textual 8.2.8 should read them: each sheet once, not again for every new screen.

Private name used: ``Stylesheet._variables``.
"""

from textual.css.stylesheet import Stylesheet


class LastingStylesheet(Stylesheet):
    """A stylesheet that keeps what it has read until the theme changes."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the theme's values; nothing is read anew for the same ones."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what is new; as shipped this reads every sheet of every screen."""
        self.parse()
