"""Parts of the certificate that were counted: data, files, keys, residue, scan, steps."""

from typing import Final, Literal, get_args

from venue_kiosk.domain.certificate.scalars import (
    Code,
    Count,
    Hex64,
    Number,
    PaperForm,
    Part,
    Time,
    require_real,
)

ResidueCode = Literal[
    "file_system",
    "sync_folder",
    "swap",
    "hibernation",
    "core_dumps",
    "temp_files",
    "database_companions",
    "former_slots",
    "pre_login_log",
    "exports",
    "code_images",
    "screenshots",
    "ui_log",
    "camera_files",
    "print_spool",
    "terminal_scrollback",
    "clipboard",
    "input_method",
    "os_caches",
    "snapshots",
    "backup_agents",
    "removable_copies",
    "paper",
    "memory",
]
RESIDUE_CODES: Final[tuple[ResidueCode, ...]] = get_args(ResidueCode)
"""Every row of the checklist, in the order of the format."""
Step = Literal[
    "slots_destroyed",
    "slots_read_back",
    "files_overwritten",
    "files_removed",
    "plugins_asked",
    "volume_scanned",
]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
"""The steps of an erasure, in order."""

KeyState = Literal[
    "destroyed",
    "left",
    "unknown",
    "surrendered",
    "destroyed_in_presence",
    "missing",
    "ends_with_power_off",
]
_KEY_STATES: Final[dict[str, frozenset[str]]] = {
    "slots": frozenset({"destroyed", "left", "unknown"}),
    "card": frozenset({"surrendered", "destroyed_in_presence", "missing", "left", "unknown"}),
    "approved_copy": frozenset({"surrendered", "destroyed", "left", "unknown"}),
    "memory": frozenset({"ends_with_power_off"}),
}


class Item(Part, frozen=True, kw_only=True):
    """One declared data item."""

    plugin: Code
    item: Code
    table: str
    whose: Code
    count_before: Count
    count_handed_over: Count
    """``None`` for an item that is declared as not part of the hand-over."""
    count_after: Count
    method: Literal["key_erase", "overwrite", "both"]


class FileKind(Part, frozen=True, kw_only=True):
    """One kind of declared file."""

    kind: Code
    plugin: Code
    files_before: Count
    overwritten: Count
    files_after: Count


class KeyCopy(Part, frozen=True, kw_only=True):
    """One copy of the data key, wrapped or printed."""

    kind: Literal["slots", "card", "approved_copy", "memory"]
    label: str
    state: KeyState
    document: str | None
    sectors_total: Count
    sectors_overwritten: Count
    sectors_read_back: Count
    markers_left: Count

    @property
    def sectors(self) -> tuple[Count, Count, Count]:
        """Total, overwritten, read back."""
        return (self.sectors_total, self.sectors_overwritten, self.sectors_read_back)

    def __post_init__(self) -> None:
        """Refuse a state that this kind cannot have, and sectors of what has none."""
        if self.state not in _KEY_STATES[self.kind]:
            raise ValueError("Expected a state of this kind of key copy")
        if self.kind != "slots" and {*self.sectors, self.markers_left} != {None}:
            raise ValueError("Expected sectors for slots only")


class Residue(Part, frozen=True, kw_only=True):
    """One row of the checklist."""

    code: ResidueCode
    state: Literal["checked", "not_checkable"]
    finding: Literal["none", "found", "unsafe"] | None
    count: Count
    answered_by: Literal["program", "operator", "ward"]

    def __post_init__(self) -> None:
        """Refuse a finding without a look, and a look without a finding."""
        if (self.finding is None) is not (self.state == "not_checkable"):
            raise ValueError("Expected a finding exactly where it was checked")


class NeedleKinds(Part, frozen=True, kw_only=True):
    """How many needles of each kind were searched for."""

    ward_canary: Number
    kiosk_canary: Number
    slot_marker: Number
    data_key: Number


class Hit(Part, frozen=True, kw_only=True):
    """Where a needle was found; its text never stands here."""

    needle: str
    kind: Literal["ward_canary", "kiosk_canary", "slot_marker", "data_key"]
    encoding: str
    hits: Number


class Scan(Part, frozen=True, kw_only=True):
    """The search for needles in what was the event."""

    coverage: Literal["volume", "files", "none"]
    read_mode: Literal["direct", "cached"] | None
    volume_bytes: Count
    bytes_read: Count
    unreadable_bytes: Count
    needles: Count
    needles_by_kind: NeedleKinds
    encodings: tuple[str, ...]
    hits: Count
    hits_by_needle: tuple[Hit, ...]
    started_at: Time | None
    finished_at: Time | None

    def __post_init__(self) -> None:
        """Refuse times that do not exist."""
        require_real((self.started_at, self.finished_at))


class PaperSlip(Part, frozen=True, kw_only=True):
    """A slip on paper against the screen."""

    kind: Literal["opening", "midday", "closing"]
    count: Number
    head: PaperForm
    agreed: bool | None


class Audit(Part, frozen=True, kw_only=True):
    """The sealed log."""

    file: str
    sha256: Hex64
    count: Number
    head: Hex64
    genesis: Hex64
    checkpoints: Number
    chain_valid: bool | None
    slips: tuple[PaperSlip, ...]


class Plugin(Part, frozen=True, kw_only=True):
    """A plugin and what it said of itself."""

    name: Code
    version: str
    sha256: Hex64
    witness: Literal["confirmed", "not_confirmed", "found"]


class StepDone(Part, frozen=True, kw_only=True):
    """How one step ended."""

    step: Step
    at: Time
    result: Literal["done", "failed", "skipped"]

    def __post_init__(self) -> None:
        """Refuse a time that does not exist."""
        require_real((self.at,))


class Record(Part, frozen=True, kw_only=True):
    """The run, opened before anything was destroyed."""

    id: str
    started_at: Time
    started_sha256: Hex64
    finished_at: Time
    resumed: Number
    steps: tuple[StepDone, ...]

    def __post_init__(self) -> None:
        """Refuse times that do not exist, and steps twice or out of order."""
        require_real((self.started_at, self.finished_at))
        order = [STEPS.index(each.step) for each in self.steps]
        if sorted(set(order)) != order:
            raise ValueError("Expected steps once and in order")
