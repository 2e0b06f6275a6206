"""The settings of the reports, ``config/report.toml``: whose names and clauses stand on them."""

from typing import Annotated, Literal

import msgspec

Line = Annotated[str, msgspec.Meta(max_length=200)]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The clauses that the reports cite under one legal basis."""

    basis: Line
    """The law or ordinance (根拠)."""
    status: Line
    handlers: Line
    incident: Line
    carry_out: Line
    inspection: Line
    performance: Line


class ReportSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything the templates need that is not in the programme's file."""

    format: Literal["venue-report/1"]
    addressee: Line
    """To whom reports go, without あて."""
    contractor_address: Line = ""
    representative: Line = ""
    profiles: dict[Literal["r1_jorei", "r5_act"], Profile]
