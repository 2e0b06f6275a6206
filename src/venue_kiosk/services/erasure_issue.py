"""From the started record and the journal to the certificate, or to the record of a failure."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from venue_kiosk.domain.certificate.file import FORMAT, Certificate
from venue_kiosk.domain.certificate.measures import (
    STEPS,
    Audit,
    FileKind,
    Hit,
    Item,
    KeyCopy,
    NeedleKinds,
    Plugin,
    Record,
    Residue,
    Scan,
    StepDone,
)
from venue_kiosk.domain.certificate.media import Method, Scope, Software
from venue_kiosk.domain.certificate.parts import Canary, Level, Ward
from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.certificate.started import KeyCopyBefore, Started
from venue_kiosk.domain.certificate.verdict import judge
from venue_kiosk.ports.erasure import Surroundings
from venue_kiosk.services.erasure_journal import EXPORTS_NOTE, Journal
from venue_kiosk.services.erasure_residue import Finding, compose_checklist


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What people say where the program cannot look."""

    cards: Mapping[str, str] = field(default_factory=dict)
    """State of each key card by its label, ``1/2``."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """State of each approved second copy by the ward's document number."""
    residue: Mapping[str, tuple[Finding, Literal["operator", "ward"]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the certificate says besides the run itself; no personal data."""

    level: Level
    number: str
    sample: bool
    method: Method
    software: Software
    plugins: Sequence[tuple[str, str, str]]
    """Name, version and digest of each."""
    audit: Audit
    scope_of: Callable[[Certificate], Scope]
    """Words what the certificate covers and what it does not."""
    answers: Answers


def issue(
    started: Started,
    started_bytes: bytes,
    journal: Journal,
    surroundings: Surroundings,
    facts: Facts,
    *,
    now: dt.datetime,
) -> Certificate:
    """Return the certificate with the verdict its members amount to; nothing is signed yet."""
    scan = journal.measures("volume_scanned").get("scan", {})
    draft = Certificate(
        format=FORMAT,
        document="record",
        level=facts.level,
        verdict="UNKNOWN",
        reasons=(),
        number=facts.number,
        sample=facts.sample,
        issued_at=time_text(now),
        event=started.event,
        people=started.people,
        authorisation=started.authorisation,
        hand_over=started.hand_over,
        ward=_ward(started.ward, scan),
        media=started.media,
        method=facts.method,
        databases=started.databases,
        items=_items(started, journal),
        files=_files(started, journal),
        key_copies=tuple(_key_copy(each, journal, facts.answers) for each in started.key_copies),
        residue=_residue(journal, scan, surroundings, facts.answers),
        scan=_scan(scan),
        audit=facts.audit,
        software=facts.software,
        plugins=_plugins(facts.plugins, journal),
        record=_record(started, started_bytes, journal, now),
        scope=Scope(covers=(), does_not_cover=()),
        signing=started.signing,
    )
    return _judged(msgspec.structs.replace(draft, scope=facts.scope_of(draft)))


def _judged(worded: Certificate) -> Certificate:
    judgement = judge(worded)
    return msgspec.structs.replace(
        worded,
        verdict=judgement.verdict,
        reasons=judgement.reasons,
        document="certificate" if judgement.verdict == "PASS" else "record",
    )


def _residue(
    journal: Journal, scan: Mapping[str, Any], surroundings: Surroundings, answers: Answers
) -> tuple[Residue, ...]:
    kinds = {label: kind for label, kind, _encoding in scan.get("needles", ())}
    answered = dict(answers.residue)
    exports = journal.notes.get(EXPORTS_NOTE, {})
    if exports.get("destroyed") is not None:
        finding: Finding = "none" if exports["destroyed"] else "found"
        answered.setdefault("exports", (finding, "operator"))
    found = [hits for label, hits in scan.get("hits", {}).items() if kinds[label] == "slot_marker"]
    return compose_checklist(
        left=journal.measures("volume_scanned").get("left", ()),
        markers=sum(found) if scan.get("coverage") in {"files", "volume"} else None,
        around=surroundings.look(),
        answers=answered,
        exports_unknown=exports.get("unknown", 0),
    )


def _ward(ward: Ward, scan: Mapping[str, Any]) -> Ward:
    canaries = tuple(
        Canary(commitment=each, in_hand_over=seen) for each, seen in scan.get("canaries", ())
    )
    return msgspec.structs.replace(ward, canaries=canaries)


def _items(started: Started, journal: Journal) -> tuple[Item, ...]:
    """A table's rows have gone with its file; a file item's count is that of its files."""
    removed = journal.measures("files_removed").get("files_after")
    left = None if removed is None else removed.get("core database", 0)
    rows = []
    for row in started.items:
        after = left if row.table else _left_of(removed, row.plugin)
        before = {name: getattr(row, name) for name in row.__struct_fields__}
        kept = after and (row.count_before or after)
        rows.append(Item(**before, count_after=kept, method="both" if row.table else "overwrite"))
    return tuple(rows)


def _left_of(removed: Mapping[str, int] | None, plugin: str) -> int | None:
    if removed is None:
        return None
    return sum(count for kind, count in removed.items() if kind.split()[0] == plugin)


def _files(started: Started, journal: Journal) -> tuple[FileKind, ...]:
    overwritten = journal.measures("files_overwritten").get("overwritten")
    removed = journal.measures("files_removed").get("files_after")
    rows = []
    for row in started.files:
        key = f"{row.plugin} {row.kind}"
        rows.append(
            FileKind(
                kind=row.kind,
                plugin=row.plugin,
                files_before=row.files_before,
                overwritten=None if overwritten is None else overwritten.get(key, 0),
                files_after=None if removed is None else removed.get(key, 0),
            )
        )
    return tuple(rows)


def _key_copy(before: KeyCopyBefore, journal: Journal, answers: Answers) -> KeyCopy:
    sectors = dict.fromkeys(("total", "overwritten", "read_back", "markers_left"))
    match before.kind:
        case "slots":
            sectors |= journal.measures("slots_destroyed")
            state = "destroyed" if journal.measures("slots_destroyed") else "unknown"
        case "card":
            state = answers.cards.get(before.label, "unknown")
        case "approved_copy":
            state = answers.copies.get(before.document or before.label, "unknown")
        case "memory":
            state = "ends_with_power_off"
    return msgspec.convert(
        {
            "kind": before.kind,
            "label": before.label,
            "state": state,
            "document": before.document,
            "sectors_total": sectors["total"],
            "sectors_overwritten": sectors["overwritten"],
            "sectors_read_back": sectors["read_back"],
            "markers_left": sectors["markers_left"],
        },
        KeyCopy,
    )


def _scan(figures: Mapping[str, Any]) -> Scan:
    if not figures:
        kinds = NeedleKinds(ward_canary=0, kiosk_canary=0, slot_marker=0, data_key=0)
        return Scan(
            coverage="none",
            read_mode=None,
            volume_bytes=None,
            bytes_read=None,
            unreadable_bytes=None,
            needles=0,
            needles_by_kind=kinds,
            encodings=(),
            hits=None,
            hits_by_needle=(),
            started_at=None,
            finished_at=None,
        )
    looked = figures["coverage"] != "none"
    needles = figures["needles"] if looked else []
    counted = Counter(kind for _label, kind, _encoding in needles)
    texts = [encoding for _label, kind, encoding in needles if kind.endswith("canary")]
    hits = figures["hits"]
    return Scan(
        coverage=figures["coverage"],
        read_mode=("direct" if figures["direct"] else "cached") if looked else None,
        volume_bytes=figures["size"] if figures["coverage"] == "volume" else None,
        bytes_read=figures["bytes_read"] if looked else None,
        unreadable_bytes=figures["unreadable"] if looked else None,
        needles=len(needles),
        needles_by_kind=NeedleKinds(
            ward_canary=counted["ward_canary"],
            kiosk_canary=counted["kiosk_canary"],
            slot_marker=counted["slot_marker"],
            data_key=counted["data_key"],
        ),
        encodings=tuple(dict.fromkeys(texts)),
        hits=sum(hits.values()) if looked else None,
        hits_by_needle=tuple(
            Hit(needle=label, kind=kind, encoding=encoding, hits=hits[label])
            for label, kind, encoding in needles
            if hits[label]
        ),
        started_at=figures["began"],
        finished_at=figures["ended"],
    )


def _plugins(plugins: Sequence[tuple[str, str, str]], journal: Journal) -> tuple[Plugin, ...]:
    witness = journal.measures("plugins_asked").get("witness", {})
    return tuple(
        Plugin(
            name=name, version=version, sha256=sha256, witness=witness.get(name, "not_confirmed")
        )
        for name, version, sha256 in plugins
    )


def _record(started: Started, started_bytes: bytes, journal: Journal, now: dt.datetime) -> Record:
    return Record(
        id=started.record_id,
        started_at=started.started_at,
        started_sha256=hashlib.sha256(started_bytes).hexdigest(),
        finished_at=time_text(now),
        resumed=journal.resumed,
        steps=tuple(
            StepDone(step=each, at=journal.steps[each].at, result=journal.steps[each].result)
            for each in STEPS
            if each in journal.steps
        ),
    )
