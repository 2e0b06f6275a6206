"""A certificate as the format's description shows it, complete, signed with well-known keys."""

import copy
import json

from venue_kiosk.domain.certificate.measures import RESIDUE_CODES, STEPS
from venue_kiosk.domain.signatures import SigningKey

EVENT_KEY = SigningKey(bytes(range(32)))
WITNESS_KEY = SigningKey(bytes(range(32, 64)))
HEX = {letter: letter * 64 for letter in "abcdef0123456789"}
HEAD = "1212" * 16
PAPER_HEAD = " ".join(["1212"] * 10)


def outside(code):
    return RESIDUE_CODES.index(code) >= RESIDUE_CODES.index("print_spool")


def residue_row(code):
    if outside(code):
        state, finding, count = "not_checkable", None, None
    else:
        state, finding, count = "checked", "none", 0
    return {
        "code": code,
        "state": state,
        "finding": finding,
        "count": count,
        "answered_by": "program",
    }


def key_copy(kind, label, state, sectors=None):
    return {
        "kind": kind,
        "label": label,
        "state": state,
        "document": None,
        "sectors_total": sectors,
        "sectors_overwritten": sectors,
        "sectors_read_back": sectors,
        "markers_left": None if sectors is None else 0,
    }


_FULL = {
    "format": "venue-erasure-certificate/1",
    "document": "certificate",
    "level": "full",
    "verdict": "PASS",
    "reasons": [],
    "number": "見本-001",
    "sample": True,
    "issued_at": "2026-11-23T18:05:40+09:00",
    "event": {
        "event_id": "00112233445566778899aabbccddeeff",
        "programme_number": "001",
        "programme": "シンポジウム",
        "dates": ["2026-11-23"],
        "contract_title": "見本の業務",
        "contract_number": "見本第1号",
        "client": "見本区",
        "section": "地域包括ケア推進課",
        "contractor": "見本受託者",
        "legal_profile": "r5_act",
    },
    "people": {
        "operator": {"id": "H-01", "role": "handling_manager"},
        "witness": {"id": "W-01", "role": "auditor", "party": "client"},
        "manager": {"id": "H-01"},
    },
    "authorisation": {
        "operator_at": "2026-11-23T17:52:10+09:00",
        "witness_at": "2026-11-23T17:52:41+09:00",
        "window_s": 300,
    },
    "hand_over": {
        "made_at": "2026-11-23T17:20:00+09:00",
        "files": 5,
        "list_sha256": "cd" * 32,
        "receipt_number": "見本受-12",
        "receipt_date": "2026-11-23",
        "receipt_code": "7Q2M-XK4D",
        "receipt_code_matched": True,
        "recorded_at": "2026-11-23T17:45:00+09:00",
    },
    "ward": {
        "challenge": "K7QM-2XRT",
        "challenge_at": "2026-11-23T17:50:00+09:00",
        "canaries": [
            {
                "commitment": "601a6a9fbbbdecc673e3e1d98e12fe417993e9e6a7f2c46746586889875dea23",
                "in_hand_over": True,
            }
        ],
    },
    "media": {
        "machine": {
            "maker": "見本",
            "model": "NB-1",
            "serial": "SN0001",
            "serial_source": "firmware",
            "property_number": None,
        },
        "storage": {
            "kind": "ssd",
            "model": "SSD-1",
            "serial": "SD0001",
            "serial_source": "firmware",
            "bytes": 256060514304,
        },
        "volume": {
            "file_system": "ext4",
            "mount_options": "rw,data=ordered",
            "bytes": 2147483648,
            "dedicated": True,
        },
        "classification": "機密性2",
        "encrypted_before_first_storage": True,
        "backed_up": "no",
        "backup_location": None,
        "destination": "contractor",
        "later_purge_required": True,
    },
    "method": {
        "keys": "overwrite_in_place",
        "files": "overwrite_in_place_unlink",
        "passes": 1,
        "verification": ["sector_read_back", "raw_volume_scan"],
        "cipher": "SQLCipher 4.19.0: AES-256-CBC, HMAC-SHA512 per page",
        "kdf": {"name": "argon2id", "memory_kib": 65536, "iterations": 3, "lanes": 4},
        "fips_validated": False,
        "reference": "NIST SP 800-88 Rev.2 の暗号化消去の考え方を参考",
    },
    "databases": [
        {
            "name": "vault",
            "checkpointed": True,
            "integrity_check": "ok",
            "cipher_bad_pages": 0,
            "rollback_check": "ok",
        }
    ],
    "items": [
        {
            "plugin": "core",
            "item": "name",
            "table": "core_attendees",
            "whose": "applicant",
            "count_before": 236,
            "count_handed_over": 236,
            "count_after": 0,
            "method": "both",
        }
    ],
    "files": [
        {
            "kind": "database",
            "plugin": "core",
            "files_before": 3,
            "overwritten": 3,
            "files_after": 0,
        }
    ],
    "key_copies": [
        key_copy("slots", "slots", "destroyed", 128),
        key_copy("card", "1/2", "surrendered"),
        key_copy("memory", "process", "ends_with_power_off"),
    ],
    "residue": [residue_row(code) for code in RESIDUE_CODES],
    "scan": {
        "coverage": "volume",
        "read_mode": "direct",
        "volume_bytes": 2147483648,
        "bytes_read": 2147483648,
        "unreadable_bytes": 0,
        "needles": 39,
        "needles_by_kind": {
            "ward_canary": 18,
            "kiosk_canary": 18,
            "slot_marker": 1,
            "data_key": 2,
        },
        "encodings": [
            "utf-8",
            "utf-16le",
            "utf-16be",
            "cp932",
            "euc-jp",
            "json-escape",
            "base64-0",
            "base64-1",
            "base64-2",
        ],
        "hits": 0,
        "hits_by_needle": [],
        "started_at": "2026-11-23T17:58:00+09:00",
        "finished_at": "2026-11-23T17:58:21+09:00",
    },
    "audit": {
        "file": "audit-log.jsonl",
        "sha256": "ef" * 32,
        "count": 1034,
        "head": HEAD,
        "genesis": "34" * 32,
        "checkpoints": 23,
        "chain_valid": True,
        "slips": [
            {"kind": "opening", "count": 2, "head": " ".join(["5555"] * 10), "agreed": True},
            {"kind": "closing", "count": 1034, "head": PAPER_HEAD, "agreed": True},
        ],
    },
    "software": {
        "name": "venue_kiosk",
        "version": "1.0.0",
        "source_sha256": "ab" * 32,
        "lock_sha256": "bc" * 32,
        "python": "3.11.7",
        "sqlcipher": "4.19.0",
        "sqlite": "3.53.4",
        "openssl": "3.6.0",
        "system": "Debian 12",
    },
    "plugins": [
        {"name": "reception", "version": "1.0.0", "sha256": "de" * 32, "witness": "confirmed"}
    ],
    "record": {
        "id": "9d1f6c2a",
        "started_at": "2026-11-23T17:53:00+09:00",
        "started_sha256": "78" * 32,
        "finished_at": "2026-11-23T18:05:30+09:00",
        "resumed": 0,
        "steps": [
            {"step": step, "at": f"2026-11-23T17:5{4 + n}:05+09:00", "result": "done"}
            for n, step in enumerate(STEPS)
        ],
    },
    "scope": {"covers": ["範囲"], "does_not_cover": ["範囲の外"]},
    "signing": {
        "algorithm": "Ed25519",
        "event_key": EVENT_KEY.public.fingerprint,
        "witness_key": WITNESS_KEY.public.fingerprint,
    },
}
_FULL["record"]["steps"][-1]["at"] = "2026-11-23T18:00:00+09:00"


def full_certificate():
    """Return the members of a PASS at the level ``full``, for a test to change."""
    return copy.deepcopy(_FULL)


def basic_certificate():
    """Return the members of a PASS at the level ``basic``."""
    tree = full_certificate()
    tree["level"] = "basic"
    tree["ward"] = {"challenge": "", "challenge_at": None, "canaries": []}
    tree["scan"].update(
        coverage="files",
        volume_bytes=None,
        bytes_read=1_000_000,
        needles=30,
        needles_by_kind={"ward_canary": 0, "kiosk_canary": 27, "slot_marker": 1, "data_key": 2},
    )
    for slip in tree["audit"]["slips"]:
        slip["agreed"] = None
    return tree


def changed(tree, path, value):
    """Change one member by its path, ``scan.hits`` or ``items.0.count_after``."""
    *parents, last = path.split(".")
    spot = tree
    for name in parents:
        spot = spot[int(name)] if isinstance(spot, list) else spot[name]
    spot[int(last) if isinstance(spot, list) else last] = value
    return tree


def file_bytes(tree):
    """Return the bytes of a file."""
    return json.dumps(tree, ensure_ascii=False, indent=1).encode() + b"\n"


def lay_out(folder, content):
    """Write a certificate with signatures and keys into a folder; return its path."""
    path = folder / "erasure-certificate.json"
    path.write_bytes(content)
    for key, ending, name in (
        (EVENT_KEY, ".sig", "event-public-key.pem"),
        (WITNESS_KEY, ".witness.sig", "witness-public-key.pem"),
    ):
        path.with_name(path.name + ending).write_bytes(key.sign(content))
        (folder / name).write_bytes(key.public.pem)
    return path
