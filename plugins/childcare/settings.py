"""The settings of the childcare desk, ``config/childcare.toml``."""

from typing import Annotated, Final, Literal

import msgspec

from plugins.childcare.messages import _
from plugins.childcare.staffing import Rounding, StaffingRule
from venue_kiosk.api import ConfigError, current_language

FILE: Final = "childcare.toml"

Word = Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
Count = Annotated[int, msgspec.Meta(ge=1, le=99)]


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An age band or a qualification, with its words."""

    code: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,12}$")]
    ja: Word
    en: Word

    @property
    def words(self) -> str:
        """Its name in the current language."""
        return self.ja if current_language() == "ja" else self.en


class RatioTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Children for one carer by age band, and who says so."""

    source: Annotated[str, msgspec.Meta(min_length=1)]
    children_per_carer: dict[str, Count]


class ChildcareSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the room works; the ratio table named ``rule`` decides."""

    format: Literal["venue-childcare/1"]
    tags: Count
    """Numbered tags there are, from 1."""
    places: Count
    """Most children at once; nobody can go beyond it."""
    rule: str
    rounding: Rounding
    fewest_carers: Annotated[int, msgspec.Meta(ge=2, le=20)]
    call_again_s: Annotated[int, msgspec.Meta(ge=10, le=3600)]
    """After this long a call that nobody answered is to be repeated."""
    escalate_s: Annotated[int, msgspec.Meta(ge=10, le=3600)]
    """After this long somebody goes and looks for the parent."""
    bands: Annotated[tuple[Named, ...], msgspec.Meta(min_length=1, max_length=9)]
    qualifications: Annotated[tuple[Named, ...], msgspec.Meta(min_length=1, max_length=9)]
    ratios: dict[str, RatioTable]

    @property
    def staffing_rule(self) -> StaffingRule:
        """The rule that decides here."""
        return StaffingRule(
            children_per_carer=self.ratios[self.rule].children_per_carer,
            rounding=self.rounding,
            fewest_carers=self.fewest_carers,
        )

    def band(self, code: str) -> Named | None:
        """Return a band of the settings."""
        return next((each for each in self.bands if each.code == code), None)


def check_settings(settings: ChildcareSettings) -> ChildcareSettings:
    """Return settings whose parts fit together.

    Raises:
        ConfigError: they contradict each other; names the key.
    """
    if settings.rule not in settings.ratios:
        raise ConfigError(_("{file}: rule: there is no table ratios.{name}.", **_at(settings.rule)))
    known = {each.code for each in settings.bands}
    for name, table in settings.ratios.items():
        for band in table.children_per_carer:
            if band not in known:
                raise ConfigError(_("{file}: ratios.{name}: unknown age band.", **_at(name)))
    if settings.places > settings.tags:
        raise ConfigError(_("{file}: places: there are fewer tags than places.", **_at("")))
    if settings.escalate_s < settings.call_again_s:
        raise ConfigError(_("{file}: escalate_s: must not come before call_again_s.", **_at("")))
    return settings


def _at(name: str) -> dict[str, str]:
    return {"file": FILE, "name": name}
