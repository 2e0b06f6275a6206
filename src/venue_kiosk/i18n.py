"""Which words are shown: English message ids, Japanese by default, switched at run time."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from venue_kiosk.errors import ConfigError

Language = Literal["ja", "en"]

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT_LANGUAGE: Final[Language] = "ja"
HOST_LOCALE: Final = Path(__file__).parent / "locale"

_current: Language = DEFAULT_LANGUAGE


def use_language(language: str) -> None:
    """Show everything from now on in ``language``.

    Raises:
        ConfigError: the language is not one of ``LANGUAGES``.
    """
    global _current  # noqa: PLW0603 - one process shows one language at a time
    if language not in LANGUAGES:
        raise ConfigError(f"Unknown language: {language!r}", "Use ja or en.")
    _current = language


def current_language() -> Language:
    """Return the language shown now."""
    return _current


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Show ``language`` inside the block, then the former one again."""
    before = _current
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def N_(message: str) -> str:  # noqa: N802 - the field's usual name
    """Mark a message for the catalogue without translating it yet."""
    return message


class Catalogue:
    """The words of one owner (the host or one plugin), with the host's as fallback."""

    def __init__(self, locale_folder: Path, domain: str) -> None:
        self._folder = locale_folder
        self._domain = domain

    def __call__(self, message: str, **values: object) -> str:
        """Return ``message`` in the current language with its named placeholders filled."""
        words = message if _current == "en" else self._lookup(message)
        return words.format(**values) if values else words

    def _lookup(self, message: str) -> str:
        found = _translations(self._folder, self._domain, _current).gettext(message)
        if found != message or self._folder == HOST_LOCALE:
            return found
        return _translations(HOST_LOCALE, "venue_kiosk", _current).gettext(message)


@cache
def _translations(folder: Path, domain: str, language: Language) -> gettext.NullTranslations:
    try:
        return gettext.translation(domain, folder, languages=[language])
    except OSError:
        raise ConfigError(
            f"The word list {language}/{domain} is missing.", "Install the kiosk again."
        ) from None


_ = Catalogue(HOST_LOCALE, "venue_kiosk")
"""The host's own words."""
