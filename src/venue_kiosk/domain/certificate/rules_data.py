"""Rules P1 to P5: items, files, keys, the scan, the ward's canary."""

from collections.abc import Iterator
from typing import Final

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.finding import Finding, broken, not_measured, unknown
from venue_kiosk.domain.certificate.measures import KeyCopy, Scan

SECTORS: Final = 128
"""Sectors of a slot file."""
LEAST_NEEDLES: Final = 20
LEAST_ENCODINGS: Final = 7
LEAST_CHALLENGE: Final = 8


def judge_items(certificate: Certificate) -> Iterator[Finding]:
    """P1: nothing of any declared item is left, and all of it was handed over before."""
    rows = certificate.items
    for row in rows:
        subject = f"{row.plugin}.{row.item}"
        if row.count_after is not None and row.count_after > 0:
            yield broken("not_zero", subject)
        if row.count_before is None or row.count_after is None:
            yield not_measured(subject=subject)
        elif row.count_handed_over not in {None, row.count_before}:
            yield broken("count_mismatch", subject)
    if not any(row.count_before for row in rows):
        yield not_measured("nothing_to_erase")


def judge_files(certificate: Certificate) -> Iterator[Finding]:
    """P2: every declared file was overwritten and is gone."""
    for row in certificate.files:
        if row.files_after:
            yield broken("file_left", row.kind)
        if unknown((row.files_before, row.overwritten, row.files_after)):
            yield not_measured(subject=row.kind)
        elif row.overwritten != row.files_before:
            yield broken("not_overwritten", row.kind)


def judge_keys(certificate: Certificate) -> Iterator[Finding]:
    """P3: every copy of the key has ended."""
    copies = certificate.key_copies
    for kind in ("slots", "memory"):
        if sum(copy.kind == kind for copy in copies) != 1:
            yield broken("key_copy_left", kind)
    for copy in copies:
        yield from _judge_key(copy)


def _judge_key(copy: KeyCopy) -> Iterator[Finding]:
    match copy.state:
        case "left":
            yield broken("key_copy_left", copy.label)
        case "missing":
            yield not_measured("card_missing", copy.label)
        case "unknown":
            yield not_measured(subject=copy.label)
        case _:
            pass
    if copy.kind != "slots":
        return
    if copy.markers_left:
        yield broken("key_copy_left", copy.label)
    counted = [sectors for sectors in copy.sectors if sectors is not None]
    if any(sectors != SECTORS for sectors in counted):
        yield broken("not_read_back", copy.label)
    elif len(counted) < len(copy.sectors) or copy.markers_left is None:
        yield not_measured("not_read_back", copy.label)


def judge_scan(certificate: Certificate) -> Iterator[Finding]:
    """P4: the needles were searched for everywhere that the level asks for, and not found."""
    scan = certificate.scan
    if scan.hits or any(row.hits for row in scan.hits_by_needle):
        yield broken("hits")
    if scan.hits is None:
        yield not_measured()
    if certificate.level == "basic" and scan.coverage == "files":
        unread = unknown((scan.read_mode, scan.bytes_read)) or scan.unreadable_bytes != 0
    else:
        unread = not _whole_volume_read(scan, certificate.media.volume.bytes)
    if unread:
        yield not_measured("volume_not_read", scan.coverage)
    needles = scan.needles or 0
    marker = scan.needles_by_kind.slot_marker >= 1 or certificate.level == "basic"
    if needles < LEAST_NEEDLES or len(set(scan.encodings)) < LEAST_ENCODINGS or not marker:
        yield not_measured("too_few_needles")


def _whole_volume_read(scan: Scan, volume_bytes: int | None) -> bool:
    return (
        (scan.coverage, scan.read_mode, scan.unreadable_bytes) == ("volume", "direct", 0)
        and volume_bytes is not None
        and scan.bytes_read == scan.volume_bytes == volume_bytes
    )


def judge_ward(certificate: Certificate) -> Iterator[Finding]:
    """P5: the ward's challenge and its made-up applicant were part of it."""
    ward = certificate.ward
    asked = certificate.level == "full"
    if len(ward.challenge) < LEAST_CHALLENGE and (asked or ward.challenge):
        yield not_measured("no_challenge")
    if asked and not ward.canaries:
        yield not_measured("no_ward_canary")
    least = LEAST_ENCODINGS * len(ward.canaries)
    if certificate.scan.needles_by_kind.ward_canary < least:
        yield not_measured("no_ward_canary")
    for number, canary in enumerate(ward.canaries, 1):
        if canary.in_hand_over is False:
            yield broken("canary_not_seen", str(number))
        elif canary.in_hand_over is None:
            yield not_measured("canary_not_seen", str(number))
