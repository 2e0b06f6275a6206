"""Drawing beside Textual 8.2.8, which knows cells only. Private name used: ``App._driver``."""

from typing import Any

from textual.app import App


def draw_beside(app: App[Any], codes: str) -> None:
    """Write codes that leave cells and cursor as they are, after what Textual wrote before."""
    if app._driver is not None:  # noqa: SLF001 - see above
        app._driver.write(codes)  # noqa: SLF001 - as above
        app._driver.flush()  # noqa: SLF001 - as above
