"""Which soft terms count here, and why the others do not."""

from collections.abc import Mapping
from typing import Final

from plugins.exchange.messages import _
from plugins.exchange.settings import ExchangeSettings
from venue_kiosk.api import Programme

TERMS: Final = ("organisation", "experience", "category", "repeat", "neighbourhood")
"""In the order of their weights."""


def terms_off(programme: Programme, settings: ExchangeSettings) -> Mapping[str, str]:
    """Return the terms that do not count, each with a stable word for why."""
    off = {}
    if programme.approval_for("organisation_code") is None:
        off["organisation"] = "not_approved"
    if programme.approval_for("role") is None:
        off["experience"] = "not_approved"
    if settings.neighbourhood == "off":
        off["neighbourhood"] = "not_wanted"
    elif programme.store_address == "none":
        off["neighbourhood"] = "no_addresses"
    return off


def term_words(term: str) -> str:
    """Return the name of a term in the current language."""
    return {
        "organisation": _("same organisation"),
        "experience": _("uneven roles"),
        "category": _("uneven categories"),
        "repeat": _("met twice"),
        "neighbourhood": _("neighbourhood"),
    }[term]


def off_words(off: Mapping[str, str]) -> str:
    """Return one sentence on the terms that do not count; empty when all do."""
    reasons = {
        "not_approved": _("no approval"),
        "not_wanted": _("switched off"),
        "no_addresses": _("no addresses stored"),
    }
    listed = ", ".join(f"{term_words(term)} ({reasons[why]})" for term, why in off.items())
    return _("Not counted: {terms}", terms=listed) if listed else ""
