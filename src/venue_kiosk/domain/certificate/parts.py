"""Parts of the certificate that say what was closed, by whom and for whom."""

from typing import Annotated, Literal

import msgspec

from venue_kiosk.domain.certificate.scalars import (
    Code,
    Count,
    Date,
    Hex32,
    Hex64,
    Number,
    PaperForm,
    Part,
    PersonId,
    ReceiptCode,
    Time,
    require_real,
)

Level = Literal["basic", "full"]


class Event(Part, frozen=True, kw_only=True):
    """The programme, in the words of its configuration."""

    event_id: Hex32
    programme_number: Annotated[str, msgspec.Meta(pattern="^(?!000)[0-9]{3}$")]
    programme: str
    dates: tuple[Date, ...]
    contract_title: str
    contract_number: str
    client: str
    section: str
    contractor: str
    legal_profile: Literal["r1_jorei", "r5_act"]

    def __post_init__(self) -> None:
        """Refuse dates that do not exist."""
        require_real(dates=self.dates)


class Operator(Part, frozen=True, kw_only=True):
    """Who erased."""

    id: PersonId
    role: Code


class Witness(Part, frozen=True, kw_only=True):
    """Who stood by and signs too."""

    id: PersonId
    role: Code
    party: Literal["client", "contractor"]


class Manager(Part, frozen=True, kw_only=True):
    """Who answers for the handling."""

    id: PersonId


class People(Part, frozen=True, kw_only=True):
    """Pseudonymous ids; names stand on the printed form, by hand."""

    operator: Operator
    witness: Witness | None
    manager: Manager


class Authorisation(Part, frozen=True, kw_only=True):
    """When each typed the passphrase."""

    operator_at: Time | None
    witness_at: Time | None
    window_s: Number

    def __post_init__(self) -> None:
        """Refuse times that do not exist."""
        require_real((self.operator_at, self.witness_at))


class HandOver(Part, frozen=True, kw_only=True):
    """What the ward got, and its receipt."""

    made_at: Time | None
    files: Count
    list_sha256: Hex64 | None
    receipt_number: str | None
    receipt_date: Date | None
    receipt_code: ReceiptCode | None
    receipt_code_matched: bool | None
    recorded_at: Time | None

    def __post_init__(self) -> None:
        """Refuse times and dates that do not exist."""
        require_real((self.made_at, self.recorded_at), (self.receipt_date,))


class Canary(Part, frozen=True, kw_only=True):
    """A made-up applicant of the ward's, by commitment only."""

    commitment: Hex64
    in_hand_over: bool | None


class Ward(Part, frozen=True, kw_only=True):
    """What the ward gave so that it need not believe us."""

    challenge: str
    challenge_at: Time | None
    canaries: tuple[Canary, ...]

    def __post_init__(self) -> None:
        """Refuse a time that does not exist."""
        require_real((self.challenge_at,))


class Database(Part, frozen=True, kw_only=True):
    """A store as it was before erasure."""

    name: str
    checkpointed: bool | None
    integrity_check: Literal["ok", "failed"] | None
    cipher_bad_pages: Count
    rollback_check: Literal["ok", "failed"] | None


class Signing(Part, frozen=True, kw_only=True):
    """Which keys sign, by fingerprint."""

    algorithm: Literal["Ed25519"]
    event_key: PaperForm
    witness_key: PaperForm | None
