"""The settings of custody, ``config/custody.toml``: what is asked, ticked and counted."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from plugins.custody.messages import _
from venue_kiosk.api import ConfigError, current_language

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question, a tick or a kind of paper, with its words."""

    code: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,20}$")]
    ja: Words
    en: Words

    @property
    def words(self) -> str:
        """Its words in the current language."""
        return self.ja if current_language() == "ja" else self.en


Items = Annotated[tuple[Item, ...], msgspec.Meta(min_length=1, max_length=30)]


class CustodySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The lists of the forms."""

    format: Literal["venue-custody/1"]
    departure: Items
    preflight: Items
    papers: Items


def check_settings(settings: CustodySettings) -> CustodySettings:
    """Return settings in which no code stands twice.

    Raises:
        ConfigError: one does; names the list.
    """
    for name in ("departure", "preflight", "papers"):
        codes = codes_of(getattr(settings, name))
        if len(set(codes)) != len(codes):
            raise ConfigError(_("{file}: {name}: a code stands twice.", file=_FILE, name=name))
    return settings


def codes_of(items: Sequence[Item]) -> Sequence[str]:
    """Return the codes in their order."""
    return [each.code for each in items]


_FILE = "custody.toml"
